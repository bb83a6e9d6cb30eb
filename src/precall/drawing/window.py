"""The one window in which a site's pages are drawn: in a fresh context, closed off, and emptied after each of them."""

import asyncio
import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from precall.drawing.answering import Answering
from precall.model.page import Fetched
from precall.site import url as site_url

if TYPE_CHECKING:
    from playwright.async_api import Browser as Started
    from playwright.async_api import (
        BrowserContext,
        CDPSession,
        Dialog,
        Page,
        Route,
        ViewportSize,
        WebSocketRoute,
    )

_TELEPHONE: "ViewportSize" = {"width": 390, "height": 844}
_SIZE: "ViewportSize" = {
    "width": 1280,
    "height": 2400,
}  # high, so that what is drawn only when it comes into view is drawn
_NOTHING = "about:blank"
_FORGET = "window.name = ''; sessionStorage.clear()"


@dataclass(frozen=True, slots=True)
class Use:
    """What a window is good for: pages of one company in one language."""

    owner: str
    language: str

    @classmethod
    def of(cls, shell: Fetched, language: str) -> "Use":
        """The use that a page is drawn for."""
        return cls(site_url.owner_of(shell.final_url), language)


@dataclass(slots=True, eq=False)
class Window:
    """Opened with `opened`. Whatever its page asks for is answered by `answering`, or by nobody; it opens no other.

    `ended` gives the reason why nothing more comes of it, once it has crashed or is closed; `is_telephone` says of which
    size it is.
    """

    use: Use
    context: "BrowserContext"
    page: "Page"
    session: "CDPSession"
    ended: "asyncio.Future[str]"
    answering: Answering | None = None
    is_telephone: bool = False

    @classmethod
    async def opened(cls, browser: "Started", use: Use) -> "Window":
        """A new window. Raises the library's Error."""
        context = await browser.new_context(
            accept_downloads=False,
            service_workers="block",
            viewport=_SIZE,
            is_mobile=True,  # so that a page is as wide as it says for a telephone
            locale=use.language or "en",
            timezone_id="UTC",
            reduced_motion="reduce",
        )
        page = await context.new_page()
        ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        window = cls(use, context, page, await context.new_cdp_session(page), ended)
        await window._close_off()
        return window

    async def give(self, answering: Answering) -> None:
        """What its next page is answered with, and the size in which that is drawn. Raises the library's Error."""
        if answering.is_seen != self.is_telephone:
            self.is_telephone = answering.is_seen
            await self.page.set_viewport_size(_TELEPHONE if self.is_telephone else _SIZE)
        self.answering = answering

    def end(self, reason: str) -> None:
        """Says why nothing more comes of it; the first reason counts."""
        if not self.ended.done():
            self.ended.set_result(reason)

    async def empty(self) -> None:
        """Leaves the page and forgets all that it kept, so that the next one finds nothing. Raises the library's Error."""
        answering, self.answering = self.answering, None
        origins = (
            {site_url.origin(one.final_url) for one in (answering.shell, answering.page)} if answering else ()
        )
        await self.session.send("Runtime.evaluate", {"expression": _FORGET})
        await self.page.goto(_NOTHING)
        for origin in sorted(origins):
            await self.session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        await self.context.clear_cookies()
        await self.session.send("Page.resetNavigationHistory")

    async def close(self) -> None:
        """Closes it, with its context."""
        with contextlib.suppress(Exception):
            async with asyncio.timeout(2):
                await self.context.close()

    async def _close_off(self) -> None:
        from playwright.async_api import Error

        async def answer(route: "Route") -> None:
            with contextlib.suppress(Error):  # the window was closed, or emptied, meanwhile
                if self.answering is None:
                    await route.abort("aborted")
                else:
                    await self.answering.answer(route, self.page)

        async def close(opened: "Page") -> None:
            with contextlib.suppress(Error):
                if opened is not self.page:
                    await opened.close()

        async def answer_dialog(dialog: "Dialog") -> None:
            with contextlib.suppress(Error):  # whether to leave the page is nothing that it is asked
                await (dialog.accept() if dialog.type == "beforeunload" else dialog.dismiss())

        async def hang_up(socket: "WebSocketRoute") -> None:
            with contextlib.suppress(Error):
                await socket.close()

        self.page.on("crash", lambda _: self.end("the browser crashed, or needed too much memory"))
        self.context.on("close", lambda _: self.end("the browser ended"))
        self.context.on("page", close)
        self.page.on("dialog", answer_dialog)
        await self.context.route("**/*", answer)
        await self.context.route_web_socket("**/*", hang_up)
