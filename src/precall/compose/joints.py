"""What stands between two things that a page shows side by side or below each other, where they are put on one line."""

import re
from collections.abc import Sequence
from itertools import pairwise

_ENDS = (".", "!", "?", "…", "”", '"', ":", ";", "»")
_FIGURE = re.compile(r"[+~>]?\s?\d[\d.,–-]*\s?[^\W\d_]?\s?[+%★×]?")
"""A figure and nothing beside it: "72h", "500+", "98 %"; no sum of money."""
_APART = "; "
_CLOCK = re.compile(r"\d{1,2}(?:[:.h]\d{2}|\s?[ap]m)")
_COUNTED = 6  # words of what a figure counts
_LABEL = 8  # words of what says what a row is about
_TITLE, _SENTENCE = 4, 5  # words
_OF_A_ROW = 2  # cells: what it is about, and what is said of it


def joint(before: str, after: str) -> str:
    """The sign between two lines: none behind a figure whose label follows, as counters are shown, a colon between a day and its hours."""
    if before.endswith(_ENDS) or after.startswith("(") or _counts(before, after):
        return " "
    is_day = before.isalpha() and _CLOCK.match(after) is not None
    return ": " if is_day else _APART


def is_title_of(before: str, after: str) -> bool:
    """Whether a line is the title of the sentence that follows: "Our approach", "We listen to the wood before we cut." """
    is_sentence = after.endswith((".", "!")) and len(after.split()) >= _SENTENCE
    is_title = before[:1].isupper() and len(before.split()) <= _TITLE and not before.endswith((*_ENDS, ","))
    return is_sentence and is_title and not any(map(str.isdigit, before)) and "@" not in before


def row(cells: Sequence[str]) -> str:
    """The cells of a row in one line: the label of a row of two with a colon, more of them with commas."""
    if (
        len(cells) == _OF_A_ROW
        and _is_label(cells[0])
        and not cells[1].startswith("(")
        and ":" not in cells[1]
    ):
        return f"{cells[0]}{' ' if _counts(*cells) else ': '}{cells[1]}"
    said = cells[0]
    for one, other in pairwise(cells):
        sign = joint(one, other)
        said += f"{', ' if sign == _APART and len(cells) > _OF_A_ROW else sign}{other}"
    return said


def _counts(before: str, after: str) -> bool:
    """Whether a figure stands before what it counts."""
    is_counted = after[:1].isalpha() and len(after.split()) <= _COUNTED
    return is_counted and _FIGURE.fullmatch(before.strip()) is not None


def _is_label(text: str) -> bool:
    return ":" not in text and not text.endswith((*_ENDS, ",")) and len(text.split()) <= _LABEL
