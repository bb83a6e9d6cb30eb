"""What is nobody's business on a call: family, health, belief and origin, as people tell it of themselves."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from precall import words

_TELLING = 2  # one such phrase can be a figure of speech
_TOKEN = re.compile(r"[\w'-]+")


def is_personal(text: str) -> bool:
    """Whether a text speaks of somebody's family, health, belief or origin; such words reach no question and no mail."""
    return next(_found(text), None) is not None


def tells_a_personal_story(text: str) -> bool:
    """Whether a page tells a life: at least two different such things, for reading and not for reciting."""
    return len(list(islice(_found(text), _TELLING))) == _TELLING


def _found(text: str) -> Iterator[str]:
    tokens = _TOKEN.findall(text.casefold().replace("’", "'"))
    said, spoken = f" {' '.join(tokens)} ", set(tokens)
    begun = (phrases for first, phrases in _phrases().items() if first in spoken)
    return (phrase for phrases in begun for phrase in phrases if f" {phrase} " in said)


@cache
def _phrases() -> Mapping[str, Sequence[str]]:
    """The phrases by their first words: most texts have none of these."""
    found: dict[str, list[str]] = {}
    for table in words.table("personal").values():
        for phrase in map(str.casefold, table["phrases"]):
            found.setdefault(phrase.split(" ")[0], []).append(phrase)
    return {first: tuple(dict.fromkeys(phrases)) for first, phrases in found.items()}
