"""Visits one site after another; what a visit takes (a page reader, an event loop) is started when it is first needed."""

from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Self

from precall.model.findings import Findings
from precall.net.snapshots import SnapshotStore
from precall.net.visitor import Mode
from precall.site.address import Address

if TYPE_CHECKING:
    import asyncio

    from precall.app import App
    from precall.reading import PageReader
    from precall.visit import Progress

_HEAD_START = 0.01  # seconds: meanwhile the request is sent


class Explorer:
    """Finds out about sites, from an earlier visit where a new one would find the same. Use it as a context manager."""

    def __init__(self, store: SnapshotStore) -> None:
        self._store = store
        self._started = ExitStack()
        self._reader: PageReader | None = None
        self._runner: asyncio.Runner | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._started.close()

    def expect(self, app: "App", address: Address, *, mode: Mode = "fresh") -> None:
        """Starts the page reader where it is sure to be needed, so that its imports overlap with ours."""
        if not app.may_know(address, store=self._store, mode=mode):
            self._start_reader()

    def find_out(
        self,
        app: "App",
        address: Address,
        *,
        mode: Mode = "fresh",
        progress: Callable[["Progress"], None] = lambda _: None,
    ) -> Findings:
        """What `App.find_out` finds and raises."""
        known = app.known(address, store=self._store, mode=mode)
        return known or self._visit(app, address, mode, progress)

    def _visit(
        self, app: "App", address: Address, mode: Mode, progress: Callable[["Progress"], None]
    ) -> Findings:
        reader, runner, found = self._start_reader(), self._start_runner(), list[Findings]()

        async def visit() -> None:
            ahead = _Ahead(app, progress)
            try:
                found.append(
                    await app.find_out(
                        address, store=self._store, reader=reader, mode=mode, progress=ahead.progress
                    )
                )
            finally:
                await ahead.end()

        # Nothing is returned here: in Python 3.11 a runner that ends formats its task, and with it the result.
        runner.run(visit())
        return found[0]

    def _start_reader(self) -> "PageReader":
        if self._reader is None:
            from precall.reading import PageReader

            self._reader = self._started.enter_context(PageReader())
        return self._reader

    def _start_runner(self) -> "asyncio.Runner":
        if self._runner is None:
            import asyncio

            self._runner = self._started.enter_context(asyncio.Runner())
        return self._runner


class _Ahead:
    """Loads what comes after the visit while the home page is waited for."""

    def __init__(self, app: "App", progress: Callable[["Progress"], None]) -> None:
        self._app = app
        self._tell = progress
        self._task: asyncio.Task[None] | None = None

    def progress(self, step: "Progress") -> None:
        """Passes on what is being read."""
        import asyncio

        self._tell(step)
        if self._task is None and step.number > 1:
            self._task = asyncio.create_task(self._load())

    async def end(self) -> None:
        """Waits for nothing that has not begun. A mistake in a template is met again, and told, when it is used."""
        import asyncio

        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _load(self) -> None:
        import asyncio

        await asyncio.sleep(_HEAD_START)
        await asyncio.to_thread(self._app.make_ready)
