"""Which page to read next. Decisions without I/O: the answers are handed in, in whatever order they come.

The choice number k is made knowing exactly the answers to the choices up to k - LOOKAHEAD, never more, so that the
same site gives the same pages whatever the network's timing and the number of connections.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from precall.model.page import Link, Reading
from precall.site import url as site_url
from precall.site import worth
from precall.site.kind import Topic, topic_of, whole_topic

LOOKAHEAD = 6
FREELY = 12  # pages that are chosen by their worth alone, or half of a larger budget
MOST_CANDIDATES = 3000
FAMILY = 5  # siblings that differ in one word of their address
_FAMILY_KEEPS = 2
_FAMILY_COSTS = 34.0
_FROM_SITEMAP_COSTS = 25.0
_ON_SUBDOMAIN_COSTS = 15.0
_TYPED_WORTH = 200.0
_LEAST_WORTH = 14.0
_LISTED_ONLY_OTHER = 3  # with fewer linked pages than this, a sitemap's nameless pages are read too
_MOST_LISTS = 3
_PAGES_BEFORE_FEED = 3
_MOST_WANTS_PER_PAGE = 2
_MOST_LOST_IN_A_ROW = 8
_NEARLY_EQUAL = 0.95
_SKETCH = 64
_ENOUGH_TO_COMPARE = 24

Source = Literal["typed", "link", "feed", "sitemap"]
Task = Literal["page", "sitemap", "feed"]


class Want(NamedTuple):
    """Something to fetch next: a page, or a list of pages. `number` identifies it when its answer is handed in."""

    number: int
    task: Task
    url: str
    topic: Topic = "other"
    text: str = ""
    source: Source = "link"


class Listed(NamedTuple):
    """What a sitemap or a feed names, in its order."""

    pages: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


Answer = Reading | Listed | None


@dataclass(slots=True)
class _Candidate:
    url: str
    text: str
    region: str
    rel: str
    source: Source
    order: int
    topic: Topic
    families: tuple[tuple[str, ...], ...] = field(default_factory=tuple)
    is_led_to: bool = False


class _Hub(NamedTuple):
    """A page that leads to others of its matter; a `long` one has a next part."""

    topic: Topic
    url: str
    long: bool


class Frontier:
    """Spends the page budget of one site by value. Call `next` for what to fetch, `answer` with what came of it.

    A budget of more than twelve pages is spent freely to the half, twelve at least; what is beyond that goes to pages that
    the site's menu names or whose topic promises facts, as far as there are any.

    `home` is the home page as read at `url`, `allows` whether robots.txt lets a page be read, `sitemaps` those that
    robots.txt names, `typed` a page that the caller named. The home page counts as the first page of the budget. Where
    pages are `dear`, those that would repeat what the home page tells come later.
    """

    def __init__(
        self,
        url: str,
        home: Reading,
        *,
        budget: int,
        allows: Callable[[str], bool] = lambda _: True,
        sitemaps: tuple[str, ...] = (),
        typed: str = "",
        dear: bool = False,
    ) -> None:
        self._home = url
        self._allows = allows
        self._budget = budget
        self._told = frozenset(kind for kind, _ in home.gave) if dear else frozenset()
        self._main_language = _own_language(home) or worth.language_mark(url) or home.language
        self._pool: dict[str, _Candidate] = {}
        self._seen = {site_url.key(url)}
        self._twins: set[str] = set()
        self._topics: Counter[Topic] = Counter()
        self._families: Counter[tuple[str, ...]] = Counter()
        self._chosen_families: Counter[tuple[str, ...]] = Counter()
        self._readings: list[Reading] = [home]
        self._wants: list[Want] = []
        self._answers: dict[int, Answer] = {}
        self._absorbed = 0
        self._counting = 1
        self._lost_in_a_row = 0
        self._kept: set[int] = set()
        self._linked = 0
        self._sitemaps = [*sitemaps]
        self._usual_sitemap = "" if sitemaps else f"{site_url.origin(url)}/sitemap.xml"
        self._feeds: list[str] = []
        self._lists_asked = 0
        self._feed_asked = False
        self._news = 0
        self.forbidden: list[str] = []
        if typed:
            self._offer(Link(typed, ""), "typed")
        self._take_in(home)

    def next(self) -> Want | None:
        """What to fetch next; None where answers are awaited first, or nothing is left (see `finished`)."""
        while True:
            behind = self._absorbed < len(self._wants) - LOOKAHEAD
            want = None if behind or self._is_full() else self._choose()
            if want is not None:
                self._wants.append(want)
                return want
            if not self._absorb():
                return None

    def answer(self, number: int, answer: Answer) -> None:
        """Hands in what came of a want: the page as read, what a list names, or None for nothing of use."""
        self._answers[number] = answer

    def conclude(self) -> None:
        """Ends the visit early: the answers that came count, those that did not are nothing."""
        while self._absorbed < len(self._wants):
            self._answers.setdefault(self._absorbed, None)
            self._absorb()

    @property
    def finished(self) -> bool:
        """Whether every want was answered and nothing more is worth asking for."""
        return self._absorbed == len(self._wants)

    def keeps(self, number: int) -> bool:
        """Whether the page of a want is part of the visit: it was read, and repeats no other one."""
        return number in self._kept

    def _is_full(self) -> bool:
        spent = self._counting >= self._budget or len(self._wants) >= _MOST_WANTS_PER_PAGE * self._budget
        return spent or self._lost_in_a_row >= _MOST_LOST_IN_A_ROW

    @property
    def _is_choosy(self) -> bool:
        return self._counting >= max(FREELY, self._budget // 2)

    def _absorb(self) -> bool:
        number = self._absorbed
        if number not in self._answers:
            return False
        answer, want = self._answers.pop(number), self._wants[number]
        self._absorbed += 1
        if isinstance(answer, Listed):
            self._take_in_list(want, answer)
        elif want.task == "page":
            self._settle_page(want, answer)
        return True

    def _settle_page(self, want: Want, answer: Answer) -> None:
        keeps = isinstance(answer, Reading) and not self._repeats(want, answer)
        if isinstance(answer, Reading):
            self._seen.add(site_url.key(answer.url))
            self._pool.pop(site_url.key(answer.url), None)
            if keeps:
                self._kept.add(want.number)
                self._readings.append(answer)
                self._learn(want.topic, answer)
                self._take_in(answer, want.topic)
            elif answer.refresh:
                self._offer(Link(answer.refresh, want.text, "nav"), want.source)
        self._lost_in_a_row = 0 if keeps else self._lost_in_a_row + 1
        if not keeps:
            self._counting -= 1
            self._topics[want.topic] = max(0, self._topics[want.topic] - 1)

    def _learn(self, topic: Topic, page: Reading) -> None:
        """What a page of a topic gave tells what the next one is worth."""
        given = worth.given(topic, page.gave)
        if given is not None and given >= worth.MUCH:
            self._topics[topic] = min(self._topics[topic], 1)
        elif given == 0:
            self._topics[topic] += 1

    def _repeats(self, want: Want, page: Reading) -> bool:
        if is_stub(page):
            return True
        if site_url.key(page.url) != site_url.key(want.url) and site_url.key(page.url) in self._seen:
            return True
        return any(_same_text(page, other) for other in self._readings)

    def _take_in(self, page: Reading, topic: Topic = "home") -> None:
        self._news += sum(count for kind, count in page.gave if kind == "news")
        for language, url in page.alternates:
            if self._main_language and language[:2] not in (self._main_language, "x-"):
                self._twins.add(site_url.key(site_url.clean(url) or url))
        for url in page.feeds:
            if site_url.same_site(url, self._home) and "comment" not in url.casefold():
                self._feeds.append(url)
        hub = _Hub(topic, page.url, worth.is_long(topic, page.gave)) if worth.leads_on(topic) else None
        for link in page.links:
            self._offer(link, "link", hub)

    def _take_in_list(self, want: Want, listed: Listed) -> None:
        for url in listed.pages:
            self._offer(Link(url, "", "main"), "feed" if want.task == "feed" else "sitemap")
        nested = [url for url in listed.lists if site_url.same_site(url, self._home)]
        self._sitemaps.extend(sorted(nested, key=_list_rank))

    def _offer(self, link: Link, source: Source, hub: _Hub | None = None) -> None:
        """Makes a page one that can be chosen; `hub` is the page on which its link stands, where that leads on."""
        url = site_url.clean(link.url)
        if not url or not self._is_ours(url) or len(self._pool) >= MOST_CANDIDATES:
            return
        name = site_url.key(url)
        known = self._pool.get(name)
        part_of = hub.topic if hub and hub.long and worth.is_next(url, hub.url) else None
        if known is not None:
            _see_again(known, link, source)
        elif name not in self._seen and (source == "typed" or part_of or not self._is_useless(url, link)):
            known = self._pool[name] = self._candidate(url, link, source, part_of)
        if known and hub and link.region == "main":
            known.is_led_to = True

    def _candidate(self, url: str, link: Link, source: Source, topic: Topic | None) -> _Candidate:
        skeletons = worth.families(url)
        self._families.update(skeletons)
        self._linked += source == "link"
        topic = topic or ("post" if source == "feed" else topic_of(url, link.text))
        return _Candidate(url, link.text, link.region, link.rel, source, len(self._pool), topic, skeletons)

    def _is_ours(self, url: str) -> bool:
        return site_url.same_site(url, self._home) or (site_url.below(url, self._home) and _is_part(url))

    def _is_useless(self, url: str, link: Link) -> bool:
        if worth.is_trap(url) or worth.is_closed(link):
            return True
        return whole_topic(link.text) == "home" and url.rstrip("/").count("/") <= 3

    def _choose(self) -> Want | None:
        if len(self._wants) >= _PAGES_BEFORE_FEED and (feed := self._feed()):
            return feed
        while self._pool:
            best = max(self._pool.values(), key=lambda one: (self._worth(one), -one.order))
            if self._worth(best) < _LEAST_WORTH:
                break
            self._take_out(best)
            if self._allows(best.url):
                return self._page(best)
            self.forbidden.append(best.url)
        return self._feed() or self._list()

    def _feed(self) -> Want | None:
        if not self._feeds or self._feed_asked:
            return None
        self._feed_asked = True
        return Want(len(self._wants), "feed", self._feeds[0])

    def _take_out(self, candidate: _Candidate) -> None:
        name = site_url.key(candidate.url)
        del self._pool[name]
        self._seen.add(name)

    def _page(self, chosen: _Candidate) -> Want:
        self._topics[chosen.topic] += 1
        self._counting += 1
        self._chosen_families.update(chosen.families)
        return Want(len(self._wants), "page", chosen.url, chosen.topic, chosen.text, chosen.source)

    def _list(self) -> Want | None:
        """The next sitemap, where links led to few pages. The usual address is tried only on sites that have more than one."""
        if self._is_choosy:
            return None
        if self._usual_sitemap and (len(self._readings) > 1 or self._readings[0].notice):
            self._sitemaps.append(self._usual_sitemap)
            self._usual_sitemap = ""
        if not self._sitemaps or self._lists_asked >= _MOST_LISTS:
            return None
        self._lists_asked += 1
        return Want(len(self._wants), "sitemap", self._sitemaps.pop(0))

    def _worth(self, candidate: _Candidate) -> float:
        if candidate.source == "typed":
            return _TYPED_WORTH
        if self._is_twin(candidate) or (self._is_choosy and not self._is_telling(candidate)):
            return worth.NOTHING
        value = worth.base_worth(candidate.topic, self._topics, candidate.url, candidate.text)
        value += worth.place_worth(candidate.url, candidate.region, candidate.rel)
        if not site_url.same_site(candidate.url, self._home):
            value -= _ON_SUBDOMAIN_COSTS
        if candidate.source == "sitemap":
            value = self._listed_worth(candidate, value)
        return value - self._family_costs(candidate) - worth.told_costs(candidate.topic, self._told)

    def _is_telling(self, candidate: _Candidate) -> bool:
        is_led_to = candidate.is_led_to and candidate.topic == "other"
        return is_led_to or worth.is_telling(candidate.topic, candidate.region, self._news)

    def _listed_worth(self, candidate: _Candidate, value: float) -> float:
        """Pages that only a sitemap lists may be old or a theme's: they fill kinds that nothing else fills."""
        if self._linked >= _LISTED_ONLY_OTHER and (
            self._topics[candidate.topic] or candidate.topic in ("other", "post", "home")
        ):
            return worth.NOTHING
        return value - _FROM_SITEMAP_COSTS

    def _family_costs(self, candidate: _Candidate) -> float:
        for skeleton in candidate.families:
            if self._families[skeleton] >= FAMILY and self._chosen_families[skeleton] >= _FAMILY_KEEPS:
                return _FAMILY_COSTS
        return 0.0

    def _is_twin(self, candidate: _Candidate) -> bool:
        if site_url.key(candidate.url) in self._twins or worth.names_language(
            candidate.text, self._main_language
        ):
            return True
        mark = worth.language_mark(candidate.url)
        return mark not in ("", self._main_language, worth.language_mark(self._home))


