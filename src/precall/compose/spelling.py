"""How is this name written on their own site."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from precall.model.fact import Fact
from precall.model.followup import Source
from precall.site.text import clean
from precall.words.letters import plain

LONGEST_NAME = 60
MOST_NAMES = 40
ALMOST = 0.8  # of SequenceMatcher: one letter in five or six is another one

_WORD = re.compile(r"\w[\w'’-]{2,40}")


class Spelling(NamedTuple):
    """The names of people and of the business as their site writes them."""

    names: tuple[tuple[str, Source], ...] = ()

    @classmethod
    def of(cls, facts: Sequence[Fact]) -> "Spelling":
        """The spelling in the facts of kind person and name; other facts lend a mail nothing."""
        known = (fact for fact in facts if fact.kind in ("person", "name"))
        names = ((clean(str(fact.value)), fact.evidence[0]) for fact in known)
        return cls(
            tuple(
                (name, Source("site", proof.url, clean(proof.quote)))
                for name, proof in names
                if 1 < len(name) <= LONGEST_NAME
            )[:MOST_NAMES]
        )

    def name(self, typed: str) -> tuple[str, tuple[Source, ...]]:
        """A typed name as the site writes it, where that differs in accents and capitals alone."""
        wanted = plain(typed)
        for name, source in self.names:
            if plain(name) == wanted:
                return name, (source,)
        return self.text(typed)

    def text(self, told: str) -> tuple[str, tuple[Source, ...]]:
        """A text with the accents that names in it have on the site (Muller becomes Müller), and where they stand."""
        accented = {
            plain(word): (word, source) for word, source in self._words() if plain(word) != word.lower()
        }
        used: dict[Source, None] = {}

        def written(match: re.Match[str]) -> str:
            word, source = accented.get(plain(match[0]), (match[0], None))
            if source is None or not match[0][0].isupper() or word == match[0]:
                return match[0]
            used[source] = None
            return word

        return _WORD.sub(written, told), tuple(used)

    def doubt(self, word: str) -> tuple[str, Source] | None:
        """A word on the site that this one is almost, with where it stands; None where it is a name or none at all."""
        wanted = plain(word)
        known = {plain(other): (other, source) for other, source in self._words() if len(other) > 4}
        if wanted in known or len(word) <= 4 or not word[0].isupper():
            return None
        near = (other for other in known if _almost(wanted, other))
        return next((known[other] for other in near), None)

    def _words(self) -> Iterator[tuple[str, Source]]:
        for name, source in self.names:
            for word in _WORD.findall(name):
                yield word, source


def _almost(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other)
    return (
        matcher.real_quick_ratio() >= ALMOST and matcher.quick_ratio() >= ALMOST and matcher.ratio() >= ALMOST
    )
