"""One page in, the page as a browser draws it out: the user's own Chromium, kept from every network."""

import asyncio
import contextlib
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from precall.drawing.answering import Answering, Part
from precall.drawing.limits import Limits
from precall.drawing.running import CannotStart, Running
from precall.drawing.settled import Undrawable, settled
from precall.drawing.window import Use, Window
from precall.errors import said_by
from precall.model.page import Fetched, Miss, Purpose, Reading, Shape
from precall.site.url import with_route

AT_ONCE = 2
"""Pages that are drawn at a time: while one waits for its answers, the other has the processor."""
_TRIAL = "https://trial.invalid/"  # RFC 6761: a name that nobody has
_TYPE = (("content-type", "text/html; charset=utf-8"),)
_PICTURE_TYPE = (("content-type", "image/jpeg"),)
MOST_PICTURE = 150_000  # bytes
_QUALITIES = (70, 45, 25, 10)  # of a JPEG image, the first that is small enough


class _Lost(Exception):
    """The browser lost the page; the message says why. `alone` is whether that can lie in nothing but the page itself."""

    def __init__(self, why: str, running: Running) -> None:
        super().__init__(why)
        self.alone = running.drawing == 1 and not running.was_ended


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A page to be drawn."""

    shell: Fetched
    reading: Reading
    url: str
    part: Part
    shape: Shape


class Browser:
    """Draws pages, two at a time, each in a window that shares nothing with the other one's.

    It is started with the first, and anew after it was ended. Where a page asks for too much or does not come to rest,
    the whole browser is ended; what else was drawn then is drawn again, alone.
    """

    def __init__(
        self, path: Path, *, sandbox: bool, clock: Callable[[], datetime], limits: Limits | None = None
    ) -> None:
        self.path = path
        self._sandbox = sandbox
        self._clock = clock
        self._limits = limits or Limits()
        self._places = asyncio.Semaphore(AT_ONCE)
        self._alone = asyncio.Lock()
        self._starting = asyncio.Lock()
        self._running: Running | None = None

    async def start(self, home: Fetched, language: str) -> None:
        """Starts it, and opens its window, ahead of the first page; what hinders that is said of the page."""
        async with self._starting:
            with contextlib.suppress(Exception):
                await (await self._browser()).open_ahead(Use.of(home, language))

    async def draw(
        self, shell: Fetched, reading: Reading, url: str, part: Part, shape: Shape = "drawing"
    ) -> Fetched | Miss:
        """The page at `url` as a browser draws it from its shell, or why it does not. `part` fetches what it asks for.

        Of the shape "picture" it is a JPEG image of what a telephone shows of it first.
        """
        wanted = _Wanted(shell, reading, url, part, shape)
        async with self._places:
            outcome = await self._outcome(wanted)
        if outcome is None:
            async with self._alone, self._places, self._places:
                outcome = await self._outcome(wanted)
        return outcome or Miss(url, "not drawn: the browser ended", transient=True)

    async def trouble(self) -> str:
        """Why it draws no page; empty where it draws one."""
        body = b"<body><script>document.body.append('drawn '.repeat(20))</script>"
        shell = Fetched(_TRIAL, _TRIAL, 200, _TYPE, body, hashlib.sha256(body).hexdigest(), self._clock())

        async def nothing(url: str, /, *, purpose: Purpose = "part") -> Fetched | Miss:
            return Miss(url, "not asked")

        drawn = await self.draw(shell, Reading(_TRIAL), _TRIAL, nothing)
        if isinstance(drawn, Miss):
            return drawn.reason
        return "" if b"drawn drawn" in drawn.body else "a script was not run"

    async def close(self) -> None:
        """Ends the browser with all its processes."""
        running, self._running = self._running, None
        if running is not None:
            await running.end()

    async def _browser(self) -> Running:
        """The browser that runs, or a new one. Raises CannotStart."""
        if self._running is None or not self._running.is_alive:
            await self.close()
            self._running = await Running.started(self.path, self._limits, sandbox=self._sandbox)
        return self._running

    async def _outcome(self, wanted: _Wanted) -> Fetched | Miss | None:
        """The page, or why it is none; None where that may lie in a page that was drawn beside it."""
        try:
            async with self._starting:
                running = await self._browser()
        except CannotStart as error:
            return Miss(wanted.url, f"not drawn: {error}"[:200], transient=True)
        running.drawing += 1
        try:
            return await self._drawn_in_time(running, wanted)
        except _Lost as error:
            await running.end()
            return Miss(wanted.url, f"not drawn: {error}"[:200], transient=True) if error.alone else None
        except Undrawable as error:
            await running.end()
            return Miss(wanted.url, f"not drawn: {error}")
        except TimeoutError:
            await running.end()
            return Miss(wanted.url, f"not drawn within {self._limits.seconds:g} s", transient=True)
        finally:
            running.drawing -= 1

    async def _drawn_in_time(self, running: Running, wanted: _Wanted) -> Fetched:
        from playwright.async_api import Error

        shell, reading, is_seen = wanted.shell, wanted.reading, wanted.shape == "picture"
        answering = Answering(shell, reading.script_hosts, wanted.part, self._limits, is_seen=is_seen)
        address = with_route(shell.final_url, wanted.url)
        try:
            async with (
                asyncio.timeout(self._limits.seconds),
                running.window(Use.of(shell, reading.language)) as window,
            ):
                await window.give(answering)
                making = asyncio.create_task(_made(window, address, answering, self._limits))
                body = await self._unless_ended(making, window, running)
        except Error as error:
            raise _Lost(
                f"the browser lost it: {said_by('Chromium', error.message.splitlines()[0])}", running
            ) from error
        return _answer(body, wanted, answering.page, self._clock())

    async def _unless_ended(self, making: asyncio.Task[bytes], window: Window, running: Running) -> bytes:
        """What is being made. Raises _Lost where the window ends before."""
        try:
            await asyncio.wait((making, window.ended), return_when=asyncio.FIRST_COMPLETED)
        finally:
            making.cancel()
            await asyncio.gather(making, return_exceptions=True)
        if window.ended.done():
            raise _Lost(window.ended.result(), running)
        return making.result()


async def _made(window: Window, url: str, answering: Answering, limits: Limits) -> bytes:
    """The markup of a page that is drawn, or its picture where it is to be seen."""
    markup = await settled(window.page, window.session, url, answering, limits)
    if not answering.is_seen:
        return markup.encode("utf-8", "replace")
    for quality in _QUALITIES:
        picture = await window.page.screenshot(type="jpeg", quality=quality, animations="disabled")
        if len(picture) <= MOST_PICTURE:
            return picture
    raise Undrawable(f"its picture has more than {MOST_PICTURE // 1000} kB")


def _answer(body: bytes, wanted: _Wanted, page: Fetched, now: datetime) -> Fetched:
    return Fetched(
        url=wanted.url,
        final_url=with_route(page.final_url, wanted.url),
        status=page.status,
        headers=_PICTURE_TYPE if wanted.shape == "picture" else _TYPE,
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
        fetched_at=now,
        drawn_from=wanted.shell.sha256,
    )
