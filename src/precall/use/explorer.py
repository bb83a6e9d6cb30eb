"""Finds out about sites, one or many; the page reader that a visit takes is started when it is first needed."""

from collections.abc import Iterator
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Self

from precall.model.events import Event, Reading, Tell, nobody
from precall.model.findings import Findings
from precall.model.page import Fetched, Miss, Shape
from precall.model.page import Reading as PageReading
from precall.model.store import Store
from precall.net.visitor import Mode
from precall.site.address import Address

if TYPE_CHECKING:
    import asyncio

    from precall.app import App
    from precall.drawing.answering import Part
    from precall.drawing.browser import Browser
    from precall.reading.reader import PageReader

_HEAD_START = 0.01  # seconds: meanwhile the request is sent


class Explorer:
    """What visits to sites share: a store of pages and a page reader. Use it as a context manager."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._started = ExitStack()
        self._reader: PageReader | None = None

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

    def at_hand(self, app: "App", address: Address, *, mode: Mode = "fresh") -> Findings | None:
        """What an earlier visit found, where a new one would find the same; None where the site is to be visited."""
        return app.known(address, store=self._store, mode=mode)

    async def find_out(
        self, app: "App", address: Address, *, mode: Mode = "fresh", tell: Tell = nobody
    ) -> Findings:
        """What is at hand, or what a visit finds. Raises what `App.find_out` raises."""
        return self.at_hand(app, address, mode=mode) or await self._visit(app, address, mode, tell)

    async def _visit(self, app: "App", address: Address, mode: Mode, tell: Tell) -> Findings:
        browser = _BrowserAtNeed(app)
        ahead = _Ahead(app, tell, browser)
        try:
            return await app.find_out(
                address,
                store=self._store,
                reader=self._start_reader(),
                mode=mode,
                tell=ahead.tell,
                draw=browser.draw if app.can_draw else None,
                expect_drawing=browser.expect,
            )
        finally:
            await ahead.end()
            await browser.close()

    def _start_reader(self) -> "PageReader":
        if self._reader is None:
            from precall.reading.reader import PageReader

            self._reader = self._started.enter_context(PageReader())
        return self._reader


class _BrowserAtNeed:
    """The user's browser, which most sites need not: it is loaded with the first page that is to be drawn."""

    def __init__(self, app: "App") -> None:
        self._app = app
        self._browser: Browser | None = None
        self._starting: asyncio.Task[None] | None = None

    def expect(self, home: Fetched, language: str) -> None:
        """Starts it, where there is one: a home page is likely to be drawn."""
        import asyncio

        self._browser = self._browser or self._app.browser()
        if self._browser is not None and self._starting is None:
            self._starting = asyncio.create_task(self._browser.start(home, language))

    async def draw(
        self, shell: Fetched, reading: PageReading, url: str, part: "Part", shape: Shape
    ) -> Fetched | Miss:
        """A page as it is drawn."""
        self._browser = self._browser or self._app.browser()
        assert self._browser is not None  # nothing is to be drawn where there is none
        return await self._browser.draw(shell, reading, url, part, shape)

    async def started(self) -> None:
        """Waits until it has started, where it is being started."""
        import asyncio

        if self._starting is not None:
            await asyncio.wait((self._starting,))

    async def close(self) -> None:
        """Ends it, where it was needed."""
        await self.started()
        if self._browser is not None:
            await self._browser.close()


class _Ahead:
    """Loads what comes after the visit while the home page is waited for; a browser that is to be started has the way first."""

    def __init__(self, app: "App", tell: Tell, browser: _BrowserAtNeed) -> None:
        self._app = app
        self._tell = tell
        self._browser = browser
        self._task: asyncio.Task[None] | None = None

    def tell(self, event: Event) -> None:
        """Passes on what happens."""
        import asyncio

        self._tell(event)
        if self._task is None and isinstance(event, Reading) and event.requests > 1:
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
        parts = self._app.make_ready()
        while await asyncio.to_thread(_is_more, parts):
            await self._browser.started()


def _is_more(parts: Iterator[None]) -> bool:
    """Whether another part was loaded."""
    return next(parts, parts) is None
