"""Where a page may show its offers: groups of cards, sub-menus, forms' choices, priced rows, structured data, its own title."""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from urllib.parse import unquote, urlsplit

from lxml.etree import _Element

from precall.extract import offer_wording as wording
from precall.extract import speech, struck, voice
from precall.extract.offer_links import lists
from precall.extract.price import monies, with_unit
from precall.extract.quoting import in_item
from precall.extract.roles import is_role
from precall.model.fact import Candidate, Evidence, Kind, Scalar
from precall.model.page import PageKind
from precall.site import cards
from precall.site.document import Block, Document
from precall.site.kind import fold, kind_of, whole_topic
from precall.site.text import clean, shorten
from precall.site.url import page_path
from precall.site.worth import is_listing
from precall.words.remembered import of_short_text

KIND: Kind = "offer"

_DESCRIPTION = 220
_LIST_PAGES = frozenset({"services", "pricing"})
_OTHER_TARGETS: frozenset[PageKind] = frozenset(
    {"blog", "post", "team", "contact", "testimonials", "clients", "careers", "faq", "legal", "about", "home"}
)
_WITHOUT_OFFERS = _OTHER_TARGETS - {"home", "about"}
_SALE_TYPES = frozenset({"service", "product", "course", "offercatalog", "menusection", "financialproduct"})
_ARTICLE_TITLE = 8  # words from which on a page's title is an article's
_FEW_PRICES = 2
_BODY = 30  # characters that explain a heading
_FIRST_LINE = 6  # words
_INTRODUCTION = 200  # characters
_INTRODUCED = 0.4
_BARE = 0.44  # score of a list of bare lines, where nothing better is known of what they offer
_NAMED_BY_MENU = 0.66  # score of an entry below one that announces what is offered
_LINKED = 0.5
_LABELS = 12  # words of a form's label
_PAGE_ENDING = re.compile(r"(?:/index)?\.(?:html?|php)$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{3,300}$")
_MOST_FORMS = 30  # lists of choices on a page, labels beside one, and pieces of a label


@dataclass(frozen=True, eq=False)
class _Title:
    """A title that could name an offer, and the blocks that say more about it."""

    page: Document
    name: str
    block: Block
    body: Sequence[Block]
    links: Sequence[tuple[str, str]]
    end: int = 0

    @cached_property
    def text(self) -> str:
        return " ".join(block.text for block in self.body)

    @cached_property
    def price(self) -> str:
        blocks = (self.block, *self.body)
        found = [
            (block.text, money)
            for block in blocks
            for money in monies(block.text)
            if money.amount and money.shown not in struck.text_in(self.page, block)
        ]
        return with_unit(*found[0]) if 0 < len(found) <= _FEW_PRICES else ""

    @property
    def last(self) -> int:
        """The index of the last block that belongs to it."""
        return max((self.end, self.block.index, *(block.index for block in self.body)))


def sightings(page: Document) -> Iterator[Candidate]:
    """Everything on a page that may name an offer, with the clues by which the whole site judges it."""
    yield from _own_title(page)
    if page.kind == "home":
        yield from _menu(page)
        yield from _submenus(page)
    if page.kind == "home" or is_overview(page):
        yield from _linked(page)
    yield from _choices(page)
    yield from _structured(page)
    others: set[int] = set()
    for number, group in enumerate(cards.of(page)):
        if len(group.cards) > 1 and _is_other(page, group) and not _is_introduced(page, group):
            others.update(block.index for card in group.cards for block in card.blocks)
        else:
            yield from _group(page, group, number)
    if page.kind in (*_LIST_PAGES, "other"):
        yield from _headings(page, others)


@lru_cache(maxsize=2)
def is_overview(page: Document) -> bool:
    """Whether a page lists what is offered, by its heading, its title or its address."""
    if page.kind == "pricing":
        return True
    if page.kind != "services":
        return False
    shown = [_first_heading(page), page.title.partition("|")[0], _name(page)]
    return any(
        whole_topic(text) == "services" or wording.announces(text, page.spoken, others=0)
        for text in shown
        if text
    )


