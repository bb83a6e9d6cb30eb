"""What an extractor may know of the whole site when it settles its facts."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from precall.decency import is_personal
from precall.extract import confidence, trust
from precall.extract.extractors import Extractor, extractors
from precall.extract.merge import merge
from precall.model.fact import Candidate, Fact, Kind
from precall.model.kinds import KINDS, ROWS, TEXT, VERBATIM
from precall.model.page import PageKind, PageRecord
from precall.site.frontier import FREELY
from precall.words.match import phrases


@dataclass(slots=True)
class SiteView:
    """All candidates of a site, and its facts as they are settled, each kind once and on demand.

    `candidates` stand in the order of the pages and of their place on them. `facts(kind)` may be asked by another
    kind's `settle`; a circle of such questions is a bug and raises RecursionError at once. `kept` holds what other modules worked out
    about this site, each under its own name.
    """

    domain: str
    url: str
    pages: tuple[PageRecord, ...]
    language: str
    today: date
    candidates: Sequence[Candidate]
    _settled: dict[Kind, tuple[Fact, ...]] = field(default_factory=dict)
    _by_kind: dict[Kind, list[Candidate]] = field(default_factory=dict)
    _page_kinds: dict[str, PageKind] = field(default_factory=dict)
    _open: list[Kind] = field(default_factory=list)
    _late: frozenset[str] = frozenset()
    kept: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for candidate in self.candidates:
            if trust.hears(candidate.kind, candidate.voice):
                self._by_kind.setdefault(candidate.kind, []).append(candidate)
        for page in self.pages:
            self._page_kinds[page.url] = page.kind
        self._late = frozenset(page.url for page in self.pages[FREELY:])

    def page_kind(self, url: str) -> PageKind:
        """The kind of a page that was read."""
        return self._page_kinds.get(url, "other")

    def strays(self, candidate: Candidate, kinds: Container[PageKind]) -> bool:
        """Whether a sighting stands on one of the pages that are read for what their topic promises, and these are other topics."""
        url = candidate.evidence.url
        return url in self._late and self.page_kind(url) not in kinds

    def seen(self, kind: Kind) -> Sequence[Candidate]:
        """The candidates of a kind, before they are settled."""
        return self._by_kind.get(kind, ())

    def share(self, candidate: Candidate) -> float:
        """How much of its score a sighting keeps on its kind of page, 0 to 1."""
        return trust.share(candidate.kind, self.page_kind(candidate.evidence.url))

    def facts(self, kind: Kind) -> tuple[Fact, ...]:
        """The settled facts of a kind, best first."""
        if kind not in self._settled:
            self._settle(kind)
        return self._settled[kind]

    def all_facts(self) -> tuple[Fact, ...]:
        """The settled facts of every kind with their confidence measured, in the order of the contract's table."""
        settled = (fact for kind in KINDS for fact in self.facts(kind))
        return tuple(confidence.judged(settled, self.page_kind, self._late))

    def _settle(self, kind: Kind) -> None:
        if kind in self._open:
            raise RecursionError(f"settling in a circle: {' -> '.join([*self._open, kind])}")
        self._open.append(kind)
        for extractor in _serving().get(kind, ()):
            seen = [c for k in extractor.kinds for c in self.seen(k)]
            facts: Iterable[Fact] = extractor.settle(seen, self) if extractor.settle else merge(seen)
            self._keep(extractor.kinds, tuple(facts))
        self._settled.setdefault(kind, ())
        self._open.pop()

    def _keep(self, kinds: tuple[Kind, ...], facts: tuple[Fact, ...]) -> None:
        decent = [fact for fact in facts if not _is_out_of_place(fact)]
        for kind in kinds:
            self._settled[kind] = self._settled.get(kind, ()) + tuple(f for f in decent if f.kind == kind)


@cache
def _serving() -> Mapping[Kind, Sequence[Extractor]]:
    """The extractors that serve each kind."""
    found: dict[Kind, list[Extractor]] = {}
    for extractor in extractors():
        for kind in extractor.kinds:
            found.setdefault(kind, []).append(extractor)
    return found


def _is_out_of_place(fact: Fact) -> bool:
    """Whether a fact is somebody's private life, or text of a template that nobody has replaced."""
    text, row = str(fact.value).casefold(), ROWS[fact.kind]
    if row.of_lives and is_personal(text):
        return True
    return row.value in (TEXT, VERBATIM) and phrases("leftover", "phrases").stand_in(text)
