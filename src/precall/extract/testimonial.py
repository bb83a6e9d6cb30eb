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
from precall.words.match import phrases, vocabulary

KIND: Kind = "testimonial"

_ENOUGH = 3.0
_SAME_START = 5
_FEWEST_SPACES = 3  # in a review


def find(page: Document) -> Iterator[Candidate]:
    """Quotations that look like praise, with what speaks for each as a clue."""
    for said in praise.of(page):
        evidence = Evidence(page.url, said.proof, "pdf" if page.is_pdf else "text")
        attributes = {"author": said.author, "author_role": said.author_role}
        shown = {name: value for name, value in attributes.items() if any(map(str.isalpha, value))}
        whose = voice.of(page).at(page.blocks[said.first]).voice
        yield Candidate(KIND, said.text, _score(said.weight), evidence, shown, {"weight": said.weight}, whose)
    for item in page.items:
        if "review" in item.types and item.where == "json-ld":
            yield from _reviewed(page, item)


def _reviewed(page: Document, item: Item) -> Iterator[Candidate]:
    """A review that structured data holds."""
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
    kept = [c for raw in outside if (c := _weighed(raw, own, ours)) is not None]
    kept = [c for c in kept if c.evidence.where != "json-ld"] or kept
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


def _weighed(candidate: Candidate, own: Sequence[str], ours: frozenset[str]) -> Candidate | None:
    author = str(candidate.attributes.get("author") or "")
    if author and any(names.key(author) and names.same(author, name) for name in own):
        return None
    if _is_own_role(author, ours):
        return None
    if (
        _is_motto(author)
        or phrases("praise", "own_team").stand_in(author)
        or len(ours & set(names.key(author))) >= 2
    ):
        return None
    weight = float(candidate.clues.get("weight") or 0)
    text = names.fold(str(candidate.value))
    tokens = frozenset(word.strip(".,;:!?'’s") for word in text.split())
    if ours & tokens:
        weight += 1
    return replace(candidate, score=_score(weight)) if weight >= _ENOUGH else None


def _is_of_the_firm(candidate: Candidate, firms: Sequence[str]) -> bool:
    """Whether the line below an author is the business's own name: one who works there."""
    told = (
        legal_form.without_form(str(candidate.attributes.get("author_role") or "")).casefold().rstrip(" ,.")
    )
    return any(told == legal_form.without_form(name).casefold() for name in firms[:2])


def _is_own_role(author: str, ours: frozenset[str]) -> bool:
    """Whether an author is called by a position in the business alone: "Founder, Acme"."""
    told = re.findall(r"[^\W\d_]+", author)
    others = [word for word in told if names.fold(word) not in ours]
    return len(others) < len(told) and bool(others) and all(roles.is_role_word(w.lower()) for w in others)


def _is_motto(author: str) -> bool:
    """Whether a quotation is from one of those whom everybody quotes."""
    return " ".join(re.findall(r"[\w-]+", names.fold(author))) in vocabulary("praise", "quoted")


def _same_words(candidates: Sequence[Candidate]) -> Iterable[list[Candidate]]:
    """Groups of one quotation: the same first words, or one inside the other."""
    groups: list[tuple[str, list[Candidate]]] = []
    starts: dict[tuple[str, ...], int] = {}
    for candidate in sorted(candidates, key=lambda c: -len(str(c.value))):
        words = names.fold(str(candidate.value)).replace("’", "'").split()
        text, start = " ".join(words), tuple(words[:_SAME_START])
        place = starts.get(start)
        if place is not None and not _is_excerpt(words, groups[place][0]):
            place = None
        if place is None:
            place = next(
                (i for i, (longer, _) in enumerate(groups[:60]) if _is_quoted_in(text, words, longer)), None
            )
        if place is None:
            place = starts[start] = len(groups)
            groups.append((text, []))
        groups[place][1].append(candidate)
    return [group for _, group in groups]


def _is_excerpt(words: Sequence[str], longer: str) -> bool:
    """Whether a shorter text is made of a longer one's words."""
    whole = frozenset(longer.split())
    return sum(word in whole for word in words) >= 0.7 * len(words)


def _is_quoted_in(text: str, words: Sequence[str], longer: str) -> bool:
    """Whether a text stands in a longer one, if need be with a few words changed."""
    if text.strip(". …") in longer:
        return True
    telling = {word.strip(".,;:!?") for word in words if len(word) > 3}
    return len(telling) >= 8 and sum(word in longer for word in telling) >= 0.9 * len(telling)


def _longest(group: list[Candidate]) -> Fact:
    """The longest wording with the attributes of all and the evidence of each page."""
    fact = fact_of(group)
    longest = max(group, key=lambda c: len(str(c.value)))
    return replace(fact, value=longest.value, evidence=evidence_of([longest, *group]))
