"""What page one says about who is there: whom the caller meets, and whom the site names."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from precall.model.fact import Fact
from precall.render.escaping import plain
from precall.render.material import Entry, Material, entry
from precall.render.shorten import clip, weight
from precall.render.view import Line
from precall.words.match import listed, phrases

_NAMED = 3
_LONGEST_NAME = 7  # words
_MORE = 4  # people with a role, where there is room


def people(material: Material) -> Iterator[Entry]:
    """You meet ...; the site names one person, some people, nobody. Never a title or a gender that it does not give."""
    everyone = material.people
    with_name = clip(plain(material.call.with_name), 6)
    met = meeting(with_name, everyone)
    if with_name and not any(met is told for told, _ in material.lives):
        yield entry("who", 2, _met(material, with_name, met), 20)
    others = [person for person in everyone if person is not met]
    yield from _lives(material, met)
    yield from _named(material, others, first=not with_name)
    if material.praised:
        names = Line(
            plain(material.praised.text),
            label=material.say("praised_by_name"),
            evidence=(material.praised.evidence,),
        )
        yield Entry("who", 6, names, names)
    yield from _threads(material, met)


def _lives(material: Material, met: Fact | None) -> Iterator[Entry]:
    """What the site says of those who lead: their role, and what came before, in its own sentences."""
    for person, life in material.lives:
        role = _role(material, person, 10)
        label = ", ".join(filter(None, (clip(material.theirs(person.value), 6), role)))
        label = material.say("you_meet", name=label) if person is met else label
        line = Line(plain(life.text), label=label, check=person.check, evidence=(life.evidence,))
        yield Entry("who", 2 if person is met else 4, line, line)


def meeting(name: str, everyone: Sequence[Fact]) -> Fact | None:
    """The one person of the site who bears this name, or these parts of a name; None where that is nobody or unclear."""
    wanted = _parts(name)
    if not wanted:
        return None
    exact = [person for person in everyone if _parts(str(person.value)) == wanted]
    close = exact or [person for person in everyone if wanted <= _parts(str(person.value))]
    return close[0] if len(close) == 1 else None


def _parts(name: str) -> frozenset[str]:
    return frozenset(plain(name).casefold().replace(".", " ").split())


def _met(material: Material, with_name: str, met: Fact | None) -> Line:
    if met is None:
        key = "meet_unknown" if material.dossier.of("person") else "meet"
        return Line(material.say(key, name=with_name))
    name, role = clip(material.theirs(met.value), 6), _role(material, met, 10)
    text = material.say("meet_role", name=name, role=role) if role else material.say("meet_named", name=name)
    return Line(text, check=met.check, evidence=met.evidence[:1])


def _named(material: Material, others: Sequence[Fact], *, first: bool) -> Iterator[Entry]:
    if not material.people and not material.may_name_people and _is_missing(material):
        yield entry("who", 3, Line(material.say("names_nobody")), 12)
    others = [
        person
        for person in others
        if not any(_is_same(person, told) for told, _ in material.lives)
        and not any(_is_part(person, one) for one in material.people)
        and (not person.check or phrases("roles", "heads").stand_in(person.text("role")))
    ]
    if any(not person.check for person in material.people):  # beside those who are sure, doubt is silence
        others = [person for person in others if not person.check]
    if not others:
        return
    shown = others[:_NAMED] if len(others) > _NAMED + 1 else others[: _NAMED + 1]
    names = ", ".join(_person(material, person) for person in shown)
    if len(others) > len(shown):
        names = material.say("and_more", names=names, number=len(others) - len(shown))
    label = "" if first and not material.lives else material.say("also_named")
    proofs = tuple(person.evidence[0] for person in shown)
    rank = 2 if not label else 5 if not first else 9
    yield entry("who", rank, Line(names, label=label, evidence=tuple(dict.fromkeys(proofs))), 40)
    more = [person for person in others[len(shown) :] if person.text("role")][:_MORE]
    if more:
        line = Line(", ".join(_person(material, person) for person in more))  # those of "and 3 more"
        yield entry("who", 12, replace(line, evidence=tuple(person.evidence[0] for person in more[:1])), 40)


def _is_missing(material: Material) -> bool:
    """Whether the judgement, which searched the whole text of the pages, found nobody either."""
    gaps = material.judgement.gaps
    return not gaps or any(gap.kind == "person" for gap in gaps)


def _is_same(one: Fact, other: Fact) -> bool:
    """Whether two names may be one person's: the surname, and first names of which one begins the other ("Jo", "Joanna Lee")."""
    (first, *_, last), (begins, *_, ends) = (
        f"{fact.value} {fact.value}".casefold().split() for fact in (one, other)
    )
    are_whole = " " in str(one.value) and " " in str(other.value)
    parts, others = (_parts(str(fact.value)) for fact in (one, other))
    is_short = first.startswith(begins) or begins.startswith(first) or parts < others or others < parts
    return one is other or (last == ends and is_short and are_whole)


def _is_part(one: Fact, other: Fact) -> bool:
    """Whether a name is a part of a longer one that is named, too: "Luis García" of "Pedro Luis García"."""
    return " " in str(one.value) and _parts(str(one.value)) < _parts(str(other.value))


def _person(material: Material, person: Fact) -> str:
    remarks = [_role(material, person, 10), material.say("check") if person.check else ""]
    said = material.sentences.parted(filter(None, remarks))
    name = clip(material.theirs(person.value), _LONGEST_NAME)
    return f"{name} ({said})" if said else name


def _role(material: Material, person: Fact, limit: int) -> str:
    """The role of a person, or its parts up to a comma that are not too long; empty where the first is."""
    role = material.theirs(person.text("role"))
    if role.casefold() in listed("people", "no_position"):  # "Author" of a post
        return ""
    if any(str(one.value).casefold() in role.casefold() for one in material.people if one is not person):
        return ""
    while weight(role) > limit:
        role = role.rpartition(",")[0].rstrip()
    return role


def _threads(material: Material, met: Fact | None) -> Iterator[Entry]:
    """What may be said of the person whom the caller meets, first."""
    if met is None:
        return
    name = plain(str(met.value)).casefold()
    for seen in material.dossier.observations:
        if seen.matter == "thread" and name in plain(seen.text).casefold():
            yield entry("who", 9, Line(material.theirs(seen.text), evidence=seen.evidence[:2]), 24)
