"""Which listed phrases stand in a text: label words of all languages in one pass."""

import re
from collections.abc import Iterable
from functools import cache

from precall import words

_END = ""
_Node = dict[str, "_Node"]


@cache
def pattern(table: str, entry: str) -> re.Pattern[str]:
    """One pattern for the phrases of an entry in every language, whole words, longest first; the text must be lower-case."""
    return any_of(phrase for language in words.table(table).values() for phrase in language.get(entry, ()))


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern for whole phrases, the longest that fits; common beginnings are written once, for speed."""
    root: _Node = {}
    for phrase in sorted(set(phrases)):
        node = root
        for letter in phrase:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return re.compile(rf"(?<!\w){_expression(root)}(?!\w)")


def _expression(node: _Node) -> str:
    """The expression for what may follow in a tree of letters."""
    branches = [re.escape(letter) + _expression(below) for letter, below in node.items() if letter != _END]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and _END not in node else f"(?:{'|'.join(branches)})"
    return f"{joined}?" if _END in node else joined


@cache
def patterns(table: str, entry: str) -> re.Pattern[str]:
    """One pattern of the expressions (not plain phrases) of an entry in every language; the text must be lower-case."""
    return re.compile(
        "|".join(shape for language in words.table(table).values() for shape in language.get(entry, ()))
    )
