"""When has a page been drawn? When nothing is asked for any more and its markup stays as it is."""

import asyncio
from typing import TYPE_CHECKING, Any

from precall.drawing.answering import Answering
from precall.drawing.limits import Limits
from precall.site import url as site_url

if TYPE_CHECKING:
    from playwright.async_api import CDPSession, Page

_BETWEEN_LOOKS = 0.1  # seconds
_WHILE_LOADING = 0.05
_QUIET_LOOKS = 2  # looks that see the same, and nothing asked for
_UNDRAWN_LOOKS = 30  # as long as there is hardly any text, scripts may still be at work
_FEW_CHARACTERS = 60
_LOOK = """(() => {
  const all = document.getElementsByTagName('*').length, body = document.body;
  const text = body ? body.textContent.trim().length : 0;
  return [document.readyState === 'complete', all, text, document.URL];
})()"""
_MARKUP = "document.documentElement.outerHTML.slice(0, %d)"


class Undrawable(Exception):
    """The page is too large, or not the one that was asked for; the message says so in plain words."""


async def settled(page: "Page", session: "CDPSession", url: str, answering: Answering, limits: Limits) -> str:
    """Opens the page and gives its markup when it is drawn. Raises Undrawable; the caller sets the time.

    It is looked at from a world of its own, so that the page's scripts cannot change what is seen.
    """
    await page.goto(url, wait_until="commit", timeout=0)
    world = _World(session)
    await _quiet(world, answering, limits)
    markup = await world.value(_MARKUP % (limits.markup + 1))
    if not isinstance(markup, str) or len(markup) > limits.markup:
        raise Undrawable(f"its markup has more than {limits.markup / 1e6:g} million characters")
    return f"<!DOCTYPE html>\n{markup}"


async def _quiet(world: "_World", answering: Answering, limits: Limits) -> None:
    before: list[Any] = []
    same = looks = 0
    is_loaded = False
    while True:
        await asyncio.sleep(_BETWEEN_LOOKS if is_loaded else _WHILE_LOADING)
        look = await world.value(_LOOK)
        is_loaded, elements, characters, address = look
        if not site_url.same_company(address, answering.shell.final_url):
            raise Undrawable("its script went somewhere else")
        if elements > limits.elements:
            raise Undrawable(f"it has more than {limits.elements:,} elements")
        looks += 1
        same = same + 1 if is_loaded and look == before and not answering.open else 0
        before = look
        if same >= (_QUIET_LOOKS if characters >= _FEW_CHARACTERS else _UNDRAWN_LOOKS):
            return


class _World:
    """Evaluates expressions in a page, apart from the page's own scripts; made anew where the page was left for another."""

    def __init__(self, session: "CDPSession") -> None:
        self._session = session
        self._context = 0

    async def value(self, expression: str) -> Any:
        from playwright.async_api import Error

        for _ in range(3):
            try:
                return await self._evaluated(expression)
            except Error:
                self._context = 0
                await asyncio.sleep(_BETWEEN_LOOKS)
        return await self._evaluated(expression)

    async def _evaluated(self, expression: str) -> Any:
        if not self._context:
            tree = await self._session.send("Page.getFrameTree")
            frame = {"frameId": tree["frameTree"]["frame"]["id"]}
            made = await self._session.send("Page.createIsolatedWorld", frame)
            self._context = made["executionContextId"]
        asked = {"expression": expression, "contextId": self._context, "returnByValue": True}
        answer = await self._session.send("Runtime.evaluate", asked)
        return answer["result"].get("value")
