"""How sure a settled fact is: the share of facts like it that were right on labelled sites."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from precall.kept_table import table_in
from precall.model.fact import Fact
from precall.model.kinds import ROWS, Kind
from precall.model.page import PageKind

RIGHT: Mapping[str, Sequence[Sequence[float]]] = table_in(Path(__file__).with_suffix(".toml"))
"""The share of facts that were right on labelled sites, by kind, support and step of their score."""
STEPS = (0.7, 0.8, 0.9, 0.95)
"""Between which scores of its sightings facts count as alike."""
SUPPORTS = 3
_SHOWN, _UNMARKED = 0.5, 0.9
_OF_OTHERS_TOO: tuple[Kind, ...] = ("phone", "address")
"""Kinds that sites also give of those whom they recommend."""
_ON_ALL_PAGES = 4
_ON_TWO_PAGES = 2
_SAID_TWICE: tuple[Kind, ...] = ("contact_page", "latest_date")
"""Kinds of which what one page of several says alone was right in 0.78 and 0.83."""
_A_PRICE_LIST = 3  # prices of a page: 0.99 of bare amounts are right there, 0.65 of one or two
_WORDS = re.compile(r"[^\W\d_A-Z]{3}")

KindOfPage = Callable[[str], PageKind]


def judged(facts: Iterable[Fact], kind_of: KindOfPage, late: Collection[str] = frozenset()) -> Iterator[Fact]:
    """The facts with their confidence measured: below 0.9 they are marked "check this", below 0.5 left out.

    A kind whose labels are not complete has no row: its facts keep the score of their sightings and their mark. What one
    page says while all give another number or address is marked: it may be a neighbour's. So is what was right in less
    than 0.9 for want of support, whatever its score. `late` are the pages that are read after the first dozen.
    """
    facts = tuple(facts)
    most = {kind: max((_pages(f) for f in facts if f.kind == kind), default=0) for kind in _OF_OTHERS_TOO}
    several = max(map(_pages, facts), default=0) >= _ON_ALL_PAGES
    prices = Counter(f.evidence[0].url for f in facts if f.kind == "price")
    for fact in facts:
        others = _ON_TWO_PAGES if fact.kind == "phone" else _ON_ALL_PAGES
        alone = most.get(fact.kind, 0) >= others > 1 == _pages(fact)
        listed = prices[fact.evidence[0].url] >= _A_PRICE_LIST
        check = fact.check or alone or _lacks_support(fact, kind_of, several=several, listed=listed)
        row = RIGHT.get(fact.kind)
        if row is None:
            yield replace(fact, check=check)
            continue
        share = row[support(fact, kind_of, late)][step(fact)]
        if share >= _SHOWN:
            yield replace(fact, confidence=share, check=check or share < _UNMARKED)


def _lacks_support(fact: Fact, kind_of: KindOfPage, *, several: bool, listed: bool) -> bool:
    """Whether one of several pages says alone what others would say, the home page tells no such offer, or a bare amount stands outside of any list."""
    pages = [kind_of(evidence.url) for evidence in fact.evidence]
    if fact.kind == "offer":
        return several and "home" not in pages
    if fact.kind == "price":
        return not listed and pages[0] not in ROWS["price"].pages and not _WORDS.search(str(fact.value))
    return fact.kind in _SAID_TWICE and several and _pages(fact) == 1


def _pages(fact: Fact) -> int:
    return len({evidence.url for evidence in fact.evidence})


def support(fact: Fact, kind_of: KindOfPage, late: Collection[str] = frozenset()) -> int:
    """What speaks for a fact beside its best sighting: 2 another page or place, 1 that it stands where sites say such things, else 0.

    An offer gains nothing by the title of a late page, which any entry of a menu has.
    """
    is_offer = fact.kind == "offer"
    evidence = [e for e in fact.evidence if not is_offer or e.url not in late]
    if len({e.url for e in evidence}) > 1 or len({e.where for e in evidence}) > 1:
        return 2
    pages = ROWS[fact.kind].pages
    return int(not pages or any(kind_of(e.url) in (*pages, "home") for e in evidence))


def step(fact: Fact) -> int:
    """Between which scores a fact's own lies, from the lowest."""
    return sum(fact.confidence >= score for score in STEPS)
