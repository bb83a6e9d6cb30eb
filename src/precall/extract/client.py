"""Whom the business names as clients or partners: logos' alternative texts and lists below such a heading."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import takewhile

from lxml.etree import _Element

from precall.extract import logo, names, praise, speech, trust
from precall.extract.merge import mark_unsure, merge
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.site import cards
from precall.site.class_names import meaning
from precall.site.document import Block, Document
from precall.words.letters import SMALL, plain
from precall.words.match import Spoken, either, fold, phrases, vocabulary
from precall.words.remembered import in_languages

KIND: Kind = "client"

_MOST = 40
_SURE = 0.6
_CLASS = meaning("client")
_FEWEST_TOLD, _LONGEST_LIST = 2, 600  # names, characters
_SMALL = re.compile(rf"(?<!\w)[{SMALL}]{{4,40}}")  # a word that no name has
_SEPARATOR = re.compile(r"\s*[,•·|;]\s*")
_BULLET = re.compile(r"^\s*[-–•*]\s+")
_ITEM_TAGS = frozenset(("li", "td", "dd", "div", "p", "figcaption"))
_LETTER = re.compile(r"[^\W\d_]{2}")
_SIZE = re.compile(r"(?:^|\s)\d{2,4}(?:x\d{2,4}|px)(?=\s|$)")
_CODE = re.compile(r"[0-9a-f]{16}")  # that a system names a file with


def find(page: Document) -> Iterator[Candidate]:
    """Names below a heading of clients, from logos and from short list items."""
    for image in cards.images(page):
        name = _in_alt(image.alt, page.spoken)
        before = page.blocks[image.after] if image.after >= 0 else None
        if (
            trust.trusts(page, KIND, before)
            and _is_client(name, page.spoken)
            and not _is_said(name, page.spoken)
        ):
            score = _logo_score(page, image)
            if score:
                yield Candidate("client", name, score, Evidence(page.url, _quote(page, image.alt), "markup"))
    sections = cards.sections(page)
    for section in sections:
        if is_heading_of_clients(section.heading.text, page.spoken):
            body = [b for b in section.body[:60] if b.region == "main" and trust.trusts(page, KIND, b)]
            yield from _listed(page, body)
            yield from _headed(page, [s for s in sections if s.above[:1] == (section.heading,)])
    yield from _carded(page)
    for block in page.blocks_with(phrases(KIND, "told", page.spoken)):
        if block.region == "main" and trust.trusts(page, KIND, block):
            yield from _told(page, block.text)


def _in_alt(alt: str, spoken: Spoken) -> str:
    """The name in a logo's alternative text; systems put its file's name there: "acme_logo_rgb", "acme-3-logo-png"."""
    name = _SIZE.sub("", logo.named_by(alt)).strip()
    if alt.lower().startswith("logo") and " - " in name:
        return name.partition(" - ")[0]
    parts, of_files = re.split(r"[_-]+", name), _of_files(spoken)
    if " " in name or len(parts) < 2 or of_files.isdisjoint(map(str.lower, parts)):
        return name
    return " ".join(part for part in parts if part.lower() not in of_files and not part.isdigit())


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """Each client once, without the business itself and its people."""
    own = [plain(str(fact.value)) for fact in (*site.facts("name")[:1], *site.facts("person"))]
    facts = [fact for fact in merge(seen) if not _is_among(plain(str(fact.value)), own)]
    return mark_unsure(facts[:_MOST], below=_SURE)


def _is_among(client: str, own: Sequence[str]) -> bool:
    return any(client in name or name in client for name in own)


@in_languages
def is_heading_of_clients(text: str, spoken: Spoken) -> bool:
    """Whether a heading announces clients or partners (and no testimonials), in hardly more words than it needs."""
    if len(text) > 80:
        return False
    said = max((len(said.split()) for said in phrases(KIND, "headings", spoken).different(text)), default=0)
    if not said or len(text.split()) > 1 + 3 * said:
        return False
    return not _others(spoken).search(fold(text)) and not praise.is_heading_of_praise(text, spoken)


def _logo_score(page: Document, image: cards.Image) -> float:
    if _CLASS.search(cards.names_around(image.element, 5)):
        return 0.75
    headings = cards.headings_above(page, image.after + 1)
    if any(is_heading_of_clients(heading.text, page.spoken) for heading in headings[:1]):
        return 0.7
    before = page.blocks[image.after].text if 0 <= image.after < len(page.blocks) else ""
    return 0.7 if is_heading_of_clients(before, page.spoken) else 0.0


def _quote(page: Document, alt: str) -> str:
    """A very short name is quoted with its attribute, so that it can be told from a part of another word."""
    shown = f'alt="{alt}"'
    return shown if len(alt) < 5 and shown in page.markup else alt


def _of_files(spoken: Spoken) -> frozenset[str]:
    """Words in the names of logos' files."""
    return vocabulary("client", "file_words", spoken)


