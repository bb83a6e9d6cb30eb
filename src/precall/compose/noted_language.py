"""In which of a few languages is a short note: told by the small words that only one of them has, or by its script."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import chain
from typing import Any

from precall import words
from precall.compose.clock import Clock
from precall.compose.dates import LONGEST, find_dates, write_out
from precall.compose.day_leads import due, leads
from precall.compose.spans import Span, is_free
from precall.words.match import fold, phrases, vocabulary
from precall.words.spelling import of_spelling
from precall.words.tree import one_of

_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['’][^\W\d_]+)*")
_LISTS = {
    "language": ("common", "noted"),
    "speech": ("i", "subject", "we", "pointing", "backward", "negations", "halves", "insist"),
    "turning": ("words",),
    "dates": ("today", "tomorrow", "this", "next", "numbers", "day_units", "week_units", "month_units", "clock_leads", "span_leads"),
    "reader": ("openers", "finite", "between"),
}  # fmt: skip
"""Lists of small words, and of those that notes are full of."""
_OF_DEADLINES = {"dates": ("weekdays", "months", "leads", "today", "tomorrow")}
"""Asked only where nothing else tells a language: who notes in one may say the day in another."""
_FEWEST = 3
"""So many small words, at least, tell a language that nobody expects; fewer where they are half of a text that has none of another."""
_LONG = 5
"""Letters of a lead that is no small word of another language."""
_SOME_DAY = date(2026, 1, 1)
"""Only where a text names days is asked, not which they are."""
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

    Small words tell it, else the spelling. The words of a deadline do so only where nothing else does: "the list bis
    Freitag" is English.
    """
    codes = tuple(dict.fromkeys(known))
    undated = tuple(_undated(text[:LONGEST], codes) for text in texts)
    clear = tuple(
        _by_script(text) or _elsewhere(bare, codes) for text, bare in zip(texts, undated, strict=True)
    )
    if len(codes) < 2:
        return tuple(code or "".join(codes) for code in clear)
    latin = [number for number, text in enumerate(texts) if not _by_script(text)]
    of_all = _most(" ".join(undated[number] for number in latin), codes) or _most(
        " ".join(texts[number] for number in latin), codes, _of_deadlines
    )
    return tuple(
        code or _most(bare, codes) or of_spelling(bare, codes) or of_all
        for code, bare in zip(clear, undated, strict=True)
    )


def dated_in(text: str, mail: str, known: Iterable[str], day: date = _SOME_DAY) -> str:
    """The other language of words about a day that a mail would show as they were noted; empty where none are.

    Those are a small word beside a day ("zwischen", "del"), a day left open ("noch diese Woche") and by when without a day
    ("by Easter"), of a text that was noted on a `day`. The day and what leads to it are left out: a mail says those in its own language.
    """
    text = text[:LONGEST]
    own = find_dates(text, day, (mail,))
    for code in dict.fromkeys(known):
        if code == mail:
            continue
        theirs = find_dates(text, day, (code,))
        alone = (said for said in theirs if is_free(said, own))
        if any(said.day is None and any(map(str.isalpha, said.words)) for said in alone):
            return code
        beside = write_out(text, day, (code, mail), hour=_as_noted).beside
        if any(_is_left(said.casefold().split(), code, mail) for said in beside):
            return code
        if any(is_free(said, own) for said in theirs) and not _tells(
            _undated(text, (code, mail)), mail, code
        ):
            return code
        dated = [said for said in (*own, *theirs) if said.day or said.readings]
        names = [Span(place.start(), place.end()) for place in phrases("dates", "named_days").each(text)]
        if any(
            place.phrase not in _named_days(mail)
            for place in phrases("dates", "named_days", (code,)).each(text)
        ):
            return code
        loose = [*_by_when((code,), mail).finditer(text)]
        loose += [match for match in _named(code, mail).finditer(text) if not _is_a_persons(text, match)]
        if any(is_free(Span(*match.span()), (*dated, *names)) for match in loose):
            return code
    return ""


def _named_days(code: str) -> frozenset[str]:
    return vocabulary("dates", "named_days", (code,))


def _is_a_persons(text: str, match: re.Match[str]) -> bool:
    """Whether a month's name stands behind a given name: Theresa May."""
    before = _WORD.findall(text[: match.start()])[-1:]
    return any(word[0].isupper() and fold(word) in vocabulary("given_names", "names") for word in before)


