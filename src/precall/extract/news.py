"""What is new: posts and news items with their dates, and the newest date of any content."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from lxml.etree import _Element

from precall.extract import digits, nation
from precall.extract.day import Day, days, month_first
from precall.extract.merge import evidence_of, fact_of
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind, Where
from precall.site import cards
from precall.site.class_names import meaning
from precall.site.document import Block, Document
from precall.site.structured import Item
from precall.words.match import phrases, vocabulary

KINDS: tuple[Kind, ...] = ("news", "latest_date")

_POST_TYPES = ("blogposting", "newsarticle", "article")
_WRITTEN = ("article:published_time", "article:modified_time", "og:updated_time")  # ogp.me
_NEWS_NAMES = meaning("news", "post")
_FEWEST, _MOST = 2, 30  # words of a title
_LIST_PAGES = ("blog", "home", "other", "about", "clients")
_LIST_NAMES = meaning("news")
_MOST_NEWS = 10
_MOST_BESIDE, _BYLINE = 8, 2  # words beside a date that stands alone, anywhere and in a card
_DATE_LINE, _SHORT_BLOCK = 60, 200  # characters


def find(page: Document) -> Iterator[Candidate]:
    """Dated cards and posts with a title, and every other dated bit of content."""
    yield from _structured(page)
    if page.kind == "post":
        yield from _post(page)
    else:
        shown = list(_cards(page))
        if page.kind == "blog":
            shown += _led(page)
        if page.kind == "blog" and not shown:
            shown += _headed(page)
        yield from shown
    yield from _dates(page)


def _structured(page: Document) -> Iterator[Candidate]:
    for item in page.items:
        if item.where == "json-ld" and any(name in _POST_TYPES for name in item.types):
            title = item.text("headline") or item.text("name")
            quote = item.quote(title)
            shown = item.text("datePublished")
            if quote and _is_title(title):
                day = next(days(shown[:10]), None)
                yield _news(
                    page,
                    title,
                    day.day if day else None,
                    item.text("url"),
                    0.8,
                    Evidence(page.url, quote, "json-ld"),
                )


def _post(page: Document) -> Iterator[Candidate]:
    """The title and date of a single post."""
    for number, block in enumerate(page.blocks):
        if block.level == 1 and block.region != "nav" and _is_title(block.text):
            around = page.blocks[max(0, number - 3) : number + 6]
            day = _first_day(page, around) or _day_of_time(page.root)
            yield _news(page, block.text, day, page.url, 0.85, Evidence(page.url, block.text, "text"))
            return


def _cards(page: Document) -> Iterator[Candidate]:
    if page.kind not in _LIST_PAGES:
        return
    timed = next(page.root.iter("time"), None) is not None
    for group in cards.of(page):
        if group.shape not in ("rows", "definitions"):
            yield from _posts(page, group, dated=timed or _holds_year(page, group))


def _holds_year(page: Document, group: cards.CardGroup) -> bool:
    first, last = group.cards[0].blocks[0].index, group.cards[-1].blocks[-1].index
    return any(first <= block.index <= last for block in digits.dated(page))


def _posts(page: Document, group: cards.CardGroup, *, dated: bool) -> Iterator[Candidate]:
    """The cards of a group that lists posts: by its names or heading, or because its cards carry dates that announce nothing."""
    near = " ".join(heading.text for heading in group.headings[:2])
    named = _says(page, "headings", near) or bool(_LIST_NAMES.search(group.names)) or page.kind == "blog"
    if not (named or dated):
        return
    entries = [entry for card in group.cards if (entry := _entry(page, card, strict=not named)) is not None]
    days_told = sum(entry.day is not None for entry in entries)
    called = named or bool(_NEWS_NAMES.search(group.names)) or (2 <= len(entries) <= 2 * days_told)
    if not called or (_says(page, "events", near) and not named):
        return
    linked = len({entry.url for entry in entries if entry.url}) == len(entries) > 1
    for entry in entries:
        if entry.day or (named and group.shape != "single" and (linked or days_told)):
            score = 0.85 if entry.day else 0.7
            evidence = Evidence(page.url, entry.title, "text")
            yield _news(page, entry.title, entry.day, entry.url, score, evidence)


def _led(page: Document) -> Iterator[Candidate]:
    """Lines of a news page that start with a bold title and a date."""
    for block in page.blocks:
        title = block.lead if not block.level else ""
        if title and title != block.text and _is_title(title):
            day = next(_days(page, block.lines[0][len(title) :]), None)
            if day is not None:
                yield _news(page, title, day.day, "", 0.8, Evidence(page.url, title, "text"))


def _headed(page: Document) -> Iterator[Candidate]:
    """Headings of a news page right above a line with a date, as one long text without cards has them."""
    for section in cards.sections(page):
        title = section.heading.text
        if section.heading.region == "main" and _is_title(title) and not _says(page, "events", title):
            line = next((block.lead or block.lines[0] for block in section.body[:1]), "")
            day = next(_days(page, line), None) if len(line) < _DATE_LINE * 2 else None
            if day is not None and _stands_alone(page, line, day):
                yield _news(page, title, day.day, "", 0.8, Evidence(page.url, title, "text"))


class _Entry(NamedTuple):
    """A card that may be a post: its title, its day and where it leads."""

    title: str
    day: date | None
    url: str


def _entry(page: Document, card: cards.Card, *, strict: bool) -> _Entry | None:
    """A card as a post; where nothing else names the list (`strict`), its date must stand alone in a line."""
    title = card.heading.text if card.heading else card.blocks[0].lead
    plain = not title and page.kind == "blog"
    title = _first_title(card) if plain else title
    if not _is_title(title) or len(card.blocks) > 20 or (strict and _says(page, "events", title)):
        return None
    day = _first_day(page, card.blocks, alone=strict) or _day_of_time(card.element)
    if plain and day is None:
        return None
    links = [url for url, _ in card.links if url.startswith("http")]
    inside = [url for url in links if url.split("#")[0].rstrip("/") != page.url.rstrip("/")]
    return _Entry(title, day, inside[0] if inside else "")


def _first_title(card: cards.Card) -> str:
    """The first line of a card that could be a title, where none is a heading."""
    return next((block.text for block in card.blocks if _is_title(block.text)), "")


def _day_of_time(element: _Element) -> date | None:
    for inner in element.iter("time"):
        found = next(days((inner.get("datetime") or "")[:10]), None)
        if found:
            return found.day
    return None


def _first_day(page: Document, blocks: Iterable[Block], *, alone: bool = False) -> date | None:
    for block in blocks:
        if len(block.text) < (_DATE_LINE if alone else _SHORT_BLOCK):
            for day in _days(page, block.text):
                if not alone or (
                    _stands_alone(page, block.text, day, beside=_BYLINE)
                    and not _says(page, "events", _beside(block.text, day))
                ):
                    return day.day
    return None


def _is_title(text: str) -> bool:
    return (
        _FEWEST <= len(text.split()) <= _MOST
        and " ".join(re.findall(r"\w+", text.casefold())) not in vocabulary("news", "generic")
        and not _only_date(text)
    )


def _only_date(text: str) -> bool:
    found = next(days(text), None)
    return found is not None and len(found.shown) > 0.6 * len(text)


def _news(
    page: Document, title: str, day: date | None, url: str, score: float, evidence: Evidence
) -> Candidate:
    return Candidate(
        "news", title, score, evidence, {"date": day.isoformat() if day else None, "url": url or page.url}
    )


def _dates(page: Document) -> Iterator[Candidate]:
    """Dated content: a date that stands alone in a short line, as bylines, cards and reviews show it; data that says one."""
    score = 0.8 if page.kind in ("blog", "post", "home") else 0.7
    for block in digits.dated(page):
        if block.region in ("nav", "footer") or len(block.text) > 120:
            continue
        told = [day for day in _days(page, block.text) if day.whole]
        for day in told:
            if _stands_alone(page, block.text, day):
                event = len(told) > 1 or _is_event(page, block, day)  # two days are a period
                yield _date(page, day, score, "text", event=event)
    for element in page.root.iter("time"):
        found = next(days((element.get("datetime") or "")[:10]), None)
        if found:
            yield _date(page, found, 0.75, "markup", event=False)
    for item in page.items:
        yield from _dates_of(page, item)
    for name in _WRITTEN:
        written = next(days(page.meta.get(name, "")[:10]), None)
        if written:
            yield _date(page, written, 0.7, "meta", event=False)


def _dates_of(page: Document, item: Item) -> Iterator[Candidate]:
    """When a post or a review was written, or a page was changed, as structured data says."""
    kind = item.types[0] if item.types else ""
    if kind.endswith("page") or kind in (*_POST_TYPES, "review"):
        told = next(days(item.text("dateModified" if kind.endswith("page") else "datePublished")[:10]), None)
        if told and item.quote(told.shown):
            yield _date(page, told, 0.7, item.where, event=False)


def _date(page: Document, day: Day, score: float, where: Where, *, event: bool) -> Candidate:
    evidence = Evidence(page.url, day.shown, where)
    return Candidate("latest_date", day.day.isoformat(), score, evidence, clues={"event": event})


def _days(page: Document, text: str) -> Iterator[Day]:
    """The dates in a text of a page, numbers read as the page's other dates are written."""
    return days(text, page.language, month_first=_month_first(page))


