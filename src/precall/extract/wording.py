"""How a word list of all languages becomes one pattern."""

import re
from collections.abc import Iterable
from functools import cache

from precall import words


@cache
def listed(table: str, key: str) -> tuple[str, ...]:
    """The words of one list in all languages, each once, longest first."""
    found = {word: None for data in words.table(table).values() for word in data.get(key, ())}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def pattern(table: str, key: str) -> re.Pattern[str]:
    """A pattern that finds any word of a list as a whole word, without regard to case."""
    return whole_words(listed(table, key))


def whole_words(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for phrases as whole words; a space in a phrase stands for any white space."""
    alternatives = "|".join(map(_whole, phrases))
    return re.compile(rf"(?<!\w)(?:{alternatives})", re.IGNORECASE)


def _whole(phrase: str) -> str:
    source = re.escape(phrase).replace("\\ ", r"\s")
    return source + r"(?!\w)" if phrase[-1].isalnum() else source