def _can_name(page: Document, name: str) -> bool:
    """Whether a title of a page could name an offer, by the words of its language."""
    return wording.can_name(name, page.spoken, speech.own(page))


def _name(page: Document) -> str:
    """The last part of a page's address, as words."""
    name = re.sub(r"\.\w{1,5}$", "", unquote(page_path(page.url)).rstrip("/").rpartition("/")[2])
    return name.replace("-", " ").replace("_", " ")


def _first_heading(page: Document) -> str:
    tops = [block.text for block in page.blocks if block.level == 1]
    return tops[-1] if tops else next((block.text for block in page.blocks if block.level == 2), "")


def _own_title(page: Document) -> Iterator[Candidate]:
    """What a page calls itself: its first heading, else the first part of its title."""
    if page.kind not in ("services", "other", "pricing") or page.is_pdf:
        return
    heads = [block for block in page.blocks if block.level == 1] or [b for b in page.blocks if b.level == 2][
        :1
    ]
    parts = re.split(r"\s[|–—»·:-]\s|\s?[|»]\s?", page.title)
    for where, texts in (("text", [block.text for block in heads]), ("title", parts)):
        for text in texts:
            name = wording.name_of(text)
            if _can_name(page, name):
                quote = Evidence(page.url, name, "text" if where == "text" else "title")
                yield _sighting(name, 0.3, quote, how="page", url=_address(page.url), kind=page.kind)
                return


def _menu(page: Document) -> Iterator[Candidate]:
    """The entries of the menus; those whose address lies below that of an entry such as "Services" are named by it."""
    entries = [
        (link, wording.name_of(link.text), kind_of(link.url, link.text))
        for link in page.links
        if link.region in ("nav", "header") and _is_internal(page, link.url)
    ]
    lists = tuple(
        f"{_address(link.url)}{joint}"
        for link, _, _ in entries
        if wording.announces(link.text, page.spoken)
        for joint in "/-"
    )
    for link, name, kind in entries:
        if kind in ("services", "other") and _can_name(page, name) and name in page.text:
            address = _address(link.url)
            how, score = "menu", 0.4 if kind == "services" else 0.25
            if address.startswith(lists) or _is_below_services(address):
                how, score = "submenu", _NAMED_BY_MENU
            yield _sighting(name, score, Evidence(page.url, name, "text"), how=how, url=address, kind=kind)


@of_short_text
def _is_below_services(address: str) -> bool:
    """Whether an address lies in a folder of services."""
    return any(whole_topic(folder) == "services" for folder in address.split("/")[1:-1])


def _submenus(page: Document) -> Iterator[Candidate]:
    """The entries below an entry such as "Services", and what a footer lists under such a heading."""
    for entry in page.root.iter("li", "div", "details"):
        children = list(entry) if 2 <= len(entry) <= 4 else []
        if not any(child.tag in ("ul", "div", "nav", "ol") for child in children[1:]):
            continue
        label = clean("".join(map(str, children[0].itertext()))) if len(children[0]) < 4 else ""
        if not 0 < len(label) <= 40 or not wording.announces(label, page.spoken):
            continue
        region = page.region_of(children[-1])
        if region != "main":
            yield from _entries(page, children[1:], "submenu" if region != "footer" else "footer")


def _linked(page: Document) -> Iterator[Candidate]:
    """The entries of lists of links, which count where nothing better is known."""
    for entries in lists(page):
        for name, url in entries:
            if _is_internal(page, url):
                quote = Evidence(page.url, name, "text")
                yield _sighting(name, _LINKED, quote, how="link", url=_address(url), kind="")