def is_stub(page: Reading) -> bool:
    """Whether a page only sends its readers on."""
    return bool(page.refresh) and page.words < 60 and site_url.key(page.refresh) != site_url.key(page.url)


def _own_language(home: Reading) -> str:
    """The language that the home page's alternate links give itself."""
    own = site_url.key(home.url)
    return next(
        (code[:2] for code, url in home.alternates if site_url.key(url) == own and code[:2] != "x-"), ""
    )


def _see_again(known: _Candidate, link: Link, source: Source) -> None:
    """A page that is linked twice counts by its best place and its most telling text."""
    if known.source == "sitemap" and source == "link":
        known.source, known.region = source, link.region
    elif link.region in ("nav", "header") and known.region not in ("nav", "header"):
        known.region = link.region
    if link.text and (not known.text or known.topic == "other"):
        topic = topic_of(known.url, link.text)
        if topic != "other" or not known.text:
            known.topic, known.text = topic if known.topic == "other" else known.topic, link.text


def _same_text(page: Reading, other: Reading) -> bool:
    if not page.shingles or not other.shingles:
        return False
    if page.fingerprint == other.fingerprint:
        return True
    enough = min(len(page.shingles), len(other.shingles)) >= _ENOUGH_TO_COMPARE
    return enough and _likeness(page.shingles, other.shingles) >= _NEARLY_EQUAL


def _likeness(one: Iterable[int], other: Iterable[int]) -> float:
    """The share of five-word runs in common, from the smallest hashes of both (Broder 1997)."""
    common = set(one).intersection(other)
    if not common:
        return 0.0
    smallest = sorted({*one, *other})[:_SKETCH]
    return len(common.intersection(smallest)) / len(smallest)


def _list_rank(url: str) -> int:
    name = url.casefold()
    return (
        0
        if "page" in name
        else 2
        if any(word in name for word in ("tag", "categor", "author", "image"))
        else 1
    )


def _is_part(url: str) -> bool:
    """Whether a sub-domain is named like a page of the site (blog., careers.) or a language."""
    label = site_url.host_of(url).removeprefix("www.").partition(".")[0]
    return whole_topic(label) not in ("", "skip", "listing", "home", "legal") or bool(
        worth.language_mark(url)
    )
