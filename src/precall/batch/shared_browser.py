"""One browser for all clients of a worker, and few of them open on one computer: each takes some 400 MB."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

from precall.drawing.browser import Browser
from precall.lock import held

MOST_OPEN = 2
"""Browsers that the workers of one computer have open at a time."""


@dataclass
class SharedBrowser:
    """Clients take turns at it. It is open while it holds a place: a lock among the files of `folder`.

    It is closed when nobody has used it for `idle` seconds, and after `longest` in favour of other workers; a free
    place is looked for every `again` seconds.
    """

    browser: Browser
    folder: Path
    idle: float = 5.0
    longest: float = 60.0
    again: float = 0.2
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _place: contextlib.ExitStack | None = None
    _opened: float = 0.0
    _used: float = 0.0
    _keeper: "asyncio.Task[None] | None" = None

    @contextlib.asynccontextmanager
    async def turn(self) -> AsyncIterator[Browser]:
        """The browser, for as long as the block runs; waits for one's turn and for a place."""
        async with self._turn:
            while self._place is None:
                self._place = self._free_place()
                if self._place is None:
                    await asyncio.sleep(self.again)
                else:
                    self._opened = time.monotonic()
                    self._keeper = asyncio.create_task(self._keep())
            try:
                yield self.browser
            finally:
                self._used = time.monotonic()

    def _free_place(self) -> contextlib.ExitStack | None:
        for number in range(MOST_OPEN):
            place = contextlib.ExitStack()
            if place.enter_context(held(self.folder / f"browser-{number}.lock")):
                return place
            place.close()
        return None

    async def _keep(self) -> None:
        """Closes the browser when nobody uses it, when others are to have their turn, and at the end of the loop."""
        try:
            while True:
                await asyncio.sleep(self.again)
                if self._is_over():
                    break
        finally:
            async with self._turn:
                await self.browser.close()
                if self._place is not None:
                    self._place.close()
                self._place = None

    def _is_over(self) -> bool:
        now = time.monotonic()
        is_idle = not self._turn.locked() and now - max(self._used, self._opened) > self.idle
        return is_idle or now - self._opened > self.longest
