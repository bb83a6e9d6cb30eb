"""Whether a stretch of text is a street with its number, a post-office box, or a suite within a building."""

import re
from functools import cache

from precall.words.match import either, phrases
from precall.words.remembered import of_short_text

_SQUARE = re.compile(
    r"[A-Z] ?\d{1,2}, ?\d{1,3} ?[a-z]?(?:[-–/]\d{1,3})?"
)  # Mannheim numbers its squares: "Q 7, 24"
_HOUSE_NUMBER = re.compile(
    r"(?<![\w.,])(?:#\s?)?\d{1,5}(?:\s?[-/–]\s?\d{1,4})?\s?[a-zA-Z]?(?![\w%€$£])(?![.,:]\d)"
)
_TOO_MANY_DIGITS = re.compile(r"\d[\d\s().-]{7,}\d")
_NOT_STREET = re.compile(r"[@€$£%©?!]|https?:|www\.|\d:\d\d", re.IGNORECASE)
_LONGEST = 90
_MOST_WORDS = 12


@of_short_text
def is_street(text: str) -> bool:
    """Whether a text is a street with a number, or a post-office box."""
    if not _is_plausible(text):
        return False
    if has_box(text):
        return True
    return bool(_HOUSE_NUMBER.search(text)) and bool(_letters(text)) and has_street_word(text)


@of_short_text
def could_be_street(text: str) -> bool:
    """Whether a text has at least the shape: a few words and a house number, no street word needed."""
    if not _is_plausible(text) or len(text.split()) > 8:
        return False
    if _HOUSE_NUMBER.search(text) and _letters(text):
        return True
    return has_box(text) or bool(_SQUARE.fullmatch(text))


@of_short_text
def has_street_word(text: str) -> bool:
    """Whether a text has a word for a kind of street, alone or at the end of a word."""
    return phrases("streets", "words").stand_in(text) or bool(_suffix_pattern().search(text))


def has_box(text: str) -> bool:
    """Whether a text names a post-office box."""
    return bool(_box_pattern().search(text))


@of_short_text
def is_unit(text: str) -> bool:
    """Whether a text is a suite, floor or building only."""
    return len(text) <= 50 and bool(_unit_pattern().match(text))


def last_street_word(text: str) -> int:
    """Where the last word for a street or suite (with its number) in a text ends; 0 where there is none."""
    words = (place.end() for place in phrases("streets", "words").each(text))
    suffixes = (match.end() for match in _suffix_pattern().finditer(text))
    return max((*words, *suffixes), default=0)


def _is_plausible(text: str) -> bool:
    return (
        4 <= len(text) <= _LONGEST
        and len(text.split()) <= _MOST_WORDS
        and not _NOT_STREET.search(text)
        and not _TOO_MANY_DIGITS.search(text)
    )


def _letters(text: str) -> re.Match[str] | None:
    return re.search(r"[^\W\d_]{2}", text)


@cache
def _suffix_pattern() -> re.Pattern[str]:
    endings = either("streets", "suffixes")
    return re.compile(rf"(?<=[^\W\d_]{{3}}){endings}\.?(?=,?\s{{1,2}}(?:nr\.?\s?|n°\s?)?\d)", re.IGNORECASE)


@cache
def _box_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either('streets', 'boxes')}[ :.,]{{0,3}}\d{{1,7}}(?!\w)", re.IGNORECASE)


@cache
def _unit_pattern() -> re.Pattern[str]:
    units = either("streets", "units")
    return re.compile(
        rf"(?:\d{{1,3}}(?:\.|{either('streets', 'ordinals')})?\s)?{units}(?!\w)|#\s?\d{{1,5}}\b",
        re.IGNORECASE,
    )
