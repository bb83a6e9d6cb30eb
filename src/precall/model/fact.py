"""What a fact is: a value of one kind, and the words that prove it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, get_args

from precall.model.kinds import Kind as Kind
from precall.model.record import by_values
from precall.model.voice import Voice

Where = Literal["text", "title", "meta", "link", "json-ld", "microdata", "markup", "pdf"]
WHERES: tuple[Where, ...] = get_args(Where)

Value = str | int
Scalar = str | int | float | bool | None
NOTHING: Mapping[str, Scalar] = MappingProxyType({})


@by_values
@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that stand on a page: its URL, the verbatim quote, and where on the page it stood."""

    url: str
    quote: str
    where: Where

    def __post_init__(self) -> None:
        if not self.quote.strip():
            raise ValueError("evidence without words")


@by_values
@dataclass(frozen=True, slots=True)
class Candidate:
    """One sighting of a fact on one page, before the pages are compared.

    `score` (0 to 1) says how sure the way it was found is. `attributes` are the contract's, for the dossier.
    `clues` are for the same extractor's `settle` alone and never leave it. All of it can be pickled.
    """

    kind: Kind
    value: Value
    score: float
    evidence: Evidence
    attributes: Mapping[str, Scalar] = field(default_factory=dict)
    clues: Mapping[str, Scalar] = field(default_factory=dict)
    voice: Voice = "owner"

    @property
    def flat(self) -> "Flat":
        """Its values and those of its evidence side by side: hundreds are pickled in half the time."""
        proof = self.evidence
        return (
            self.kind, self.value, self.score, proof.url, proof.quote, proof.where, self.attributes, self.clues,
            self.voice,
        )  # fmt: skip

    @classmethod
    def of_flat(cls, values: "Flat") -> "Candidate":
        """The candidate with such values."""
        kind, value, score, url, quote, where, attributes, clues, voice = values
        return cls(kind, value, score, Evidence(url, quote, where), attributes, clues, voice)


Flat = tuple[Kind, Value, float, str, str, Where, Mapping[str, Scalar], Mapping[str, Scalar], Voice]


@by_values
@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the dossier; it cannot be built without evidence.

    `confidence` (0 to 1) comes from how the fact was found and how many pages agree. `check` marks one that is
    shown with "check this".
    """

    kind: Kind
    value: Value
    confidence: float
    evidence: tuple[Evidence, ...]
    attributes: Mapping[str, Scalar] = field(default_factory=dict)
    check: bool = False

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"a {self.kind} without evidence")

    def get(self, attribute: str) -> Scalar:
        """The attribute's value, or None."""
        return self.attributes.get(attribute)

    def text(self, attribute: str) -> str:
        """The attribute as text; empty where there is none."""
        value = self.attributes.get(attribute)
        return "" if value is None else str(value)