@lru_cache(maxsize=2)
def _month_first(page: Document) -> bool | None:
    return month_first(block.text for block in digits.dated(page))


def _is_event(page: Document, block: Block, day: Day) -> bool:
    """Whether something takes place on a day: its line or what a heading with a day stands over says so, or the headings above list events."""
    if _says(page, "events", _beside(block.text, day)) or _heads_event(page, block, day):
        return True
    above = " ".join(heading.text for heading in cards.headings_above(page, block.index)[:2])
    return _says(page, "events", above) and not _says(page, "headings", above)


def _heads_event(page: Document, block: Block, day: Day) -> bool:
    """Whether a heading names something beside the day, and the short text under it speaks of an event and of its price."""
    below = page.blocks[block.index + 1] if block.index + 1 < len(page.blocks) else None
    if not block.level or below is None or below.level or len(below.text) >= _SHORT_BLOCK:
        return False
    is_named = bool(_beside(block.text, day).strip(" ,.:–—-"))
    return is_named and nation.names_money(below.text) and _says(page, "events", below.text)


def _beside(text: str, day: Day) -> str:
    return f"{text[: day.start]} {text[day.start + len(day.shown) :]}"


def _stands_alone(page: Document, text: str, day: Day, *, beside: int = _MOST_BESIDE) -> bool:
    rest = _beside(text, day)
    return len(rest.split()) <= beside and not _says(page, "other_dates", rest)


