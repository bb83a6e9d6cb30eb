"""Which of many phrases can stand in a text: those alone of which it has every word."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases to be looked for in many texts, each with its words; `telling` holds the longest word of each."""

    words: Mapping[str, frozenset[str]]
    telling: frozenset[str]

    @classmethod
    def of(cls, phrases: Iterable[str]) -> "Phrases":
        """The phrases, each once, in their order."""
        words = {phrase: words_of(phrase) for phrase in phrases}
        return cls(words, frozenset(max(sorted(few), key=len) for few in words.values()))

    def possible(self, text: str) -> list[str]:
        """The phrases whose words all stand somewhere in the text, in their order."""
        spoken = words_of(text)
        if self.telling.isdisjoint(spoken):
            return []
        return [phrase for phrase, words in self.words.items() if words <= spoken]


@lru_cache(64)  # the pages of one site: several ask for the words of each
def words_of(text: str) -> frozenset[str]:
    """The words of a text without regard to case."""
    return frozenset(_WORD.findall(text.casefold()))
