"""How does a letter write what notes shorten: "w/ Ann" is "with Ann", "on Fri" is "on Friday", "2 hrs/day" is "2 hours a day"?"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import cast

from precall import words
from precall.words.match import fold, listed, vocabulary

_CORE = re.compile(r"(?P<lead>[(\"“‘']{0,2})(?P<core>[^\s]{1,30}?)(?P<tail>[),;:.!?\"”’']{0,3})")
_ABOUT = re.compile(r"~\s?(?=\d)")
_ISH = re.compile(r"(?<!\w)(?P<hour>\d{1,2})ish(?!\w)")
_EQUAL = re.compile(r"(?<=[^\W\d_]) = (?=\S)")
_SIZED = re.compile(r"(?<![\w.,])(?P<number>\d{1,4}(?:[.,]\d{1,2})?)\s?(?P<unit>[a-z]{1,4})(?!\w)")
_PER = re.compile(r"(?<=\d)/(?P<unit>[a-z]{4,12})(?!\w)")
_EACH = re.compile(r"(?<=[\w)]) ?/ ?(?P<unit>[a-z]{1,6})(?!\w)")
_TIMES = re.compile(r"(?<!\w)(?P<number>[2-9]|\d\d)x(?: (?P<unit>[a-z]{1,5})(?!\w))?(?!\w)")
_YEAR = re.compile(r"(?<!\w)(?P<before>[A-Za-z]{3,20})(?P<year> (?:19|20)\d\d)(?=$|[.,;]| [–-] )")
_LOUD = re.compile(r"!{2,}")
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}[.!?] )[a-z](?=[a-z]+ )")
"""The first letter of a sentence behind another one."""


@lru_cache(maxsize=512)
def written_out(text: str, language: str) -> str:
    """The text with its shortened words in full and its days with a capital; spaces stay where a word of it is one."""
    full = _pairs("shorthand", language)
    if not full:
        return text
    text = _LOUD.sub("", text)
    text = _ISH.sub(lambda found: f"{full.get('~', '~')} {found['hour']}", text)
    text = _ABOUT.sub(f"{full.get('~', '~')} ", _EQUAL.sub(": ", text))
    text = _SIZED.sub(lambda found: _sized(found, language), text)
    per = _pairs("short_per", language).get("/")
    text = (
        _PER.sub(
            lambda found: (
                found[0] if found["unit"] in _pairs("short_each", language) else f" {per} {found['unit']}"
            ),
            text,
        )
        if per
        else text
    )
    text = _EACH.sub(lambda found: _each(found, language), text)
    text = _TIMES.sub(lambda found: _times(found, language), text)
    text = _YEAR.sub(lambda found: _in_year(found, language), text)
    phrases = _pairs("shorthand_phrases", language)
    text = _phrases(language).sub(lambda found: phrases[fold(found[0])], text)
    said = text.split(" ")
    around = zip(("", "", *said), ("", *said), said, (*said[1:], ""), strict=False)
    written = (
        _in_full(word, (first, before, after), full, language) for first, before, word, after in around
    )
    return _SENTENCE.sub(lambda found: found[0].upper(), " ".join(written))


def _in_year(found: re.Match[str], language: str) -> str:
    """A year with the "in" that notes leave out: "bought it with her husband 2022"."""
    lead = _pairs("year_lead", language).get("year", "")
    is_led = not lead or found["before"].lower() in vocabulary("notes", "before_a_year", (language,))
    return found[0] if is_led else f"{found['before']} {lead}{found['year']}"


def _sized(found: re.Match[str], language: str) -> str:
    """A number with its unit apart: "3hrs", "2y ago"."""
    unit = _pairs("short_units", language).get(found["unit"])
    if unit is None:
        return found[0]
    return f"{found['number']} {unit.removesuffix('s') if found['number'] == '1' else unit}"


def _times(found: re.Match[str], language: str) -> str:
    """How often: "3x", "3x wk"."""
    unit = found["unit"] or ""
    times = _pairs("short_times", language)
    often = times.get(found["number"]) or f"{found['number']} {times.get('x', 'x')}"
    return " ".join(filter(None, (often, _pairs("short_each", language).get(unit, unit))))


def _each(found: re.Match[str], language: str) -> str:
    """What is counted by: "2 hours/day", "6.50 per room/month"."""
    each = _pairs("short_each", language).get(found["unit"])
    if each is None:
        return found[0]
    is_second = "per" in fold(found.string[: found.start()]).split()[-3:]  # "6.50 per room/month"
    return f" and {each.removeprefix('a ')}" if is_second else f" {each}"


def _in_full(word: str, around: tuple[str, str, str], full: Mapping[str, str], language: str) -> str:
    if word.isupper() and word.isalpha():
        return word  # HR, not hours
    parts = _CORE.fullmatch(word)
    core = parts["core"] if parts else ""
    short = full.get(fold(word)) or full.get(fold(core)) or _led(core, *around, language) or core
    short = _brands(language).get(fold(short), short)
    capitals = vocabulary("notes", "capitals", (language,))
    is_day = short.islower() and (short in capitals or short.removesuffix("s") in capitals)
    months, leads = (vocabulary("notes", key, (language,)) for key in ("months_too", "before_a_month"))
    is_day = is_day or (short in months and fold(around[1]) in leads)
    short = short.capitalize() if is_day else short
    if parts is None or fold(word) in full:
        return short or word
    return f"{parts['lead']}{short}{parts['tail']}"


def _led(core: str, first: str, before: str, after: str, language: str) -> str:
    """A day or month that is a name or a word, too, where the words around it tell: "till end Jan", "Sun nights"."""
    whole = _pairs("shorthand_led", language).get(fold(core), "")
    leads, parts = (
        vocabulary("notes", "before_a_time", (language,)),
        vocabulary("notes", "of_a_day", (language,)),
    )
    is_led = fold(first if fold(before) == "of" else before) in leads
    is_day = before.strip("(")[:1].isdigit() and not whole.endswith("day")
    is_time = after[:1].isdigit() or fold(after.rstrip(",.;")) in parts
    is_one = is_day or (core[:1].isupper() and (is_led or is_time))
    return whole.capitalize() if is_one else ""


@cache
def _phrases(language: str) -> re.Pattern[str]:
    """Any of the short phrases, longer ones first."""
    said = sorted(_pairs("shorthand_phrases", language), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, said))})(?!\w)", re.IGNORECASE)


@cache
def _brands(language: str) -> Mapping[str, str]:
    """Names that hasty notes write small, as they are written."""
    table = words.table("notes").get(language, {})
    return {fold(name): name for name in map(str, cast("Sequence[object]", table.get("brands", ())))}


@cache
def _pairs(key: str, language: str) -> Mapping[str, str]:
    """The short words of a list, and what each is short for."""
    pairs = (entry.partition(" = ") for entry in listed("notes", key, (language,)))
    return {short: whole for short, _, whole in pairs}
