"""What others say about the business: the quotation, who said it, and what they are."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from precall.extract import legal_form, names, praise, roles, voice
from precall.extract.merge import evidence_of, fact_of
from precall.extract.quoting import in_item
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.site.document import Document
from precall.site.structured import Item
from precall.words.letters import plain
from precall.words.match import Spoken, phrases, vocabulary

KIND: Kind = "testimonial"

_ENOUGH = 3.0
_ALIKE, _IN_ORDER, _MOST_COMPARED = 90, 80, 60  # of 100, of 100; quotations
_FEWEST_SPACES = 3  # in a review


def find(page: Document) -> Iterator[Candidate]:
    """Quotations that look like praise, with what speaks for each as a clue."""
    for said in praise.of(page):
        if _is_own_word(said.text, said.author, page.spoken):
            continue
        evidence = Evidence(page.url, said.proof, "pdf" if page.is_pdf else "text")
        attributes = {"author": said.author, "author_role": said.author_role}
        shown = {name: value for name, value in attributes.items() if any(map(str.isalpha, value))}
        whose = voice.of(page).at(page.blocks[said.first]).voice
        yield Candidate(KIND, said.text, _score(said.weight), evidence, shown, {"weight": said.weight}, whose)
    for item in page.items:
        if "review" in item.types:
            yield from _reviewed(page, item)


def _reviewed(page: Document, item: Item) -> Iterator[Candidate]:
    """A review that structured data holds, or the markup of the text."""
    text = item.text("reviewBody") or item.text("description")
    evidence = in_item(page, item, text) if text.count(" ") >= _FEWEST_SPACES else None
    if evidence is not None:
        author = {"author": item.text("author")} if item.text("author") else {}
        yield Candidate(KIND, text, _score(_ENOUGH), evidence, author, {"weight": _ENOUGH}, "client")


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """Praise of others: without the owner's own lines and mottos, in data alone only where no page shows any; copies join the longest."""
    own = [str(fact.value) for fact in site.facts("person")]
    firms = [str(fact.value) for fact in site.facts("name")]
    ours = _called(own, firms)
    outside = [c for c in seen if not _is_of_the_firm(c, firms)]
    kept = [c for raw in outside if (c := _weighed(raw, own, firms, ours)) is not None]
    kept = [c for c in kept if c.evidence.where not in ("json-ld", "microdata")] or kept
    facts = [_longest(group) for group in _same_words(kept)]
    return sorted(facts, key=lambda fact: -fact.confidence)


def _score(weight: float) -> float:
    return round(min(0.95, 0.35 + 0.13 * weight), 3)


def _called(own: Sequence[str], titles: Sequence[str]) -> frozenset[str]:
    """The words by which praise would name the business or its people."""
    given = [key[0] for name in own if (key := names.key(name))]
    words = [
        word
        for title in titles[:2]
        for word in names.key(title)
        if len(word) > 3 and not names.is_plain(word)
    ]
    return frozenset((*given, *words))


def _weighed(
    candidate: Candidate, own: Sequence[str], titles: Sequence[str], ours: frozenset[str]
) -> Candidate | None:
    author = str(candidate.attributes.get("author") or "")
    if author and any(names.key(author) and names.same(author, name) for name in own):
        return None
    if _is_motto(author) or phrases("praise", "own_team").stand_in(author):
        return None
    weight = float(candidate.clues.get("weight") or 0)
    text = plain(str(candidate.value))
    if not author and any(str(candidate.value).startswith(name) for name in (*own, *titles[:2])):
        return None
    tokens = frozenset(word.strip(".,;:!?'’s") for word in text.split())
    if ours & tokens:
        weight += 1
    return replace(candidate, score=_score(weight)) if weight >= _ENOUGH else None


def _is_own_word(text: str, author: str, spoken: Spoken) -> bool:
    """Whether words that nobody signs call their reader to something or tell a mission, and thank for nothing."""
    if names.read(author) is not None or phrases("praise", "words", spoken).stand_in(text):
        return False
    if any(phrases("speech", name, spoken).starts(text) for name in ("calls", "cta", "reaching")):
        return True
    return not roles.is_role(author) and phrases("speech", "mission", spoken).stand_in(text)


def _is_of_the_firm(candidate: Candidate, firms: Sequence[str]) -> bool:
    """Whether the line below an author says the business's own name: one who works there."""
    told = legal_form.without_form(str(candidate.attributes.get("author_role") or "")).casefold().strip(" ,.")
    ours = [legal_form.without_form(name).casefold() for name in firms[:2]]
    return any(told == name or (" " in name and told.endswith(f" {name}")) for name in ours)


def _is_motto(author: str) -> bool:
    """Whether a quotation is from one of those whom everybody quotes."""
    return " ".join(re.findall(r"[\w-]+", plain(author))) in vocabulary("praise", "quoted")


def _same_words(candidates: Sequence[Candidate]) -> Iterable[list[Candidate]]:
    """Groups of one quotation: a shorter one joins the first whose words, in their order, are nearly all of its own."""
    from rapidfuzz import fuzz

    groups: list[tuple[str, list[Candidate]]] = []
    for candidate in sorted(candidates, key=lambda c: -len(str(c.value))):
        text = plain(str(candidate.value)).replace("’", "'")
        alike = (
            g
            for longer, g in groups[:_MOST_COMPARED]
            if fuzz.token_set_ratio(text, longer) >= _ALIKE and fuzz.partial_ratio(text, longer) >= _IN_ORDER
        )
        group = next(alike, None)
        if group is None:
            groups.append((text, [candidate]))
        else:
            group.append(candidate)
    return [group for _, group in groups]


def _longest(group: list[Candidate]) -> Fact:
    """The longest wording with the attributes of all and the evidence of each page."""
    fact = fact_of(group)
    longest = max(group, key=lambda c: len(str(c.value)))
    return replace(fact, value=longest.value, evidence=evidence_of([longest, *group]))
