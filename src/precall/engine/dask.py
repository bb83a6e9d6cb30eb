"""Runs tasks on a Dask cluster: the same unit of work, on the threads of its workers, for lists past one machine.

A task is done in the event loop of its worker process's own workplace; the thread only waits. The scheduler may go
away and come back: what was in hand is handed to it again.
"""

import asyncio
import contextlib
import logging
import threading
import time
import traceback
from itertools import count
from types import TracebackType
from typing import Any, Self

import dask
from distributed import Client, KilledWorker, LocalCluster, WorkerPlugin, get_worker
from distributed.comm.core import CommClosedError

from precall.batch.job import Job, Outcome, Task, failed
from precall.engine.local import PLACES_EACH
from precall.errors import EngineLost

PATIENCE = 60.0
"""Seconds that a scheduler which went away is waited for."""
_CONNECT = 10.0
_AGAIN = 1.0
_PLUGIN = "precall-workplace"
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
        for thing in (self._client, self._cluster):
            if thing is not None:
                with contextlib.suppress(TimeoutError, OSError, CommClosedError):
                    await asyncio.wait_for(_closed(thing), _CONNECT)

    async def run(self, task: Task) -> Outcome:
        """What comes of a task; it is handed out again where the scheduler lost it."""
        while True:
            client = await self._connected()
            future = client.submit(
                research, task, key=f"precall-{self._run}-{next(self._numbers)}-{task.key}", pure=False
            )
            try:
                error = await future.exception()
                if future.status == "finished":
                    outcome: Outcome = await future
                    return outcome
            except (CommClosedError, OSError, TimeoutError):
                continue
            if error is not None:
                return self._fault(task, error)

    async def _start_own(self) -> None:
        dask.config.set({"distributed.scheduler.allowed-failures": _MOST_DEATHS})
        make: Any = LocalCluster
        self._cluster = await make(
            n_workers=self._workers,
            threads_per_worker=PLACES_EACH,
            processes=True,
            asynchronous=True,
            dashboard_address=None,
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
                self._address, asynchronous=True, timeout=_CONNECT, set_as_default=False, name="precall"
            )
            await self._client.register_plugin(WorkplacePlugin(self._job), name=_PLUGIN)
        except (OSError, TimeoutError, CommClosedError):
            self._client = None
            await asyncio.sleep(_AGAIN)
        except (ImportError, AttributeError) as error:
            raise EngineLost(
                f"the cluster cannot run precall: {error}; install the same version everywhere"
            ) from error

    def _fault(self, task: Task, error: BaseException) -> Outcome:
        if isinstance(error, KilledWorker):
            return failed(task, "brought down the process that researched it, twice")
        self.faults.append("".join(traceback.format_exception(error)))
        return failed(task, f"a fault in precall: {type(error).__name__}: {error}")


async def _closed(thing: Any) -> None:
    await thing.close()


def research(task: Task) -> Outcome:
    """Does a task in the workplace of the Dask worker that runs this."""
    plugin = get_worker().plugins[_PLUGIN]
    assert isinstance(plugin, WorkplacePlugin)
    return plugin.research(task)


class WorkplacePlugin(WorkerPlugin):
    """Gives each Dask worker a workplace, with an event loop in a thread of its own."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def setup(self, worker: Any) -> None:
        """Opens the workplace; Dask calls this in each worker, also in those that join later."""
        opened = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._ending: asyncio.Event | None = None
        self._trouble: BaseException | None = None
        self._thread = threading.Thread(target=self._work, args=(opened,), name="precall", daemon=True)
        self._thread.start()
        opened.wait()
        if self._trouble is not None:
            raise self._trouble

    def teardown(self, worker: Any) -> None:
        """Closes it."""
        if self._ending is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._ending.set)
            self._thread.join(timeout=_CONNECT)

    def research(self, task: Task) -> Outcome:
        """What comes of a task; the calling thread waits."""
        return asyncio.run_coroutine_threadsafe(self._place.research(task), self._loop).result()

    def _work(self, opened: threading.Event) -> None:
        from precall.batch.workplace import Workplace
        from precall.errors import PrecallError

        async def until_ended() -> None:
            assert self._ending is not None
            await self._ending.wait()

        try:
            with Workplace(self._job) as self._place:
                self._ending = asyncio.Event()
                opened.set()
                self._loop.run_until_complete(until_ended())
        except PrecallError as error:
            self._trouble = error
        finally:
            opened.set()
            self._loop.close()

    def __getstate__(self) -> dict[str, Any]:
        return {"_job": self._job}
