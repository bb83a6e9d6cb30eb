"""What the business calls itself, and its registered name."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import unescape
from itertools import islice

from precall.extract import logo, rights, trust
from precall.extract.legal_form import ends_with_form, names_in, without_form
from precall.extract.merge import evidence_of, merge
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind, Where
from precall.site import cards
from precall.site.document import Document
from precall.words.letters import plain
from precall.words.match import either, fold, phrases, vocabulary
from precall.words.remembered import of_short_text

KINDS: tuple[Kind, ...] = ("name", "legal_name")

_SEPARATOR = re.compile(r"\s+[|–—·•»«:/~]+\s+|\s+-+\s+|\s*\|\s*|:\s+|\s*[»—]\s*")
# What a source says for a name beside others, and how sure it is alone.
_SOURCES = {
    "site": (3.0, 0.85),
    "data": (2.5, 0.8),
    "copyright": (2.5, 0.85),
    "logo": (1.8, 0.7),
    "brand": (2.0, 0.75),
    "title": (1.0, 0.7),
    "heading": (0.8, 0.5),
    "footer": (3.0, 0.75),
    "text": (0.5, 0.5),
}
_MOST_WORDS = 8
_LETTERS = re.compile(r"[^\W_]+")
_PLACE = re.compile(r"^[\w .'’-]{2,30}, ?(?:[A-Z]{2}|[A-Z][a-z]{3,})$")


def find(page: Document) -> Iterator[Candidate]:
    """Names in the title, og:site_name, structured data, copyright line, logo, brand link and headings; registered names."""
    yield from _names(
        page, "site", "meta", [page.meta.get("og:site_name", ""), page.meta.get("application-name", "")]
    )
    yield from _names(page, "title", "title", [page.title, *_SEPARATOR.split(page.title)])
    for item in page.items:
        if item.is_business:
            name, legal = item.text("name"), item.text("legalName")
            yield from _names(page, "data", item.where, [item.quote(name) or name if item.source else name])
            if legal and (quote := item.quote(legal)):
                yield _candidate("legal_name", legal, 0.85, Evidence(page.url, quote, item.where), "data")
    yield from _brand(page)
    may_name_owner = page.kind in ("legal", "contact", "about", "home")
    in_rights = rights.places(page)
    for block in page.blocks:
        if block.level == 1 and page.kind == "home":
            yield from _names(page, "heading", "text", [block.text, *_SEPARATOR.split(block.text)])
        if block.index in in_rights and len(block.text) < 400:
            yield from _names(page, "copyright", "text", _holders(block.text))
        if len(block.text) < 2000 and (block.region == "footer" or may_name_owner):
            named = (n for n in names_in(block.text) if trust.trusts(page, "legal_name", block, n))
            for legal in islice(named, 3):
                yield _candidate("legal_name", legal, 0.7, Evidence(page.url, legal, "text"), "text")
                at_the_foot = block.region == "footer"
                yield from _names(page, "footer" if at_the_foot else "text", "text", [legal])


def _candidate(kind: Kind, value: str, score: float, evidence: Evidence, source: str) -> Candidate:
    return Candidate(kind, value, score, evidence, clues={"source": source})


def _names(page: Document, source: str, where: Where, texts: Iterable[str]) -> Iterator[Candidate]:
    for text in dict.fromkeys(text.strip(" |-–—·•,:") for text in texts):
        if _could_be_name(text):
            yield _candidate(
                "name", unescape(text), _SOURCES[source][1], Evidence(page.url, text, where), source
            )


@of_short_text
def _could_be_name(text: str) -> bool:
    found = _LETTERS.findall(text)
    if (
        not found
        or min(len(found), len(text.split())) > _MOST_WORDS
        or len(text) > 80
        or len(text) < 2
        or "@" in text
    ):
        return False
    if _PLACE.match(text) or (found[-1].lower() in vocabulary("name", "dangling")) or text.endswith(" &"):
        return False
    is_named = fold(text) not in vocabulary("name", "generic") and any(letter.isalpha() for letter in text)
    return is_named and not phrases("name", "rights").stand_in(text)


def _brand(page: Document) -> Iterator[Candidate]:
    """The text or logo of links to the home page, and images that call themselves a logo."""
    for link in page.links:
        if link.region in ("header", "nav") and link.url.rstrip("/").count("/") == 2:
            yield from _names(page, "brand", "markup" if link.text not in page.text else "text", [link.text])
    for image in cards.images(page):
        element = image.element
        if "logo" in f"{image.alt} {element.get('class') or ''} {element.get('src') or ''}".casefold():
            name = logo.named_by(image.alt)
            yield from _names(page, "logo", "markup", [name] if name in image.alt else [])


@of_short_text
def _holders(text: str) -> tuple[str, ...]:
    """The names behind the signs of copyright."""
    found = []
    for sign in rights.SIGN.finditer(text):
        after = _years().sub(" ", text[sign.end() : sign.end() + 120]).strip(" ,.|·–—-:©")
        holder = _behind_holder().split(_before_holder().sub("", after))[0].strip(" ,.|·–—-:")
        if holder and holder in text:
            found.append(holder)
    return tuple(found)


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """The name that most sources and the domain agree on, its other forms after it; registered names that share its words."""
    names = [c for c in seen if c.kind == "name"]
    keys = _keys(names)
    weights = _weigh(names, keys, site)
    ranked = sorted(weights, key=lambda key: (-weights[key], key))[:1]
    for key in ranked:
        group = [
            c for c in names if _compact(key) in (_compact(keys[str(c.value)]), _compact(_key(str(c.value))))
        ]
        yield from _forms(group, weights[key])
    yield from _legal_names([c for c in seen if c.kind == "legal_name"] + names, ranked, site)


@cache
def _behind_holder() -> re.Pattern[str]:
    """What follows the holder's name in a line of copyright."""
    return re.compile(
        rf"(?<=\S\S)\.\s|\s[|·•–—-]\s|,? {either('name', 'rights')}|\s{either('name', 'made')}\b|[|©]",
        re.IGNORECASE,
    )


