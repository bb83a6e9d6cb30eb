"""Who works in the business, and as what."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from precall.extract import (
    legal_form,
    names,
    person_in_cards,
    person_in_data,
    person_in_lines,
    person_in_prose,
    roles,
)
from precall.extract.merge import evidence_of, fact_of
from precall.extract.person_sighting import Ground
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Fact, Kind
from precall.site.document import Document
from precall.words.match import vocabulary

KIND: Kind = "person"

_SURE = 0.7
_OF_STAFF = 0.8  # one who is quoted as of the business
_FOR_A_MAILBOX, _CEILING = 0.25, 0.99
_TELLING = 4  # letters of a family name
_LEAST = 0.5
_LEAST_ALONE = 0.55


def find(page: Document) -> Iterator[Candidate]:
    """Every sighting of a person of the business on one page, whatever says so."""
    ground = Ground(page)
    yield from person_in_cards.sightings(ground)
    yield from person_in_lines.sightings(ground)
    yield from person_in_prose.sightings(ground)
    yield from person_in_data.sightings(ground)


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """One fact a person: spellings joined under the fullest, without those who are merely mentioned."""
    ours = _title_words(site)
    sightings = (*_on_linked_pages(seen, site), *_quoted_staff(site))
    called = _called(site)
    mailboxes = [str(fact.value) for fact in site.facts("email")]
    groups = [
        group
        for group in _by_person(sightings)
        if not _is_placeholder(group[0]) and not _is_firm(group, called, mailboxes)
    ]
    families = {
        key[-1]
        for group in groups
        for c in group
        if not c.clues.get("weak") and len(key := names.key(str(c.value))) > 1
    }
    facts = []
    for group in groups:
        fact = _fact(group, ours)
        if _has_mailbox(str(fact.value), mailboxes):
            fact = replace(fact, confidence=min(_CEILING, fact.confidence + _FOR_A_MAILBOX))
        elif not _is_ours(group, ours | families):
            continue
        if fact.confidence < (_LEAST if _is_named(fact) else _LEAST_ALONE):
            continue
        facts.append(fact)
    return sorted(facts, key=lambda fact: _rank(fact, ours))


def _is_named(fact: Fact) -> bool:
    """Whether it says who somebody is: two names, or an initial and a family name with what that person does."""
    name = str(fact.value)
    return len(names.key(name)) > 1 or (" " in name and bool(fact.get("role")))


def _quoted_staff(site: SiteView) -> Iterator[Candidate]:
    """Those quoted like clients whose role ends with the business's own name."""
    for said in site.seen("testimonial"):
        author, role = str(said.attributes.get("author") or ""), str(said.attributes.get("author_role") or "")
        name = names.read(author)
        if name is not None and not name.alone and name.sure >= 0.7 and _works_here(role, site):
            position = roles.trimmed(role.partition(",")[0])
            attributes = {"role": position} if roles.is_role(position) else {}
            evidence = replace(said.evidence, quote=author)
            yield Candidate(KIND, name.text, _OF_STAFF, evidence, attributes)


def _works_here(role: str, site: SiteView) -> bool:
    """Whether the role of one who is quoted ends with the business's own name: "Managing director of Acme"."""
    firm = legal_form.without_form(role).casefold().rstrip(" ,.")
    return any(name and firm.endswith(f" {name}") for name in _called(site))


def _called(site: SiteView) -> Sequence[str]:
    """The business's own names without their legal form, folded."""
    return [legal_form.without_form(str(fact.value)).casefold() for fact in site.facts("name")[:2]]


def _is_firm(group: Sequence[Candidate], called: Sequence[str], mailboxes: Sequence[str]) -> bool:
    """Whether what looks like a person is the business: its bare name, which nobody surely bears."""
    name = str(group[0].value)
    if legal_form.without_form(name).casefold() not in called:
        return False
    first = names.key(name)[0]
    has_box = any(box.partition("@")[0] == first for box in mailboxes)
    return not (has_box or any(c.score >= _SURE for c in group))


