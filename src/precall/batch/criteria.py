"""Is a prospect a good one, by the rep's own list (criteria.toml): yes, no or not known for each line, with what shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from precall.compose.conditions import Condition, Scene, doubtful, proof
from precall.compose.criterion import Criterion
from precall.compose.fit import sightings
from precall.model.fact import Evidence
from precall.model.fact_data import named_evidence
from precall.model.kinds import PAGE_KINDS, ROWS, Kind
from precall.model.page import Miss, PageRecord

Answer = Literal["yes", "no", "not known"]


@dataclass(frozen=True, slots=True)
class Judged:
    """One criterion's answer, and the words that show it (none where an absence does)."""

    name: str
    answer: Answer
    evidence: tuple[Evidence, ...] = ()

    @property
    def as_data(self) -> Mapping[str, Any]:
        """The same for JSON."""
        return {"name": self.name, "answer": self.answer, "evidence": named_evidence(self.evidence)}


@dataclass(frozen=True, slots=True)
class Looked:
    """How far the site was read: its pages, what could not be read, the texts by URL, the most pages that were allowed."""

    pages: Sequence[PageRecord]
    missed: Sequence[Miss]
    texts: Mapping[str, str]
    budget: int

    @property
    def whole(self) -> bool:
        """Whether nothing was left out."""
        return not self.missed and len(self.pages) < self.budget

    def where_it_stands(self, about: str) -> bool:
        """Whether a page was read on which such a fact would stand."""
        wanted = PAGE_KINDS if self.whole else ROWS[cast("Kind", about)].pages
        return any(page.kind in wanted for page in self.pages)


def judged(wanted: Sequence[Criterion], scene: Scene, looked: Looked) -> tuple[Judged, ...]:
    """The answer to each criterion, in the order of the file."""
    return tuple(_judged(criterion, scene, looked) for criterion in wanted)


def _judged(criterion: Criterion, scene: Scene, looked: Looked) -> Judged:
    answers = [_condition(condition, scene, looked) for condition in criterion.when]
    if criterion.words:
        seen = next(sightings(criterion.words, scene, looked.texts), None)
        answers.append(("yes", (seen,)) if seen else ("no" if looked.whole else "not known", ()))
    shown = tuple(dict.fromkeys(evidence for _, found in answers for evidence in found))
    said = [answer for answer, _ in answers]
    if "no" in said:
        against = tuple(evidence for answer, found in answers if answer == "no" for evidence in found)
        return Judged(criterion.name, "no", against[:3])
    return Judged(criterion.name, "not known" if "not known" in said else "yes", shown[:3])


def _condition(condition: Condition, scene: Scene, looked: Looked) -> tuple[Answer, tuple[Evidence, ...]]:
    """An absence counts only where the thing would have stood; what must be checked decides nothing."""
    held = proof(condition, scene)
    facts = scene.of(condition.about)
    sure = tuple(fact for fact in facts if not fact.check)
    perhaps = not held and bool(doubtful(condition, scene))
    if held:
        return "yes", tuple(fact.evidence[0] for fact in held)
    if held is not None and not perhaps and (facts or looked.where_it_stands(condition.about)):
        return "yes", ()
    if held is not None or perhaps or (facts and not sure):
        return "not known", ()
    told = tuple(fact.evidence[0] for fact in sure[:1])
    if condition.negated:
        return ("no", told) if told else ("not known", ())
    if (
        sure
        and (condition.verb == "is" or condition.days is not None)
        and ROWS[cast("Kind", condition.about)].single
    ):
        return "no", told
    return ("no", ()) if looked.where_it_stands(condition.about) else ("not known", ())