def _is_client(name: str, spoken: Spoken) -> bool:
    return (
        2 <= len(name) <= 60
        and len(name.split()) <= 8
        and bool(_LETTER.search(name))
        and name[-1] not in ".!?"
        and not _CODE.search(name)
        and not _of_files(spoken).issuperset(name.lower().split())
    )


def _is_said(name: str, spoken: Spoken) -> bool:
    """Whether a line is a control, a heading or a phrase: "Next", "Contact us", "Our partners"."""
    if fold(name) in vocabulary("offers", "generic", spoken):
        return True
    return _is_phrase(name) and any(names.is_plain(word) for word in re.findall(r"\w+", name.lower()))


def _is_phrase(text: str) -> bool:
    """Whether of several words none but the first begins with a capital: "Chemists with 200 staff"."""
    first, *others = text.split()
    capitals = [word for word in others if word[0].isupper()]
    return not (capitals or first[0].islower()) and any(word[0].islower() for word in others)


def _listed(page: Document, body: Sequence[Block]) -> Iterator[Candidate]:
    """Names in a list below the heading: items of one list, or one line with several."""
    single = [block for block in body if len(block.lines) == 1 and _is_client(block.text, page.spoken)]
    items = Counter(map(_list_of, single))
    phrases_in = Counter(_list_of(block) for block in single if _is_phrase(block.text))
    for block in body:
        if block.level or block.tag in ("button", "form", "label"):
            continue
        if 2 * phrases_in[_list_of(block)] > items[_list_of(block)]:
            continue
        for line in block.lines:
            line = _BULLET.sub("", line)
            parts = [part.strip() for part in _SEPARATOR.split(line)]
            several = len(parts) >= 3 or (len(block.lines) >= 3 and len(parts) == 1)
            if several or (len(block.lines) == 1 and items[_list_of(block)] >= 2 and block.tag in _ITEM_TAGS):
                yield from _named(page, parts if len(parts) >= 3 else [line])


def _list_of(block: Block) -> _Element | None:
    return block.element.getparent()


def _named(page: Document, parts: Sequence[str]) -> Iterator[Candidate]:
    if not all(_is_client(part, page.spoken) and not part[0].islower() for part in parts):
        return
    for part in parts:
        if not all(names.is_plain(word) for word in part.lower().split()) and not _is_said(part, page.spoken):
            yield _candidate(page, part)


def _headed(page: Document, parts: Sequence[cards.Section]) -> Iterator[Candidate]:
    """Names that stand as headings of their own below the heading, where all do; whose address is given is recommended."""
    titles = [part.heading.text for part in parts]
    if len(titles) < 2 or any("@" in block.text for part in parts for block in part.body):
        return
    if not any(_is_said(title, page.spoken) or _SMALL.search(title) for title in titles):
        yield from _named(page, titles)


def _carded(page: Document) -> Iterator[Candidate]:
    """The headings of cards that are called clients or partners by their class, where each is a name and none has an address."""
    for group in cards.of(page):
        first = group.cards[0]
        if len(group.cards) < 2 or not _CLASS.search(cards.names_around(first.element, 1)):
            continue
        titles = [card.heading.text for card in group.cards if card.heading is not None]
        said = any(_is_said(title, page.spoken) or _SMALL.search(title) for title in titles)
        said = said or any("@" in block.text for card in group.cards for block in card.blocks)
        if len(titles) == len(group.cards) and not said and trust.trusts(page, KIND, first.blocks[0]):
            yield from _named(page, titles)


def _told(page: Document, text: str) -> Iterator[Candidate]:
    """Names that a sentence counts: "Our clients include Acme, Brown & Sons and Miller Ltd."."""
    for said in phrases(KIND, "told", page.spoken).each(text):
        rest = text[said.end() : min(speech.sentence_end(text, said.end()), said.end() + _LONGEST_LIST)]
        *parts, last = rest.strip(" :.;!?").split(", ")
        parts += _and(page.spoken).split(last) if parts else [last]
        counted = [
            _and(page.spoken).sub("", f" {part}", count=1) if part[:1].islower() else part for part in parts
        ]
        named = list(takewhile(lambda part: part[:1].isupper() and _is_client(part, page.spoken), counted))
        if len(named) >= _FEWEST_TOLD:
            yield from _named(page, named)


@cache
def _and(spoken: Spoken) -> re.Pattern[str]:
    return re.compile(rf"\s(?:{either('people', 'and', spoken)})\s", re.IGNORECASE)


def _candidate(page: Document, name: str) -> Candidate:
    return Candidate(KIND, name, 0.65, Evidence(page.url, name, "pdf" if page.is_pdf else "text"))


@cache
def _others(spoken: Spoken) -> re.Pattern[str]:
    """Parts of words for insurers, payment, tools, suppliers and memberships: no clients, whatever their heading."""
    return re.compile(either("client", "others", spoken))
