"""One visit to a website: the only network loop. Asks the frontier what to read, fetches and reads it, judges what came."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal

from precall.model import events
from precall.model.budget import PAGES
from precall.model.events import Tell, nobody
from precall.model.page import SCRIPT_ONLY, Fetched, Miss, PageRecord, Purpose, Reading
from precall.site import url as site_url
from precall.site.address import Address
from precall.site.feed import Entry, parse_feed
from precall.site.frontier import FREELY, Answer, Frontier, Listed, Want
from precall.site.kind import kind_of, kind_of_topic
from precall.site.refusal import is_passing, refusal
from precall.site.robots import AGENT
from precall.site.sitemap import parse_sitemap
from precall.visit.arrival import Arrival, Door, Fetch, Read
from precall.visit.drawn import NOTHING_MORE, Draw, Drawing
from precall.visit.rules import Rules

ONLY_IN_SITEMAP = "only the sitemap lists this page: it may be old"
FEED = "the site's feed"
NO_TIME = "not read: the time for this site was used up"
_MOST_FORBIDDEN = 6
Expect = Callable[[Fetched], None]
Screenshot = Literal["off", "drawn", "always"]
_BEING_READ = 2  # pages that may wait for the reader beside those that are asked for
_SHELLS = 3  # pages of a drawn site under way: while two are drawn, the shell of the next is fetched
PATIENCE = 1.75  # times the seconds of a visit are taken at most where requests are spaced
_FEW = 8  # pages in the time of a visit, below which none should repeat what the home page tells
_MARGIN = 5.0  # seconds kept for the last answer where requests are spaced


@dataclass(frozen=True, slots=True)
class VisitOptions:
    """How much may be asked of one site.

    `pages` in all, `drawn` of them by a browser beside the home page, `screenshot` of which home page, `connections` at a time, `seconds` in all (up to `PATIENCE` times as many where requests are spaced), `delay` the seconds that the caller wants between two
    requests, `agent` the robots.txt token that is obeyed. `hesitation` is the seconds for which a request waits for
    the one before it to end, so that a server that answers at once is asked over one connection.
    """

    pages: int = PAGES
    drawn: int = 4
    screenshot: Screenshot = "off"
    connections: int = 4
    hesitation: float = 0.0
    seconds: float = 60.0
    delay: float = 0.0
    agent: str = AGENT


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page of the visit: the bytes, what was read in them, and how the dossier lists it."""

    fetched: Fetched
    reading: Reading
    record: PageRecord


@dataclass(frozen=True, slots=True)
class Visit:
    """What one visit brought home.

    `home` is the home page that answered, `pages` the home page and then the others by value, `missed` what could not
    be read, `flag` why this may not be the company's own site (empty otherwise), `language` the site's main language
    (ISO 639-1 or empty), `entries` what its feed dates, `feed` how the dossier lists that feed, `picture` the home page
    as a visitor sees it (JPEG, or empty).
    """

    home: str
    pages: tuple[PageRead, ...]
    missed: tuple[Miss, ...] = ()
    flag: str = ""
    language: str = ""
    entries: tuple[Entry, ...] = ()
    feed: PageRecord | None = None
    picture: bytes = b""


