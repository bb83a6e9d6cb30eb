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


class Explorer:
    """Finds out about sites, from an earlier visit where a new one would find the same. Use it as a context manager."""

    def __init__(self, app: "App", store: SnapshotStore) -> None:
        self._app = app
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

    def find_out(
        self,
        address: Address,
        *,
        mode: Mode = "fresh",
        progress: Callable[["Progress"], None] = lambda _: None,
    ) -> Findings:
        """What `App.find_out` finds and raises."""
        known = self._app.known(address, store=self._store, mode=mode)
        return known or self._visit(address, mode, progress)

    def _visit(self, address: Address, mode: Mode, progress: Callable[["Progress"], None]) -> Findings:
        if self._reader is None or self._runner is None:
            self._reader, self._runner = self._start()
        reader, found = self._reader, list[Findings]()

        async def visit() -> None:
            import asyncio

            # Runs while the first answers are waited for; a mistake in a template is met again, and told, when it is used.
            ahead = asyncio.create_task(asyncio.to_thread(self._app.make_ready))
            try:
                found.append(
                    await self._app.find_out(
                        address, store=self._store, reader=reader, mode=mode, progress=progress
                    )
                )
            finally:
                await asyncio.gather(ahead, return_exceptions=True)

        # Nothing is returned here: in Python 3.11 a runner that ends formats its task, and with it the result.
        self._runner.run(visit())
        return found[0]

    def _start(self) -> "tuple[PageReader, asyncio.Runner]":
        from precall.reading import PageReader

        reader = self._started.enter_context(PageReader())  # first: its imports overlap with ours
        import asyncio

        return reader, self._started.enter_context(asyncio.Runner())
