"""What they sell: services, programmes and products, where menus, cards, pages' titles and forms agree."""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from precall.extract import names
from precall.extract import offer_wording as wording
from precall.extract.merge import evidence_of, fact_of
from precall.extract.offer_agreement import Sources, key_of
from precall.extract.offer_groups import in_groups
from precall.extract.offer_sighting import sightings
from precall.extract.roles import is_role
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Fact, Kind
from precall.model.kinds import ROWS
from precall.site.document import Document
from precall.words.letters import CAPITAL, SMALL

KIND: Kind = "offer"

_MOST_OFFERS = 40
_ALONE, _ALONE_WITHOUT_GROUPS = 0.65, 0.5  # confidence from which on a title needs no group
_FEW, _FEW_FOR_LINKS = 3, 6
_SURE = 0.7
_STRONG, _BESIDE_STRONG = 3, 0.5  # so many sure offers, and what else is kept beside them
_FURTHER_CARD = 0.06
_FURTHER_WORDS = 2
_SURELY_A_NAME = 0.9
_CODE = 2  # letters of a state's or county's short name
_GLUE = re.compile(rf"[{SMALL}](?=[{CAPITAL}])")


def find(page: Document) -> Iterator[Candidate]:
    """Every title on a page that may name an offer."""
    yield from sightings(page)


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """The titles of the groups that hold offers, and single titles that several sources agree on, best first.

    Where these are hardly any, what the home page's lists of links name.
    """
    places = _places(site)
    seen = _without_taken(seen, site, places)
    sources = Sources(seen)
    identity = _Identity(seen, places)
    by_key: dict[str, list[Candidate]] = {}
    listed: dict[str, int] = {}
    cards = sorted(in_groups(seen, sources), key=lambda card: -card.score)
    for card in cards:
        by_key.setdefault(identity.of(card), []).append(card)
        page = str(card.clues["page"])
        listed[page] = listed.get(page, 0) + 1
    needed = _ALONE if len(by_key) >= _FEW else _ALONE_WITHOUT_GROUPS
    for candidate in seen:
        if candidate.clues["how"] in ("card", "link"):
            continue
        key = identity.of(candidate)
        is_list = listed.get(str(candidate.clues["url"]), 0) > 1
        if key in by_key or (sources.alone(key_of(candidate)) >= needed and not is_list):
            by_key.setdefault(key, []).append(candidate)
    if len(by_key) < _FEW_FOR_LINKS:
        for candidate in seen:
            if candidate.clues["how"] == "link":
                by_key.setdefault(identity.of(candidate), []).append(candidate)
    facts = [_fact(group, sources) for group in by_key.values()]
    return _chosen(_without_twins(sorted(facts, key=lambda fact: -fact.confidence), seen))


class _Identity:
    """Which titles are one offer: those that differ in a place only, or lead to one page and share a word."""

    def __init__(self, seen: Sequence[Candidate], places: AbstractSet[str]) -> None:
        self.places = places
        self.known: dict[str, str] = {}
        first: dict[tuple[str, str], str] = {}
        self.shared: set[str] = set()
        for card in seen:
            url = str(card.clues["url"])
            if card.clues["how"] == "card" and first.setdefault(
                (card.evidence.url, url), key_of(card)
            ) != key_of(card):
                self.shared.add(url)

    def of(self, candidate: Candidate) -> str:
        """The key of the offer that a title belongs to."""
        url, key = str(candidate.clues["url"]), self._placeless(key_of(candidate))
        if not url or url in self.shared:
            return key
        earlier = self.known.setdefault(url, key)
        return earlier if set(earlier.split()) & set(key.split()) else key

    def _placeless(self, key: str) -> str:
        return " ".join(word for word in key.split() if word not in self.places) or key


