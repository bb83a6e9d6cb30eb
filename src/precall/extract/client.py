"""Whom the business names as clients or partners: logos' alternative texts and lists below such a heading."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from lxml.etree import _Element

from precall.extract import legal_form, names, praise, trust
from precall.extract.chips import chips
from precall.extract.merge import mark_unsure, merge
from precall.extract.remembered import of_short_text
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.model.page import PageKind
from precall.site import cards
from precall.site.document import Block, Document
from precall.words.match import either, fold, phrases

KIND: Kind = "client"

_MOST = 40
_SURE = 0.6
_CLASS = re.compile(
    r"(?:^|[\s_-])(?:clients?|customers?|trusted|trust|partners?|kunden|references?|referenzen|opdrachtgevers)(?:$|[\s_-])"
)
_STRIP = re.compile(
    r"^(?:the\s)?(?:logo(?:\s(?:of|von|de|di|van|do|da))?|client|kunde)[\s:–-]+|[\s–|-]+(?:logo|logotype|logotipo|icon)(?:\s\d{1,2})?$|\.(?:png|jpe?g|svg|webp)$",
    re.IGNORECASE,
)
_NETWORKS = (
    "google", "facebook", "instagram", "linkedin", "twitter", "youtube", "tiktok", "whatsapp", "pinterest", "yelp",
    "trustpilot", "tripadvisor", "mailchimp", "wordpress",
)  # fmt: skip
_NO_NAMES = frozenset(
    "webflow visa mastercard paypal amex stripe klarna node.js nodejs react cloudflare github icon arrow star stars badge award"
    " certified verified member partner review reviews rating photo image picture bild foto quote background banner hero menu close"
    " play check mark home email phone location iso insurance versicherung powered placeholder card cards button left right up down"
    " the our of on and with by logo 5 five".split()
)
"""Tools and what pictures show: a name of such words alone is no client's, "Visa Europe" is."""
_SEPARATOR = re.compile(r"\s*[,•·|;]\s*")
_ITEM_TAGS = frozenset(("li", "td", "dd", "div", "p", "figcaption"))
_TITLE_END = re.compile(r"\s[|–—»·:-]\s|\s?[|»]\s?")
_LEVELS = 2  # headings above a list
_PAGES_OF_CLIENTS: frozenset[PageKind] = frozenset({"clients", "testimonials", "other"})
_LETTER = re.compile(r"[^\W\d_]{2}")


def find(page: Document) -> Iterator[Candidate]:
    """Names below a heading of clients, from logos and from short list items."""
    for image in cards.images(page):
        name = _STRIP.sub("", image.alt).strip()
        before = page.blocks[image.after] if image.after >= 0 else None
        if trust.trusts(page, KIND, before) and _is_client(name):
            score = _logo_score(page, image)
            if score:
                yield Candidate("client", name, score, Evidence(page.url, _quote(page, image.alt), "markup"))
    for section in cards.sections(page):
        if is_heading_of_clients(section.heading.text):
            body = [b for b in section.body[:60] if b.region == "main" and trust.trusts(page, KIND, b)]
            yield from _listed(page, body)
    if _may_list_clients(page):
        yield from _in_lists(page)
        yield from _in_titles(page)


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """Each client once, without the business itself and its people."""
    own = [names.fold(str(fact.value)) for fact in (*site.facts("name")[:1], *site.facts("person"))]
    facts = [fact for fact in merge(seen) if not _is_among(names.fold(str(fact.value)), own)]
    return mark_unsure(facts[:_MOST], below=_SURE)


def _is_among(client: str, own: Sequence[str]) -> bool:
    return any(client in name or name in client for name in own)


@of_short_text
def is_heading_of_clients(text: str) -> bool:
    """Whether a heading announces clients or partners (and no testimonials)."""
    return _names_clients(text) and not praise.is_heading_of_praise(text)


@of_short_text
def _names_clients(text: str) -> bool:
    """Whether a heading has a word for clients, be it for what they say ("References")."""
    if len(text) > 80 or not phrases("client", "headings").stand_in(text):
        return False
    return not _others().search(fold(text))


def _logo_score(page: Document, image: cards.Image) -> float:
    if _CLASS.search(cards.names_around(image.element, 5)):
        return 0.75
    headings = cards.headings_above(page, image.after + 1)
    if any(is_heading_of_clients(heading.text) for heading in headings[:1]):
        return 0.7
    before = page.blocks[image.after].text if 0 <= image.after < len(page.blocks) else ""
    return 0.7 if is_heading_of_clients(before) else 0.0


def _quote(page: Document, alt: str) -> str:
    """A very short name is quoted with its attribute, so that it can be told from a part of another word."""
    return next((q for q in (f'alt="{alt}"', f"alt='{alt}'") if len(alt) < 5 and q in page.markup), alt)


def _is_client(name: str) -> bool:
    return (
        2 <= len(name) <= 60
        and len(name.split()) <= 8
        and bool(_LETTER.search(name))
        and not name.lower().startswith(_NETWORKS)
        and not _NO_NAMES.issuperset(name.lower().split())
        and name[-1] not in ".!?"
    )


