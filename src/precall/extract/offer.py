"""What they sell: services, programmes and products, by the cards and headings that present them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from precall import words
from precall.extract.merge import evidence_of, fact_of
from precall.extract.price import monies
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind, Scalar
from precall.model.page import PageKind
from precall.site import cards
from precall.site.document import Block, Document
from precall.site.text import shorten

KIND: Kind = "offer"

_FEWEST, _MOST = 1, 10  # words of a name
_LONGEST = 80  # characters
_DESCRIPTION = 220
_MOST_OFFERS = 30
_PAGES: dict[PageKind, float] = {
    "services": 0.3,
    "pricing": 0.3,
    "home": 0.15,
    "other": 0.05,
    "about": -0.1,
    "contact": -0.3,
}
_LETTERS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Group:
    """Cards that present things of one sort, and what governs them."""

    group: cards.CardGroup
    governed_by: str


def find(page: Document) -> Iterator[Candidate]:
    """Titles of cards and sections that could be offers, links under a services menu, and the services of structured data."""
    if page.kind not in _PAGES or page.is_pdf:
        return
    yield from _structured(page)
    yield from _menu(page)
    for group in cards.of(page):
        yield from _cards(
            page, _Group(group, " ".join(block.text for block in group.headings[:2]).casefold())
        )
    if page.kind in ("services", "pricing"):
        yield from _sections(page)


def _structured(page: Document) -> Iterator[Candidate]:
    for item in page.items:
        if {"service", "offer", "product", "course", "offercatalog"} & set(item.types):
            name = item.text("name") or item.text("itemOffered")
            quote = item.quote(name) if item.source else name
            if quote and _could_be_offer(name):
                yield _candidate(page, name, 0.8, Evidence(page.url, quote, item.where), how="data")


def _menu(page: Document) -> Iterator[Candidate]:
    """The sub-menu under an entry such as "Services", and links to addresses below such a page."""
    if page.kind != "home":
        return
    for link in page.links:
        if (
            link.region not in ("nav", "header", "footer")
            or not _could_be_offer(link.text)
            or link.text not in page.text
        ):
            continue
        parts = [part for part in re.split(r"[/?#]", link.url)[3:] if part]
        if len(parts) >= 2 and _is_services(parts[-2].replace("-", " ")) and not _is_services(parts[-1]):
            yield _candidate(page, link.text, 0.6, Evidence(page.url, link.text, "text"), how="menu")
    for entry in page.root.iter("li"):
        link = next(entry.iterchildren("a", "span", "button"), None)
        inner = next(entry.iterchildren("ul", "div"), None)
        if (
            link is not None
            and inner is not None
            and _is_services("".join(map(str, link.itertext())).strip())
        ):
            for below in inner.iter("a"):
                text = " ".join("".join(map(str, below.itertext())).split())
                if _could_be_offer(text) and text in page.text:
                    yield _candidate(page, text, 0.7, Evidence(page.url, text, "text"), how="menu")


def _cards(page: Document, found: _Group) -> Iterator[Candidate]:
    group = found.group
    if group.shape == "single" or _other_purpose(found):
        return
    headed = [card for card in group.cards if card.heading is not None and _could_be_offer(card.heading.text)]
    if len(headed) < 2 or len(headed) * 2 < len(group.cards):
        return
    called = _is_services(found.governed_by) or _says("offer_classes", group.names)
    priced = sum(1 for card in headed if next(monies(card.text), None)) * 2 >= len(headed)
    for card in headed:
        heading = card.heading
        assert heading is not None
        score = 0.35 + _PAGES[page.kind] + 0.25 * called + 0.2 * priced
        if group.shape in ("rows", "definitions"):
            score -= 0.0 if priced else 0.4
        if any(heading.region == region for region in ("nav", "footer", "header")):
            score -= 0.4
        if score >= 0.5:
            yield _candidate(
                page, heading.text, score, Evidence(page.url, heading.text, "text"), card=card, how="card"
            )


def _sections(page: Document) -> Iterator[Candidate]:
    """Headings of a services page that are followed by a text of their own."""
    for section in cards.sections(page):
        heading = section.heading
        text = " ".join(block.text for block in section.body)
        if (
            heading.level in (2, 3, 4)
            and heading.region == "main"
            and len(text) >= 40
            and _could_be_offer(heading.text)
        ):
            score = 0.62 if page.kind == "services" else 0.55
            yield _candidate(
                page,
                heading.text,
                score,
                Evidence(page.url, heading.text, "text"),
                body=section.body,
                how="section",
            )


def _other_purpose(found: _Group) -> bool:
    return _says("not_offers", found.governed_by) or _says("not_offer_classes", found.group.names)


def _candidate(
    page: Document,
    name: str,
    score: float,
    evidence: Evidence,
    *,
    card: cards.Card | None = None,
    body: Sequence[Block] = (),
    how: str,
) -> Candidate:
    blocks = card.body if card is not None else body
    text = " ".join(block.text for block in blocks)
    price = next(monies(text), None)
    attributes: dict[str, Scalar] = {}
    if price is not None and price.amount:
        attributes["price"] = price.shown
    description = next((block.text for block in blocks if len(block.text) >= 30), "")
    if description:
        attributes["description"] = shorten(description, _DESCRIPTION)
    return Candidate(
        KIND, name, round(min(0.95, score), 3), evidence, attributes, {"how": how, "page": page.kind}
    )


def _could_be_offer(text: str) -> bool:
    folded = text.casefold().strip()
    if not _FEWEST <= len(text.split()) <= _MOST or len(text) > _LONGEST or len(text) < 3:
        return False
    if (
        text.endswith(("?", "!", ":", "…"))
        or "@" in text
        or re.match(r"^[\W\d]", text)
        or next(monies(text), None)
    ):
        return False
    if folded in _generic() or _says("not_offers", folded) or _says("sentence_starts", folded.split()[0]):
        return False
    return bool(_LETTERS.search(text))


@cache
def _generic() -> frozenset[str]:
    tables = (*words.table("name").values(),)
    return frozenset(p for table in tables for p in table["generic"]) | frozenset(_phrases("generic"))


def _is_services(text: str) -> bool:
    return _says("services", text.casefold())


def _phrases(name: str) -> list[str]:
    return [phrase for table in words.table("offers").values() for phrase in table.get(name, ())]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    phrases = sorted(set(_phrases(name)), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"(?<![^\W_])(?:" + "|".join(map(re.escape, phrases)) + r")(?![^\W_])")


def _says(name: str, text: str) -> bool:
    return _pattern(name).search(text) is not None


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """Offers that cards, menus or sections agree on; people, the company's own name and pages' names are left out."""
    taken = {
        _key(f.value) for kind in ("name", "legal_name", "person", "faq", "news") for f in site.facts(kind)
    }
    groups: dict[str, list[Candidate]] = {}
    for candidate in seen:
        key = _key(candidate.value)
        if key and key not in taken:
            groups.setdefault(key, []).append(candidate)
    facts = [_fact(group) for group in groups.values()]
    facts = [fact for fact in facts if fact.confidence >= 0.5]
    return sorted(facts, key=lambda fact: -fact.confidence)[:_MOST_OFFERS]


def _fact(group: list[Candidate]) -> Fact:
    ranked = sorted(group, key=lambda c: -c.score)
    base = fact_of(ranked)
    ways = {str(c.clues["how"]) for c in group}
    confidence = min(
        0.95, ranked[0].score + 0.1 * (len(ways) - 1) + 0.05 * (len({c.evidence.url for c in group}) > 1)
    )
    return Fact(
        KIND, base.value, round(confidence, 3), evidence_of(ranked), base.attributes, check=confidence < 0.7
    )


def _key(value: object) -> str:
    return " ".join(_LETTERS.findall(str(value).casefold()))
