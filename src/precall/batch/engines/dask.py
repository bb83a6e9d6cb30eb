"""Runs tasks on a Dask cluster: the same unit of work, on the threads of its workers, for lists past one machine.

A task is done in the event loop of its worker process's own workplace; the thread only waits. The scheduler may go
away and come back: what was in hand is handed to it again.
"""

import asyncio
import contextlib
import logging
import os
import threading
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from itertools import count
from types import TracebackType
from typing import Any, Self

import dask
from distributed import Client, KilledWorker, LocalCluster
from distributed.comm.core import CommClosedError

from precall.batch.engines.local import PLACES_EACH
from precall.batch.job import Job, Outcome, Task, failed
from precall.batch.workplace import Workplace
from precall.errors import EngineLost, PrecallError

PATIENCE = 60.0
"""Seconds that a scheduler which went away is waited for."""
IDLE = 60.0
"""Seconds after which a worker process closes a workplace that nothing is asked of."""
_CONNECT = 10.0
_LEAVE = 2.0
_AGAIN = 1.0
_FIRST_WORKER = 30.0
_MOST_DEATHS = 1  # of workers with a task in hand, before the task has failed with its next one


class DaskEngine:
    """Hands tasks to the scheduler at an address, or to `workers` processes of its own where there is none."""

    def __init__(self, job: Job, *, workers: int, scheduler: str = "", patience: float = PATIENCE) -> None:
        self.places = 0
        self.faults: list[str] = []
        self._job = job
        self._workers = workers
        self._address = scheduler
        self._patience = patience
        self._cluster: Any = None
        self._client: Any = None
        self._left = contextlib.ExitStack()
        self._connecting = asyncio.Lock()
        self._numbers = count(1)
        self._run = f"{time.time_ns():x}"

    async def __aenter__(self) -> Self:
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        if not self._address:
            await self._start_own()
        client = await self._connected()
        try:
            await client.wait_for_workers(1, timeout=_FIRST_WORKER)
        except TimeoutError:
            raise EngineLost(
                f"the scheduler at {self._address} has no workers: start some with dask worker"
            ) from None
        self.places = max(PLACES_EACH, 2 * sum((await client.nthreads()).values()))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._left:
            for thing in (self._client, self._cluster):
                if thing is not None:
                    with contextlib.suppress(TimeoutError, OSError, CommClosedError):
                        await asyncio.wait_for(_closed(thing), _LEAVE)

    async def run(self, task: Task) -> Outcome:
        """What comes of a task; it is handed out again where the scheduler lost it."""
        while True:
            client = await self._connected()
            future = client.submit(
                research,
                self._job,
                task,
                key=f"precall-{self._run}-{next(self._numbers)}-{task.key}",
                pure=False,
            )
            try:
                error = await future.exception()
                if future.status == "finished":
                    outcome: Outcome = await future
                    return outcome
            except (CancelledError, CommClosedError, OSError, TimeoutError):
                continue
            if error is not None:
                return self._fault(task, error)

    async def _start_own(self) -> None:
        dask.config.set({"distributed.scheduler.allowed-failures": _MOST_DEATHS})
        self._left.enter_context(_nothing_imported_from_the_current_folder())
        make: Any = LocalCluster
        self._cluster = await make(
            n_workers=self._workers,
            threads_per_worker=PLACES_EACH,
            processes=True,
            asynchronous=True,
            dashboard_address=None,
            security=True,  # certificates of this run's own: whoever else reached the port could run code as the caller
        )
        self._address = self._cluster.scheduler_address

    async def _connected(self) -> Any:
        """A client that the scheduler answers. EngineLost where it does not come back."""
        async with self._connecting:
            until = time.monotonic() + self._patience
            while self._client is None or self._client.status != "running":
                if self._client is not None and self._client.status == "connecting":
                    await asyncio.sleep(_AGAIN / 10)
                else:
                    await self._connect()
                if time.monotonic() > until:
                    raise EngineLost(
                        f"the scheduler at {self._address} does not answer; start it, and the same command goes on"
                    )
            return self._client

    async def _connect(self) -> None:
        try:
            make: Any = Client
            self._client = await make(
                self._address,
                asynchronous=True,
                timeout=_CONNECT,
                set_as_default=False,
                name="precall",
                security=self._cluster.security if self._cluster else None,
            )
        except (OSError, TimeoutError, CommClosedError):
            self._client = None
            await asyncio.sleep(_AGAIN)

    def _fault(self, task: Task, error: BaseException) -> Outcome:
        if isinstance(error, KilledWorker):
            return failed(task, "brought down the process that researched it, twice")
        self.faults.append("".join(traceback.format_exception(error)))
        return failed(task, f"a fault in precall: {type(error).__name__}: {error}")


@contextlib.contextmanager
def _nothing_imported_from_the_current_folder() -> Iterator[None]:
    """Python processes that are started meanwhile behave as with -P; the caller's environment is as before afterwards."""
    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONSAFEPATH"]
        else:
            os.environ["PYTHONSAFEPATH"] = before


async def _closed(thing: Any) -> None:
    await thing.close()


def research(job: Job, task: Task) -> Outcome:
    """Does a task in the workplace of the process that runs this; it is opened by the first task."""
    with _opening:
        place = _places.get(job.out)
        if place is None or place.job != job or not place.is_open:
            place = _places[job.out] = _Place(job)
        if place.trouble:
            return Outcome(task.key, "waiting", halts=place.trouble)
        work = place.begin(task)
    return work.result()


class _Place:
    """A workplace with an event loop in a thread of its own; it closes when nothing was asked of it for a while."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.is_open = True
        self.trouble = ""
        self._asked = time.monotonic()
        self._in_hand = 0
        self._loop = asyncio.new_event_loop()
        self._workplace = Workplace(job)
        opened = threading.Event()
        threading.Thread(target=self._work, args=(opened,), name="precall", daemon=True).start()
        opened.wait()

    def begin(self, task: Task) -> "Future[Outcome]":
        """What will come of a task."""
        self._in_hand += 1
        return asyncio.run_coroutine_threadsafe(self._research(task), self._loop)

    async def _research(self, task: Task) -> Outcome:
        try:
            return await self._workplace.research(task)
        finally:
            self._asked = time.monotonic()
            self._in_hand -= 1

    def _work(self, opened: threading.Event) -> None:
        try:
            with self._workplace:
                opened.set()
                self._loop.run_until_complete(self._until_idle())
        except PrecallError as error:
            self.trouble = str(error)
        finally:
            self.is_open = False
            opened.set()
            self._loop.close()

    async def _until_idle(self) -> None:
        while True:
            await asyncio.sleep(_AGAIN)
            with _opening:
                if not self._in_hand and time.monotonic() - self._asked > IDLE:
                    self.is_open = False
                    return


_opening = threading.Lock()
_places: dict[str, _Place] = {}