def _tells(text: str, mail: str, other: str) -> bool:
    """Whether a text without its days is rather in the mail's language than in another one, or names nothing but short forms."""
    said = _said(text)
    small = _small(mail) - _small(other)
    return (
        any(word in small for word in said)
        or of_spelling(text, (mail, other)) == mail
        or all(word.isupper() for word in _WORD.findall(text))
    )


def _is_left(said: Sequence[str], code: str, mail: str) -> bool:
    """Whether of the words beside a day the nearest is one of a language alone, or the one before it where the nearest is none of the mail's."""
    *earlier, nearest = said
    own, theirs = _about_days(mail), _about_days(code) - _about_days(mail)
    return nearest in theirs or (nearest not in own and any(word in theirs for word in earlier))


def _as_noted(clock: Clock, day: date | None) -> str:
    return clock.words


@cache
def _about_days(code: str) -> frozenset[str]:
    """The small words of a language and all that stands beside a day in it."""
    table = words.table("dates").get(code, {})
    listed = (
        (*leads(table), *leads(table, "clock_leads"), *table.get("parts", ()), *table.get("joiners", ()))
        if table
        else ()
    )
    return _small(code) | {word for said in listed for word in fold(said).split()}


@cache
def _named(code: str, mail: str) -> re.Pattern[str]:
    """A month or a weekday by its full name in a language that the mail's calls otherwise, any day behind "since" or "every", and a part of today."""
    table, own = (words.table("dates").get(one, {}) for one in (code, mail))
    names, theirs = (
        {key: {row[0].casefold() for row in one.get(key, ())} for key in ("months", "weekdays")}
        for one in (table, own)
    )
    since = one_of([fold(word) for key in ("onward", "never") for word in table.get(key, ())] or ["\0"])
    near = (word for key in ("today", "tomorrow", "overmorrow") for word in table.get(key, ()))
    weekdays = one_of(
        [fold(word) for row in (*table.get("weekdays", ()), tuple(near)) for word in row] or ["\0"]
    )
    parts = set(map(fold, table.get("today_parts", ())))
    own_words = theirs["months"] | theirs["weekdays"] | _small(mail)  # "non abbiamo mai tempo" names no month
    full = one_of(sorted((names["months"] | parts) - own_words) or ["\0"])
    days = one_of(sorted(names["weekdays"] - own_words) or ["\0"])
    return re.compile(rf"(?<!\w)(?:{full}|{days}s?|{since} {weekdays}s?)(?!\w)", re.IGNORECASE)


def _undated(text: str, codes: tuple[str, ...]) -> str:
    """A text without the days that it names and without by when."""
    for said in reversed(find_dates(text, _SOME_DAY, codes)):
        text = f"{text[: said.start]} , {text[said.end :]}"
    return _by_when(codes).sub(" ", text)


@cache
def _by_when(codes: tuple[str, ...], but: str = "") -> re.Pattern[str]:
    """A word for by when with the few words behind it, up to the end of what is said: "bis Weihnachten", "by summer".

    Where a language is left out with `but`, so are its words, and all longer leads of the others count: "avant Pâques".
    """
    by_when = frozenset(chain.from_iterable(map(due, codes)))
    if but:
        long = frozenset(lead for lead in phrases("dates", "leads", codes).all if len(lead) >= _LONG)
        by_when = (by_when | long) - frozenset(phrases("dates", "leads", (but,)).all)
    return re.compile(
        rf"(?<!\w)(?:{one_of(by_when)})(?:\s+[\w.:'’/-]{{1,30}}){{0,4}}\s*(?=[,;.!?]|$)", re.IGNORECASE
    )


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
    """The language that a text's letters tell, where most of them or of its words but names are no Latin ones; empty for another text."""
    if text.isascii():
        return ""
    scripts = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha())
    most = max((one for one in scripts if one != "LATIN"), key=lambda script: scripts[script], default="")
    said = [word for word in _WORD.findall(text) if not word[0].isupper()]
    is_most = 2 * scripts[most] >= scripts.total() or 2 * sum(_is_in(word, most) for word in said) > len(said)
    if not most or not is_most:
        return ""
    if most == "CJK" and (scripts["HIRAGANA"] or scripts["KATAKANA"]):
        return "ja"
    return _OF_SCRIPTS.get(most, "")


def _is_in(word: str, script: str) -> bool:
    return unicodedata.name(word[0], "").startswith(script)


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
        inner = listed[one] if isinstance(listed, dict) else one
        yield from inner if isinstance(inner, list | tuple) else (one,)
