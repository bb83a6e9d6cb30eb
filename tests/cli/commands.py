"""What running a command gives."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit status, and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines on stderr without those of the progress."""
        return [line for line in self.err.splitlines() if not line.startswith("reading ")]


Precall = Callable[..., Ended]
"""Runs the command with these arguments."""

Served = Callable[[Path], str]
"""Serves a folder as the website of whichever host is asked for, and gives the server's own URL."""
