"""Which groups of cards hold offers: judged by their page, by the rest of the site and by one another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from precall.extract.offer_agreement import Sources, key_of
from precall.model.fact import Candidate, Scalar

_Span = tuple[int, int]

_ACCEPTED = 0.5  # strength from which on a group holds offers
_FOR_WANT_OF_BETTER = 0.35  # where nothing else is known of what they offer
_SURE = 0.7
_AGREEMENT = 0.3  # what a group gains where all its titles stand elsewhere too
_MAIN = ("home", "services", "pricing")
_DETAIL_PAGE = 0.2  # what a group on one offer's own page must have more, where another page lists the offers
_LONG_LIST = 16  # priced titles of a page from which on its categories are the offers
_DISHES, _CATEGORIES, _HOLDS_PRICED = 0.35, 0.15, 0.3
_INNER = 0.05  # for the inner one of two groups
_BEHIND = (
    0.3  # what is weaker than the strongest group of its page by more is mostly about what that one offers
)
_CONTAINER = 0.3  # against cards that hold a group from their heading on
_LONG_TITLE = 5  # words
_STEM = 6  # characters


@dataclass(slots=True)
class _Group:
    """The cards of one group of one page; `strength` decides whether they are offers."""

    url: str
    cards: list[Candidate]
    strength: float = 0.0

    @property
    def is_overview(self) -> bool:
        return bool(self.cards[0].clues["overview"])

    @property
    def titles(self) -> set[Scalar]:
        """Where on the page its titles stand."""
        return {card.clues["first"] for card in self.cards}


def in_groups(seen: Sequence[Candidate], sources: Sources) -> Iterator[Candidate]:
    """The cards of the groups that hold offers, with the strength of their group as score."""
    by_page: dict[str, list[_Group]] = {}
    for group in _groups(seen):
        by_page.setdefault(group.url, []).append(group)
    pages = {str(c.clues["url"]): c for c in seen if c.clues["how"] == "page"}
    for groups in by_page.values():
        _judge(groups, sources)
    details = _detail_pages(by_page)
    found = [
        (group, card)
        for url, groups in by_page.items()
        for group, card in _outermost(groups, needed=_ACCEPTED + _DETAIL_PAGE * (url in details))
    ]
    if not found:
        found = _for_want_of_better(by_page)
    for group, card in found:
        yield _named(replace(card, score=round(min(0.95, group.strength), 3)), pages)


def _for_want_of_better(by_page: Mapping[str, Sequence[_Group]]) -> list[tuple[_Group, Candidate]]:
    """The cards of the strongest group of all and of those like it on its page, where they have something to say for them."""
    groups = [group for groups in by_page.values() for group in groups]
    best = max(groups, key=lambda group: group.strength, default=None)
    if best is None or best.strength < _FOR_WANT_OF_BETTER:
        return []
    return list(_outermost(by_page[best.url], needed=best.strength))


def _detail_pages(by_page: Mapping[str, Sequence[_Group]]) -> set[str]:
    """The pages that present one offer of a list which stands elsewhere, or are about anything else: what they list are mostly parts."""
    lists = [g for groups in by_page.values() for g in groups if g.strength >= _ACCEPTED]
    linked = {str(card.clues["url"]) for group in lists for card in group.cards}
    has_overview = any(group.is_overview and group.strength >= _SURE for group in lists)
    on_main = any(group.cards[0].clues["kind"] in _MAIN for group in lists)
    return {
        url
        for url, groups in by_page.items()
        if groups[0].cards[0].clues["kind"] != "home"
        and not any(group.is_overview for group in groups)
        and (
            str(groups[0].cards[0].clues["page"]) in linked
            or has_overview
            or (on_main and groups[0].cards[0].clues["kind"] not in _MAIN)
        )
    }


def _groups(seen: Sequence[Candidate]) -> list[_Group]:
    found: dict[tuple[str, object], _Group] = {}
    for card in seen:
        if card.clues["how"] == "card":
            place = (card.evidence.url, card.clues["group"])
            found.setdefault(place, _Group(card.evidence.url, [])).cards.append(card)
    return list(found.values())


def _judge(groups: Sequence[_Group], sources: Sources) -> None:
    """Sets the strength of one page's groups: what the page says for them, and how far other sources agree."""
    priced = {key_of(c): _span(c) for group in groups for c in group.cards if c.clues["priced"]}
    spans = {_span(card) for group in groups for card in group.cards}
    for group in groups:
        agreed = sum(sources.beside(card) > 0 for card in group.cards) / len(group.cards)
        group.strength = group.cards[0].score + _AGREEMENT * agreed
        own = [_span(card) for card in group.cards]
        is_list = len(priced) > _LONG_LIST or bool(group.cards[0].clues["menu"])
        inner = any(_is_within(span, outer) for span in own for outer in spans)
        if any(_is_within(inner, span) for inner in priced.values() for span in own):
            group.strength += _CATEGORIES if is_list else -_HOLDS_PRICED
        elif is_list and (inner or any(card.clues["priced"] for card in group.cards)):
            group.strength -= _DISHES
        if inner:
            group.strength += _INNER
        others = [other for other in groups if other is not group]
        if any(_holds_from_its_heading(span, other) for span in own for other in others):
            group.strength -= _CONTAINER


def _outermost(groups: Sequence[_Group], *, needed: float) -> Iterator[tuple[_Group, Candidate]]:
    """The accepted cards of one page: the strongest groups first, then what neither holds nor stands in one of theirs."""
    taken: list[_Span] = []
    ranked = sorted(groups, key=lambda group: -group.strength)
    for group in ranked:
        free = [card for card in group.cards if not any(_overlap(_span(card), other) for other in taken)]
        accepted = group.strength >= needed and not _falls_behind(group, ranked)
        if accepted and 2 * len(free) > len(group.cards):
            yield from ((group, card) for card in free)
            taken += [_span(card) for card in group.cards]


def _falls_behind(group: _Group, ranked: Sequence[_Group]) -> bool:
    """Whether a group without prices is much weaker than the strongest of its page, and no group holds the titles of both."""
    strongest = ranked[0]
    if group.cards[0].clues["priced"] or strongest.strength - group.strength <= _BEHIND:
        return False
    both = group.titles | strongest.titles
    return not any(both <= other.titles for other in ranked)


def _holds_from_its_heading(outer: _Span, group: _Group) -> bool:
    """Whether a stretch is only the wrapping of a group: it starts with the group's first card and holds it all."""
    first, last = _span(group.cards[0]), _span(group.cards[-1])
    return len(group.cards) > 1 and outer[0] == first[0] and last[1] <= outer[1]


def _overlap(one: _Span, other: _Span) -> bool:
    """Whether two stretches of a page have blocks in common and are not the same."""
    return one != other and one[0] <= other[1] and other[0] <= one[1]


def _is_within(inner: _Span, outer: _Span) -> bool:
    return inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]


def _named(card: Candidate, pages: Mapping[str, Candidate]) -> Candidate:
    """A card with a long title takes the name of the page that it leads to, where that says the same shorter."""
    url, title = str(card.clues["url"]), str(card.value)
    if not url or len(title.split()) < _LONG_TITLE:
        return card
    page = pages.get(url)
    if page is not None and len(str(page.value)) < len(title) and _stems(page) & _stems(card):
        return replace(card, value=page.value, evidence=page.evidence)
    return card


def _stems(candidate: Candidate) -> set[str]:
    return {word[:_STEM] for word in key_of(candidate).split()}


def _span(card: Candidate) -> _Span:
    return int(card.clues["first"] or 0), int(card.clues["last"] or 0)
