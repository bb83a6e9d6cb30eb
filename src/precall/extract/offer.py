"""What they sell: services, programmes and products, where menus, cards, pages' titles and forms agree."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from precall.extract import offer_wording as wording
from precall.extract.merge import evidence_of, fact_of
from precall.extract.offer_sighting import sightings
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Fact, Kind
from precall.site.document import Document

KIND: Kind = "offer"

_Span = tuple[int, int]

_MOST_OFFERS = 30
_ACCEPTED = 0.5  # strength from which on a group holds offers
_ALONE = 0.6  # confidence from which on a title needs no group
_SURE = 0.7
_STRONG, _BESIDE_STRONG = 3, 0.6  # so many sure offers, and what else is kept beside them
_TELLING = 0.45  # score of a card that speaks for the same title elsewhere
_AGREEMENT = 0.3  # what a group gains where all its titles stand elsewhere too
_DETAIL_PAGE = (
    0.15  # what a group on one offer's own page must have more, where another page lists the offers
)
_FURTHER_SOURCE, _FURTHER_CARD = 0.2, 0.06
_LONG_LIST = 16  # priced titles of a page from which on its categories are the offers
_DISHES, _CATEGORIES = 0.35, 0.15
_LONG_TITLE = 5  # words


def find(page: Document) -> Iterator[Candidate]:
    """Every title on a page that may name an offer."""
    if not page.is_pdf:
        yield from sightings(page)


@dataclass(slots=True)
class _Group:
    """The cards of one group of one page; `strength` decides whether they are offers."""

    url: str
    cards: list[Candidate]
    strength: float = 0.0

    @property
    def is_overview(self) -> bool:
        return bool(self.cards[0].clues["overview"])

    def spans(self) -> list[_Span]:
        return [(_number(card, "first"), _number(card, "last")) for card in self.cards]


class _Sources:
    """Where on the site each title stands: pages' own titles, menus, forms, cards that have something to say for them."""

    def __init__(self, seen: Sequence[Candidate]) -> None:
        self.by_key: dict[str, dict[str, float]] = {}
        for candidate in seen:
            if candidate.clues["how"] != "card" or candidate.score >= _TELLING:
                known = self.by_key.setdefault(_key(candidate), {})
                source = _source(candidate)
                known[source] = max(known.get(source, 0.0), candidate.score)

    def beside(self, candidate: Candidate) -> int:
        """How many sources beside the page that a candidate stands on have its title as well."""
        own = (f"card {candidate.evidence.url}", f"page {candidate.evidence.url}")
        return sum(source not in own for source in self.by_key.get(_key(candidate), ()))

    def alone(self, key: str) -> float:
        """How sure a title is that no group of cards holds."""
        scores = self.by_key.get(key)
        return min(0.95, max(scores.values()) + _FURTHER_SOURCE * (len(scores) - 1)) if scores else 0.0

    def count(self, key: str) -> int:
        """How many sources have a title."""
        return len(self.by_key.get(key, ()))


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """The titles of the groups that hold offers, and single titles that several sources agree on, best first."""
    seen = _without_taken(seen, site)
    sources = _Sources(seen)
    by_key: dict[str, list[Candidate]] = {}
    for card in _in_groups(seen, sources):
        by_key.setdefault(_key(card), []).append(card)
    for candidate in seen:
        key = _key(candidate)
        if candidate.clues["how"] != "card" and (key in by_key or sources.alone(key) >= _ALONE):
            by_key.setdefault(key, []).append(candidate)
    facts = [_fact(group, sources) for group in by_key.values()]
    return _chosen(sorted(facts, key=lambda fact: -fact.confidence))


def _without_taken(seen: Sequence[Candidate], site: SiteView) -> list[Candidate]:
    """Without the names of the business and its people, its questions and its posts."""
    kinds: tuple[Kind, ...] = ("name", "legal_name", "person", "faq", "news")
    taken = {wording.key(str(fact.value)) for kind in kinds for fact in site.facts(kind)}
    return [candidate for candidate in seen if _key(candidate) not in taken]


