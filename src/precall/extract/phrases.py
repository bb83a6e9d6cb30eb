"""Which listed phrases stand in a text: label words of all languages in one pass."""

import re
from collections.abc import Iterable
from functools import cache

from precall import words
from precall.words.tree import one_of


@cache
def pattern(table: str, entry: str) -> re.Pattern[str]:
    """One pattern for the phrases of an entry in every language, whole words, longest first; the text must be lower-case."""
    return any_of(phrase for language in words.table(table).values() for phrase in language.get(entry, ()))


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern for whole phrases, the longest that fits; common beginnings are written once, for speed."""
    return re.compile(rf"(?<!\w){one_of(phrases)}(?!\w)")


@cache
def patterns(table: str, entry: str) -> re.Pattern[str]:
    """One pattern of the expressions (not plain phrases) of an entry in every language; the text must be lower-case."""
    return re.compile(
        "|".join(shape for language in words.table(table).values() for shape in language.get(entry, ()))
    )
