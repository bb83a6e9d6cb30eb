"""When the network is asked, and when what was kept is enough."""

import asyncio
import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from precall.model.page import Fetched, Miss, Purpose
from precall.net.snapshots import SnapshotStore
from precall.net.visitor import Mode, Visitor
from precall.visit.known import mark

NOW = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)
HOME = "http://acme.example/"
BODY = b"<p>We mend boats.</p>"
PAGE = Fetched(HOME, HOME, 200, (("etag", '"1"'),), BODY, hashlib.sha256(BODY).hexdigest(), NOW)


class Web:
    """A network whose outcomes a test decides; it notes what it was asked."""

    def __init__(self, outcome: Fetched | Miss) -> None:
        self.outcome = outcome
        self.asked: list[tuple[str, Fetched | None]] = []
        self.delays: list[tuple[str, float]] = []
        self.opened = 0
        self.closed = 0

    def __call__(self) -> "Web":
        """Open a client."""
        self.opened += 1
        return self

    async def get(
        self, url: str, *, limit_bytes: int = 0, known: Fetched | None = None, purpose: Purpose = "page"
    ) -> Fetched | Miss:
        """The outcome."""
        self.asked.append((url, known))
        await asyncio.sleep(0)
        return self.outcome

    def keep_apart(self, host: str, seconds: float) -> None:
        """Note the delay."""
        self.delays.append((host, seconds))

    async def aclose(self) -> None:
        """Note the end."""
        self.closed += 1


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SnapshotStore]:
    """An empty store."""
    with SnapshotStore(tmp_path, clock=lambda: NOW) as made:
        yield made


def visit(
    store: SnapshotStore, web: Web, mode: Mode = "fresh", after: timedelta = timedelta(0), url: str = HOME
) -> Fetched | Miss:
    """What a visitor gets some time after the page was kept."""

    async def scene() -> Fetched | Miss:
        async with Visitor(store, web, clock=lambda: NOW + after, mode=mode) as visitor:
            return await visitor.get(url)

    return asyncio.run(scene())


def test_a_first_reading_is_kept(store: SnapshotStore) -> None:
    """The network is asked once, and the client closed."""
    web = Web(PAGE)
    assert visit(store, web) == PAGE
    assert visit(store, web) == PAGE._replace(from_snapshot=True)
    assert (len(web.asked), web.opened, web.closed) == (1, 1, 1)


@pytest.mark.parametrize("mode", ["fresh", "offline", "refresh"])
@pytest.mark.parametrize(
    ("url", "final_url"),
    [(HOME, HOME), (HOME, "http://www.acme.example/"), ("http://other.example/", HOME)],
)
def test_what_is_a_clients_to_be_left_alone_is_not_taken_from_the_store(
    store: SnapshotStore, mode: Mode, url: str, final_url: str
) -> None:
    """Neither under their address nor where a redirect led to them, and no name of theirs is kept anew."""
    store.put(PAGE._replace(url=url, final_url=final_url))
    web = Web(Miss(url, "left alone"))

    async def scene() -> tuple[object, object]:
        async with Visitor(
            store, web, clock=lambda: NOW, mode=mode, left_alone=lambda host: "acme" in host
        ) as visitor:
            return visitor.at_hand(url), await visitor.get(url)

    assert not any(isinstance(outcome, Fetched) for outcome in asyncio.run(scene()))
    assert [asked for asked, _ in web.asked] == ([url] if "other" in url and mode != "offline" else [])
    assert "acme" in final_url
    assert store.failure(HOME) is None


def test_a_stale_page_is_revalidated(store: SnapshotStore) -> None:
    """The known answer goes along, and the confirmed one is fresh again."""
    store.put(PAGE)
    later = timedelta(days=2)
    web = Web(PAGE._replace(fetched_at=NOW + later, from_snapshot=True))
    visit(store, web, after=later)
    assert web.asked == [(HOME, PAGE._replace(from_snapshot=True))]
    visit(store, web, after=later + timedelta(hours=1))
    assert len(web.asked) == 1


def test_a_page_from_the_future_is_not_fresh(store: SnapshotStore) -> None:
    """The clock was set back since; asking again harms nothing."""
    store.put(PAGE)
    web = Web(PAGE)
    visit(store, web, after=timedelta(days=-1))
    assert len(web.asked) == 1


def test_refresh_asks_as_if_nothing_were_kept(store: SnapshotStore) -> None:
    """No snapshot is used, not even to revalidate."""
    store.put(PAGE)
    web = Web(PAGE)
    visit(store, web, "refresh")
    assert web.asked == [(HOME, None)]