def _in_groups(seen: Sequence[Candidate], sources: _Sources) -> Iterator[Candidate]:
    """The cards of the groups that hold offers, with the strength of their group as score."""
    by_page: dict[str, list[_Group]] = {}
    for group in _groups(seen):
        by_page.setdefault(group.url, []).append(group)
    pages = {_address_of(c): c for c in seen if c.clues["how"] == "page"}
    for groups in by_page.values():
        _judge(groups, sources)
    has_overview = any(g.is_overview and g.strength >= _SURE for groups in by_page.values() for g in groups)
    for groups in by_page.values():
        for group, card in _outermost(groups, has_overview=has_overview):
            yield _named(replace(card, score=round(min(0.95, group.strength), 3)), pages)


def _groups(seen: Sequence[Candidate]) -> list[_Group]:
    found: dict[tuple[str, object], _Group] = {}
    for card in seen:
        if card.clues["how"] == "card":
            place = (card.evidence.url, card.clues["group"])
            found.setdefault(place, _Group(card.evidence.url, [])).cards.append(card)
    return list(found.values())


def _judge(groups: Sequence[_Group], sources: _Sources) -> None:
    """Sets the strength of one page's groups: what the page says for them, and how far other sources agree."""
    priced = {_key(card) for group in groups for card in group.cards if card.clues["priced"]}
    long_list = len(priced) > _LONG_LIST
    for group in groups:
        agreed = sum(sources.beside(card) > 0 for card in group.cards) / len(group.cards)
        group.strength = group.cards[0].score + _AGREEMENT * agreed
        if long_list:
            group.strength += -_DISHES if any(card.clues["priced"] for card in group.cards) else _CATEGORIES


def _outermost(groups: Sequence[_Group], *, has_overview: bool) -> Iterator[tuple[_Group, Candidate]]:
    """The accepted cards of one page: the strongest groups first, then what neither holds nor stands in one of theirs."""
    taken: list[_Span] = []
    for group in sorted(groups, key=lambda group: -group.strength):
        if group.strength - _DETAIL_PAGE * (has_overview and not group.is_overview) < _ACCEPTED:
            continue
        spans = group.spans()
        for card, span in zip(group.cards, spans, strict=True):
            if not any(_nested(span, other) for other in taken):
                yield group, card
        taken += spans


def _nested(one: _Span, other: _Span) -> bool:
    """Whether one stretch of a page lies in the other and is not the same."""
    return one != other and one[0] <= other[1] and other[0] <= one[1]


def _named(card: Candidate, pages: Mapping[str, Candidate]) -> Candidate:
    """A card with a long title takes the name of the page that it leads to, where that says the same shorter."""
    page = pages.get(str(card.clues["url"])) if card.clues["url"] else None
    title = str(card.value)
    if page is None or len(title.split()) < _LONG_TITLE or len(str(page.value)) >= len(title):
        return card
    if not set(_key(page).split()) & set(_key(card).split()):
        return card
    return replace(card, value=page.value, evidence=page.evidence)


def _fact(group: Sequence[Candidate], sources: _Sources) -> Fact:
    ranked = sorted(group, key=lambda candidate: -candidate.score)
    base = fact_of(ranked)
    key = _key(ranked[0])
    in_group = max((c.score for c in group if c.clues["how"] == "card"), default=0.0)
    confidence = max(
        in_group + _FURTHER_CARD * (sources.count(key) - 1) if in_group else 0.0, sources.alone(key)
    )
    confidence = round(min(0.95, confidence), 3)
    return Fact(KIND, base.value, confidence, evidence_of(ranked), base.attributes, check=confidence < _SURE)


def _chosen(facts: Sequence[Fact]) -> list[Fact]:
    """The best; beside several sure offers no weak ones."""
    strong = sum(fact.confidence >= _SURE for fact in facts) >= _STRONG
    return [fact for fact in facts if not strong or fact.confidence >= _BESIDE_STRONG][:_MOST_OFFERS]


def _key(candidate: Candidate) -> str:
    return wording.key(str(candidate.value))


def _source(candidate: Candidate) -> str:
    how = str(candidate.clues["how"])
    return (
        f"{how} {candidate.evidence.url}" if how in ("card", "page") else "menu" if how == "submenu" else how
    )


def _address_of(candidate: Candidate) -> str:
    return str(candidate.clues["url"])


def _number(candidate: Candidate, clue: str) -> int:
    value = candidate.clues[clue]
    return value if isinstance(value, int) else 0