def _entries(page: Document, lists: Iterable[_Element], how: str) -> Iterator[Candidate]:
    for below in lists:
        for element in below.iter("a"):
            name = wording.name_of(page.text_of(element))
            url = page.absolute(element.get("href") or "")
            if (
                not _can_name(page, name)
                or name not in page.text
                or kind_of(url, name) in _OTHER_TARGETS - {"home"}
            ):
                continue
            score = _NAMED_BY_MENU if how == "submenu" else 0.5
            yield _sighting(
                name, score, Evidence(page.url, name, "text"), how=how, url=_address(url), kind=""
            )


def _choices(page: Document) -> Iterator[Candidate]:
    """The choices of a form that asks which service is wanted."""
    for select in islice(page.root.iter("select"), _MOST_FORMS):
        label = _label_of(page, select)
        if not wording.says("overview", label, page.spoken) or len(label.split()) > _LABELS:
            continue
        for option in select.iter("option"):
            name = wording.name_of(clean("".join(map(str, option.itertext()))))
            if _can_name(page, name) and option.get("value") != "" and name in page.text:
                yield _sighting(name, 0.45, Evidence(page.url, name, "text"), how="choice", url="", kind="")


def _label_of(page: Document, select: _Element) -> str:
    named = " ".join(select.get(name) or "" for name in ("name", "id", "aria-label", "title"))
    parent = select.getparent()
    around = "" if parent is None else clean(parent.text or "")
    for label in () if parent is None else islice(parent.iterchildren("label"), _MOST_FORMS):
        around += " " + clean("".join(map(str, islice(label.itertext(), _MOST_FORMS))))
    return re.sub(r"[_\-\[\]]", " ", f"{named} {around}").casefold()


def _structured(page: Document) -> Iterator[Candidate]:
    for item in page.items:
        if not _SALE_TYPES & set(item.types):
            continue
        name = item.text("name")
        evidence = in_item(page, item, name)
        if evidence is not None and _can_name(page, name):
            yield _sighting(name, 0.6, evidence, how="data", url="", kind=page.kind)


def _group(page: Document, group: cards.CardGroup, number: int) -> Iterator[Candidate]:
    """The titles of a group of cards, unless what governs it says that it shows something else."""
    if page.kind in _WITHOUT_OFFERS or group.shape == "single" or len(group.cards) < 2:
        return
    first = group.cards[0].blocks[0]
    if first.region in ("nav", "footer") or voice.of(page).at(first) is voice.BANNER:
        return
    announced = bool(group.headings) and wording.announces(group.headings[0].text, page.spoken)
    found = (_title_of(page, card, announced=announced) for card in group.cards)
    titles = [title for title in found if title is not None]
    if len(titles) < 2 or 2 * len(titles) < len(group.cards):
        return
    if any(title.price for title in titles) and all(is_role(title.name, page.spoken) for title in titles):
        return  # whose hour costs how much
    if 2 * sum(_leads_to_posts(page, title) or _leads_away(page, title) for title in titles) > len(titles):
        return
    above = [block.text for block in group.headings]
    introduced = not (above and wording.announces(above[0], page.spoken)) and _is_introduced(page, group)
    base = _strength(page, titles, above, _own_names(group)) + _INTRODUCED * introduced
    if group.shape in ("rows", "definitions") and not any(title.price for title in titles):
        base -= 0.4
    yield from _titles(page, titles, base, f"{number}", introduced=introduced)


def _headings(page: Document, others: AbstractSet[int]) -> Iterator[Candidate]:
    """The headings of a level that repeats on a page of services, each with what follows it; elsewhere those with prices.

    `others` are the blocks of cards that show something else. A menu's sections may have the class "menu", which
    elsewhere means navigation.
    """
    ends = _ends(page)
    regions = ("main", "nav") if page.kind == "pricing" else ("main",)
    found: dict[int, list[_Title]] = {}
    for section in cards.sections(page):
        name = wording.name_of(section.heading.text)
        governed = any(wording.announces_other(block.text, page.spoken) for block in section.above[:1])
        misplaced = section.heading.region not in regions or section.heading.index in others
        if misplaced or governed or not _can_name(page, name):
            continue
        if sum(len(block.text) for block in section.body) >= _BODY:
            title = _Title(page, name, section.heading, section.body, (), ends[section.heading.index])
            if title.price or page.kind != "other":
                found.setdefault(section.heading.level, []).append(title)
    for level, titles in sorted(found.items()):
        if len(titles) >= 2:
            above = [block.text for block in cards.headings_above(page, titles[0].block.index)]
            yield from _titles(page, titles, _strength(page, titles, above, "") - 0.04, f"h{level}")