async def read_site(
    address: Address,
    *,
    fetch: Fetch,
    read: Read,
    clock: Callable[[], float],
    options: VisitOptions | None = None,
    keep_apart: Callable[[str, float], None] = lambda host, seconds: None,
    tell: Tell = nobody,
    draw: Draw | None = None,
    expect: Expect | None = None,
) -> Visit:
    """Reads a site's most telling pages, once each. Raises Unresearched where its home page cannot be read.

    `clock` gives seconds from any fixed point; `keep_apart` is told the host and the seconds that its robots.txt asks
    for between two requests, and is expected to make `fetch` wait. `draw` draws pages that only a script draws; `expect`
    is shown what answers for the home page before that is read.
    """

    async def read_home(answer: Fetched, link_text: str = "", site_language: str = "", /) -> Reading | Miss:
        if expect:
            expect(answer)
        return await read(answer, link_text, site_language)

    options = options or VisitOptions()
    asker = _Asker(fetch, tell, options.pages, asyncio.Semaphore(options.connections), options.hesitation)
    began = clock()
    home = await Door(address, asker.ask, read_home, clock, options.agent, keep_apart).arrive()
    rules = Rules(home, asker.ask, options.agent)
    sent = home
    drawing = Drawing(draw, read, rules.refusal, asker.ask) if draw else None
    if drawing and home.reading.is_shell:
        home = await _drawn(home, drawing)
    is_drawn = bool(home.fetched.drawn_from)
    draws_all = is_drawn and sent.reading.notice == SCRIPT_ONLY
    tell(events.Read(home.reading.url, "home", home.reading.gave))
    delay = max(home.robots.delay, options.delay)
    in_time = int(options.seconds * PATIENCE / delay) if delay else options.pages
    frontier = Frontier(
        home.url,
        home.reading,
        budget=_budget(home, options, delay, draws_all=draws_all),
        allows=lambda url: not home.refusal(url),
        sitemaps=tuple(url for url in home.robots.sitemaps if site_url.same_site(url, home.url)),
        typed=address.page_on(home.url),
        dear=draws_all or in_time < _FEW,
    )
    tour = _Tour(home, frontier, asker, read, options, rules, delay, drawing, draws_all)
    is_seen = options.screenshot == "always" or (options.screenshot == "drawn" and is_drawn)

    async def picture() -> bytes:
        return await drawing.picture(sent.url, sent.fetched, sent.reading) if drawing and is_seen else b""

    # Where requests are spaced, those of the picture come after all others.
    ahead = None if tour.delay else asyncio.create_task(picture())
    try:
        await tour.drive(lambda: began + tour.seconds - clock())
        await tour.draw_what_is_left(lambda: began + tour.seconds - clock())
        return replace(tour.visit(address), picture=await (ahead or picture()))
    finally:
        if ahead:
            ahead.cancel()
            await asyncio.gather(ahead, return_exceptions=True)


async def _drawn(home: Arrival, drawing: Drawing) -> Arrival:
    """The home page as a browser draws it; as it came, with the reason, where that cannot be."""
    outcome = await drawing.page(home.url, home.fetched, home.reading)
    if isinstance(outcome, Miss):
        said = _as_sent(home.reading, outcome.reason)
        missed = (*home.missed, outcome) if home.reading.notice else home.missed
        return replace(home, reading=said, missed=missed)
    if outcome is None or (outcome[1].notice and not home.reading.notice):
        return home
    return replace(home, fetched=outcome[0], reading=outcome[1])


def _as_sent(shell: Reading, undrawn: str) -> Reading:
    """What a page says as its server sends it, with the reason why it was not drawn; without, where it lacks nothing."""
    is_whole = undrawn == NOTHING_MORE and not shell.notice
    return shell._replace(partial="" if is_whole else undrawn)


def _budget(home: Arrival, options: VisitOptions, delay: float, *, draws_all: bool) -> int:
    """How many pages are worth reading: one where the home page is not the company's, few where each is to be drawn.

    Where requests are spaced, pages beyond the first dozen are read as long as the usual time of a visit allows.
    """
    if draws_all:
        return min(options.pages, 1 + options.drawn)
    if home.reading.notice not in ("", SCRIPT_ONLY):
        return 1
    return min(options.pages, max(FREELY, int(options.seconds / delay))) if delay else options.pages


@dataclass(slots=True)
class _Asker:
    """Counts the requests of a visit and tells of each; at most so many `slots` of them are under way."""

    fetch: Fetch
    tell: Tell
    most_pages: int
    slots: asyncio.Semaphore
    hesitation: float = 0.0
    first: asyncio.Lock = field(default_factory=asyncio.Lock)
    asked: int = 0
    pages: int = 0

    async def ask(self, url: str, *, purpose: Purpose = "page") -> Fetched | Miss:
        async with self.slots:
            is_first = await self._is_first()
            try:
                self.asked += 1
                self.pages += purpose == "page"
                page = min(self.pages, self.most_pages)
                self.tell(events.Reading(url, page, self.most_pages, self.asked))
                return await self.fetch(url, purpose=purpose)
            finally:
                if is_first:
                    self.first.release()

    async def _is_first(self) -> bool:
        """Waits a little for the requests before this one to end; whether they did."""
        if not self.hesitation:
            return False
        try:
            async with asyncio.timeout(self.hesitation):
                return await self.first.acquire()
        except TimeoutError:
            return False


