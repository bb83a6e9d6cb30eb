"""One page in, the page as a browser draws it out: the user's own Chromium, kept from every network."""

import asyncio
import contextlib
import hashlib
import os
import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from precall.drawing import process_tree
from precall.drawing.answering import Answering, Part
from precall.drawing.chromium import NOWHERE, SWITCHES, UNWANTED_SWITCHES
from precall.drawing.limits import Limits
from precall.drawing.settled import Undrawable, settled
from precall.drawing.window import Use, Window
from precall.model.page import Fetched, Miss, Purpose, Reading, Shape
from precall.site.url import with_route

if TYPE_CHECKING:
    from playwright.async_api import Browser as Started
    from playwright.async_api import Playwright

_SECONDS_TO_START = 20.0
_SECONDS_TO_EMPTY = 2.0
_BETWEEN_LOOKS = 0.2  # seconds
_ENVIRONMENT: dict[str, str | float | bool] = {
    "HOME": "/nonexistent",
    "PATH": os.defpath,
    "LANG": "C.UTF-8",
}  # none of the user's folders or proxies
_TRIAL = "https://trial.invalid/"  # RFC 6761: a name that nobody has
_TYPE = (("content-type", "text/html; charset=utf-8"),)
_PICTURE_TYPE = (("content-type", "image/jpeg"),)
MOST_PICTURE = 150_000  # bytes
_QUALITIES = (70, 45, 25, 10)  # of a JPEG image, the first that is small enough
_NO_SANDBOX = ("sandboxing failed", "without --no-sandbox", "no usable sandbox")


class CannotStart(Exception):
    """The browser does not start; the message says why in plain words."""


class _Ended(Exception):
    """The browser was ended while it drew a page, for the reason in the message."""


