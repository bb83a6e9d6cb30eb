"""What is nobody's business on a call: family, health, belief and origin, as people tell it of themselves."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from precall import words
from precall.words.spoken import Phrases

_TELLING = 2  # one such phrase can be a figure of speech
_TOKEN = re.compile(r"[\w'-]+")


def is_personal(text: str) -> bool:
    """Whether a text speaks of somebody's family, health, belief or origin; such words reach no question and no mail."""
    return next(_found(text), None) is not None


def tells_a_personal_story(text: str) -> bool:
    """Whether a page tells a life: at least two different such things, for reading and not for reciting."""
    return len(list(islice(_found(text), _TELLING))) == _TELLING


def _found(text: str) -> Iterator[str]:
    possible = _phrases().possible(text)
    if possible:
        tokens = _TOKEN.findall(text.casefold().replace("’", "'"))
        said = f" {' '.join(tokens)} "
        yield from (phrase for phrase in possible if f" {phrase} " in said)


@cache
def _phrases() -> Phrases:
    tables = words.table("personal").values()
    return Phrases.of(phrase.casefold() for table in tables for phrase in table["phrases"])
