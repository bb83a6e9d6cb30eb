"""What is known of hosts that serve everybody: the tables of `hosts.toml`, each for the module of its name."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from precall.kept_table import table_in


def table(name: str) -> Mapping[str, Any]:
    """A table as it is written."""
    return _tables()[name]


def listed(name: str, key: str = "hosts") -> frozenset[str]:
    """The words of a text in a table."""
    return frozenset(table(name)[key].split())


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    return table_in(Path(__file__).with_suffix(".toml"))
