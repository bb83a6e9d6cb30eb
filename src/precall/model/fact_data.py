"""Facts as plain data, for JSON: named as the dossier gives them, or in rows as they are kept."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from precall.model.fact import WHERES, Evidence, Fact, Scalar
from precall.model.kinds import KINDS, ROWS

Named = dict[str, Any]
_RESERVED = ("kind", "value", "confidence", "check", "evidence")


def named(fact: Fact) -> Named:
    """A fact with its attributes beside its value, in the order of its row, others by name; ValueError for a name that clashes."""
    clash = sorted(set(fact.attributes) & set(_RESERVED))
    if clash:
        raise ValueError(f"a {fact.kind} with an attribute named {clash[0]!r}")
    known = ROWS[fact.kind].attributes
    others = sorted(set(fact.attributes) - set(known))
    attributes = {key: value for key in (*known, *others) if (value := fact.attributes.get(key)) is not None}
    return {
        "kind": fact.kind,
        "value": fact.value,
        "confidence": round(fact.confidence, 4),
        **({"check": True} if fact.check else {}),
        "evidence": named_evidence(fact.evidence),
        **attributes,
    }


def of_named(data: Mapping[str, Any]) -> Fact:
    """The fact that was written so; KeyError or ValueError for what is none."""
    kind = next((kind for kind in KINDS if kind == data["kind"]), None)
    if kind is None:
        raise ValueError(f"{data['kind']!r} is none of {', '.join(KINDS)}")
    return Fact(
        kind,
        data["value"],
        data["confidence"],
        of_named_evidence(data["evidence"]),
        {key: value for key, value in data.items() if key not in _RESERVED},
        bool(data.get("check")),
    )


def named_evidence(evidence: Iterable[Evidence]) -> list[Named]:
    """Each evidence with its URL, its words and where they stand."""
    return [{"url": proof.url, "quote": proof.quote, "where": proof.where} for proof in evidence]


def of_named_evidence(data: Iterable[Mapping[str, Any]]) -> tuple[Evidence, ...]:
    """The evidence that was written so; KeyError or ValueError for what is none."""
    return tuple(Evidence(proof["url"], proof["quote"], _where(proof["where"])) for proof in data)


def _where(said: str) -> Any:
    if said not in WHERES:
        raise ValueError(f"{said!r} is none of {', '.join(WHERES)}")
    return said


def row(fact: Fact, *, most: int | None = None) -> list[Any]:
    """A fact in a row, with at most so many of its evidences: half as long, for what only precall reads."""
    evidence = [[proof.url, proof.quote, proof.where] for proof in fact.evidence[:most]]
    return [fact.kind, fact.value, fact.confidence, fact.check, dict(fact.attributes), evidence]


def of_row(values: Sequence[Any]) -> Fact:
    """The fact that was kept so."""
    kind, value, confidence, check, attributes, evidence = values
    told: Mapping[str, Scalar] = attributes
    return Fact(kind, value, confidence, tuple(Evidence(*proof) for proof in evidence), told, check)
