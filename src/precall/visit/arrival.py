"""Where a site's home page is: the first of its addresses that answers, by the rules of its robots.txt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from precall.errors import Unresearched
from precall.model.page import LONGEST_REASON, Fetched, Miss, Purpose, Reading
from precall.site import url as site_url
from precall.site.address import Address
from precall.site.frontier import is_stub
from precall.site.language import ENOUGH_WORDS
from precall.site.refusal import refusal
from precall.site.robots import Robots, rules_of
from precall.site.text import shorten

_KEPT_WAITING = 6.0  # seconds; a server that is slower than this is not asked again at its other addresses
_MOST_REFRESHES = 3
_SHOWN_OF_A_NAME = 80  # characters; a host's name can be longer than a line


class Fetch(Protocol):
    """Asks for one address politely. It never raises for what a website does."""

    async def __call__(self, url: str, /, *, purpose: Purpose = "page") -> Fetched | Miss: ...


class Read(Protocol):
    """Reads one answer; `link_text` is how other pages call it, `site_language` what the home page is written in."""

    async def __call__(
        self, fetched: Fetched, link_text: str = "", site_language: str = "", /
    ) -> Reading | Miss: ...


@dataclass(frozen=True, slots=True)
class Arrival:
    """The home page as it answered and was read, the rules of its host, and the addresses that did not answer."""

    fetched: Fetched
    reading: Reading
    robots: Robots
    missed: tuple[Miss, ...] = ()

    @property
    def url(self) -> str:
        """The address of the home page that answered."""
        return self.fetched.final_url

    @property
    def language(self) -> str:
        """What the home page is written in (ISO 639-1); empty where it has too few words to tell."""
        return self.reading.language if self.reading.words >= ENOUGH_WORDS else ""

    def refusal(self, url: str) -> str:
        """Why the home host's robots.txt forbids a page; empty for pages elsewhere, which have rules of their own."""
        return self.robots.refusal(url) if site_url.same_site(url, self.url) else ""


@dataclass(frozen=True, slots=True)
class Door:
    """Finds the way in. `arrive` raises Unresearched, with a plain reason, where there is none."""

    address: Address
    ask: Fetch
    read: Read
    clock: Callable[[], float]
    agent: str
    keep_apart: Callable[[str, float], None]

    async def arrive(self) -> Arrival:
        """The home page at the first address whose server is reached; a slow server is not tried again elsewhere."""
        began, missed = self.clock(), list[Miss]()
        for start in self.address.starts:
            answer = await self.ask(f"{site_url.origin(start)}/robots.txt", purpose="rules")
            if isinstance(answer, Fetched) or answer.led_nowhere:
                return await self._at(_origin_that_answered(start, answer), answer, tuple(missed))
            missed.append(Miss(start, answer.reason, answer.transient))
            if self.clock() - began > _KEPT_WAITING:
                break
        advice = f"Check the spelling, and the way there: precall doctor {self.address.domain}"
        if any(miss.is_of_ones_own for miss in missed):
            advice = "If it is a test site of your own: --allow-private"
        raise self._unresearched(f"could not be reached: {_reasons(missed)}", advice)

    async def _at(self, origin: str, answer: Fetched | Miss, missed: tuple[Miss, ...]) -> Arrival:
        robots = self._obeyed(origin, answer)
        start = self.address.home_on(origin)
        home = await self._page(start, robots)
        typed = self.address.page_on(origin)
        if isinstance(home, str) and typed and robots.allows(typed):
            home = await self._page(typed, robots)
        if isinstance(home, str):
            before = f" (before that: {_reasons(missed)})" if missed else ""
            raise self._unresearched(f"{home}{before}", "Look at it in a browser, or give another address")
        return Arrival(home.fetched, home.reading, home.robots, _on_host(home.url, missed))

    async def _page(self, url: str, robots: Robots) -> Arrival | str:
        """The page at `url`, or where its meta refresh sends its readers; the reason where it is none."""
        for _ in range(_MOST_REFRESHES + 1):
            if not robots.allows(url):
                return f"{robots.refusal(url)}, so nothing was read"
            page = await self._one_page(url)
            if isinstance(page, str):
                return page
            fetched, reading = page
            robots = await self._rules_at(fetched.final_url, url, robots)
            if not is_stub(reading) or not site_url.same_site(reading.refresh, fetched.final_url):
                break
            url = site_url.clean(reading.refresh)
        else:
            return "the home page sends its readers on without end"
        return robots.refusal(fetched.final_url) or Arrival(fetched, reading, robots)

    async def _one_page(self, url: str) -> tuple[Fetched, Reading] | str:
        answer = await self.ask(url)
        if isinstance(answer, Miss):
            return answer.reason
        refused = refusal(answer)
        if refused:
            return f"the home page answers {refused}"
        reading = await self.read(answer, "")
        if isinstance(reading, Miss):
            return f"the home page could not be read: {reading.reason}"
        return answer, reading

    async def _rules_at(self, url: str, known: str, robots: Robots) -> Robots:
        """The rules for `url`, asked for anew where its host is not the known one."""
        if site_url.host_of(url) == site_url.host_of(known):
            return robots
        answer = await self.ask(f"{site_url.origin(url)}/robots.txt", purpose="rules")
        return self._obeyed(url, answer)

    def _obeyed(self, url: str, answer: Fetched | Miss) -> Robots:
        robots = rules_of(answer, self.agent)
        if robots.delay:
            self.keep_apart(site_url.host_of(url), robots.delay)
        return robots

    def _unresearched(self, reason: str, advice: str) -> Unresearched:
        said = shorten(f"{shorten(self.address.key, _SHOWN_OF_A_NAME)}: {reason}", LONGEST_REASON)
        return Unresearched(said, advice if len(said) + len(advice) < LONGEST_REASON else "")


def _origin_that_answered(start: str, robots: Fetched | Miss) -> str:
    """The site's origin; where robots.txt was found at the site's other address, the home page is there too."""
    if isinstance(robots, Miss):
        return site_url.origin(start)
    moved = site_url.same_site(start, robots.final_url) and urlsplit(robots.final_url).path == "/robots.txt"
    return site_url.origin(robots.final_url if moved and robots.status < 400 else start)


def _reasons(missed: Sequence[Miss]) -> str:
    return "; ".join(dict.fromkeys(miss.reason for miss in missed))


def _on_host(home: str, missed: tuple[Miss, ...]) -> tuple[Miss, ...]:
    """The failures worth telling: https that does not work where http does, not a www that nobody has set up."""
    return tuple(miss for miss in missed if site_url.host_of(miss.url) == site_url.host_of(home))
