"""What is nobody's business on a call: family, health, belief and origin, as people tell it of themselves."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from precall import words

_TELLING = 2  # one such phrase can be a figure of speech
_GAP = re.compile(r"[^\w'’-]+")


def is_personal(text: str) -> bool:
    """Whether a text speaks of somebody's family, health, belief or origin; such words reach no question and no mail."""
    return next(_found(text), None) is not None


def tells_a_personal_story(text: str) -> bool:
    """Whether a page tells a life: at least two different such things, for reading and not for reciting."""
    return len(list(islice(_found(text), _TELLING))) == _TELLING


def _found(text: str) -> Iterator[str]:
    said = f" {' '.join(_GAP.sub(' ', text.casefold().replace('’', chr(39))).split())} "
    return (phrase for phrase in _phrases() if f" {phrase} " in said)


@cache
def _phrases() -> tuple[str, ...]:
    found = {phrase: None for table in words.table("personal").values() for phrase in table["phrases"]}
    return tuple(phrase.casefold() for phrase in found)
