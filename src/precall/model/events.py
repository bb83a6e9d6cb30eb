"""What happens while a client is researched, as it is told to whoever watches: a terminal, a web page, another program."""

from collections.abc import Callable
from dataclasses import dataclass

from precall.model.kinds import Kind, PageKind
from precall.model.memory import Given


@dataclass(frozen=True, slots=True)
class Started:
    """Research begins: the address as it was typed, and how many pages are read at most.

    `given` is what the caller gave for this call in an earlier run, and which counts again.
    """

    address: str
    pages: int
    given: tuple[Given, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """An address is asked for: the pages asked for so far `of` how many at most, and the requests made so far."""

    url: str
    page: int
    of: int
    requests: int


@dataclass(frozen=True, slots=True)
class Read:
    """A page was read. `gave` says how many facts of which kinds were seen on it."""

    url: str
    kind: PageKind
    gave: tuple[tuple[Kind, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Missed:
    """A page that could not be read, and why, in one plain line."""

    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Weighing:
    """What so many pages say is compared and judged."""

    pages: int


@dataclass(frozen=True, slots=True)
class Written:
    """The client's files lie in a folder."""

    folder: str


@dataclass(frozen=True, slots=True)
class WithoutMemory:
    """The client memory cannot be used, and why; research goes on without it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Ended:
    """Research is over: where the briefing is, or the reason why there is none."""

    address: str
    briefing: str = ""
    reason: str = ""


Event = Started | Reading | Read | Missed | Weighing | Written | WithoutMemory | Ended
Tell = Callable[[Event], None]
"""Who is told. It returns at once: research waits for it."""


def nobody(event: Event) -> None:
    """Tells nobody."""
