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


def is_among(listed: frozenset[str], host: str) -> bool:
    """Whether a host or one above it is listed, as it is or with any ending."""
    labels = host.split(".")
    return any(
        ".".join(labels[at:]) in listed or f"{labels[at]}.*" in listed for at in range(len(labels) - 1)
    )


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    return table_in(Path(__file__).with_suffix(".toml"))