def _listed(page: Document, body: Sequence[Block]) -> Iterator[Candidate]:
    """Names in a list below the heading: items of one list, or one line with several."""
    items = Counter(_list_of(block) for block in body if len(block.lines) == 1 and _is_client(block.text))
    for block in body:
        if block.level or block.tag in ("button", "form", "label"):
            continue
        labels = _chips(page, block)
        if labels:
            yield from (_candidate(page, label) for label in labels)
            continue
        for line in block.lines:
            parts = [part.strip() for part in _SEPARATOR.split(line)]
            several = len(parts) >= 3 or (len(block.lines) >= 3 and len(parts) == 1)
            if several or (len(block.lines) == 1 and items[_list_of(block)] >= 2 and block.tag in _ITEM_TAGS):
                yield from _named(page, parts if len(parts) >= 3 else [line])


def _may_list_clients(page: Document) -> bool:
    """Whether the page's own title or a heading names clients: only such a page is read for lists and cards of them."""
    return _is_called_so(page) or any(_names_clients(block.text) for block in page.blocks if block.level)


def _is_called_so(page: Document) -> bool:
    """Whether a whole page is about clients, by its kind and its own title."""
    own = _TITLE_END.split(page.title, maxsplit=1)[0].strip()
    return page.kind in _PAGES_OF_CLIENTS and is_heading_of_clients(own)


def _in_lists(page: Document) -> Iterator[Candidate]:
    """Lists of houses' names below a heading of clients or below one of its sub-headings ("Insurers", "Pension funds")."""
    lists: dict[_Element, list[Block]] = {}
    for block in page.blocks:
        parent = _list_of(block) if block.tag == "li" and block.region == "main" else None
        if parent is not None and trust.trusts(page, KIND, block):
            lists.setdefault(parent, []).append(block)
    for items in lists.values():
        called = _CLASS.search(cards.names_around(items[0].element, 2)) is not None
        yield from _houses(page, items, cards.headings_above(page, items[0].index), called=called)


def _in_titles(page: Document) -> Iterator[Candidate]:
    """The titles of cards below a heading of clients, each with what was done for the house."""
    for group in cards.of(page):
        titles = [card.heading for card in group.cards if card.heading is not None]
        others = not all(trust.trusts(page, KIND, b) for b in titles) or any(map(_tells_contact, group.cards))
        if len(titles) == len(group.cards) and not others:
            yield from _houses(page, titles, group.headings, called=False)


def _tells_contact(card: cards.Card) -> bool:
    """Whether a card tells how to reach somebody: whom they recommend, or a branch."""
    return "@" in card.text or any(
        href.startswith(("mailto:", "tel:")) for href in (e.get("href") or "" for e in card.element.iter("a"))
    )


def _houses(
    page: Document, items: Sequence[Block], above: Sequence[Block], *, called: bool
) -> Iterator[Candidate]:
    """The items that are names, where a heading or the page announces clients and enough of them are surely houses."""
    texts = [block.text for block in items]
    if len(texts) < 3 or any(block.region != "main" or len(block.lines) > 1 for block in items):
        return
    sure = sum(map(_is_surely_house, texts))
    announced = any(is_heading_of_clients(block.text) for block in above[:_LEVELS])
    if not announced and not _is_called_so(page):
        either = any(_names_clients(block.text) for block in above[:_LEVELS])  # clients, or what they say
        if not (either and sure >= 2 and 2 * sure >= len(texts)):
            return
    fitting = [text for text in texts if _is_house(text)]
    enough = called or (3 * sure >= len(texts) and sure >= (1 if announced else 2))
    if enough and 4 * len(fitting) >= 3 * len(texts):
        yield from (_candidate(page, text) for text in fitting)


def _is_surely_house(text: str) -> bool:
    """Whether a name has a legal form or ends with a noun for houses ("Quayside Museum")."""
    if legal_form.ends_with_form(text) or legal_form.names_in(text):
        return True
    found = list(phrases("organisation", "nouns").each(text))
    return bool(found) and found[-1].end() == len(text) and found[0].start() > 0


def _is_house(text: str) -> bool:
    """Whether a text can be a house's name: short, a capital first, no sentence, not made of plain words alone."""
    return (
        2 <= len(text) <= 70
        and len(text.split()) <= 9
        and bool(_LETTER.search(text))
        and not text[0].islower()
        and text[-1] not in "!?:"
        and not all(names.is_plain(word) for word in text.casefold().split())
    )


def _chips(page: Document, block: Block) -> list[str]:
    """The houses in a block of labels side by side; the last may be "and others"."""
    texts = chips(page, block)
    if not texts or not all(map(_is_house, texts[:-1])):
        return []
    sure = sum(map(_is_surely_house, texts))
    return [text for text in texts if _is_house(text)] if 3 * sure >= len(texts) else []


def _list_of(block: Block) -> _Element | None:
    return block.element.getparent()


def _named(page: Document, parts: Sequence[str]) -> Iterator[Candidate]:
    if not all(_is_client(part) and not part[0].islower() for part in parts):
        return
    for part in parts:
        if not all(names.is_plain(word) for word in part.lower().split()):
            yield _candidate(page, part)


def _candidate(page: Document, name: str) -> Candidate:
    return Candidate(KIND, name, 0.65, Evidence(page.url, name, "pdf" if page.is_pdf else "text"))


@cache
def _others() -> re.Pattern[str]:
    """Parts of words for insurers, payment, tools, suppliers and memberships: no clients, whatever their heading."""
    return re.compile(either("client", "others"))
