"""A Chromium that runs: its windows are opened and emptied here, what it takes is watched, and it ends with all its processes."""

import asyncio
import contextlib
import os
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Self

from precall.drawing import process_tree
from precall.drawing.chromium import NOWHERE, SWITCHES, UNWANTED_SWITCHES
from precall.drawing.limits import Limits
from precall.drawing.window import Use, Window

if TYPE_CHECKING:
    from playwright.async_api import Browser as Started

_SECONDS_TO_START = 20.0
_SECONDS_TO_EMPTY = 2.0
_SECONDS_TO_CLOSE = 5.0
_BETWEEN_LOOKS = 0.2  # seconds
_ENVIRONMENT: dict[str, str | float | bool] = {
    "HOME": "/nonexistent",
    "PATH": os.defpath,
    "LANG": "C.UTF-8",
}  # none of the user's folders or proxies
_NO_SANDBOX = ("sandboxing failed", "without --no-sandbox", "no usable sandbox")
_ENDED = "the browser ended"


class CannotStart(Exception):
    """The browser does not start; the message says why in plain words."""


class Running:
    """Made with `started`. Windows are lent to who draws a page, and emptied when they are given back.

    `drawing` is how many pages are drawn in it, which the caller counts; `was_ended` says that it draws no more because
    it was ended here.
    """

    def __init__(
        self, browser: "Started", process: int | None, limits: Limits, closing: contextlib.AsyncExitStack
    ) -> None:
        self.drawing = 0
        self.was_ended = False
        self._browser = browser
        self._process = process
        self._limits = limits
        self._closing = closing
        self._lent: list[Window] = []
        self._free: dict[Window, asyncio.Task[None]] = {}
        self._watching = asyncio.create_task(self._watch())

    @classmethod
    async def started(cls, path: Path, limits: Limits, *, sandbox: bool) -> Self:
        """A browser that has just been started. Raises CannotStart."""
        from playwright.async_api import Error, async_playwright

        mark = f"--precall-{secrets.token_hex(8)}"
        async with contextlib.AsyncExitStack() as closing:
            try:
                playwright = await async_playwright().start()
                closing.push_async_callback(playwright.stop)
                browser = await playwright.chromium.launch(
                    executable_path=path,
                    args=[*SWITCHES, mark],
                    ignore_default_args=list(UNWANTED_SWITCHES),
                    chromium_sandbox=sandbox,
                    proxy=NOWHERE,  # type: ignore[arg-type]
                    env=_ENVIRONMENT,
                    timeout=_SECONDS_TO_START * 1000,
                )
            except (Error, OSError) as error:
                raise CannotStart(_plain(str(error))) from error
            closing.push_async_callback(browser.close)
            return cls(browser, process_tree.started_with(mark), limits, closing.pop_all())

    @property
    def is_alive(self) -> bool:
        """Whether pages can be drawn in it."""
        return not self.was_ended and self._browser.is_connected()

    @contextlib.asynccontextmanager
    async def window(self, use: Use) -> AsyncIterator[Window]:
        """An empty window for that use, for as long as the block runs; then it is emptied. Raises the library's Error."""
        window = await self._empty_window(use)
        self._lent.append(window)
        try:
            yield window
        finally:
            self._lent.remove(window)
            self._free[window] = asyncio.create_task(self._empty(window))

    async def open_ahead(self, use: Use) -> None:
        """Opens a window, so that the first page need not wait for it. Raises the library's Error."""
        async with self.window(use):
            pass

    async def end(self) -> None:
        """Ends it with all its processes, whatever is drawn in it."""
        self._kill()
        tasks = [self._watching, *self._free.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        with contextlib.suppress(Exception):
            async with asyncio.timeout(_SECONDS_TO_CLOSE):
                await self._closing.pop_all().aclose()

    async def _empty_window(self, use: Use) -> Window:
        """One that is free, else a new one; those of another use are closed."""
        for window in sorted(self._free, key=lambda one: not self._free[one].done()):
            emptying = self._free.pop(window, None)
            if emptying is None:  # somebody else took it meanwhile
                continue
            if window.use == use:
                await emptying
                return window
            emptying.cancel()
            await window.close()
        return await Window.opened(self._browser, use)

    async def _empty(self, window: Window) -> None:
        """Makes it ready for another page: one that does not let go of it takes the browser with it."""
        from playwright.async_api import Error

        try:
            async with asyncio.timeout(_SECONDS_TO_EMPTY):
                await window.empty()
        except (Error, TimeoutError):
            self._kill()

    def _kill(self) -> None:
        self.was_ended = True
        for window in self._lent:
            window.end(_ENDED)
        if self._process:
            process_tree.end(process_tree.tree_of(self._process))

    async def _watch(self) -> None:
        """Ends the windows in which pages are drawn where the browser takes more than it may."""
        while self._process is not None:
            tree = process_tree.tree_of(self._process)
            if tree.memory > self._limits.memory:
                self._end_lent(f"the browser needed more than {self._limits.memory / 1e6:.0f} MB")
            if len(tree.processes) > self._limits.processes:
                self._end_lent(f"the browser started more than {self._limits.processes} processes")
            await asyncio.sleep(_BETWEEN_LOOKS)

    def _end_lent(self, reason: str) -> None:
        for window in self._lent:
            window.end(reason)


def _plain(message: str) -> str:
    folded = message.casefold()
    if any(sign in folded for sign in _NO_SANDBOX):
        return "the browser's sandbox cannot start here (as root, or in a container); see browser_sandbox in the settings"
    return f"the browser does not start: {message.strip().splitlines()[0]}"
