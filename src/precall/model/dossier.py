"""The dossier: everything that one piece of research found, did not find and could not see."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple

from precall.model.fact import Evidence, Fact, Kind
from precall.model.kinds import Route as Route
from precall.model.page import Miss, PageRecord

SCHEMA = "precall/dossier@1"

Use = Literal["say", "know"]
Matter = Literal["", "contradiction", "unfinished", "story", "thread", "age", "listed", "slip"]


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom the dossier is about.

    `input` is what the caller typed, `url` the home page that answered, `domain` its host without a leading www.
    `flag` names a page that is not a company's site (a parked domain, a log-in wall ...); empty otherwise.
    """

    input: str
    url: str
    domain: str
    researched_at: datetime
    flag: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """Something noticed, neutrally. `say` may reach questions and mails; `know` is for the caller alone.

    `matter` is what sort of thing it is; it is for the briefing and not a part of the dossier's file.
    """

    text: str
    use: Use
    evidence: tuple[Evidence, ...] = ()
    matter: Matter = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Question:
    """A question for the call, and why it is worth asking.

    A `stock` one could be asked of anybody; that it is so is for the briefing and not a part of the dossier's file.
    """

    text: str
    because: str
    evidence: tuple[Evidence, ...] = ()
    stock: bool = field(default=False, compare=False)


class Gap(NamedTuple):
    """A kind of fact that the site does not give, in words, and how to find out: look, ask or leave."""

    kind: str
    text: str
    route: Route


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is written to `dossier.json`. Facts stand best first within a kind."""

    subject: Subject
    pages: tuple[PageRecord, ...] = ()
    missed: tuple[Miss, ...] = ()
    facts: tuple[Fact, ...] = ()
    observations: tuple[Observation, ...] = ()
    questions: tuple[Question, ...] = ()
    gaps: tuple[Gap, ...] = ()

    def of(self, kind: Kind) -> tuple[Fact, ...]:
        """The facts of one kind, best first."""
        return tuple(fact for fact in self.facts if fact.kind == kind)

    def first(self, kind: Kind) -> Fact | None:
        """The best fact of one kind."""
        return next((fact for fact in self.facts if fact.kind == kind), None)

    def best(self, kind: Kind) -> str:
        """The best fact's value as text; empty where there is none."""
        fact = self.first(kind)
        return "" if fact is None else str(fact.value)
