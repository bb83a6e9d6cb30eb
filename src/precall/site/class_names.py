"""What the classes and ids of a page's elements mean, as far as their names say it: the tables of `class_names.toml`."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from precall.kept_table import table_in

_BEGINS, _ENDS = r"(?:^|[\s_-])", r"(?:$|[\s_-])"


@cache
def meaning(*meanings: str) -> re.Pattern[str]:
    """Finds a name that has one of some meanings among the lower-case names of an element's classes and ids."""
    return re.compile("|".join(shape for one in meanings for shape in _shapes(one)))


def _shapes(meaning: str) -> Iterable[str]:
    table = table_in(Path(__file__).with_suffix(".toml"))[meaning]
    if "part" in table:
        yield f"{_BEGINS}{_any(table['part'])}{_ENDS}"
    if "word" in table:
        yield rf"\b{_any(table['word'])}\b"
    if "last" in table:
        behind = rf"(?:[_-]{{1,2}}{_any(table['behind'])})?" if "behind" in table else ""
        yield rf"{_BEGINS}{_any(table['last'])}{behind}(?:$|\s)"
    if "whole" in table:
        yield rf"(?:^|\s){_any(table['whole'])}(?:$|\s)"
    if "anywhere" in table:
        yield _any(table["anywhere"])


def _any(names: str) -> str:
    return f"(?:{'|'.join(re.escape(name).replace(re.escape('-'), '[_-]{1,2}') for name in names.split())})"
