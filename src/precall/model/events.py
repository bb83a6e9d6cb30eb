"""What happens while a client is researched, as it is told to whoever watches: a terminal, a web page, another program."""

from collections.abc import Callable
from typing import NamedTuple

from precall.model.kinds import Kind, PageKind
from precall.model.memory import Given, Replanned


class Started(NamedTuple):
    """Research begins: the address as it was typed, and how many pages are read at most.

    `given` is what the caller gave for this call in an earlier run, and which counts again.
    """

    address: str
    pages: int
    given: tuple[Given, ...] = ()


class Reading(NamedTuple):
    """An address is asked for: the pages asked for so far `of` how many at most, and the requests made so far."""

    url: str
    page: int
    of: int
    requests: int


class Read(NamedTuple):
    """A page was read. `gave` says how many facts of which kinds were seen on it."""

    url: str
    kind: PageKind
    gave: tuple[tuple[Kind, int], ...] = ()


class Missed(NamedTuple):
    """A page that could not be read, and why, in one plain line."""

    url: str
    reason: str


class Weighing(NamedTuple):
    """What so many pages say is compared and judged."""

    pages: int


class Written(NamedTuple):
    """The client's files lie in a folder."""

    folder: str


class WithoutMemory(NamedTuple):
    """The client memory cannot be used, and why; research goes on without it."""

    reason: str


class CallMoved(NamedTuple):
    """Another time was given for a client with whom a call was planned."""

    replanned: Replanned


class CallKept(NamedTuple):
    """A call stands in `today` though the website of the client, named by key, could not be read."""

    client: str


class Ended(NamedTuple):
    """Research is over: where the briefing is, or the reason why there is none."""

    address: str
    briefing: str = ""
    reason: str = ""


Event = Started | Reading | Read | Missed | Weighing | Written | WithoutMemory | CallMoved | CallKept | Ended
Tell = Callable[[Event], None]
"""Who is told. It returns at once: research waits for it."""


def nobody(event: Event) -> None:
    """Tells nobody."""
