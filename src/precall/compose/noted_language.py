"""In which of a few languages is a short note: told by the small words that only one of them has, or by its script."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from precall import words

_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['’][^\W\d_]+)*")
_LISTS = {
    "language": ("common", "noted"),
    "speech": ("i", "subject", "we", "pointing", "backward", "negations", "halves", "insist"),
    "turning": ("words",),
    "dates": ("today", "tomorrow", "this", "next", "numbers", "day_units", "week_units", "month_units"),
    "reader": ("openers", "finite", "between"),
}  # fmt: skip
"""Lists of small words, and of those that notes are full of."""
_OF_DEADLINES = {"dates": ("weekdays", "months", "leads", "today", "tomorrow")}
"""Asked only where nothing else tells a language: who notes in one may say the day in another."""
_FEWEST = 3
"""So many small words, at least, tell a language that nobody expects; fewer where they are half of a text that has none of another."""
_NAME = re.compile(r"\b[A-Z][^\W\d_]{1,30}(?: [a-z]{1,3}){1,3} [A-Z]")
"""Jan de la Cruz."""
_OF_SCRIPTS = {
    "HEBREW": "he", "ARABIC": "ar", "GREEK": "el", "CYRILLIC": "ru", "HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja",
    "CJK": "zh", "THAI": "th", "DEVANAGARI": "hi",
}  # fmt: skip
"""The language that is meant most often where one sees a script."""
_OF_MANY = ("i", "a")
"""What is a word of several languages: I, in, the; an article, to, has ("3 sedute a 400 €")."""


def languages_of(texts: Sequence[str], known: Iterable[str]) -> tuple[str, ...]:
    """The language of each text, among those `known`, or clearly another; of one that tells nothing that of all together, or none.

    The words of a deadline tell it only where nothing else does: "the list bis Freitag" is English.
    """
    codes = tuple(dict.fromkeys(known))
    undated = tuple(map(_undated, texts))
    clear = tuple(
        _by_script(text) or _elsewhere(bare, codes) for text, bare in zip(texts, undated, strict=True)
    )
    if len(codes) < 2:
        return tuple(code or "".join(codes) for code in clear)
    latin = [number for number, text in enumerate(texts) if not _by_script(text)]
    of_all = _most(" ".join(undated[number] for number in latin), codes) or _most(
        " ".join(texts[number] for number in latin), codes, _of_deadlines
    )
    return tuple(code or _most(bare, codes) or of_all for code, bare in zip(clear, undated, strict=True))


def _undated(text: str) -> str:
    """A text without the words that say a day and by when."""
    return _deadlines().sub(" ", text)


@cache
def _deadlines() -> re.Pattern[str]:
    """A day with what leads to it, in whatever language: "by Friday", "bis Ende März", "d'ici au 12 février"."""
    listed = words.table("dates").values()
    leads = _any(lead for table in listed for lead in _flat(table.get("leads", ())))
    between = _any(
        word
        for table in listed
        for key in ("this", "next", "joiners", "nth", "about_month")
        for word in _flat(table.get(key, ()))
    )
    days = _any(
        row if isinstance(row, str) else row[0]
        for table in listed
        for key in ("weekdays", "months", "today", "tomorrow")
        for row in table.get(key, ())
    )
    numbers = r"\d[\d.:/-]{0,12}(?:er|st|nd|rd|th|h)?"
    day = rf"(?:{days}|{numbers})(?!\w)"
    return re.compile(
        rf"(?<![\w'’])(?:(?:{leads})(?:\s|(?<=['’])))?(?:(?:{between})\s?){{0,2}}(?:{days})(?!\w)"
        rf"|(?<![\w'’])(?:(?:{leads})\s)(?:(?:{between})\s){{0,2}}{day}(?:\s(?:(?:{between})\s)?{day}){{0,3}}",
        re.IGNORECASE,
    )


def _any(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(one) for one in sorted(set(phrases), key=lambda one: (-len(one), one)))


def _elsewhere(text: str, codes: tuple[str, ...]) -> str:
    """A language that is none of these and has far more of a text's small words than any of them; empty where there is none."""
    said = _said(text)
    known = max((sum(word in _small(code) for word in said) for code in codes), default=0)
    others = {code: sum(word in _small(code) for word in said) for code in words.languages()}
    best = max(others, key=lambda code: (others[code], code))
    if best in codes or others[best] <= known:
        return ""
    if others[best] >= _FEWEST and others[best] > 2 * known:
        return best
    ours = frozenset[str]().union(*map(_small, codes)) - _small(best)
    is_half = others[best] >= 2 and 2 * others[best] >= len(said)
    return best if is_half and ours.isdisjoint(said) and not _NAME.search(text) else ""


def _by_script(text: str) -> str:
    """The language that a text's letters tell, where most of them are no Latin ones; empty for another text."""
    if text.isascii():
        return ""
    scripts = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha())
    most = max(scripts, key=lambda script: scripts[script], default="")
    if most == "LATIN" or scripts[most] * 2 < scripts.total():
        return ""
    if most == "CJK" and (scripts["HIRAGANA"] or scripts["KATAKANA"]):
        return "ja"
    return _OF_SCRIPTS.get(most, "")


def _most(text: str, codes: tuple[str, ...], small: Callable[[str], frozenset[str]] | None = None) -> str:
    """The language of most of a text's small words; none where two share them."""
    said = _said(text)
    of = small or _small
    shares = sorted(
        ((sum(word in _own(code, codes, of) for word in said), code) for code in codes), reverse=True
    )
    (most, code), (second, _) = shares[:2]
    return code if most > second else ""


def _said(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text) if word not in _OF_MANY]


@cache
def _own(code: str, codes: tuple[str, ...], small: Callable[[str], frozenset[str]]) -> frozenset[str]:
    """The small words of a language that none of the others has."""
    others = frozenset[str]().union(*(small(other) for other in codes if other != code))
    return small(code) - others


@cache
def _small(code: str) -> frozenset[str]:
    return _listed(code, _LISTS)


@cache
def _of_deadlines(code: str) -> frozenset[str]:
    return _listed(code, _OF_DEADLINES)


def _listed(code: str, lists: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    return frozenset(
        word.casefold()
        for table, keys in lists.items()
        for key in keys
        for word in _flat(words.table(table).get(words.filed_as(code), {}).get(key, ()))
        if " " not in word
    )


def _flat(listed: Any) -> Iterator[str]:
    for one in listed:
        yield from (one,) if isinstance(one, str) else one
