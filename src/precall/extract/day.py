"""Days as websites write them: which dates stand in a text, and in which words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from precall import words

_YEAR = re.compile(r"20\d\d|19[89]\d")
_ISO = re.compile(r"(?<![\d-])(20\d\d|19[89]\d)-(\d{1,2})-(\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<![\d.,/-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(20\d\d|19[89]\d)(?![\d/-]|\.\d)")


@dataclass(frozen=True, slots=True)
class Day:
    """A date in a text: the words that say it, where they begin, and whether the day was said or only the month."""

    day: date
    shown: str
    start: int
    whole: bool = True


def days(text: str, language: str = "") -> Iterator[Day]:
    """The dates in a text. Numbers such as 3/4/2026 that could be two days are left out where no language decides."""
    if not _YEAR.search(text):
        return
    for match in _ISO.finditer(text):
        yield from _made(match, int(match[1]), int(match[2]), int(match[3]))
    for match in _NUMERIC.finditer(text):
        yield from _numeric(match, language)
    for match in _worded().finditer(text):
        yield from _worded_day(match)


def _numeric(match: re.Match[str], language: str) -> Iterator[Day]:
    first, sign, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
    if (
        first > 12
        or sign == "."
        or (sign == "/" and language and not words.habits(language).get("month_first"))
        or first == second
    ):
        yield from _made(match, year, second, first)
    elif second > 12:
        yield from _made(match, year, first, second)


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for table in words.table("dates").values():
        for number, names in enumerate(table["months"], 1):
            for name in names:
                found.setdefault(name.casefold(), number)
    return found


@cache
def _worded() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    month = rf"(?P<{{0}}>{names})"
    return re.compile(
        rf"(?<![\w.])(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|ª)?\s(?:de\s|of\s)?{month.format('m1')}\.?,?\s(?:de\s|del\s)?(?P<y1>20\d\d|19[89]\d)"
        rf"|{month.format('m2')}\.?\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y2>20\d\d|19[89]\d)"
        rf"|{month.format('m3')}\.?,?\s(?:de\s|del\s|of\s)?(?P<y3>20\d\d|19[89]\d))(?!\d)",
        re.IGNORECASE,
    )


def _worded_day(match: re.Match[str]) -> Iterator[Day]:
    found = match.groupdict()
    for number in "12":
        if found[f"m{number}"]:
            month = _months()[found[f"m{number}"].casefold()]
            yield from _made(match, int(found[f"y{number}"]), month, int(found[f"d{number}"]))
            return
    yield from _made(match, int(found["y3"]), _months()[found["m3"].casefold()], 1, whole=False)


def _made(match: re.Match[str], year: int, month: int, day: int, *, whole: bool = True) -> Iterator[Day]:
    try:
        yield Day(date(year, month, day), match.group(), match.start(), whole)
    except ValueError:
        return