def _ends(page: Document) -> dict[int, int]:
    """For each heading the index of the last block before the next one of its level or a higher one."""
    ends: dict[int, int] = {}
    following = [
        len(page.blocks)
    ] * 7  # by level: where the next heading of that level or a higher one stands
    for block in reversed(page.blocks):
        if block.level:
            ends[block.index] = following[block.level] - 1
            following[block.level :] = [block.index] * (7 - block.level)
    return ends


def _titles(
    page: Document, titles: Sequence[_Title], base: float, group: str, *, introduced: bool = False
) -> Iterator[Candidate]:
    menu = any(
        wording.is_menu(text, page.spoken)
        for text in (_first_heading(page), page.title.partition("|")[0], _name(page))
    )
    for title, name in zip(titles, _without_claims(titles), strict=True):
        link = next((url for url, _ in title.links if _is_internal(page, url)), "")
        attributes: dict[str, Scalar] = {}
        if title.price:
            attributes["price"] = title.price
        description = next((b.text for b in title.body if _explains(b)), "")
        if description:
            attributes["description"] = shorten(description, _DESCRIPTION)
        yield _sighting(
            name,
            base,
            Evidence(page.url, name, "text"),
            attributes=attributes,
            how="card",
            url=_address(link),
            page=_address(page.url),
            kind=page.kind,
            group=group,
            first=title.block.index,
            last=title.last,
            overview=introduced or is_overview(page),
            priced=bool(title.price),
            menu=menu,
        )


def _without_claims(titles: Sequence[_Title]) -> list[str]:
    """The names of titles; what stands before the colon where each of them says something behind one."""
    names = [title.name.partition(": ")[0] for title in titles]
    claimed = all(
        ": " in title.name and len(name.split()) <= _FIRST_LINE
        for title, name in zip(titles, names, strict=True)
    )
    return names if claimed else [title.name for title in titles]


def _strength(page: Document, titles: Sequence[_Title], above: Sequence[str], names: str) -> float:
    """How much on the page itself speaks for a group: where it stands, what governs it, prices, links, words."""
    score = 0.2 + (
        0.3 if is_overview(page) else {"services": 0.12, "home": 0.12, "about": -0.1}.get(page.kind, 0)
    )
    if above and wording.announces(above[0], page.spoken):
        score += 0.3
    elif len(above) > 1 and wording.announces(above[1], page.spoken):
        score += 0.15
    score += 0.15 * wording.is_offer_class(names)
    size = len(titles)
    priced = sum(bool(title.price) for title in titles) / size
    score += 0.3 * priced if priced >= 0.5 else 0
    score += 0.2 * sum(_links_to_itself(page, title) for title in titles) / size
    score += 0.2 * sum(wording.has_noun(title.name, page.spoken) for title in titles) / size
    if len(page.title.split()) > _ARTICLE_TITLE and len(_first_heading(page).split()) > _ARTICLE_TITLE:
        score -= 0.15
    bare = not any(len(title.text) >= _BODY or title.links or title.price for title in titles)
    if bare:
        score -= 0.2
    if sum(len(title.name.split()) for title in titles) > 6 * size:
        score -= 0.15
    return score if is_overview(page) or not bare else min(score, _BARE)