class Browser:
    """Draws pages, one at a time, those of a site in one window. It is started with the first, and anew after it was ended.

    Where a page asks for too much or does not come to rest, the whole browser is ended.
    """

    def __init__(
        self, path: Path, *, sandbox: bool, clock: Callable[[], datetime], limits: Limits | None = None
    ) -> None:
        self.path = path
        self._sandbox = sandbox
        self._clock = clock
        self._limits = limits or Limits()
        self._turn = asyncio.Lock()
        self._playwright: Playwright | None = None
        self._started: Started | None = None
        self._process: int | None = None
        self._window: Window | None = None
        self._emptying: asyncio.Task[bool] | None = None

    async def start(self, home: Fetched, language: str) -> None:
        """Starts it, and opens its window, ahead of the first page; what hinders that is said of the page."""
        async with self._turn:
            with contextlib.suppress(Exception):
                await self._opened(await self._browser(), Use.of(home, language))

    async def draw(
        self, shell: Fetched, reading: Reading, url: str, part: Part, shape: Shape = "drawing"
    ) -> Fetched | Miss:
        """The page at `url` as a browser draws it from its shell, or why it does not. `part` fetches what it asks for.

        Of the shape "picture" it is a JPEG image of what a telephone shows of it first.
        """
        async with self._turn:
            if self._emptying and not await self._emptying:
                await self.close()
            try:
                browser = await self._browser()
            except CannotStart as error:
                return Miss(url, f"not drawn: {error}"[:200], transient=True)
            outcome = await self._drawn_in_time(browser, shell, reading, url, part, shape)
            if isinstance(outcome, Miss):
                await self.close()
            else:  # while the page is read
                self._emptying = asyncio.create_task(self._is_emptied())
            return outcome

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
        self._end_processes()
        started, playwright, emptying = self._started, self._playwright, self._emptying
        self._started = self._playwright = self._process = self._window = self._emptying = None
        if emptying:
            emptying.cancel()
            await asyncio.gather(emptying, return_exceptions=True)
        with contextlib.suppress(Exception):
            async with asyncio.timeout(5):
                if started:
                    await started.close()
                if playwright:
                    await playwright.stop()

    async def _browser(self) -> "Started":
        if self._started is not None and self._started.is_connected():
            return self._started
        await self.close()
        from playwright.async_api import Error, async_playwright

        mark = f"--precall-{secrets.token_hex(8)}"
        try:
            self._playwright = await async_playwright().start()
            self._started = await self._playwright.chromium.launch(
                executable_path=self.path,
                args=[*SWITCHES, mark],
                ignore_default_args=list(UNWANTED_SWITCHES),
                chromium_sandbox=self._sandbox,
                proxy=NOWHERE,  # type: ignore[arg-type]
                env=_ENVIRONMENT,
                timeout=_SECONDS_TO_START * 1000,
            )
        except (Error, OSError) as error:
            await self.close()
            raise CannotStart(_plain(str(error))) from error
        self._process = process_tree.started_with(mark)
        return self._started

    async def _drawn_in_time(
        self, browser: "Started", shell: Fetched, reading: Reading, url: str, part: Part, shape: Shape
    ) -> Fetched | Miss:
        from playwright.async_api import Error

        try:
            async with asyncio.timeout(self._limits.seconds):
                return await self._drawn(browser, shell, reading, url, part, shape)
        except Undrawable as error:
            return Miss(url, f"not drawn: {error}")
        except _Ended as error:
            return Miss(url, f"not drawn: {error}", transient=True)
        except Error as error:
            return Miss(url, f"not drawn: the browser lost it: {error.message.splitlines()[0]}"[:200], True)
        except TimeoutError:
            return Miss(url, f"not drawn within {self._limits.seconds:g} s", transient=True)

    async def _drawn(
        self, browser: "Started", shell: Fetched, reading: Reading, url: str, part: Part, shape: Shape
    ) -> Fetched:
        is_seen = shape == "picture"
        answering = Answering(shell, reading.script_hosts, part, self._limits, is_seen=is_seen)
        window = await self._opened(browser, Use.of(shell, reading.language))
        await window.give(answering)
        watch = asyncio.create_task(self._watch(window))
        drawing = asyncio.ensure_future(
            _made(window, with_route(shell.final_url, url), answering, self._limits)
        )
        try:
            await asyncio.wait((drawing, window.ended), return_when=asyncio.FIRST_COMPLETED)
        finally:
            watch.cancel()
            drawing.cancel()
            await asyncio.gather(watch, drawing, return_exceptions=True)
        if window.ended.done():
            raise _Ended(window.ended.result())
        return _answer(drawing.result(), shape, answering, url, self._clock())

    async def _opened(self, browser: "Started", use: Use) -> Window:
        """The window that is open, where it is good for that use; else another one in its place."""
        if self._window is None or self._window.use != use:
            before, self._window = self._window, None
            if before is not None:
                await before.close()
            self._window = await Window.opened(browser, use)
        return self._window

    async def _is_emptied(self) -> bool:
        """Whether the window is ready for another page: one that does not let go of it takes the browser with it."""
        from playwright.async_api import Error

        try:
            async with asyncio.timeout(_SECONDS_TO_EMPTY):
                if self._window is not None:
                    await self._window.empty()
        except (Error, TimeoutError):
            self._end_processes()
            return False
        return True

    def _end_processes(self) -> None:
        if self._process:
            process_tree.end(process_tree.tree_of(self._process))

    async def _watch(self, window: Window) -> None:
        """Ends the window where the browser takes more than it may."""
        while self._process is not None:
            tree = process_tree.tree_of(self._process)
            if tree.memory > self._limits.memory:
                window.end(f"the browser needed more than {self._limits.memory / 1e6:.0f} MB")
            if len(tree.processes) > self._limits.processes:
                window.end(f"the browser started more than {self._limits.processes} processes")
            await asyncio.sleep(_BETWEEN_LOOKS)


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


def _answer(body: bytes, shape: Shape, answering: Answering, url: str, now: datetime) -> Fetched:
    page = answering.page
    return Fetched(
        url=url,
        final_url=with_route(page.final_url, url),
        status=page.status,
        headers=_PICTURE_TYPE if shape == "picture" else _TYPE,
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
        fetched_at=now,
        drawn_from=answering.shell.sha256,
    )


def _plain(message: str) -> str:
    folded = message.casefold()
    if any(sign in folded for sign in _NO_SANDBOX):
        return "the browser's sandbox cannot start here (as root, or in a container); see browser_sandbox in the settings"
    return f"the browser does not start: {message.strip().splitlines()[0]}"
