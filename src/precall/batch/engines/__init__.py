"""Where does a batch's work run? One file for each answer; nothing here knows what is done already."""

from types import TracebackType
from typing import Protocol, Self

from precall.batch.job import Job, Outcome, Task
from precall.errors import UsageError
from precall.reading.nursery import Nursery

ENGINES = ("local", "dask")


class Engine(Protocol):
    """Runs tasks. Use it as an async context manager; leaving it drops what is still in hand.

    `places` is how many tasks it can have in hand. `faults` holds the tracebacks of bugs that tasks met.
    """

    places: int
    faults: list[str]

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    async def run(self, task: Task) -> Outcome:
        """What comes of a task, whatever happens to the process that does it.

        EngineLost where the engine as a whole is gone; tasks without an outcome are then still to be done.
        """


def engine(name: str, job: Job, *, jobs: int, scheduler: str = "", nursery: Nursery | None = None) -> Engine:
    """The engine of that name.

    `jobs` is the number of worker processes, `scheduler` the address of a cluster's, `nursery` where local workers
    get their page readers.
    """
    if name == "local":
        from precall.batch.engines.local import LocalEngine

        return LocalEngine(job, workers=jobs, nursery=nursery)
    if name == "dask":
        from precall.batch.engines.dask import DaskEngine

        return DaskEngine(job, workers=jobs, scheduler=scheduler)
    raise UsageError(f"there is no engine {name!r}; there are {', '.join(ENGINES)}")