@cache
def _before_holder() -> re.Pattern[str]:
    """What may stand before the holder's name in a line of copyright, and the years."""
    return re.compile(rf"^(?:(?:{either('name', 'before_holder')}|\(c\))(?:\s+|$))", re.IGNORECASE)


@cache
def _years() -> re.Pattern[str]:
    until = rf"(?:(?:19|20)?\d\d|{either('name', 'today')})"
    return re.compile(rf"(?:19|20)\d\d(?:\s{{0,2}}[-–—/]\s{{0,2}}{until})?")


@of_short_text
def _key(value: str) -> str:
    return " ".join(_LETTERS.findall(without_form(value).casefold()))


def _compact(key: str) -> str:
    return key.replace(" ", "")


def _keys(names: Sequence[Candidate]) -> dict[str, str]:
    """What each spelling is told by; one that runs its words together ("AcmeGardensLtd") by those of the spelling that does not."""
    spellings = dict.fromkeys(str(c.value) for c in names)
    apart = {_together(spelling): _key(spelling) for spelling in spellings if " " in spelling}
    return {spelling: apart.get(_together(spelling)) or _key(spelling) for spelling in spellings}


def _together(spelling: str) -> str:
    return "".join(_LETTERS.findall(spelling.casefold()))


def _weigh(names: Sequence[Candidate], keys: Mapping[str, str], site: SiteView) -> dict[str, float]:
    pages = max(1, len({c.evidence.url for c in names}))
    sources: dict[str, dict[str, set[str]]] = {}
    for c in names:
        sources.setdefault(keys[str(c.value)], {}).setdefault(str(c.clues["source"]), set()).add(
            c.evidence.url
        )
    weights = {}
    for key, by_source in sources.items():
        weight = sum(
            _SOURCES[source][0] * (0.5 + 0.5 * len(urls) / pages) for source, urls in by_source.items()
        )
        # A title and a domain are often chosen for search engines together: they are one voice.
        weight += (2 if by_source.keys() == {"title"} else 4) * _affinity(key, site.domain) - 0.25 * max(
            0, len(key.split()) - 4
        )
        weights[key] = weight
    for key in weights:
        weights[key] += sum(0.6 for other in weights if other != key and f" {key} " in f" {other} ")
    return {key: weight for key, weight in weights.items() if key}


def _affinity(key: str, domain: str) -> float:
    """0 to 1.75: how much a name reads like the domain's own word."""
    label = max(domain.split(".")[:-1] or [domain], key=len).replace("-", "")
    tokens = plain(key).split()
    if label in ("".join(tokens), "".join(token[0] for token in tokens)):
        return 1.75  # the domain spells the whole name
    found = [token for token in tokens if len(token) > 1 and token in label]
    covered = min(1.0, sum(map(len, found)) / len(label))
    return covered * (0.4 + 0.6 * len(found) / len(tokens)) if covered >= 0.3 else 0.0


def _forms(group: Sequence[Candidate], weight: float) -> Iterator[Fact]:
    """One name, without its legal form: a spelling of several words in mixed case, the one that stands in most places."""
    spellings = Counter(str(c.value) for c in group)
    best = max(spellings, key=lambda s: (*_clarity(without_form(s)), not ends_with_form(s), spellings[s], s))
    first = [c for c in group if c.value == best]
    rest = [c for c in group if c.value != best]
    confidence = min(0.98, 0.45 + weight / 14)
    evidence = evidence_of([*sorted(first, key=lambda c: -c.score), *rest])
    yield Fact("name", without_form(best), round(confidence, 3), evidence)


def _clarity(spelling: str) -> tuple[bool, bool]:
    return len(spelling.split()) > 1, not spelling.isupper() and not spelling.islower()


def _legal_names(seen: Sequence[Candidate], ranked: Sequence[str], site: SiteView) -> Iterator[Fact]:
    """Registered names that share a word with the name, or that stand on an imprint beside nobody else's."""
    legal = [
        Candidate("legal_name", c.value, c.score, c.evidence)
        for c in seen
        if ends_with_form(str(c.value))
        and not phrases("name", "rights").stand_in(str(c.value))
        and not _SEPARATOR.search(str(c.value))
    ]
    own = {word for key in ranked for word in key.split() if len(word) > 1}
    theirs = [c for c in legal if own & set(_key(str(c.value)).split())]
    if not theirs:
        on_imprint = [c for c in legal if site.page_kind(c.evidence.url) == "legal"]
        theirs = on_imprint if len({_key(str(c.value)) for c in on_imprint}) == 1 else []
    yield from merge(theirs, key=lambda c: _key(str(c.value)))[:2]
