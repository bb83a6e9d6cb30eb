"""Which person or organisation stands in two facts: one thread to pull on a call."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from precall.compose.spoken import MOST_EVIDENCE, inside, path_of
from precall.decency import is_personal
from precall.model.dossier import Observation
from precall.model.fact import Evidence, Fact
from precall.model.kinds import ROWS, Kind
from precall.sentences import Sentences
from precall.site.text import shorten

MOST_THREADS = 4
_MOST_NAMES = 60
_MOST_PLACES = 3
_SHORTEST = 5
_SHORTEST_FIRST_NAME = 4
_LONGEST_WORDS = 70
_TOKEN = re.compile(r"[^\W_]+")


def threads(facts: Sequence[Fact], sentences: Sentences, *, with_name: str = "") -> tuple[Observation, ...]:
    """One observation for each person or client that stands in two facts or more; whom the caller meets comes first.

    Reviewers are no threads of their own: who praises is told of only as "a client".
    """
    people, clients = _sure(facts, "person"), _sure(facts, "client")
    mentioning = [(fact, _said(fact)) for fact in facts if ROWS[fact.kind].mention and not fact.check]
    found = []
    for name in _names((*people, *clients)):
        places = list(_places(name, people, clients, facts, mentioning))
        if len(places) > 1:
            found.append((name.casefold() != with_name.strip().casefold(), _thread(name, places, sentences)))
    return tuple(thread for _, thread in sorted(found, key=lambda pair: pair[0]))[:MOST_THREADS]


Place = tuple[str, dict[str, str], Evidence]
"""A sentence of the catalogue, what to fill in besides the page, and the words that prove it."""


def _thread(name: str, places: Sequence[Place], sentences: Sentences) -> Observation:
    shown = places[:_MOST_PLACES]
    said = [
        sentences.say(f"observations.{key}", page=path_of(evidence.url), **values)
        for key, values, evidence in shown
    ]
    text = sentences.say("observations.thread", name=inside(name), places=sentences.parted(said))
    return Observation(text, "say", tuple(dict.fromkeys(proof for _, _, proof in shown))[:MOST_EVIDENCE])


def _sure(facts: Sequence[Fact], kind: Kind) -> list[Fact]:
    return [fact for fact in facts if fact.kind == kind and not fact.check]


def _names(facts: Iterable[Fact]) -> list[str]:
    once = {str(fact.value).casefold(): str(fact.value) for fact in facts}
    return [name for name in once.values() if len(name) >= _SHORTEST][:_MOST_NAMES]


def _places(
    name: str,
    people: Sequence[Fact],
    clients: Sequence[Fact],
    facts: Sequence[Fact],
    mentioning: Sequence[tuple[Fact, str]],
) -> Iterator[Place]:
    folded = name.casefold()
    person = next((fact for fact in people if str(fact.value).casefold() == folded), None)
    client = next((fact for fact in clients if str(fact.value).casefold() == folded), None)
    if person:
        role = inside(person.text("role"))
        yield "thread_person" if role else "thread_person_plain", {"role": role}, person.evidence[0]
    if client:
        yield "thread_client", {}, client.evidence[0]
    first = _first_name(name, people) if person else ""
    for kind in _mentioning():
        called, case = (first, re.NOFLAG) if kind == "testimonial" and first else (name, re.IGNORECASE)
        of_kind = (fact for fact, said in mentioning if fact.kind == kind and _stands_in(said, called, case))
        fact = next((fact for fact in of_kind if not is_personal(str(fact.value))), None)
        if fact:
            words = shorten(inside(fact.value), _LONGEST_WORDS)
            yield f"thread_{kind}", {"words": words}, fact.evidence[0]
    if person and (profile := _profile(name, facts)):
        yield "thread_social", {"words": inside(profile.text("platform"))}, profile.evidence[0]


@cache
def _mentioning() -> tuple[Kind, ...]:
    """The kinds of facts that name people and clients, those first that are told first."""
    rows = sorted(ROWS.values(), key=lambda row: -row.mention)
    return tuple(row.kind for row in rows if row.mention)


def _first_name(name: str, people: Sequence[Fact]) -> str:
    """How clients call somebody: the first name, where only one of the people bears it."""
    first = name.split()[0]
    bearers = [fact for fact in people if first.casefold() in str(fact.value).casefold().split()]
    return first if len(bearers) == 1 and len(first) >= _SHORTEST_FIRST_NAME else ""


def _stands_in(said: str, name: str, case: re.RegexFlag) -> bool:
    """Whether the words name somebody; most do not, and an expression for a name is dear to make."""
    if name.casefold() not in said.casefold():
        return False
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said, case) is not None


def _said(fact: Fact) -> str:
    """Where a fact may name somebody; what a reviewer is called counts only as the organisation behind the words."""
    return "\n".join((str(fact.value), fact.text("author_role"), fact.text("description")))


def _profile(name: str, facts: Sequence[Fact]) -> Fact | None:
    """A profile whose address spells out both parts of the name."""
    parts = _TOKEN.findall(name.casefold())
    for fact in facts:
        if fact.kind == "social" and fact.text("platform") and not fact.check and len(parts) > 1:
            spelled = "".join(_TOKEN.findall(str(fact.value).casefold()))
            if all(part in spelled for part in parts):
                return fact
    return None
