"""One visit to a website: the only network loop. Asks the frontier what to read, fetches and reads it, and judges what came."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

from precall.errors import Unresearched
from precall.model.page import Fetched, Miss, PageRecord, Reading
from precall.site import url as site_url
from precall.site.address import Address
from precall.site.feed import Entry, parse_feed
from precall.site.frontier import Answer, Frontier, Listed, Want, is_stub
from precall.site.kind import kind_of, kind_of_topic
from precall.site.robots import AGENT, Robots, rules_of
from precall.site.sitemap import parse_sitemap

_HOME_NUMBER = -1
_MOST_REFRESHES = 3
_KEPT_WAITING = 6.0  # seconds; a server that is slower than this is not asked again at its other addresses
_MOST_FORBIDDEN = 6
_ONLY_FROM_SITEMAP = "only the sitemap lists this page: it may be old"
_NO_TIME = "not read: the time for this site was used up"


class Fetch(Protocol):
    """Asks for one address politely. It never raises for what a website does."""

    async def __call__(self, url: str, /) -> Fetched | Miss: ...


class Read(Protocol):
    """Reads one answer; `link_text` is how other pages call it."""

    async def __call__(self, fetched: Fetched, link_text: str = "", /) -> Reading | Miss: ...


@dataclass(frozen=True, slots=True)
class VisitOptions:
    """How much may be asked of one site: pages, requests at a time, seconds in all, and the robots.txt token we obey."""

    pages: int = 12
    connections: int = 4
    seconds: float = 60.0
    agent: str = AGENT


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being read: the request's number in this visit, its address and how it is linked."""

    number: int
    url: str
    text: str = ""


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
    (ISO 639-1 or empty), `entries` what its feed dates.
    """

    home: str
    pages: tuple[PageRead, ...]
    missed: tuple[Miss, ...] = ()
    flag: str = ""
    language: str = ""
    entries: tuple[Entry, ...] = ()


async def read_site(
    address: Address,
    *,
    fetch: Fetch,
    read: Read,
    clock: Callable[[], float],
    options: VisitOptions | None = None,
    keep_apart: Callable[[str, float], None] = lambda host, seconds: None,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Visit:
    """Reads a site's most telling pages, once each. Raises Unresearched where its home page cannot be read.

    `clock` gives seconds from any fixed point; `keep_apart` is told the host and the seconds that its robots.txt asks
    for between two requests, and is expected to make `fetch` wait.
    """
    return await _Visitor(
        address, fetch, read, clock, options or VisitOptions(), keep_apart, progress
    ).visit()


@dataclass(frozen=True, slots=True)
class _Home:
    """The home page that answered, the rules of its host, and what did not answer on the way."""

    page: PageRead
    robots: Robots
    flag: str
    missed: tuple[Miss, ...]


@dataclass(slots=True)
class _Visitor:
    address: Address
    fetch: Fetch
    read: Read
    clock: Callable[[], float]
    options: VisitOptions
    keep_apart: Callable[[str, float], None]
    progress: Callable[[Progress], None]
    began: float = 0.0
    asked: int = 0
    pages: dict[int, PageRead] = field(default_factory=dict)
    misses: dict[int, Miss] = field(default_factory=dict)
    rules: dict[str, "asyncio.Task[Robots]"] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()

    async def visit(self) -> Visit:
        self.began = self.clock()
        home = await self._find_home()
        frontier = self._frontier(home)
        notes = () if home.flag in _NOTHING_BEHIND else await self._drive(frontier, home.robots.delay)
        return self._collect(home, frontier, notes)

    def _frontier(self, home: _Home) -> Frontier:
        return Frontier(
            home.page.reading.url,
            home.page.reading,
            budget=self.options.pages,
            allows=lambda url: self._allowed_here(home, url),
            sitemaps=tuple(
                url for url in home.robots.sitemaps if site_url.same_site(url, home.page.fetched.final_url)
            ),
            typed=self.address.page_on(home.page.fetched.final_url),
        )

    @staticmethod
    def _allowed_here(home: _Home, url: str) -> bool:
        return not site_url.same_site(url, home.page.fetched.final_url) or home.robots.allows(url)

    async def _find_home(self) -> _Home:
        """The first start that answers. Where the server is not reached its other addresses are tried, quickly."""
        missed: list[Miss] = []
        for start in self.address.starts:
            answer = await self._ask(f"{site_url.origin(start)}/robots.txt")
            if isinstance(answer, Miss):
                missed.append(Miss(start, answer.reason, answer.transient))
                if self.clock() - self.began > _KEPT_WAITING:
                    break
                continue
            return await self._home_at(_origin_that_answered(start, answer), answer, tuple(missed))
        raise Unresearched(_unreached(self.address, missed))

    async def _home_at(self, start: str, robots_answer: Fetched, missed: tuple[Miss, ...]) -> _Home:
        robots = rules_of(robots_answer, self.options.agent)
        if robots.closed:
            raise Unresearched(f"{self.address.domain}: {robots.closed}")
        url = start
        for _ in range(_MOST_REFRESHES + 1):
            robots = await self._obeyed(url, start, robots)
            page = await self._home_page(url)
            robots = await self._obeyed(page.fetched.final_url, url, robots)
            if not is_stub(page.reading) or not site_url.same_site(page.reading.refresh, url):
                return _Home(page, robots, self._flag(page), missed)
            url = site_url.clean(page.reading.refresh)
        raise Unresearched(f"{self.address.domain}: the home page sends its readers on without end")

    async def _obeyed(self, url: str, known: str, robots: Robots) -> Robots:
        """The rules for `url`, asked for anew where its host is not the known one; Unresearched where they forbid it."""
        if site_url.host_of(url) != site_url.host_of(known):
            robots = rules_of(await self._ask(f"{site_url.origin(url)}/robots.txt"), self.options.agent)
        if not robots.allows(url):
            why = robots.closed or f"robots.txt forbids {site_url.path_of(url)}"
            raise Unresearched(f"{self.address.domain}: {why}; nothing was read")
        if robots.delay:
            self.keep_apart(site_url.host_of(url), robots.delay)
        return robots

    async def _home_page(self, url: str) -> PageRead:
        answer = await self._ask(url)
        if isinstance(answer, Miss):
            raise Unresearched(f"{self.address.domain}: {answer.reason}")
        refused = _refusal(answer)
        if refused:
            raise Unresearched(f"{self.address.domain}: the home page answers {refused}")
        reading = await self.read(answer, "")
        if isinstance(reading, Miss):
            raise Unresearched(f"{self.address.domain}: the home page could not be read: {reading.reason}")
        return PageRead(answer, reading, _record(answer, reading, Want(_HOME_NUMBER, "page", url, "home")))

    def _flag(self, home: PageRead) -> str:
        if home.reading.notice:
            return home.reading.notice
        started, ended = self.address.starts[0], home.fetched.final_url
        if site_url.same_company(started, ended):
            return ""
        return f"leads to another site: {site_url.bare(site_url.host_of(ended))}"

    async def _drive(self, frontier: Frontier, delay: float) -> tuple[Miss, ...]:
        """Keeps the connections busy until the frontier is done or the time is used up; says what was left out."""
        at_once = 1 if delay else self.options.connections
        running: dict[asyncio.Task[Answer], Want] = {}
        left_out = ""
        try:
            while True:
                while len(running) < at_once and not left_out:
                    want = frontier.next()
                    if want is None:
                        break
                    left_out = self._too_late(delay)
                    if left_out:
                        self.misses[want.number] = Miss(want.url, left_out, transient=True)
                        break
                    running[asyncio.create_task(self._handle(want))] = want
                if not running:
                    break
                done = await self._wait(set(running))
                if not done:
                    left_out = _NO_TIME
                    break
                for task in done:
                    want = running.pop(task)
                    frontier.answer(want.number, task.result())
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)
        for want in running.values():
            self.misses[want.number] = Miss(want.url, _NO_TIME, transient=True)
        return tuple(
            Miss(url, f"robots.txt forbids {site_url.path_of(url)}"[:200]) for url in frontier.forbidden
        )

    async def _wait(self, tasks: "set[asyncio.Task[Answer]]") -> "set[asyncio.Task[Answer]]":
        done, _ = await asyncio.wait(
            tasks, timeout=max(0.0, self._seconds_left()), return_when=asyncio.FIRST_COMPLETED
        )
        return done

    def _seconds_left(self) -> float:
        return self.began + self.options.seconds - self.clock()

    def _too_late(self, delay: float) -> str:
        if self._seconds_left() <= 0:
            return _NO_TIME
        if delay and delay > self._seconds_left():
            return f"not read: robots.txt asks for {delay:g} s between requests, longer than the time left"
        return ""

    async def _handle(self, want: Want) -> Answer:
        if want.task == "sitemap":
            return await self._sitemap(want)
        if want.task == "feed":
            return await self._feed(want)
        outcome = await self._page(want)
        if isinstance(outcome, Miss):
            self.misses[want.number] = outcome
            return None
        self.pages[want.number] = outcome
        return outcome.reading

    async def _page(self, want: Want) -> PageRead | Miss:
        forbidden = await self._forbidden_elsewhere(want.url)
        if forbidden:
            return Miss(want.url, forbidden)
        answer = await self._ask(want.url, want.text)
        if isinstance(answer, Miss):
            return Miss(want.url, answer.reason, answer.transient)
        refused = _refusal(answer) or self._strayed(want, answer)
        if refused:
            return Miss(want.url, refused, answer.status >= 500)
        reading = await self.read(answer, want.text)
        if isinstance(reading, Miss):
            return Miss(want.url, reading.reason, reading.transient)
        if reading.notice:
            return Miss(want.url, reading.notice)
        return PageRead(answer, reading, _record(answer, reading, want))

    async def _forbidden_elsewhere(self, url: str) -> str:
        """Why a page on a sub-domain may not be read: each host has rules of its own."""
        host = site_url.host_of(url)
        if site_url.bare(host) == site_url.bare(self.address.host):
            return ""
        if host not in self.rules:
            self.rules[host] = asyncio.create_task(self._rules_at(url))
        rules = await self.rules[host]
        return "" if rules.allows(url) else rules.closed or f"robots.txt forbids {site_url.path_of(url)}"

    async def _rules_at(self, url: str) -> Robots:
        return rules_of(await self._ask(f"{site_url.origin(url)}/robots.txt"), self.options.agent)

    def _strayed(self, want: Want, answer: Fetched) -> str:
        ended = answer.final_url
        if site_url.same_site(ended, want.url) or site_url.below(ended, want.url):
            return ""
        return f"leads to another site: {site_url.host_of(ended)}"

    async def _sitemap(self, want: Want) -> Listed | None:
        answer = await self._ask(want.url)
        if isinstance(answer, Miss):
            return None
        found = parse_sitemap(answer)
        return Listed(found.pages, found.sitemaps)

    async def _feed(self, want: Want) -> Listed | None:
        answer = await self._ask(want.url)
        if isinstance(answer, Miss):
            return None
        self.entries = parse_feed(answer)
        return Listed(tuple(entry.url for entry in self.entries if entry.url))

    async def _ask(self, url: str, text: str = "") -> Fetched | Miss:
        self.asked += 1
        self.progress(Progress(self.asked, url, text))
        return await self.fetch(url)

    def _collect(self, home: _Home, frontier: Frontier, notes: tuple[Miss, ...]) -> Visit:
        kept = [self.pages[number] for number in sorted(self.pages) if frontier.keeps(number)]
        missed = [self.misses[number] for number in sorted(self.misses)]
        reading = home.page.reading
        return Visit(
            home=reading.url,
            pages=(home.page, *kept),
            missed=(*home.missed, *missed, *notes[:_MOST_FORBIDDEN]),
            flag=home.flag,
            language=reading.language,
            entries=self.entries,
        )


_NOTHING_BEHIND = ("parked domain", "log-in wall")


def _origin_that_answered(start: str, robots: Fetched) -> str:
    """The home page's address; where robots.txt was found at the site's other address, the home page is there too."""
    moved = site_url.same_site(start, robots.final_url) and urlsplit(robots.final_url).path == "/robots.txt"
    return f"{site_url.origin(robots.final_url)}/" if moved and robots.status < 400 else start


def _refusal(answer: Fetched) -> str:
    """Why an answer is no page, in words; empty where it is one."""
    status = answer.status
    if 200 <= status < 300:
        return ""
    if status in (403, 429, 503) and _is_challenge(answer):
        return f"{status} challenge page"
    return f"{status} {_STATUS[status]}" if status in _STATUS else f"{status}"


_STATUS = {
    401: "log-in needed",
    402: "payment needed",
    403: "forbidden",
    404: "not found",
    410: "gone for good",
    429: "asks to slow down",
    451: "not available for legal reasons",
    500: "server error",
    502: "server error",
    503: "not available for now",
    504: "server error",
}
_CHALLENGES = (
    b"just a moment",
    b"cf-challenge",
    b"challenge-platform",
    b"captcha",
    b"checking your browser",
    b"ddos",
)


def _is_challenge(answer: Fetched) -> bool:
    body = answer.body[:20_000].lower()
    return bool(answer.header("cf-mitigated")) or any(mark in body for mark in _CHALLENGES)


def _record(answer: Fetched, reading: Reading, want: Want) -> PageRecord:
    kind = kind_of_topic(want.topic)
    if kind == "other":
        kind = kind_of(reading.url, want.text, reading.title)
    if kind == "home" and want.number != _HOME_NUMBER:
        kind = "other"
    note = _ONLY_FROM_SITEMAP if want.source == "sitemap" else reading.partial or answer.partial
    return PageRecord(reading.url, answer.status, reading.title, kind, answer.sha256, answer.fetched_at, note)


def _unreached(address: Address, missed: list[Miss]) -> str:
    reasons = list(dict.fromkeys(miss.reason for miss in missed))
    return f"{address.domain}: could not be reached: {'; '.join(reasons)}"[:200]
