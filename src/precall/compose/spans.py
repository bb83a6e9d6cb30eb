"""Stretches of a text: which of them hold others, and which stand free of them."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol


class Stretch(Protocol):
    """Anything that begins and ends somewhere in a text."""

    @property
    def start(self) -> int:
        """The place of its first character."""

    @property
    def end(self) -> int:
        """The place behind its last one."""


class Span(NamedTuple):
    """A stretch that is nothing more."""

    start: int
    end: int


def holds(one: Stretch, other: Stretch) -> bool:
    """Whether a stretch holds another one and more: "Donnerstag, 12.2." holds "12.2."."""
    is_longer = one.end - one.start > other.end - other.start
    return is_longer and one.start <= other.start and other.end <= one.end


def is_free(one: Stretch, others: Iterable[Stretch]) -> bool:
    """Whether a stretch shares no character with the others."""
    return all(one.end <= other.start or other.end <= one.start for other in others)