def _says(page: Document, name: str, text: str) -> bool:
    return phrases("news", name, page.spoken).stand_in(text)


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """News newest first (undated ones after), dates in the future left out; the newest date of content."""
    today = site.today.isoformat()
    seen = [c for c in seen if c.kind != "news" or _is_title(str(c.value))]
    news = _settle_news(
        [c for c in seen if c.kind == "news" and str(c.attributes.get("date") or "") <= today]
    )
    yield from news[:_MOST_NEWS]
    newest = _newest(
        [
            c
            for c in seen
            if str(c.value if c.kind == "latest_date" else c.attributes.get("date") or "") <= today
        ]
    )
    if newest is not None:
        yield newest


def _newest(seen: Sequence[Candidate]) -> Fact | None:
    """The newest date of content; the days of courses and events only where nothing else is dated, to be checked."""
    dated = [c for c in seen if c.kind == "latest_date" and not c.clues.get("event")]
    for candidate in seen:
        if candidate.kind == "news" and candidate.attributes.get("date"):
            dated.append(
                Candidate("latest_date", str(candidate.attributes["date"]), 0.85, candidate.evidence)
            )
    events = [c for c in seen if c.kind == "latest_date" and c.clues.get("event")]
    counting = dated or events
    if not counting:
        return None
    newest = max(str(c.value) for c in counting)
    same = sorted((c for c in counting if c.value == newest), key=lambda c: -c.score)
    return replace(fact_of(same), evidence=evidence_of(same), check=not dated)


def _settle_news(seen: Sequence[Candidate]) -> list[Fact]:
    groups: dict[str, list[Candidate]] = {}
    for candidate in seen:
        groups.setdefault(" ".join(re.findall(r"\w+", str(candidate.value).casefold())), []).append(candidate)
    facts = [fact_of(group) for group in groups.values()]
    order = {id(fact): number for number, fact in enumerate(facts)}
    return sorted(facts, key=lambda fact: (_reversed(fact.text("date")), order[id(fact)]))


def _reversed(day: str) -> int:
    return -int(day.replace("-", "")) if day else 0