def _without_taken(seen: Sequence[Candidate], site: SiteView, places: AbstractSet[str]) -> list[Candidate]:
    """Without names of the business, of people and of places, its questions and posts, and titles with a text glued on.

    A page that is read late and is none of services has cards that say what it is about, rarely what is offered.
    """
    kinds: tuple[Kind, ...] = ("name", "legal_name", "person", "faq", "news")
    taken = {wording.key(str(fact.value)) for kind in kinds for fact in site.facts(kind)}
    taken |= {wording.key(fact.text("platform")) for fact in site.facts("social")}
    titles = {str(candidate.value) for candidate in seen}
    untitled = _with_the_homes_title(site)
    return [
        c
        for c in seen
        if not (
            key_of(c) in taken
            or (c.clues["how"] == "page" and c.evidence.where == "title" and c.evidence.url in untitled)
            or (c.clues["how"] == "card" and site.strays(c, ROWS[KIND].pages))
            or _is_place(key_of(c), places)
            or _is_somebody(str(c.value))
            or _is_glued(str(c.value), titles)
        )
    ]


def _with_the_homes_title(site: SiteView) -> set[str]:
    """The pages whose title element is that of the home page: it names the business, nothing that such a page offers."""
    return {page.url for page in site.pages[1:] if page.title == site.pages[0].title}


def _is_place(key: str, places: AbstractSet[str]) -> bool:
    """Whether a title is nothing but places that they work in, with or without a state's short name."""
    named = {word for word in key.split() if len(word) > _CODE}
    return bool(named) and places >= named


def _is_somebody(title: str) -> bool:
    """Whether a title is a person's name: one with a given name that is nothing else, or with a degree or a role behind it."""
    name = names.read(title)
    before, _, behind = title.partition(", ")
    if behind and is_role(behind) and names.read(before) is not None:
        return True
    return name is not None and not name.alone and (name.sure >= _SURELY_A_NAME or names.has_degree(title))


def _is_glued(title: str, titles: AbstractSet[str]) -> bool:
    """Whether a title is another one with further words right behind it, or one that stands there twice, letter by letter first.

    Inline tags without a space leave the one, titles that a script draws by letters the other.
    """
    bare = title.replace(" ", "")
    if bare[: len(bare) // 2] * 2 == bare:
        return True
    return any(title[: match.start() + 1] in titles for match in _GLUE.finditer(title))


def _places(site: SiteView) -> frozenset[str]:
    """The words of the places that they work in: pages by the dozen differ in nothing else."""
    texts = [str(fact.value) for fact in site.facts("area")]
    texts += [fact.text(part) for fact in site.facts("address") for part in ("city", "region")]
    return frozenset(word for text in texts for word in wording.key(text).split() if len(word) > _CODE)


def _fact(group: Sequence[Candidate], sources: Sources) -> Fact:
    ranked = sorted(group, key=lambda candidate: -candidate.score)
    base = fact_of(ranked)
    key = key_of(ranked[0])
    in_group = max((c.score for c in group if c.clues["how"] in ("card", "link")), default=0.0)
    confidence = max(
        in_group + _FURTHER_CARD * (sources.count(key) - 1) if in_group else 0.0, sources.alone(key)
    )
    confidence = round(min(0.95, confidence), 3)
    return Fact(KIND, base.value, confidence, evidence_of(ranked), base.attributes)


def _chosen(facts: Sequence[Fact]) -> list[Fact]:
    """The best; beside several sure offers no weak ones."""
    strong = sum(fact.confidence >= _SURE for fact in facts) >= _STRONG
    return [fact for fact in facts if not strong or fact.confidence >= _BESIDE_STRONG][:_MOST_OFFERS]


def _without_twins(facts: Sequence[Fact], seen: Sequence[Candidate]) -> list[Fact]:
    """Without titles that say in more or fewer words what a surer one says: two of one list, or with prices, are never one."""
    lists: dict[str, set[tuple[str, str]]] = {}
    for card in seen:
        if card.clues["how"] == "card":
            lists.setdefault(key_of(card), set()).add((card.evidence.url, str(card.clues["group"])))
    told: list[Fact] = []
    compared: list[tuple[set[str], set[tuple[str, str]]]] = []
    for fact in facts:
        key = wording.key(str(fact.value))
        words, stands = set(key.split()), lists.get(key, set())
        if fact.text("price"):
            told.append(fact)
        elif not any(_are_twins(words, other) and not stands & places for other, places in compared):
            told.append(fact)
            compared.append((words, stands))
    return told


def _are_twins(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    """Whether two titles are the same but for a word or two that one of them has more."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) > 1 and short < long and len(long) - len(short) <= _FURTHER_WORDS)
