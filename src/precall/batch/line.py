"""What does one line of the results say of a prospect?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from precall.batch.contact import contact_route
from precall.batch.criteria import Judged, Looked, judged
from precall.compose import first_touch
from precall.compose.conditions import Scene, day_of
from precall.compose.criterion import Criterion
from precall.compose.fit import fit
from precall.compose.judge import scene_of
from precall.compose.observations import newest_dated
from precall.compose.offer import Offer
from precall.compose.own_words import own_words
from precall.compose.playbook import FirstMail
from precall.model.call import Call, Remembered
from precall.model.dossier import Dossier
from precall.model.findings import Findings
from precall.model.judgement import Fit, Reason
from precall.model.kinds import ROWS, Row
from precall.render.escaping import terminal
from precall.sentences import Sentences

FACTS: Mapping[str, Row] = {row.column.name: row for row in ROWS.values() if row.column}
"""The columns that list the facts of one kind, each with its row."""

_ORDER = (
    "status", "reason", "client", "same_as_row", "reason_to_write", "reason_date", "reason_age_days", "first_mail",
    "criteria_yes", "criteria_no",
    "criteria_unknown", "offer_words", "roles_open", "lead_person", "lead_role", "contact_route",
    "asks_not_to_be_written_to", "country", "language", "newest_date", "summary",
)  # fmt: skip
COLUMNS = (*_ORDER, *(name for name in FACTS if name not in _ORDER), "briefing")
"""The columns of the results beside the list's own, in their order."""

_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Measure:
    """What every prospect of a batch is held against."""

    offer: Offer
    mail: FirstMail
    criteria: tuple[Criterion, ...]
    sentences: Sentences
    budget: int
    personal: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One prospect's line: the columns that the research fills, and the criteria with their evidence."""

    columns: Mapping[str, Any]
    criteria: tuple[Judged, ...]

    @property
    def is_top(self) -> bool:
        """Whether there is a reason to write to them, and they meet at least as many criteria as they miss."""
        return bool(
            self.columns["reason_to_write"] and self.columns["criteria_yes"] >= self.columns["criteria_no"]
        )


def line_of(dossier: Dossier, found: Findings, call: Call, measure: Measure, today: date) -> Line:
    """The line of a prospect who was read. `found` is what the visit brought, `today` the caller's day."""
    scene = scene_of(dossier.facts, dossier.subject, call, measure.offer, Remembered(), today)
    spoken = own_words(found.texts, found.passages, dossier.pages)
    rows = fit(measure.offer, scene, spoken, measure.sentences)
    looked = Looked(dossier.pages, dossier.missed, spoken, measure.budget)
    answers = judged(measure.criteria, scene, looked)
    lead = next((person for person in dossier.of("person") if not person.check), None)
    columns = {
        **_reason(scene, rows, dossier, measure),
        **_counts(answers),
        **{name: _listed(row, dossier) for name, row in FACTS.items()},
        "offer_words": "; ".join(row.what for row in rows if row.found and not row.against),
        "lead_person": terminal(str(lead.value)) if lead else "",
        "lead_role": terminal(lead.text("role")) if lead else "",
        "contact_route": terminal(contact_route(dossier, personal=measure.personal)),
        "newest_date": _newest(dossier, today),
        "summary": terminal(dossier.best("summary") or dossier.best("tagline"))[:_LONGEST],
    }
    return Line({name: columns[name] for name in COLUMNS if name in columns}, answers)


def _reason(scene: Scene, rows: Sequence[Fit], dossier: Dossier, measure: Measure) -> dict[str, Any]:
    """The first true reason to write; none to those who ask not to be written to, or whose site may not be theirs."""
    found: tuple[Reason, ...] = ()
    if not dossier.subject.flag and not scene.of("no_solicitation"):
        found = first_touch.reasons(scene, rows, measure.mail, measure.sentences)
    if not found or any(row.against and row.found for row in rows):
        return {"reason_to_write": "", "reason_date": "", "reason_age_days": None}
    best = found[0]
    return {
        "reason_to_write": terminal(best.text)[:_LONGEST],
        "reason_date": best.day.isoformat() if best.day else "",
        "reason_age_days": (scene.today - best.day).days if best.day else None,
    }


def _counts(answers: Sequence[Judged]) -> dict[str, int]:
    said = [answer.answer for answer in answers]
    return {
        "criteria_yes": said.count("yes"),
        "criteria_no": said.count("no"),
        "criteria_unknown": said.count("not known"),
    }


def _listed(row: Row, dossier: Dossier) -> str:
    """The best facts of one kind, as many as its column takes."""
    most = row.column.most if row.column else 0
    return "; ".join(terminal(str(fact.value)) for fact in dossier.of(row.kind)[:most])[:_LONGEST]


def _newest(dossier: Dossier, today: date) -> str:
    newest = newest_dated([fact for fact in dossier.facts if fact.kind in ("news", "latest_date")], today)
    day = day_of(newest) if newest else None
    return day.isoformat() if day else ""
