"""Which words of a page are no statement: they speak of the website, lead elsewhere or break off."""

import re

from precall.extract.day import days
from precall.words.match import Spoken, fold, phrases, vocabulary

_MOST_GREETING = 30  # words
_MOST_CALL = 14
_MOST_INVITING = 16
_MOST_ON_A_BUTTON = 4
_ARROW = re.compile(r"[→➔›»]\s?$")
_MOST_TRAIL = 10
_MOST_ON_THE_SITE = 40
_BROKEN_OFF = re.compile(r"(?:\.{3}|…)\W{0,2}$")
_STEPS = frozenset(">»›")
_STEP = re.compile(r"(?<=\w) ?[>»›] ?(?=\w)|^[>»›]|[>»›]$")
_TO_BE_FILLED = re.compile(r"\[[^\W\d_][^\[\]\d@]{1,60}(?:\]|$)")
_EMPTY_COUNTER = re.compile(r"(?:0\s?\+|\+(?=\s[a-z]))\s?\D{0,60}|0")
"""A figure that only a script would fill in: "0+ projects", "+ happy clients"."""
_NUMBERED = re.compile(r"0\d{1,2}\s?[—–-]\s?[^\W\d_]")
"""A title with the number of its part of the page: "002 — What we do"."""
_AND_SO_ON = 4  # last words
_PAGER = re.compile(r"(?<!\d)1[\s|]{1,3}2[\s|]{1,3}3\b")
_FIELD = re.compile(r"\((?:mm?|dd?|yy(?:yy)?|tt?|jj(?:jj)?|aa(?:aa)?|[yjosn]|[/.-]){3,9}\)", re.IGNORECASE)
"""What shall be typed into a form: "(MM/DD/YY)", "(Y/N)"."""
_PART_OF_A_LIST = re.compile(r"\d{1,4}\s?[–-]\s?\d{1,4} \D{1,8} \d{1,5} ")
_MOST_OF_A_COUNTER = 8  # words
_MOST_OF_A_PAGER = 30  # words
_POINTER = 14  # words
_FEWEST = 3  # words
_STOPS = (".", "!", "?", ":", ";", "…", ")", "”", '"', "»")
_DIGIT = re.compile(r"\d")


def is_clutter(text: str, spoken: Spoken) -> bool:
    """Whether words say nothing about the business: a greeting, a call to act, a trail of pages, a note on cookies or forms."""
    length, figures = len(text.split()), _DIGIT.search(text) is not None
    steps = 0 if _STEPS.isdisjoint(text) else len(_STEP.findall(text))
    if steps > 1 or (steps and length <= _MOST_TRAIL and not figures):
        return True
    if length <= _MOST_TRAIL and (_is_path(text, spoken) or _NUMBERED.match(text)):
        return True
    if _is_dateline(text, spoken) or _counts_results(text, spoken) or _EMPTY_COUNTER.fullmatch(text.strip()):
        return True
    if length <= _MOST_OF_A_PAGER and (_PAGER.search(text) or _FIELD.search(text)):
        return True
    if length <= _MOST_ON_THE_SITE and phrases("speech", "machinery", spoken).stand_in(text):
        return True
    if figures or "@" in text:
        return False
    if invites(text, spoken) or (length <= _POINTER and _ARROW.search(text)):
        return True
    greets = length <= _MOST_GREETING and phrases("speech", "mood", spoken).starts(text) is not None
    return greets or (length <= _MOST_CALL and _calls(text, spoken))


def invites(text: str, spoken: Spoken) -> bool:
    """Whether a short text without a figure asks the reader to write or to come: "Feel free to reach out to us!" """
    is_short = len(text.split()) <= _MOST_INVITING and not text.endswith(":")
    is_bare = is_short and not _DIGIT.search(text) and "@" not in text
    return is_bare and phrases("speech", "inviting", spoken).stand_in(text)


def without_calls(cells: tuple[str, ...], spoken: Spoken) -> tuple[str, ...]:
    """The cells of a row without what is a button at its end: "See prices", "Learn more"; all of them where there is nothing else."""
    end = len(cells)
    while end > 1 and _is_button(cells[end - 1], spoken):
        end -= 1
    return cells[:end]


def _is_button(text: str, spoken: Spoken) -> bool:
    is_short = len(text.split()) <= _MOST_ON_A_BUTTON and not _DIGIT.search(text) and "@" not in text
    return is_short and (invites(text, spoken) or _calls(text, spoken) or _ARROW.search(text) is not None)


def is_unfinished(text: str) -> bool:
    """Whether a text ends in the middle, as a teaser does (not "boats, masts, sails ..."), or waits for a "[coach name]"."""
    if _TO_BE_FILLED.search(text):
        return True
    return _BROKEN_OFF.search(text) is not None and "," not in " ".join(text.split()[-_AND_SO_ON:])


def breaks_off(text: str, spoken: Spoken) -> bool:
    """Whether a text without a full stop ends in a word that no sentence ends in: "Find our articles on the" """
    words = text.split()
    if len(words) < _FEWEST or text.endswith(_STOPS):
        return False
    return words[-1] in vocabulary("speech", "open_ends", spoken)


def _is_path(text: str, spoken: Spoken) -> bool:
    """Whether a text is the way from the home page to a page: "Home / Boats / Dinghies" """
    first, *rest = text.split("/")
    return len(rest) > 1 and first.strip().casefold() in vocabulary("pages", "home", spoken)


def _is_dateline(text: str, spoken: Spoken) -> bool:
    """Whether a text is when a post was written, and by whom, and nothing else: "28 August 2020 by Una Vane" """
    found = next(days(text), None)
    if found is None or len(text.split()) > _MOST_TRAIL:
        return False
    rest = text.replace(found.shown, " ").strip(" ,;|·•-–")
    return phrases("people", "by", spoken).starts(rest) is not None


def _counts_results(text: str, spoken: Spoken) -> bool:
    """Whether a text says which part of a shop's list is shown: "Showing 1–12 of 34 results" """
    found = _PART_OF_A_LIST.search(text)
    if found is None or len(text.split()) > _MOST_OF_A_COUNTER:
        return False
    counted = fold(text[found.end() :]).split()
    return bool(counted) and counted[0] in vocabulary("speech", "results", spoken)


def _calls(text: str, spoken: Spoken) -> bool:
    """Whether a text begins with what the reader shall do: "Learn more about our boats", "Let's talk." """
    first, *rest = fold(text).split()
    if first in vocabulary("speech", "call_nouns", spoken):
        return bool(rest) and rest[0] in vocabulary("speech", "call_objects", spoken)
    if text.endswith((".", "!")) and first not in vocabulary("speech", "cta_nouns", spoken):
        return first in vocabulary("speech", "cta", spoken) or first in vocabulary("speech", "calls", spoken)
    return bool(rest) and first in vocabulary("speech", "calls", spoken)