@dataclass(slots=True)
class _Tour:
    """The pages behind the home page: at most a few requests at a time, until the frontier is done or time is up.

    `delay` is the seconds that are wanted between two requests, by the site or by the caller. `draws_all` says that a
    script draws the whole site. Elsewhere `shells` are drawn when the others have been read.
    """

    home: Arrival
    frontier: Frontier
    asker: _Asker
    read: Read
    options: VisitOptions
    rules: Rules
    delay: float = 0.0
    drawing: Drawing | None = None
    draws_all: bool = False
    running: dict["asyncio.Task[Answer]", Want] = field(default_factory=dict)
    pages: dict[int, PageRead] = field(default_factory=dict)
    misses: dict[int, Miss] = field(default_factory=dict)
    shells: dict[int, tuple[Want, Fetched, Reading]] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    feed: PageRecord | None = None

    @property
    def seconds(self) -> float:
        """How long the visit may take: longer where requests are spaced, as a site that asks for patience is worth some."""
        return self.options.seconds * (PATIENCE if self.delay else 1)

    async def drive(self, seconds_left: Callable[[], float]) -> None:
        """Reads on. What is under way when the time is up is given up and said."""
        try:
            while self._start_more() or self.running:
                left = max(0.0, seconds_left())
                done, _ = await asyncio.wait(self.running, timeout=left, return_when=asyncio.FIRST_COMPLETED)
                if not done:
                    break
                for task in done:
                    self.frontier.answer(self.running.pop(task).number, task.result())
        finally:
            await self._give_up()
        self.frontier.conclude()

    def visit(self, address: Address) -> Visit:
        """What the tour brought home."""
        kept = [self.pages[number] for number in sorted(self.pages) if self._keeps(number)]
        missed = [self.misses[number] for number in sorted(self.misses)]
        home = self.home
        forbidden = [Miss(url, home.refusal(url)) for url in self.frontier.forbidden[:_MOST_FORBIDDEN]]
        record = _record(home.fetched, home.reading, Want(0, "page", home.url, "home"), is_home=True)
        return Visit(
            home=home.reading.url,
            pages=(PageRead(home.fetched, home.reading, record), *kept),
            missed=(*home.missed, *missed, *forbidden),
            flag=_flag(address, home),
            language=home.reading.language,
            entries=self.entries,
            feed=self.feed,
        )

    async def draw_what_is_left(self, seconds_left: Callable[[], float]) -> None:
        """Draws the first pages that only a script draws, on a site whose home page is none of them."""
        try:
            for number in sorted(self.shells)[: self.options.drawn]:
                want, shell, reading = self.shells[number]
                await self._verdicts_before(want)
                if seconds_left() <= 0:
                    break
                self.running[asyncio.create_task(self._draw_later(want, shell, reading))] = want
            await asyncio.gather(*self.running)
        finally:
            for task in self.running:
                task.cancel()
            await asyncio.gather(*self.running, return_exceptions=True)

    async def _draw_later(self, want: Want, shell: Fetched, reading: Reading) -> None:
        outcome = await self._drawn(want, shell, reading)
        if isinstance(outcome, Miss):
            self.misses[want.number] = outcome
        else:
            self.misses.pop(want.number, None)
            self.pages[want.number] = outcome

    def _keeps(self, number: int) -> bool:
        drawn_later = number in self.shells and bool(self.pages[number].fetched.drawn_from)
        return self.frontier.keeps(number) or drawn_later

    def _start_more(self) -> bool:
        """Starts what the frontier wants next; whether anything was started."""
        delay = self.delay
        # While some pages are read, others are asked for: the connections need not wait for the reader.
        several = _SHELLS if self.draws_all else self.options.connections + _BEING_READ
        at_once = 1 if delay else several
        started = False
        while len(self.running) < at_once:
            want = self.frontier.next()
            if want is None:
                break
            if delay and (want.number + 1) * delay > self.seconds - _MARGIN:
                self._say(want, f"not read: {delay:g} s between requests leave no time for it")
                break
            self.running[asyncio.create_task(self._handle(want))] = want
            started = True
        return started

    async def _give_up(self) -> None:
        for task in self.running:
            task.cancel()
        await asyncio.gather(*self.running, return_exceptions=True)
        for want in self.running.values():
            self._say(want, NO_TIME)
        self.running.clear()

    def _say(self, want: Want, reason: str) -> None:
        if want.task == "page":
            self.misses[want.number] = Miss(want.url, reason, transient=True)

    async def _handle(self, want: Want) -> Answer:
        if want.task != "page":
            return await self._list(want)
        outcome = await self._page(want)
        if isinstance(outcome, Miss):
            self.misses[want.number] = outcome
            self.asker.tell(events.Missed(outcome.url, outcome.reason))
            return None
        self.asker.tell(events.Read(outcome.record.url, outcome.record.kind, outcome.reading.gave))
        self.pages[want.number] = outcome
        return outcome.reading

    async def _list(self, want: Want) -> Listed | None:
        """What a sitemap or a feed lists. Most sites have none, which is no failure worth telling."""
        answer = await self.asker.ask(want.url, purpose="list")
        if isinstance(answer, Miss):
            return None
        if want.task == "sitemap":
            found = parse_sitemap(answer)
            return Listed(found.pages, found.sitemaps)
        self.entries = parse_feed(answer)
        self.feed = PageRecord(
            answer.final_url, answer.status, "", "other", answer.sha256, answer.fetched_at, FEED
        )
        return Listed(tuple(entry.url for entry in self.entries if entry.url))

    async def _page(self, want: Want) -> PageRead | Miss:
        forbidden = await self.rules.refusal(want.url)
        if forbidden:
            return Miss(want.url, forbidden)
        answer = await self.asker.ask(want.url)
        if isinstance(answer, Miss):
            return Miss(want.url, answer.reason, answer.transient)
        refused = refusal(answer) or self._strayed(answer)
        if refused:
            return Miss(want.url, refused, is_passing(answer))
        reading = await self.read(answer, want.text, self.home.language)
        if isinstance(reading, Miss):
            return Miss(want.url, reading.reason, reading.transient)
        if reading.is_shell and self.draws_all:
            return await self._drawn(want, answer, reading)
        if reading.is_shell and self.drawing:
            self.shells[want.number] = want, answer, reading
        if reading.notice:
            return Miss(want.url, reading.notice)
        return PageRead(answer, reading, _record(answer, reading, want))

    async def _drawn(self, want: Want, shell: Fetched, reading: Reading) -> PageRead | Miss:
        """A page as a browser draws it, else as it was sent, where that says something by itself."""
        await self._verdicts_before(want)
        url = site_url.with_route(shell.final_url, want.url)
        earlier = partial(self._earlier, want)
        outcome = self.drawing and await self.drawing.page(url, shell, reading, want.text, after=earlier)
        if outcome and not isinstance(outcome, Miss) and not outcome[1].notice:
            return PageRead(*outcome, _record(*outcome, want))
        if reading.notice:
            return (
                outcome
                if isinstance(outcome, Miss)
                else Miss(want.url, outcome[1].notice if outcome else reading.notice)
            )
        sent = _as_sent(reading, outcome.reason) if isinstance(outcome, Miss) else reading
        return PageRead(shell, sent, _record(shell, sent, want))

    async def _verdicts_before(self, want: Want) -> None:
        """Waits until a page may be drawn: ahead of the verdict on the one before it, where requests are not spaced."""
        await self._earlier(want, all_but=0 if self.delay else 1)

    async def _earlier(self, want: Want, *, all_but: int = 0) -> None:
        """Waits for what was wanted before, but for the last so many: whether a page is worth drawing depends on those before it."""
        numbers = sorted(other.number for other in self.running.values() if other.number < want.number)
        awaited = numbers[: len(numbers) - all_but]
        before = [task for task, other in self.running.items() if other.number in awaited]
        if before:
            await asyncio.wait(before)

    def _strayed(self, answer: Fetched) -> str:
        """Why the page that answered is not part of the site; empty where it is."""
        ended = answer.final_url
        if self.home.refusal(ended):
            return self.home.refusal(ended)
        if site_url.same_site(ended, self.home.url) or site_url.below(ended, self.home.url):
            return ""
        return f"leads to another site: {site_url.host_of(ended)}"[:200]


def _flag(address: Address, home: Arrival) -> str:
    if home.reading.notice:
        return home.reading.notice
    if site_url.same_company(address.starts[0], home.url):
        return ""
    return f"leads to another site: {site_url.bare(site_url.host_of(home.url))}"


def _record(answer: Fetched, reading: Reading, want: Want, *, is_home: bool = False) -> PageRecord:
    kind = kind_of_topic(want.topic)
    if kind == "other":
        kind = kind_of(reading.url, want.text, reading.title)
    if kind == "home" and not is_home:
        kind = "other"
    note = ONLY_IN_SITEMAP if want.source == "sitemap" else reading.partial or answer.partial
    return PageRecord(
        reading.url,
        answer.status,
        reading.title,
        kind,
        answer.sha256,
        answer.fetched_at,
        note,
        answer.drawn_from,
    )
