"""Whether a site may say something that no fact says: its whole text is searched by words and shapes."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from precall import words
from precall.compose.statements import names_a_sum
from precall.model.kinds import Kind
from precall.words.letters import CAPITAL
from precall.words.match import either, phrases

_FEW_OF_PRAISE = 2
_QUOTED = re.compile(r"[\"“”„«»](?:[^\s\"“”„«»]+\s+){5}")
_PHONE = re.compile(r"\+?\(?\d[\d ()./-]{6,}\d")
_POSTCODE = re.compile(r"(?<!\d)\d{4,6}(?!\d)|[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}")
_YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")
_CAPITALISED = re.compile(rf"(?<!\w)[{CAPITAL}][^\W\d_]+")


def has_a_shape(kind: str) -> bool:
    """Whether a text can tell by itself that a site does not say such a thing."""
    return kind in _SHAPES


def may_stand_in(kind: Kind, texts: Iterable[str]) -> bool:
    """Whether something in the texts of all pages read looks like such a thing."""
    looks_like = _SHAPES.get(kind)
    return looks_like is not None and any(looks_like(line) for text in texts for line in text.splitlines())


@cache
def _clock() -> re.Pattern[str]:
    """From one hour to another."""
    joints, beside = either("hours", "joints"), either("hours", "beside")
    hour = r"\d{1,2}(?:[:.h]\d{2})?"
    return re.compile(rf"{hour}\s?(?:{beside}|h)?\s?(?:-|–|{joints})\s?{hour}", re.IGNORECASE)


def _names_somebody(line: str) -> bool:
    return any(word.casefold() in _given_names() for word in _CAPITALISED.findall(line))


def _praises(line: str) -> bool:
    """Whether somebody other than the business may praise it: words of praise, and none of "we" and "our"."""
    praise = phrases("praise", "words").different(line)
    return len(praise) >= _FEW_OF_PRAISE and not phrases("speech", "we").stand_in(line)


@cache
def _given_names() -> frozenset[str]:
    return frozenset(" ".join(table["names"] for table in words.table("given_names").values()).split())


_SHAPES: Mapping[Kind, Callable[[str], bool]] = {
    "price": names_a_sum,
    "person": _names_somebody,
    "testimonial": lambda line: _QUOTED.search(line) is not None or _praises(line),
    "email": lambda line: "@" in line,
    "phone": lambda line: _PHONE.search(line) is not None,
    "address": lambda line: _POSTCODE.search(line) is not None,
    "hours": lambda line: _clock().search(line) is not None,
    "founded": lambda line: _YEAR.search(line) is not None,
}
