"""One run of a batch: hands waiting clients to an engine and keeps what comes back, until nobody waits or it is stopped."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

from precall.batch.checkpoint import Checkpoint
from precall.batch.engines import Engine
from precall.batch.job import Outcome, Task
from precall.batch.line_up import LineUp, Locate
from precall.batch.outage import Outage, pauses
from precall.errors import StorageError

GRACE = 3.0
"""Seconds that what is in hand is given to finish when a run is stopped."""


class Watcher(Protocol):
    """Is told what happens, to show it."""

    def began(self, task: Task) -> None: ...

    def ended(self, task: Task) -> None: ...

    def kept(self, outcome: Outcome) -> None: ...

    def paused(self, seconds: float) -> None: ...

    def resumed(self) -> None: ...


@dataclass
class Run:
    """One run. `refuse` gives the reason not to research a client, `at_most` how many clients to take, `remember` is given each outcome that is kept."""

    engine: Engine
    checkpoint: Checkpoint
    locate: Locate
    watcher: Watcher
    refuse: Callable[[Task], str] = lambda task: ""
    at_most: int | None = None
    remember: Callable[[Outcome], None] = lambda outcome: None
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    clock: Callable[[], float] = time.time
    outage: Outage = field(default_factory=Outage)

    def __post_init__(self) -> None:
        self._line = LineUp(self.checkpoint.waiting, self.locate, most=self.at_most)
        self._tasks: dict[str, Task] = {}
        self._open, self._down, self._stopping = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._open.set()

    def stop(self) -> None:
        """Takes no more clients; what is in hand has a few seconds to finish."""
        self._stopping.set()
        self._open.set()
        self._line.close()

    async def go(self) -> bool:
        """Runs until nobody waits; False where it was stopped before. Raises what made it impossible to go on."""
        working = asyncio.gather(*(self._lane() for _ in range(self.engine.places)))
        probing, stopping = asyncio.create_task(self._probe()), asyncio.create_task(self._stopping.wait())
        await asyncio.wait((working, probing, stopping), return_when=asyncio.FIRST_COMPLETED)
        if self._stopping.is_set() and not working.done():
            await asyncio.wait((working,), timeout=GRACE)
        self._line.close()
        for work in (working, probing, stopping):
            work.cancel()
        for ended in await asyncio.gather(working, probing, return_exceptions=True):
            if isinstance(ended, BaseException) and not isinstance(ended, asyncio.CancelledError):
                raise ended
        if self._stopping.is_set():
            return False
        self._keep(*self.outage.end())
        return True

    async def _lane(self) -> None:
        """Takes one client after the other while the network is there."""
        while True:
            await self._open.wait()
            taken = await self._line.take()
            if taken is None:
                return
            await self._turn(*taken)

    async def _probe(self) -> None:
        """While the network is down, tries one client after the other, with growing pauses, until one is reached."""
        while True:
            await self._down.wait()
            for pause in pauses():
                self.watcher.paused(pause)
                await self.sleep(pause)
                taken = await self._line.take()
                if taken is None:
                    self._open.set()
                    break
                await self._turn(*taken)
                if not self.outage.is_on:
                    break
            self._down.clear()

    async def _turn(self, task: Task, address: str) -> None:
        self._tasks[task.key] = task
        try:
            refusal = self.refuse(task)
            if refusal:
                self._keep(Outcome(task.key, "skipped", refusal))
            else:
                self._judge(await self._researched(task))
        finally:
            self._line.release(address)

    async def _researched(self, task: Task) -> Outcome:
        self.watcher.began(task)
        self.outage.begin(task.key)
        try:
            outcome = await self.engine.run(task)
        finally:
            self.watcher.ended(task)
        if outcome.halts:
            raise StorageError(outcome.halts)
        return outcome

    def _judge(self, outcome: Outcome) -> None:
        """Keeps what is certain; puts back what a dead network left undone, and waits for the network then."""
        was_on = self.outage.is_on
        self._keep(*self.outage.heard(outcome))
        for key in self.outage.given_back:
            self._line.put_back(self._tasks[key])
        self.outage.given_back.clear()
        if self.outage.is_on and not was_on:
            self._open.clear()
            self._down.set()
        elif was_on and not self.outage.is_on:
            self._open.set()
            self.watcher.resumed()

    def _keep(self, *outcomes: Outcome) -> None:
        for outcome in outcomes:
            self.checkpoint.keep(outcome, self.clock())
            self._tasks.pop(outcome.key, None)
            self.remember(outcome)
            self.watcher.kept(outcome)