def _title_of(page: Document, card: cards.Card, *, announced: bool) -> _Title | None:
    """A card's heading, else its bold start, else its first line where that stands before a text, a price or a link.

    A line alone is a title only where a heading announces a list of offers.
    """
    block = card.heading or card.blocks[0]
    shown = block.text if card.heading is not None else block.lead or _before_colon(block) or block.text
    name = wording.name_of(shown)
    if card.heading is None and len(name.split()) > _FIRST_LINE:
        return None
    explained = len(card.blocks) > 1 or shown != block.text or card.links or next(monies(shown), None)
    if not (card.heading is not None or explained or announced) or not _can_name(page, name):
        return None
    body = card.blocks if shown != block.text else tuple(b for b in card.blocks if b is not block)
    return _Title(page, name, block, body, card.links)


def _before_colon(block: Block) -> str:
    """The words before a line's colon: "Roofing: slates and tiles"; empty where no text follows."""
    before, _, behind = block.text.partition(":")
    return before if len(behind) >= _BODY and len(before.split()) <= _FIRST_LINE else ""


def _is_other(page: Document, group: cards.CardGroup) -> bool:
    if group.headings and wording.announces_other(group.headings[0].text, page.spoken):
        return True
    names = _own_names(group)
    return wording.is_other_class(names) and not wording.is_offer_class(names)


def _is_introduced(page: Document, group: cards.CardGroup) -> bool:
    """Whether the line right above a group says that services follow: "We offer a wide range of services:"."""
    first = group.cards[0].blocks[0]
    above = page.blocks[first.index - 1] if first.index and first.region == "main" else None
    if above is None or above.level or above.region != "main" or len(above.text) > _INTRODUCTION:
        return False
    opens = (
        above.text.endswith(":")
        and is_overview(page)
        and not wording.announces_other(above.text, page.spoken)
    )
    return opens or wording.says("ranges", above.text.casefold(), page.spoken)


def _own_names(group: cards.CardGroup) -> str:
    return cards.names_around(group.cards[0].element, 2)


def _links_to_itself(page: Document, title: _Title) -> bool:
    """Whether a card leads to a page of its own: the page's address shares a word with the title."""
    return any(_is_internal(page, url) and _shares_word(url, title.name) for url, _ in title.links)


def _leads_away(page: Document, title: _Title) -> bool:
    """Whether a title is itself a link to somebody else's site: a page of links lists them so."""
    return any(
        text == title.name and not _is_internal(page, url) and url.startswith("http")
        for url, text in title.links
    )


def _leads_to_posts(page: Document, title: _Title) -> bool:
    """Whether a title leads to a list of posts (of a category, by an author) or to one post."""
    url = next((url for url, _ in title.links if _is_internal(page, url)), "")
    return bool(url) and (is_listing(url) or kind_of(url) in ("blog", "post"))


def _shares_word(url: str, name: str) -> bool:
    glued = _glued_name(url)
    shared = any(len(word) >= 4 and word[:7] in glued for word in fold(name).split())
    return shared and kind_of(url) not in _OTHER_TARGETS


@of_short_text
def _glued_name(url: str) -> str:
    """The words of the last part of an address, run together."""
    return fold(unquote(page_path(url)).rstrip("/").rpartition("/")[2]).replace(" ", "")


def _is_internal(page: Document, url: str) -> bool:
    return _host(url) == page.host and _address(url) != _address(page.url)


@of_short_text
def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


@of_short_text
def _address(url: str) -> str:
    """An address without what tells two links to one page apart."""
    parts = urlsplit(url)
    path = _PAGE_ENDING.sub("", unquote(parts.path)).rstrip("/")
    return f"{(parts.hostname or '').removeprefix('www.')}{path}" if parts.hostname else ""


def _explains(block: Block) -> bool:
    """Whether a block says more about the title above it: a text, not a heading, not a bare address of a page."""
    return (
        len(block.text) >= _BODY and not block.level and " " in block.text and not _ADDRESS.match(block.text)
    )


def _sighting(
    name: str,
    score: float,
    evidence: Evidence,
    *,
    attributes: dict[str, Scalar] | None = None,
    **clues: Scalar,
) -> Candidate:
    return Candidate(KIND, name, round(max(0.0, min(0.95, score)), 3), evidence, attributes or {}, clues)
