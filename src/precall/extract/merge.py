"""How sightings become facts: the same value on several pages is one fact with several evidences."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace

from precall.model.fact import Candidate, Evidence, Fact

MAX_EVIDENCE = 5

Key = Callable[[Candidate], Hashable]


def same_value(candidate: Candidate) -> Hashable:
    """The default key: the value without regard to case."""
    value = candidate.value
    return value.casefold() if isinstance(value, str) else value


def merge(candidates: Iterable[Candidate], *, key: Key = same_value) -> list[Fact]:
    """One fact for each key, best first; value and attributes come from its surest sighting, missing attributes from the others.

    Confidence grows with each further page that agrees: 1 - (1 - a)(1 - b/2)(1 - c/2)..., at most 0.99.
    """
    groups: dict[Hashable, list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault((candidate.kind, key(candidate)), []).append(candidate)
    facts = [fact_of(group) for group in groups.values()]
    return sorted(facts, key=lambda fact: -fact.confidence)


def fact_of(group: list[Candidate]) -> Fact:
    """One fact from the sightings of one value."""
    ranked = sorted(group, key=lambda candidate: -candidate.score)
    best = ranked[0]
    attributes = dict(best.attributes)
    for other in ranked[1:]:
        for name, value in other.attributes.items():
            if value not in (None, "") and attributes.get(name) in (None, ""):
                attributes[name] = value
    return Fact(best.kind, best.value, _confidence(ranked), evidence_of(ranked), attributes)


def evidence_of(ranked: Iterable[Candidate]) -> tuple[Evidence, ...]:
    """One evidence a page, surest first, at most MAX_EVIDENCE."""
    by_page: dict[str, Evidence] = {}
    for candidate in ranked:
        by_page.setdefault(candidate.evidence.url, candidate.evidence)
    return tuple(by_page.values())[:MAX_EVIDENCE]


def _confidence(ranked: list[Candidate]) -> float:
    doubt = 1 - ranked[0].score
    pages = {ranked[0].evidence.url}
    for candidate in ranked[1:]:
        if candidate.evidence.url not in pages:
            pages.add(candidate.evidence.url)
            doubt *= 1 - candidate.score / 2
    return round(min(0.99, 1 - doubt), 3)


def mark_unsure(facts: Iterable[Fact], *, below: float) -> list[Fact]:
    """The facts, those with less confidence than `below` marked "check this"."""
    return [replace(fact, check=True) if fact.confidence < below else fact for fact in facts]
