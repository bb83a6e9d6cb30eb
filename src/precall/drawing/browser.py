"""One page in, the page as a browser draws it out: the user's own Chromium, kept from every network."""

import asyncio
import contextlib
import hashlib
import os
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from precall.drawing import process_tree
from precall.drawing.answering import Answering, Part
from precall.drawing.chromium import NOWHERE, SWITCHES, UNWANTED_SWITCHES
from precall.drawing.limits import Limits
from precall.drawing.settled import Undrawable, settled
from precall.model.page import Fetched, Miss, Purpose, Reading, Shape
from precall.site.url import with_route

if TYPE_CHECKING:
    from playwright.async_api import Browser as Started
    from playwright.async_api import BrowserContext, Page, Playwright

_SECONDS_TO_START = 20.0
_BETWEEN_LOOKS = 0.2  # seconds
_TELEPHONE = {"width": 390, "height": 844}
_SIZE = {"width": 1280, "height": 2400}  # high, so that what is drawn only when it comes into view is drawn
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
    """Draws pages, one at a time, each in a fresh context. It is started with the first, and anew after it was ended.

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

    async def draw(
        self, shell: Fetched, reading: Reading, url: str, part: Part, shape: Shape = "drawing"
    ) -> Fetched | Miss:
        """The page at `url` as a browser draws it from its shell, or why it does not. `part` fetches what it asks for.

        Of the shape "picture" it is a JPEG image of what a telephone shows of it first.
        """
        async with self._turn:
            try:
                browser = await self._browser()
            except CannotStart as error:
                return Miss(url, f"not drawn: {error}"[:200], transient=True)
            outcome = await self._drawn_in_time(browser, shell, reading, url, part, shape)
            if isinstance(outcome, Miss):
                await self.close()
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
        tree = process_tree.tree_of(self._process) if self._process else None
        started, playwright = self._started, self._playwright
        self._started = self._playwright = self._process = None
        if tree:
            process_tree.end(tree)
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
        answering = Answering(shell, reading.script_hosts, part, self._limits, is_seen=shape == "picture")
        async with self._page(browser, answering, reading.language) as page, self._watched(page) as ended:
            drawing = asyncio.ensure_future(
                _made(page, with_route(shell.final_url, url), answering, self._limits)
            )
            try:
                await asyncio.wait((drawing, ended), return_when=asyncio.FIRST_COMPLETED)
            finally:
                drawing.cancel()
                await asyncio.gather(drawing, return_exceptions=True)
            if ended.done():
                raise _Ended(ended.result())
            body = drawing.result()
        return _answer(body, shape, answering, url, self._clock())

    @asynccontextmanager
    async def _page(self, browser: "Started", answering: Answering, language: str) -> "AsyncIterator[Page]":
        """A window in a fresh context, which answers every request by us and opens nothing else."""
        context = await browser.new_context(
            accept_downloads=False,
            service_workers="block",
            viewport=_TELEPHONE if answering.is_seen else _SIZE,  # type: ignore[arg-type]
            is_mobile=answering.is_seen,
            locale=language or "en",
            timezone_id="UTC",
            reduced_motion="reduce",
        )
        try:
            page = await context.new_page()
            await _closed_off(context, page, answering)
            yield page
        finally:
            with contextlib.suppress(Exception):
                async with asyncio.timeout(2):
                    await context.close()

    @asynccontextmanager
    async def _watched(self, page: "Page") -> "AsyncIterator[asyncio.Future[str]]":
        """Gives the reason why the browser was ended, once it is: it crashed, or took more than it may."""
        ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()

        def say(reason: str) -> None:
            if not ended.done():
                ended.set_result(reason)

        page.on("crash", lambda _: say("the browser crashed, or needed too much memory"))
        page.context.on("close", lambda _: say("the browser ended"))
        watch = asyncio.create_task(self._watch(say))
        try:
            yield ended
        finally:
            watch.cancel()

    async def _watch(self, say: Callable[[str], None]) -> None:
        while self._process is not None:
            tree = process_tree.tree_of(self._process)
            if tree.memory > self._limits.memory:
                say(f"the browser needed more than {self._limits.memory / 1e6:.0f} MB")
            if len(tree.processes) > self._limits.processes:
                say(f"the browser started more than {self._limits.processes} processes")
            await asyncio.sleep(_BETWEEN_LOOKS)


async def _made(page: "Page", url: str, answering: Answering, limits: Limits) -> bytes:
    """The markup of a page that is drawn, or its picture where it is to be seen."""
    markup = await settled(page, url, answering, limits)
    if not answering.is_seen:
        return markup.encode("utf-8", "replace")
    for quality in _QUALITIES:
        picture = await page.screenshot(type="jpeg", quality=quality, animations="disabled")
        if len(picture) <= MOST_PICTURE:
            return picture
    raise Undrawable(f"its picture has more than {MOST_PICTURE // 1000} kB")


async def _closed_off(context: "BrowserContext", page: "Page", answering: Answering) -> None:
    from playwright.async_api import Dialog, Error, Route, WebSocketRoute

    async def answer(route: Route) -> None:
        with contextlib.suppress(Error):  # the window was closed meanwhile
            await answering.answer(route, page)

    async def close(opened: "Page") -> None:
        with contextlib.suppress(Error):
            if opened is not page:
                await opened.close()

    async def dismiss(dialog: Dialog) -> None:
        with contextlib.suppress(Error):
            await dialog.dismiss()

    async def hang_up(socket: WebSocketRoute) -> None:
        with contextlib.suppress(Error):
            await socket.close()

    await context.route("**/*", answer)
    await context.route_web_socket("**/*", hang_up)
    context.on("page", close)
    page.on("dialog", dismiss)


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
