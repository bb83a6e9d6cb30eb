"""Which pages of a visit are drawn by a browser, and what is read in them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from precall.model.page import Fetched, Miss, Purpose, Reading, Shape
from precall.visit.arrival import Fetch, Read

Turn = Callable[[], Awaitable[None]]
NOTHING_MORE = "a browser shows nothing more than the server sends"


class Part(Protocol):
    """Fetches what a page is drawn from."""

    async def __call__(self, url: str, /, *, purpose: Purpose = "part") -> Fetched | Miss: ...


class Draw(Protocol):
    """Draws the page at an address from the shell that its server sends, or a picture of it; None where nobody can.

    `part` fetches what the page asks for.
    """

    async def __call__(
        self, url: str, shell: Fetched, reading: Reading, part: Part, shape: Shape, /
    ) -> Fetched | Miss | None: ...


@dataclass(slots=True)
class Drawing:
    """Draws and reads pages of one site, until one gave nothing more than its shell: the same script draws all of them.

    `refusal` gives the reason why a robots.txt forbids an address.
    """

    draw: Draw
    read: Read
    refusal: Callable[[str], Awaitable[str]]
    ask: Fetch
    gave_nothing: bool = False

    async def page(
        self, url: str, shell: Fetched, reading: Reading, link_text: str = "", *, after: Turn | None = None
    ) -> tuple[Fetched, Reading] | Miss | None:
        """The drawn page and what it says, why it could not be drawn, or None where nobody can draw it.

        `after` waits for the pages before it, while it is drawn ahead: where one of them gave nothing, it does not count.
        """
        if self.gave_nothing:
            return Miss(url, NOTHING_MORE)
        drawn = await self.draw(url, shell, reading, self._part, "drawing")
        found = await self.read(drawn, link_text, reading.language) if isinstance(drawn, Fetched) else None
        if after:
            await after()
        if self.gave_nothing:
            return Miss(url, NOTHING_MORE)
        if not isinstance(drawn, Fetched):
            self.gave_nothing = drawn is not None
            return drawn
        if not isinstance(found, Reading):
            return found
        self.gave_nothing = not _gave_more(found, reading)
        return Miss(url, NOTHING_MORE) if self.gave_nothing else (drawn, found)

    async def picture(self, url: str, shell: Fetched, reading: Reading) -> bytes:
        """How a page looks to a visitor, as a JPEG image; empty where nobody can tell."""
        seen = await self.draw(url, shell, reading, self._part, "picture")
        return seen.body if isinstance(seen, Fetched) else b""

    async def _part(self, url: str, /, *, purpose: Purpose = "part") -> Fetched | Miss:
        """Something that a page is drawn from, by the rules of its host."""
        refused = await self.refusal(url)
        return Miss(url, refused) if refused else await self.ask(url, purpose=purpose)


def _gave_more(drawn: Reading, shell: Reading) -> bool:
    """Whether a drawn page has more facts than its shell, or at least more words."""
    return (
        sum(count for _, count in drawn.gave) > sum(count for _, count in shell.gave)
        or drawn.words > shell.words
    )
