"""One expression for many phrases: common beginnings are written once, so that a search tries each of them once."""

import re
from collections.abc import Iterable

_END = ""
_Node = dict[str, "_Node"]


def one_of(phrases: Iterable[str]) -> str:
    """The source of an expression for any of some phrases, the longest that fits; it is one unit for what follows it.

    For texts whose case counts, or that are folded as the phrases are: without regard to case the longest need not win.
    """
    root: _Node = {}
    for phrase in sorted(set(phrases)):
        node = root
        for letter in phrase:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return f"(?:{_expression(root)})"


def _expression(node: _Node) -> str:
    branches = [re.escape(letter) + _expression(below) for letter, below in node.items() if letter != _END]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and _END not in node else f"(?:{'|'.join(branches)})"
    return f"{joined}?" if _END in node else joined