def _rank(fact: Fact, ours: frozenset[str]) -> tuple[bool, int, float]:
    """Whom a caller asks for first: the sure ones; the head, the one it is named after, who is met on many pages."""
    key = names.key(str(fact.value))
    leads = roles.leads(fact.text("role"))
    named_after = len(key) > 1 and key[-1] in ours
    pages = len({evidence.url for evidence in fact.evidence})
    weight = 3 * leads + 3 * named_after + min(pages, 3)
    return fact.confidence < _SURE, -weight, -fact.confidence


def _on_linked_pages(seen: Sequence[Candidate], site: SiteView) -> Sequence[Candidate]:
    """Without pages that nothing links to, which may be a template's: unless nobody is named elsewhere."""
    unlinked = {page.url for page in site.pages if "sitemap" in page.note}
    linked = [candidate for candidate in seen if candidate.evidence.url not in unlinked]
    return linked or [replace(candidate, score=candidate.score / 2) for candidate in seen]


def _is_placeholder(candidate: Candidate) -> bool:
    """A template's left-over person, or a heading that stands there twice."""
    key = names.key(str(candidate.value))
    return " ".join(key) in vocabulary("people", "placeholders") or (len(key) > 1 and len(set(key)) == 1)


def _title_words(site: SiteView) -> frozenset[str]:
    """The words of the business's own names and of its domain."""
    titles = [str(fact.value) for fact in site.facts("name")[:3]]
    return frozenset(word for title in titles for word in names.key(title) if len(word) > 3)


def _is_ours(group: Sequence[Candidate], ours: frozenset[str]) -> bool:
    """Weak sightings need company: the family name of somebody sure or of the business, or another page and place."""
    if any(not c.clues.get("weak") for c in group):
        return True
    if any(word in ours for word in names.key(str(group[0].value))[1:]):
        return True
    pages = {c.evidence.url for c in group}
    places = {c.evidence.where for c in group}
    return len(pages) >= 2 and len(places) >= 2


def _has_mailbox(name: str, mailboxes: Sequence[str]) -> bool:
    """Whether a mail address of the business is somebody's: "ada@", "a.winter@", "office@adawinter.example"."""
    key = names.key(name)
    if len(key) < 2:
        return False
    parts = [box.replace("-", "").partition("@") for box in mailboxes]
    joined = "".join(key)
    return any(
        local == key[0] or (len(key[-1]) >= _TELLING and key[-1] in local) or host.startswith(f"{joined}.")
        for local, _, host in parts
    )


def _by_person(seen: Sequence[Candidate]) -> Iterable[list[Candidate]]:
    """Sightings of one person together: shorter spellings join the fullest."""
    groups: list[tuple[frozenset[str], list[Candidate]]] = []
    by_word: dict[str, list[int]] = {}
    for candidate in sorted(seen, key=lambda c: -len(names.key(str(c.value)))):
        key = frozenset(names.key(str(candidate.value)))
        if not key:
            continue
        rarest = min(sorted(key), key=lambda word: len(by_word.get(word, ())))
        place = next((i for i in by_word.get(rarest, ()) if key <= groups[i][0]), None)
        if place is None:
            place = len(groups)
            groups.append((key, []))
            for word in sorted(key):
                by_word.setdefault(word, []).append(place)
        groups[place][1].append(candidate)
    return [group for _, group in groups]


def _fact(group: list[Candidate], ours: frozenset[str]) -> Fact:
    """The fact of one person: the fullest spelling that is sure, the surest role, else the letters behind the name.

    Of one who is otherwise told by a given name alone, the family name that the business bears is sure enough.
    """
    fact = fact_of(group)
    trusted = [c for c in group if c.score >= 0.6 and not c.clues.get("weak")] or group
    if all(len(names.key(str(c.value))) < 2 for c in trusted):
        trusted = [c for c in group if {*names.key(str(c.value))[1:2]} & ours] or trusted
        trusted = [c for c in trusted if len(names.key(str(c.value))) == 2] or trusted
    fullest = max(trusted, key=lambda c: (len(names.key(str(c.value))), len(str(c.value)), c.score))
    letters = max((str(c.clues.get("letters") or "") for c in group), key=len)
    attributes = fact.attributes if fact.get("role") or not letters else {"role": letters}
    evidence = evidence_of([fullest, *sorted(group, key=lambda c: -c.score)])
    return replace(fact, value=fullest.value, attributes=attributes, evidence=evidence)
