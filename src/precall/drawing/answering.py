"""What is a page's request answered with? With what precall's own client fetches, or not at all."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from precall.drawing.limits import Limits
from precall.drawing.wanted import SEEN, Asked, refusal
from precall.model.page import Fetched, Miss, Purpose

if TYPE_CHECKING:
    from playwright.async_api import Page, Request, Route

_ONLY_READ = "img-src data: blob:; media-src data: blob:; font-src data:; frame-src 'none'; object-src 'none'"
"""What a page that is only read has no use for is not even asked for (Content Security Policy Level 3)."""
_NO_STYLE = Fetched("", "", 200, (("content-type", "text/css"),), b"", "", datetime.min)


class Part(Protocol):
    """Fetches what a page is drawn from, by the rules that hold for every page: guard, robots.txt, politeness, store."""

    async def __call__(self, url: str, /, *, purpose: Purpose = "part") -> Fetched | Miss: ...


_MOST_PAGES = 3  # a script may send its readers on, as a redirect does; more than twice is a loop


@dataclass(slots=True)
class Answering:
    """Answers the requests of one page, counts them, and refuses all others.

    `page` is the document that the browser shows: the shell, or where its script went on to. Where it `is_seen`,
    pictures, fonts and styles are fetched, too.
    """

    shell: Fetched
    hosts: Collection[str]
    part: Part
    limits: Limits
    is_seen: bool = False
    page: Fetched = field(init=False)
    open: int = 0
    asked: int = 0
    taken: int = 0
    pages: int = 0

    def __post_init__(self) -> None:
        self.page = self.shell

    async def answer(self, route: "Route", shown: "Page") -> None:
        """Fulfils one request, or ends it. What comes back is final: no redirect, cookie or policy is handed on."""
        self.open += 1
        try:
            asked = _asked(route.request, shown)
            found = await self._found(asked)
            if (
                found is None
            ):  # "aborted" leaves the page as it is; any other failure would show the browser's own
                await route.abort("aborted" if asked.kind == "document" else "blockedbyclient")
            else:
                await route.fulfill(
                    status=found.status, headers=self._headers(found, route.request), body=found.body
                )
        finally:
            self.open -= 1

    async def _found(self, asked: Asked) -> Fetched | None:
        self.asked += 1
        if asked.kind == "document" and asked.of_page:
            return await self._document(asked)
        if self.asked > self.limits.requests or self.taken > self.limits.size:
            return None
        if refusal(asked, self.shell.final_url, self.hosts, is_seen=self.is_seen):
            return None
        if (
            asked.kind == "stylesheet" and not self.is_seen
        ):  # a page waits for its styles, and needs none of them to be read
            return _NO_STYLE
        found = await self.part(asked.url, purpose="picture" if asked.kind in SEEN else "part")
        if isinstance(found, Miss) or found.partial:
            return None
        self.taken += len(found.body)
        return found

    async def _document(self, asked: Asked) -> Fetched | None:
        self.pages += 1
        if self.pages == 1:
            return self.shell
        if self.pages > _MOST_PAGES or refusal(asked, self.shell.final_url, self.hosts):
            return None
        found = await self.part(asked.url)
        if isinstance(found, Miss) or found.partial:
            return None
        self.page = found
        return found

    def _headers(self, found: Fetched, request: "Request") -> dict[str, str]:
        """What it is, and that this page may read it: whether it may was decided before it was fetched."""
        is_page = request.resource_type == "document"
        usual = "text/html" if is_page else "application/octet-stream"
        policy = {"content-security-policy": _ONLY_READ} if is_page and not self.is_seen else {}
        return {
            "content-type": found.header("content-type") or usual,
            "access-control-allow-credentials": "true",
            "access-control-allow-origin": request.headers.get("origin", "*"),
            **policy,
        }


def _asked(request: "Request", shown: "Page") -> Asked:
    return Asked(request.method, request.url, request.resource_type, _is_of(request, shown))


def _is_of(request: "Request", shown: "Page") -> bool:
    """Whether the page's own window asks; a window that has only just been opened has no frame yet."""
    from playwright.async_api import Error

    try:
        return bool(request.frame == shown.main_frame)
    except Error:
        return False
