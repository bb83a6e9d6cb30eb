"""Days as websites write them: which dates stand in a text, and in which words."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from precall import words
from precall.words.tree import one_of

_YEARS = r"20\d\d|19[89]\d"
_YEAR = re.compile(_YEARS)
_ISO = re.compile(r"(?<![\d./-])(20\d\d|19[89]\d)([./-])(\d{1,2})\2(\d{1,2})(?![\d/-]|\.\d)")
_NUMERIC = re.compile(r"(?<![\d.,/-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(20\d\d|19[89]\d)(?![\d/-]|\.\d)")
_NAME = r"[^\W\d_]{3,16}"


class Day(NamedTuple):
    """A date in a text: the words that say it, where they begin, and whether the day was said or only the month."""

    day: date
    shown: str
    start: int
    whole: bool = True


def days(text: str, language: str = "", *, month_first: bool | None = None) -> Iterator[Day]:
    """The dates in a text. Numbers such as 3/4/2026 that could be two days are left out where nothing decides."""
    if not _YEAR.search(text):
        return
    for match in _ISO.finditer(text):
        yield from _made(match, int(match[1]), int(match[3]), int(match[4]))
    for match in _NUMERIC.finditer(text):
        yield from _numeric(match, language, month_first)
    yield from _worded(text)


def _numeric(match: re.Match[str], language: str, month_first: bool | None) -> Iterator[Day]:
    first, sign, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
    if (
        first > 12
        or sign == "."
        or (sign == "/" and language and not words.habits(language).get("month_first"))
        or first == second
        or (month_first is False and second <= 12)
    ):
        yield from _made(match, year, second, first)
    elif second > 12 or month_first:
        yield from _made(match, year, first, second)


def month_first(texts: Iterable[str]) -> bool | None:
    """Whether the numbers of dates in some texts put the month first, by those that can be read in one way; None where they do not tell."""
    told = {
        int(match[3]) > 12
        for text in texts
        for match in _NUMERIC.finditer(text)
        if match[2] != "." and (int(match[1]) > 12) != (int(match[3]) > 12)
    }
    return told.pop() if len(told) == 1 else None


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for table in words.table("dates").values():
        for number, names in enumerate(table["months"], 1):
            for name in names:
                found.setdefault(name.casefold(), number)
    return found


def month(word: str) -> int:
    """The number of the month that a word names in any language, short or whole; 0 where it names none."""
    return _months().get(word.casefold(), 0)


def _worded(text: str) -> Iterator[Day]:
    """The dates whose month is a word; any word will do for the expression, which so needs not name all months."""
    at = 0
    while match := _day_in_words().search(text, at):
        name = next(group for group in (match["m1"], match["m2"], match["m3"]) if group)
        number = month(name)
        at = match.end() if number else match.start() + 1
        if number:
            yield from _worded_day(match, number)


@cache
def _day_in_words() -> re.Pattern[str]:
    counted, joint = _any_of("streets", "ordinals"), _any_of("dates", "joiners")
    return re.compile(
        rf"(?<!\w)(?<!\d\.)(?:(?P<d1>\d{{1,2}}){counted}?\s(?:{joint}\s)?(?P<m1>{_NAME})\.?,?\s(?:{joint}\s)?(?P<y1>{_YEARS})"
        rf"|(?P<m2>{_NAME})\.?\s(?P<d2>\d{{1,2}}){counted}?,?\s(?P<y2>{_YEARS})"
        rf"|(?P<m3>{_NAME})\.?,?\s(?:{joint}\s)?(?P<y3>{_YEARS}))(?!\d)",
        re.IGNORECASE,
    )


def _any_of(table: str, key: str) -> str:
    """An expression for what some language says: a date is written like the same date in the others."""
    return one_of(said for one in words.table(table).values() for said in one[key])


def _worded_day(match: re.Match[str], month: int) -> Iterator[Day]:
    for number in "12":
        if match[f"m{number}"]:
            yield from _made(match, int(match[f"y{number}"]), month, int(match[f"d{number}"]))
            return
    yield from _made(match, int(match["y3"]), month, 1, whole=False)


def _made(match: re.Match[str], year: int, month: int, day: int, *, whole: bool = True) -> Iterator[Day]:
    try:
        yield Day(date(year, month, day), match.group(), match.start(), whole)
    except ValueError:
        return
