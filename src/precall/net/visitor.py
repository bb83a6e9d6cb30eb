"""Is a page read from the network, or is what was read before enough?"""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from types import TracebackType
from typing import Literal, Protocol, Self

from precall.model.left_alone import REASON
from precall.model.page import Fetched, Miss, Purpose, Shape
from precall.model.store import Store
from precall.model.trace import Trace, mark
from precall.net.guard import is_refusal
from precall.net.intake import PAGE_BYTES
from precall.site.url import owner_of

Mode = Literal["fresh", "refresh", "offline"]
DrawIt = Callable[[], Awaitable[Fetched | Miss]]

FRESH_FOR = timedelta(days=1)
# Answers that say nothing about the page: a later try may well succeed.
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_DRAWN: tuple[Shape, ...] = ("drawing", "picture")  # stand before the address in the trace of a visit


class Network(Protocol):
    """What a visitor needs of a client."""

    async def get(
        self,
        url: str,
        *,
        limit_bytes: int = PAGE_BYTES,
        known: Fetched | None = None,
        purpose: Purpose = "page",
    ) -> Fetched | Miss:
        """The answer, revalidating `known` where there is one."""

    def keep_apart(self, host: str, seconds: float) -> None:
        """Leave this many seconds between requests to a host."""

    async def aclose(self) -> None:
        """Close every connection."""


class Visitor:
    """Reads a site through the snapshot store and keeps what it reads; the client is made when it is first needed.

    `mode` is `fresh` (snapshots younger than `fresh_for` are used as they are, older ones are revalidated),
    `refresh` (all is read anew) or `offline` (nothing but the store). What is a client's to be `left_alone`,
    as that says of a host, is neither asked for nor taken from the store. What it reads is kept for the `site` of a
    domain. StorageError where the store fails.
    """

    def __init__(
        self,
        store: Store,
        open_client: Callable[[], Network],
        *,
        clock: Callable[[], datetime],
        mode: Mode = "fresh",
        fresh_for: timedelta = FRESH_FOR,
        left_alone: Callable[[str], bool] = lambda host: False,
        site: str = "",
    ) -> None:
        self._store = store
        self._open_client = open_client
        self._clock = clock
        self._mode = mode
        self._fresh_for = fresh_for
        self._left_alone = left_alone
        self._site = site
        self._client: Network | None = None
        self._delays: dict[str, float] = {}
        self._outcomes: dict[str, str | None] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._client is not None:
            await self._client.aclose()

    async def get(self, url: str, *, purpose: Purpose = "page") -> Fetched | Miss:
        """What is asked for, from the store where that is good enough, otherwise from the network; that answer is kept."""
        self._outcomes[url] = None
        known = self._kept(url)
        outcome = self._at_hand(url, known)
        if outcome is None:
            outcome = await self._network().get(url, known=known, purpose=purpose)
            self._store.put(outcome, site=self._site)
        self._outcomes[url] = mark(outcome)
        return outcome

    async def drawn(
        self, url: str, shell: Fetched, draw: DrawIt | None, shape: Shape = "drawing"
    ) -> Fetched | Miss | None:
        """The page that a browser draws from a shell, or its picture: as it is kept, else as `draw` gives it, which is kept.

        None where nobody can draw it.
        """
        kept = self._drawing_at_hand(url, shell.sha256, shape)
        if kept is None and (draw is None or self._mode == "offline"):
            return None
        if kept is None and draw is not None:
            kept = await draw()
            self._store.put(kept, site=self._site, shape=shape)
        assert kept is not None
        self._outcomes[f"{shape}:{url}"] = mark(kept)
        return kept

    def at_hand(self, url: str) -> Fetched | Miss | None:
        """What `get` or `drawn` would give without asking anybody, by its name in the trace; None where they would ask."""
        for shape in _DRAWN:
            if url.startswith(f"{shape}:"):
                address = url.removeprefix(f"{shape}:")
                kept = self._kept(address, shape)
                return self._drawing_at_hand(address, kept.drawn_from if kept else "", shape)
        return self._at_hand(url, self._kept(url))

    def trace(self) -> Trace | None:
        """Each address that was asked for with the mark of its outcome; None where an answer was not waited for."""
        outcomes = {url: outcome for url, outcome in self._outcomes.items() if outcome is not None}
        return outcomes if len(outcomes) == len(self._outcomes) else None

    def keep_apart(self, host: str, seconds: float) -> None:
        """Honour a Crawl-delay: this many seconds between the starts of requests to the host."""
        self._delays[host] = seconds
        if self._client is not None:
            self._client.keep_apart(host, seconds)

    def _drawing_at_hand(self, url: str, drawn_from: str, shape: Shape) -> Fetched | Miss | None:
        """What was drawn from that very shell, or why that failed, where it is recent; offline however old it is."""
        if self._mode == "refresh":
            return None
        failure = self._store.failure(url, shape)
        if failure is not None and self._mode == "offline":
            return failure[0]
        if failure is not None:
            return self._settled_failure(*failure)
        kept = self._kept(url, shape)
        if kept is None or kept.drawn_from != drawn_from:
            return None
        return kept if self._mode == "offline" or self._is_fresh(kept.fetched_at) else None

    def _kept(self, url: str, shape: Shape = "answer") -> Fetched | None:
        """What the store has that may be used."""
        kept = None if self._mode == "refresh" else self._store.get(url, site=self._site, shape=shape)
        return None if kept is None or self._left_alone(owner_of(kept.final_url)) else kept

    def _at_hand(self, url: str, kept: Fetched | None) -> Fetched | Miss | None:
        if self._left_alone(owner_of(url)):
            return Miss(url.partition("#")[0], REASON)
        if self._mode == "refresh":
            return None
        failure = self._store.failure(url)
        if self._mode == "offline":
            last = failure[0] if failure else kept
            return last or Miss(url.partition("#")[0], "not kept: never read online")
        return self._settled_failure(*failure) if failure else self._settled(kept)

    def _settled_failure(self, miss: Miss, failed_at: datetime) -> Miss | None:
        """A failure that needs no asking again; what may pass is always tried again."""
        final = not miss.transient and not is_refusal(miss.reason)
        return miss if final and self._is_fresh(failed_at) else None

    def _settled(self, kept: Fetched | None) -> Fetched | None:
        """An answer that needs no asking again."""
        if kept is None or kept.status in PASSING or not self._is_fresh(kept.fetched_at):
            return None
        return kept

    def _is_fresh(self, moment: datetime) -> bool:
        """Whether a moment is recent; one in the future is not: the clock was set back since."""
        return timedelta(0) <= self._clock() - moment <= self._fresh_for

    def _network(self) -> Network:
        if self._client is None:
            self._client = self._open_client()
            for host, seconds in self._delays.items():
                self._client.keep_apart(host, seconds)
        return self._client
