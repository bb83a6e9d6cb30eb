"""What is new: posts and news items with their dates, and the newest date of any content."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from lxml.etree import _Element

from precall.extract.day import Day, days
from precall.extract.merge import evidence_of, fact_of
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.site import cards
from precall.site.document import Block, Document

KINDS: tuple[Kind, ...] = ("news", "latest_date")

_POST_TYPES = ("blogposting", "newsarticle", "article")
_NEWS_NAMES = re.compile(
    r"\b(?:blog|post|posts|news|article|articles|entry|aktuell\w{0,4}|actualit\w{0,4}|notici\w{0,3}|press|nieuws)\b"
)
_NEWS_HEADING = re.compile(
    r"\b(?:blog|news|articles?|insights?|latest|posts?|press|in the media|stories|aktuelles|neuigkeiten|beiträge|actualités?|noticias?|"
    r"notizie|nieuws|notícias?|journal|magazin\w?|updates?|publications?|brief)\b",
    re.IGNORECASE,
)
_NOT_NEWS = re.compile(
    r"^(?:hello world|hallo welt|bonjour tout le monde|sample page|uncategorized|recent posts|recent comments|archives?|categories|leave a (?:reply|comment))\b",
    re.IGNORECASE,
)
_NOT_CONTENT_DATE = re.compile(
    r"\b(?:effective|last (?:updated|modified|revised)|updated on|stand|zuletzt|mise à jour|en vigueur|actualizad[oa]|aggiornat[oa]|"
    r"bijgewerkt|born|geboren|registered|registriert|founded|deadline|expires?|valid until|gültig|until|from|ab|bis|opens?|opened|"
    r"eröffn\w{1,4}|version|copyright|©)\b",
    re.IGNORECASE,
)
_FEWEST, _MOST = 2, 30  # words of a title
_LIST_PAGES = ("blog", "home", "other", "about")
_MOST_NEWS = 10


def find(page: Document) -> Iterator[Candidate]:
    """Dated cards and posts with a title, and every other dated bit of content."""
    if page.kind == "legal" or page.is_pdf:
        return
    yield from _structured(page)
    if page.kind == "post":
        yield from _post(page)
    else:
        yield from _cards(page)
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
            day = _first_day(around, page.language) or _time_of(page)
            yield _news(page, block.text, day, page.url, 0.85, Evidence(page.url, block.text, "text"))
            return


def _time_of(page: Document) -> date | None:
    for element in page.root.iter("time"):
        found = next(days((element.get("datetime") or "")[:10]), None)
        if found:
            return found.day
    found = next(days(page.meta.get("article:published_time", "")[:10]), None)
    return found.day if found else None


def _cards(page: Document) -> Iterator[Candidate]:
    for group in cards.of(page):
        near = " ".join(heading.text for heading in group.headings[:2])
        called = bool(_NEWS_NAMES.search(group.names) or _NEWS_HEADING.search(near)) or page.kind == "blog"
        if group.shape in ("rows", "definitions") or page.kind not in _LIST_PAGES:
            continue
        for card in group.cards:
            yield from _card(page, card, called=called, single=group.shape == "single")


def _card(page: Document, card: cards.Card, *, called: bool, single: bool) -> Iterator[Candidate]:
    title = card.heading.text if card.heading else ""
    if not _is_title(title) or len(card.blocks) > 20:
        return
    day = _first_day(card.blocks, page.language) or _day_of_time(card.element)
    links = [url for url, _ in card.links if url.startswith("http")]
    inside = [url for url in links if url.split("#")[0].rstrip("/") != page.url.rstrip("/")]
    if called and (day or (page.kind == "blog" and inside and not single)):
        score = 0.85 if day else 0.7
        quote = Evidence(page.url, title, "text")
        yield _news(page, title, day, inside[0] if inside else "", score, quote)


def _day_of_time(element: _Element) -> date | None:
    for inner in element.iter("time"):
        found = next(days((inner.get("datetime") or "")[:10]), None)
        if found:
            return found.day
    return None


def _first_day(blocks: Iterable[Block], language: str) -> date | None:
    for block in blocks:
        if len(block.text) < 200:
            for day in days(block.text, language):
                return day.day
    return None


def _is_title(text: str) -> bool:
    return _FEWEST <= len(text.split()) <= _MOST and not _NOT_NEWS.match(text) and not _only_date(text)


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
    """Dated content: a date that stands alone in a short line, as bylines, cards and reviews show it."""
    for block in page.blocks:
        if block.region in ("nav", "footer") or len(block.text) > 120:
            continue
        for day in days(block.text, page.language):
            if day.whole and _stands_alone(block.text, day):
                evidence = Evidence(page.url, day.shown, "text")
                yield Candidate(
                    "latest_date",
                    day.day.isoformat(),
                    0.8 if page.kind in ("blog", "post", "home") else 0.7,
                    evidence,
                )
    for element in page.root.iter("time"):
        found = next(days((element.get("datetime") or "")[:10]), None)
        if found:
            yield Candidate(
                "latest_date", found.day.isoformat(), 0.75, Evidence(page.url, found.shown, "markup")
            )


def _stands_alone(text: str, day: Day) -> bool:
    rest = f"{text[: day.start]} {text[day.start + len(day.shown) :]}"
    return len(rest.split()) <= 8 and not _NOT_CONTENT_DATE.search(rest)


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """News newest first (undated ones after), dates in the future left out; the newest date of content."""
    today = site.today.isoformat()
    news = _settle_news(
        [c for c in seen if c.kind == "news" and str(c.attributes.get("date") or "") <= today]
    )
    yield from news[:_MOST_NEWS]
    dated = [c for c in seen if c.kind == "latest_date" and str(c.value) <= today]
    dated += [
        Candidate("latest_date", str(c.attributes["date"]), 0.85, c.evidence)
        for c in seen
        if c.kind == "news" and c.attributes.get("date") and str(c.attributes["date"]) <= today
    ]
    if dated:
        newest = max(str(c.value) for c in dated)
        same = sorted((c for c in dated if c.value == newest), key=lambda c: -c.score)
        yield replace(fact_of(same), evidence=evidence_of(same))


def _settle_news(seen: Sequence[Candidate]) -> list[Fact]:
    groups: dict[str, list[Candidate]] = {}
    for candidate in seen:
        groups.setdefault(" ".join(re.findall(r"\w+", str(candidate.value).casefold())), []).append(candidate)
    facts = [fact_of(group) for group in groups.values()]
    order = {id(fact): number for number, fact in enumerate(facts)}
    return sorted(facts, key=lambda fact: (_reversed(fact.text("date")), order[id(fact)]))


def _reversed(day: str) -> int:
    return -int(day.replace("-", "")) if day else 0
