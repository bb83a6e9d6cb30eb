"""Which of the ways in which the catalogue says a sentence stands in this mail?"""

from itertools import count, takewhile
from typing import NamedTuple
from zlib import crc32

from precall.model.followup import Sentence, Source
from precall.sentences import Sentences

SECTION = "followup"


class Phrasing(NamedTuple):
    """The sentences of a mail. `turn` grows from mail to mail, so that no two in a row choose the same way of several."""

    sentences: Sentences
    turn: int = 0
    formal: bool = False

    def has(self, name: str) -> bool:
        """Whether the catalogue has this sentence."""
        return self.sentences.has(f"{SECTION}.{name}")

    def nth(self, name: str, place: int) -> str:
        """The sentence of that name for the first, the second ("also") or a further point of a paragraph, from 0."""
        more = f"{name}_more"
        return name if place == 0 else more if place > 1 and self.has(more) else f"{name}_also"

    def first(self, name: str, /, *sources: Source, **values: object) -> Sentence:
        """The sentence in its first way, for a point of a list, where all begin alike."""
        key = f"{SECTION}.{name}"
        return Sentence(self.sentences.say(key, **values), (*sources, Source("catalogue", key)))

    def key(self, name: str) -> str:
        """The key of the way that stands in this mail."""
        formal = f"{SECTION}.{name}_formal"
        if self.formal and self.sentences.has(formal):
            return formal
        key = f"{SECTION}.{name}"
        more = takewhile(self._is_said, (f"{key}_{number}" for number in count(2)))
        ways = (key, *more)
        return ways[(self.turn + crc32(name.encode())) % len(ways)]

    def _is_said(self, key: str) -> bool:
        """Whether there is such a way; whoever wants one way only writes an empty one behind it."""
        return bool(self.sentences.section(SECTION).get(key.partition(".")[2]))

    def own(self, name: str, /, *sources: Source, **values: object) -> Sentence:
        """A sentence of the catalogue, with what its words come from."""
        key = self.key(name)
        return Sentence(self.sentences.say(key, **values), (*sources, Source("catalogue", key)))
