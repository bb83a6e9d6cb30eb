"""Is a prospect a good one, by the rep's own list: yes, no or not known for each line, with what shows it.

criteria.toml:

    good = [
        "country is DE",
        "hires",
        "uses shopify",
        "has prices",
        "newest content under a year",
        { name = "Sells to schools", words = ["school", "schools"] },
        { name = "A small team", when = ["person", "person < 10"] },
    ]
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from precall.compose import conditions
from precall.compose.conditions import OWN, Condition, Scene, proof
from precall.compose.fit import sightings
from precall.compose.strict_table import Table, read_toml
from precall.model.fact import Evidence
from precall.model.fact_data import named_evidence
from precall.model.kinds import KINDS, PAGE_KINDS, ROWS, Kind
from precall.model.page import Miss, PageRecord
from precall.toml_file import shown

Answer = Literal["yes", "no", "not known"]

_USES = re.compile(r"uses (?P<tool>[\w. -]{1,40})")
_HAS = re.compile(r"has (?P<no>no )?(?P<kind>[a-z_ ]{1,24})")
_NEWEST = re.compile(
    r"newest (?:content|date|news|post) (?:under|within|less than|in the last) (?P<number>an?|\d{1,4})? ?(?P<unit>day|week|month|year)s?(?: old)?"
)
_HIRES = {"hires": "hiring", "is hiring": "hiring", "does not hire": "no hiring"}
_DAYS = {"day": 1, "week": 7, "month": 31, "year": 365}


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of what a good prospect is: all of `when` hold and, where there are `words`, one of them stands there."""

    name: str
    when: tuple[Condition, ...] = ()
    words: tuple[str, ...] = ()


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


def load(path: Path) -> tuple[Criterion, ...]:
    """The criteria in a file; Unreadable or TemplateError names the file, the line and what to write instead."""
    _, top = read_toml(path)
    top.only("good")
    found = tuple(
        _criterion(top, number, entry) for number, entry in enumerate(top.take("good", list, []), 1)
    )
    if not found:
        raise top.wrong("good", 'it is empty; write e.g. good = ["country is DE", "has prices"]')
    top.bounded("good", sum(len(criterion.words) for criterion in found))
    return found


def judged(criteria: Sequence[Criterion], scene: Scene, looked: Looked) -> tuple[Judged, ...]:
    """The answer to each criterion, in the order of the file."""
    return tuple(_judged(criterion, scene, looked) for criterion in criteria)


def plain_condition(text: str) -> Condition:
    """The condition that a rep's words mean; ValueError tells them what is wrong with it."""
    said = " ".join(text.casefold().split())
    condition = conditions.parse(_HIRES.get(said) or _as_condition(said) or text)
    if condition.about in OWN:
        raise ValueError(
            f"{condition.about!r} in {text!r} is yours, not the site's; criteria ask about the site"
        )
    return condition


def _as_condition(said: str) -> str:
    if tool := _USES.fullmatch(said):
        return f"tech is {re.sub(r'[ .]+', '-', tool['tool'])}"
    if newest := _NEWEST.fullmatch(said):
        number = int(newest["number"]) if (newest["number"] or "a").isdigit() else 1
        return f"latest_date within {min(9999, number * _DAYS[newest['unit']])} days"
    if has := _HAS.fullmatch(said):
        return f"{has['no'] or ''}{_kind(has['kind'])}"
    return ""


def _kind(word: str) -> str:
    """The kind that a word names, in the singular or the plural."""
    name = word.strip().replace(" ", "_")
    forms = (
        name,
        name.removesuffix("s"),
        name.removesuffix("es"),
        f"{name.removesuffix('ies')}y",
        _called().get(name, ""),
    )
    return next((form for form in forms if form in KINDS), name)


@cache
def _called() -> Mapping[str, str]:
    return {name: row.kind for row in ROWS.values() for name in row.called}


def _criterion(top: Table, number: int, entry: object) -> Criterion:
    place = f"good {number}"
    if isinstance(entry, str):
        top.short(place, entry)
        try:
            return Criterion(" ".join(entry.split()), (plain_condition(entry),))
        except ValueError as error:
            raise top.wrong(place, str(error)) from error
    if not isinstance(entry, Mapping):
        raise top.wrong(
            place, f'{shown(entry)} is neither a text in quotes nor a table; write e.g. "has prices"'
        )
    table = Table(place, f"{top.place}, {place}", entry)
    table.only("name", "words", "when")
    words, when = table.texts("words"), table.parsed("when", plain_condition)
    if not words and not when:
        raise table.wrong("words", "it says neither words to look for nor when")
    return Criterion(table.needed("name"), when, words)


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
    if held:
        return "yes", tuple(fact.evidence[0] for fact in held)
    if held is not None and (facts or looked.where_it_stands(condition.about)):
        return "yes", ()
    if held is not None or (facts and not sure):
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
