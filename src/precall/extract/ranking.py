"""Which facts of a list come first where it is cut: those of the pages on which a business speaks of itself."""

from collections.abc import Iterable

from precall.extract.site_view import SiteView
from precall.model.fact import Fact
from precall.model.page import PageKind

_MAIN: frozenset[PageKind] = frozenset({"home", "about", "team"})
_WORTH = 0.1


def first_on_main_pages(facts: Iterable[Fact], site: SiteView) -> list[Fact]:
    """The facts, surest first; one that a main page tells counts a little more than its confidence says."""
    return sorted(facts, key=lambda fact: -(fact.confidence + _WORTH * _is_on_main(fact, site)))


def _is_on_main(fact: Fact, site: SiteView) -> bool:
    return any(site.page_kind(evidence.url) in _MAIN for evidence in fact.evidence)
