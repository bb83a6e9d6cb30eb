"""How is this name written, on their own site and in a greeting."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from precall.model.fact import Fact
from precall.model.followup import Source
from precall.site.text import clean
from precall.words.match import vocabulary

LONGEST_NAME = 60
MOST_NAMES = 40
MOST_NAME_WORDS = 6
ALMOST = 0.8  # of SequenceMatcher: one letter in five or six is another one

_WORD = re.compile(r"\w[\w'’-]{2,40}")
_NAME_PART = re.compile(r"[^\W\d_][\w'’.-]{0,30}")
_LETTERS = re.compile(r"[^\W\d_][^\W\d_'’-]{0,30}")


@dataclass(frozen=True, slots=True)
class Spelling:
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
        wanted = _folded(typed)
        for name, source in self.names:
            if _folded(name) == wanted:
                return name, (source,)
        return self.text(typed)

    def text(self, told: str) -> tuple[str, tuple[Source, ...]]:
        """A text with the accents that names in it have on the site (Muller becomes Müller), and where they stand."""
        accented = {
            _folded(word): (word, source) for word, source in self._words() if _folded(word) != word.lower()
        }
        used: dict[Source, None] = {}

        def written(match: re.Match[str]) -> str:
            word, source = accented.get(_folded(match[0]), (match[0], None))
            if source is None or not match[0][0].isupper() or word == match[0]:
                return match[0]
            used[source] = None
            return word

        return _WORD.sub(written, told), tuple(used)

    def doubt(self, word: str) -> tuple[str, Source] | None:
        """A word on the site that this one is almost, with where it stands; None where it is a name or none at all."""
        wanted = _folded(word)
        known = {_folded(other): (other, source) for other, source in self._words() if len(other) > 4}
        if wanted in known or len(word) <= 4 or not word[0].isupper():
            return None
        near = (other for other in known if _almost(wanted, other))
        return next((known[other] for other in near), None)

    def _words(self) -> Iterator[tuple[str, Source]]:
        for name, source in self.names:
            for word in _WORD.findall(name):
                yield word, source


def is_name(text: str) -> bool:
    """Whether a text can be a person's name: a few words that begin with a capital, or stand before names."""
    parts = clean(text).replace(",", " ").split()
    small = vocabulary("notes", "titles") | vocabulary("notes", "particles")
    return (
        0 < len(parts) <= MOST_NAME_WORDS
        and len(text) <= LONGEST_NAME
        and any(part[0].isupper() for part in parts)
        and all(
            part.lower().rstrip(".") in small or (part[0].isupper() and _NAME_PART.fullmatch(part))
            for part in parts
        )
    )


def in_greeting(name: str) -> str:
    """How a person is greeted by this name: the first of two plain words, otherwise the name as it was given.

    `Jan Haverman` gives Jan; a title, an initial or a `van` in the name leaves it whole.
    """
    parts = name.split()
    if len(parts) != 2 or not all(_LETTERS.fullmatch(part) and part[0].isupper() for part in parts):
        return name
    no_given_name = any(parts[0].lower() in vocabulary("notes", key) for key in ("titles", "particles"))
    return name if no_given_name else parts[0]


def _almost(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other)
    return (
        matcher.real_quick_ratio() >= ALMOST and matcher.quick_ratio() >= ALMOST and matcher.ratio() >= ALMOST
    )


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
