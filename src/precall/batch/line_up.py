"""Whose turn is it? Clients in the order of the list, but one at a time of those who live behind one network address.

Many small businesses share a server; a client's budget of four requests at a time is then the server's.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from precall.batch.job import Task

WINDOW = 400  # clients whose addresses are known ahead of their turn

Fetch = Callable[[int, int], list[tuple[int, Task]]]
"""The waiting clients after a number, at most so many, each with its own number."""
Locate = Callable[[Task], Awaitable[str]]
"""The network address behind a client; empty where it is not known, or a proxy's business."""


@dataclass(slots=True)
class _Place:
    task: Task
    located: "asyncio.Task[str]"


class LineUp:
    """The waiting clients, read as they are needed."""

    def __init__(
        self, fetch: Fetch, locate: Locate, *, window: int = WINDOW, most: int | None = None
    ) -> None:
        self._fetch = fetch
        self._locate = locate
        self._window = window
        self._left = most
        self._last = 0
        self._places: list[_Place] = []
        self._again: list[Task] = []
        self._busy: Counter[str] = Counter()
        self._changed = asyncio.Event()
        self._in_hand = 0
        self._is_closed = False

    async def take(self) -> tuple[Task, str] | None:
        """The next client and its network address, to be handed to `release`; None when no more will come."""
        while True:
            if self._is_closed:
                return None
            self._changed.clear()
            self._refill()
            found = self._ready()
            if found is not None:
                self._in_hand += 1
                return found
            if not self._places and not self._again and not self._in_hand:
                self._changed.set()
                return None
            await self._changed.wait()

    def release(self, address: str) -> None:
        """A client's turn is over."""
        self._in_hand -= 1
        if address:
            self._busy[address] -= 1
            if not self._busy[address]:
                del self._busy[address]
        self._changed.set()

    def put_back(self, task: Task) -> None:
        """A client comes last again."""
        self._again.append(task)
        self._changed.set()

    def close(self) -> None:
        """Nobody's turn comes any more."""
        self._is_closed = True
        self._changed.set()
        for place in self._places:
            place.located.cancel()

    def _ready(self) -> tuple[Task, str] | None:
        for number, place in enumerate(self._places):
            if not place.located.done():
                continue
            address = "" if place.located.cancelled() else place.located.result()
            if address and self._busy[address]:
                continue
            del self._places[number]
            if address:
                self._busy[address] += 1
            return place.task, address
        return None

    def _refill(self) -> None:
        """Keeps half a window of clients at least, so that the list is read in few pieces."""
        if len(self._places) > self._window // 2:
            return
        room = self._window - len(self._places)
        wanted = room if self._left is None else min(room, self._left)
        found = self._fetch(self._last, wanted) if wanted > 0 else []
        if found:
            self._last = found[-1][0]
            self._left = None if self._left is None else self._left - len(found)
        tasks = [task for _, task in found] or self._again[:room]
        if not found:
            del self._again[:room]
        for task in tasks:
            located = asyncio.ensure_future(self._locate(task))
            located.add_done_callback(lambda _: self._changed.set())
            self._places.append(_Place(task, located))