def test_offline_never_asks(store: SnapshotStore) -> None:
    """What is kept comes at any age; what is not is said to be missing; failures are repeated."""
    store.put(PAGE)
    failure = Miss(HOME + "team", "timed out after 10 s", transient=True)
    store.put(failure)
    web = Web(PAGE)
    assert visit(store, web, "offline", timedelta(days=999)) == PAGE._replace(from_snapshot=True)
    assert visit(store, web, "offline", url=HOME + "team") == failure
    assert visit(store, web, "offline", url=HOME + "x#y") == Miss(HOME + "x", "not kept: never read online")
    assert web.opened == 0


@pytest.mark.parametrize(
    ("reason", "transient", "asked"),
    [
        ("not a page: image/png", False, 0),
        ("timed out after 10 s", True, 1),
        ("address not allowed: 127.0.0.1 is a loopback address", False, 1),
        ("port 3000 is not allowed", False, 1),
    ],
)
def test_a_failure_that_may_pass_is_tried_again(
    store: SnapshotStore, reason: str, transient: bool, asked: int
) -> None:
    """What the page is stays for a day; what the network, or a setting, was does not."""
    store.put(Miss(HOME, reason, transient))
    web = Web(PAGE)
    visit(store, web)
    assert len(web.asked) == asked


@pytest.mark.parametrize(("status", "asked"), [(404, 0), (403, 0), (429, 1), (503, 1)])
def test_a_passing_error_is_asked_again(store: SnapshotStore, status: int, asked: int) -> None:
    """Too busy yesterday says nothing about today."""
    store.put(PAGE._replace(status=status))
    web = Web(PAGE)
    visit(store, web)
    assert len(web.asked) == asked


def test_a_failure_after_a_page_is_what_offline_repeats(store: SnapshotStore) -> None:
    """The same run again, offline, gives the same outcome."""
    store.put(PAGE)
    miss = Miss(HOME, "connection refused", transient=True)
    online = visit(store, Web(miss), "refresh")
    assert online == visit(store, Web(PAGE), "offline") == miss


def test_one_client_serves_all_pages_and_knows_the_delays(store: SnapshotStore) -> None:
    """Asked for many at once, opened once; a Crawl-delay told before reaches it."""
    web = Web(PAGE)

    async def scene() -> None:
        async with Visitor(store, web, clock=lambda: NOW) as visitor:
            visitor.keep_apart("acme.example", 5)
            await asyncio.gather(*(visitor.get(f"{HOME}{number}") for number in range(5)))
            visitor.keep_apart("b.example", 1)

    asyncio.run(scene())
    assert (web.opened, web.closed) == (1, 1)
    assert web.delays == [("acme.example", 5), ("b.example", 1)]


def test_a_trace_says_what_every_address_gave(store: SnapshotStore) -> None:
    """The same outcome leaves the same mark, from the network and from the store."""

    async def trace() -> object:
        async with Visitor(store, Web(PAGE), clock=lambda: NOW) as visitor:
            await visitor.get(HOME)
            return visitor.trace()

    online = asyncio.run(trace())
    assert online == {HOME: mark(PAGE)}
    assert asyncio.run(trace()) == online


def test_an_answer_that_is_given_up_leaves_no_trace(store: SnapshotStore) -> None:
    """What a visit did not wait for, it cannot rest on."""

    async def trace() -> object:
        async with Visitor(store, Web(PAGE), clock=lambda: NOW) as visitor:
            await visitor.get(HOME)
            asking = asyncio.create_task(visitor.get("http://acme.example/slow"))
            await asyncio.sleep(0)
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
            return visitor.trace()

    assert asyncio.run(trace()) is None


@pytest.mark.parametrize(
    ("mode", "after", "given"),
    [("fresh", 0, True), ("fresh", 2, False), ("refresh", 0, False), ("offline", 2, True)],
)
def test_what_is_at_hand_is_what_needs_no_network(
    store: SnapshotStore, mode: Mode, after: int, given: bool
) -> None:
    """Fresh pages, and offline whatever is kept; never where all is to be read anew."""
    store.put(PAGE)
    web = Web(PAGE)
    visitor = Visitor(store, web, clock=lambda: NOW + timedelta(days=after), mode=mode)
    assert (visitor.at_hand(HOME) is not None) == given
    assert web.opened == 0
