"""People in titles, descriptions, headings, portraits' alternative texts and structured data."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from precall.extract import names, roles
from precall.extract.names import PersonName
from precall.extract.person_in_prose import in_sentence, name_start
from precall.extract.person_sighting import Ground, name_and_role
from precall.model.fact import Candidate, Where
from precall.site import cards
from precall.site.structured import Item
from precall.site.text import clean
from precall.words.match import either, phrases


def sightings(ground: Ground) -> Iterator[Candidate]:
    """The people whom a page names outside its running text."""
    yield from _in_head(ground)
    yield from _in_headings(ground)
    yield from _in_alts(ground)
    yield from _in_items(ground)


def _in_head(ground: Ground) -> Iterator[Candidate]:
    """A name in the title or description; posts' own are about others."""
    page = ground.page
    if ground.about_others or page.kind == "testimonials":
        return
    for text, where in ((page.title, "title"), (page.meta.get("description", ""), "meta")):
        yield from _in_phrase(ground, text[:400], "title" if where == "title" else "meta")


def _in_phrase(ground: Ground, text: str, where: Where) -> Iterator[Candidate]:
    for candidate in in_sentence(ground, text) if where == "meta" else ():
        yield ground.candidate(
            _as_name(str(candidate.value)),
            str(candidate.attributes.get("role", "")),
            candidate.score,
            text,
            where=where,
        )
    for match in islice(name_start().finditer(text), 6):
        sure = " " in match.group() or names.may_start(match.group())
        found = names.leading(text[match.start() :]) if sure else None
        if found is not None and not found[0].alone and found[0].sure >= 0.9:
            yield ground.candidate(found[0], "", 0.45, text, where=where, weak=True)


def _as_name(text: str) -> PersonName:
    return PersonName(text, text.split()[0], 1.0)


def _in_headings(ground: Ground) -> Iterator[Candidate]:
    """ "About Jane Doe", "Meet Jane Doe", a heading that is a name on a page about people."""
    for section in cards.sections(ground.page):
        heading = section.heading
        if len(heading.text) > 80 or not ground.trusts(heading):
            continue
        name = names.read(heading.text)
        spoken = ground.page.spoken
        announced = phrases("people", "team", spoken).starts(heading.text)
        announced = announced or phrases("people", "about", spoken).starts(heading.text)
        if name is None and announced:
            name = names.read(heading.text[announced.end() :].strip(" :,–—-"))
            base = 0.7
        else:
            told = name is not None and any(b.text.startswith(f"{name.given} ") for b in section.body[:1])
            base = 0.6 if told else 0.55 if ground.about_people else 0.3
        if name is None or name.alone or name.sure < 0.7:
            continue
        role = next((b.text for b in section.body[:1] if roles.is_role(b.text, spoken)), "")
        yield ground.candidate(
            name, roles.trimmed(role), base * name.sure + 0.25 * bool(role or name.letters), heading.text
        )


def _in_alts(ground: Ground) -> Iterator[Candidate]:
    """A portrait's alternative text: a name, a name and a role, "Portrait of ...", "... on stage"."""
    for image in cards.images(ground.page):
        beside = ground.page.blocks[max(0, image.after) : image.after + 2]
        if len(image.alt) > 120 or any(ground.heard(block) == "client" for block in beside):
            continue
        bare = _portrait().sub("", image.alt)
        paired = name_and_role(bare)
        found = names.leading(bare)
        name = paired.name if paired else (found[0] if found else None)
        if name is None:
            continue
        if name.alone and bare != image.alt and bare == name.text and name.sure >= 0.4:
            yield ground.candidate(name, "", 0.55, image.alt, where="markup")
        elif not name.alone and name.sure >= 0.8:
            role = paired.role if paired else ""
            yield ground.candidate(
                name, role, (0.75 if role else 0.45) * name.sure, image.alt, where="markup", weak=not role
            )


def _in_items(ground: Ground) -> Iterator[Candidate]:
    """Persons in structured data who are no reviewer."""
    items = ground.page.items
    reviewers = {item.text("author") for item in items if "review" in item.types}
    for item in items:
        for relation in ("founder", "founders", "employee", "owner"):
            yield from _related(ground, item, relation)
        if not {"person", "physician", "dentist"} & set(item.types):
            continue
        shown = item.text("name")
        name = names.read(shown)
        quote = item.quote(shown) or (shown if item.where == "microdata" else "")
        if name is None or name.alone or name.sure < 0.5 or shown in reviewers or not quote:
            continue
        role = roles.trimmed(item.text("jobTitle"))
        score = 0.5 + 0.15 * bool(role) + 0.2 * name.sure
        yield ground.candidate(name, role, score, quote, where=item.where)


def _related(ground: Ground, item: Item, relation: str) -> Iterator[Candidate]:
    """A founder or employee whom an organisation's data names in plain text."""
    for shown in item.all(relation)[:10]:
        name = names.read(clean(shown)) if isinstance(shown, str) else None
        quote = item.quote(shown) if isinstance(shown, str) else ""
        if name is not None and not name.alone and name.sure >= 0.5 and quote:
            role = relation.rstrip("s") if relation.startswith(("founder", "owner")) else ""
            yield ground.candidate(name, role, 0.5 + 0.3 * name.sure, quote, where=item.where)


@cache
def _portrait() -> re.Pattern[str]:
    """What an alternative text says before the name: "Portrait of", "Foto von"."""
    return re.compile(
        rf"^{either('people', 'portrait')}\b\s?(?:{either('people', 'portrait_of')}|d['’])?\s", re.IGNORECASE
    )
