"""Which parts of a page repeat: people, offers, testimonials, prices and news mostly stand in cards.

`of(page)` gives the groups of cards, outer ones first, each with the headings that govern it. Shapes:

    siblings     children of one parent with the same tag and classes (or the same make-up): columns, list items, slides.
                 A wrapper around each card (a column) is looked through, rows of a grid are joined, cloned slides are left
                 out.
    rows         table rows: the first cell is the heading, the others are the body.
    definitions  dt and dd.
    headings     headings of one level below one heading, each with the blocks that it governs, in flat markup.
    single       a lone element whose class says that it is a card, a member, a testimonial; a lone blockquote.

`sections(page)` gives every heading with the blocks that follow it. `images(page)` gives the images with alternative
text and where they stand. All of it is worked out once a page, in time that grows with the page's length.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Literal, cast

from lxml.etree import _Element

from precall.site.class_names import meaning
from precall.site.document import Block, Document
from precall.site.text import clean

Shape = Literal["siblings", "rows", "definitions", "headings", "single"]

MAX_CARD_BLOCKS = 80
MAX_CARD_TEXT = 8_000
_MAX_JUMPS = 8
_CLASS_LEVELS = 4

_CARD_TAGS = frozenset(
    "div li article section figure blockquote a details td tr dd aside center main form".split()
)
_PASSING = re.compile(
    r"\d+|\b(?:active|current|first|last|odd|even|featured|popular|highlight(?:ed)?|reversed?|alt|left|right|clone[d]?|duplicate"
    r"|visible|hidden|show|in|is|animated?|fade\w{0,12}|delay\w{0,12}|wow|aos\w{0,12}|slick-\w{1,12}|swiper-slide-\w{1,12})\b"
)
_CLASS_NAME = re.compile(r"[^\W\d]{2,40}")
_CARD_CLASS = meaning("card")
_TITLE_CLASS = meaning("title")


@dataclass(frozen=True, eq=False)
class Card:
    """One of a group: its element, its blocks in reading order, and the block that serves as its heading."""

    page: Document
    element: _Element
    blocks: tuple[Block, ...]
    heading: Block | None

    @cached_property
    def text(self) -> str:
        """The text of its blocks."""
        return " ".join([block.text for block in self.blocks])

    @cached_property
    def body(self) -> tuple[Block, ...]:
        """The blocks other than the heading."""
        return tuple(block for block in self.blocks if block is not self.heading)

    @cached_property
    def links(self) -> tuple[tuple[str, str], ...]:
        """Its links: absolute address and text; a card that is itself a link counts as well."""
        found = []
        for element in self.element.iter("a"):
            href = element.get("href")
            if href:
                found.append((self.page.absolute(href), self.page.text_of(element)))
        return tuple(found)


@dataclass(frozen=True, eq=False)
class CardGroup:
    """Cards of one make-up. `headings` govern the group, the nearest first."""

    shape: Shape
    cards: tuple[Card, ...]
    headings: tuple[Block, ...]

    @cached_property
    def names(self) -> str:
        """The class and id words, lower-case, of the first card, its parent and up to four levels above."""
        return names_around(self.cards[0].element)


@dataclass(frozen=True, eq=False)
class Section:
    """A heading, the blocks up to the next heading, and the headings above it, the nearest first."""

    heading: Block
    body: tuple[Block, ...]
    above: tuple[Block, ...]


@dataclass(frozen=True, eq=False)
class Image:
    """An image with alternative text; `after` is the index of the last block before it, -1 at the top."""

    alt: str
    after: int
    element: _Element


def of(page: Document) -> tuple[CardGroup, ...]:
    """The groups of cards on a page, in reading order, outer groups before inner ones."""
    return _layout(page).groups


def sections(page: Document) -> tuple[Section, ...]:
    """Every heading with the blocks that it governs directly."""
    return _layout(page).sections


def images(page: Document) -> tuple[Image, ...]:
    """The images with an alternative text, in reading order."""
    return _layout(page).images


def headings_above(page: Document, index: int) -> tuple[Block, ...]:
    """The headings that govern the block at an index, the nearest first (a heading is not above itself)."""
    return _layout(page).above(index)


def blocks_within(page: Document, element: _Element) -> tuple[Block, ...]:
    """The blocks that stand inside an element, in reading order."""
    return _layout(page).spans.blocks(element)


def names_around(element: _Element, levels: int = _CLASS_LEVELS) -> str:
    """The class and id words of an element and of so many levels above it, lower-case."""
    found: list[str | None] = []
    node: _Element | None = element
    while node is not None and node.tag != "body" and levels >= 0:
        found += (node.get("class"), node.get("id"))
        node, levels = node.getparent(), levels - 1
    return " ".join(" ".join(filter(None, found)).lower().split())


def _layout(page: Document) -> "_Layout":
    kept = page.kept.get(__name__)
    if kept is None:
        kept = page.kept[__name__] = _Layout(page)
    return cast("_Layout", kept)


class _Layout:
    """What was worked out about one page."""

    def __init__(self, page: Document) -> None:
        self.page = page
        self.outline = _Outline(page.blocks)
        self.spans = _Spans(page.blocks)
        self.above = self.outline.above

    @cached_property
    def groups(self) -> tuple[CardGroup, ...]:
        return _Finder(self.page, self.outline, self.spans).groups()

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        return tuple(self.outline.sections())

    @cached_property
    def images(self) -> tuple[Image, ...]:
        found = []
        after = -1
        for element in self.page.root.iter("img", *{block.tag for block in self.page.blocks}):
            block = self.page.block_of.get(element)
            if block is not None:
                after = block.index
            elif element.tag == "img":
                alt = clean(element.get("alt") or "")
                if alt:
                    found.append(Image(alt, after, element))
        return tuple(found)


class _Outline:
    """Headings by level: which one stands above which block."""

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self.blocks = blocks
        self.headings = [block for block in blocks if block.level]
        self.positions = [block.index for block in self.headings]
        self.parents: dict[int, Block | None] = {}
        self.chains: dict[int, tuple[Block, ...]] = {}  # each heading with those above it
        open_headings: list[Block] = []
        for heading in self.headings:
            while open_headings and open_headings[-1].level >= heading.level:
                open_headings.pop()
            self.parents[heading.index] = open_headings[-1] if open_headings else None
            open_headings.append(heading)
            self.chains[heading.index] = tuple(reversed(open_headings))

    def nearest(self, index: int) -> Block | None:
        """The last heading before an index."""
        place = bisect_left(self.positions, index)
        return self.headings[place - 1] if place else None

    def above(self, index: int) -> tuple[Block, ...]:
        if index in self.parents:
            return self.upwards(self.parents[index])
        return self.upwards(self.nearest(index))

    def upwards(self, heading: Block | None) -> tuple[Block, ...]:
        return self.chains[heading.index] if heading is not None else ()

    def sections(self) -> Iterator[Section]:
        ends = [*self.positions[1:], len(self.blocks)]
        for heading, end in zip(self.headings, ends, strict=False):  # a page may have none
            yield Section(heading, self.blocks[heading.index + 1 : end], self.above(heading.index))

    def end_of(self, heading: Block) -> int:
        """Where the next heading of the same or a higher level starts."""
        place = bisect_left(self.positions, heading.index) + 1
        while place < len(self.headings) and self.headings[place].level > heading.level:
            place += 1
        return self.positions[place] if place < len(self.headings) else len(self.blocks)


@dataclass(slots=True)
class _Draft:
    """A group before its headings are known; `key` says what its cards have in common."""

    shape: Shape
    key: tuple[str, ...]
    cards: list[Card]

    @property
    def first(self) -> int:
        return self.cards[0].blocks[0].index

    @property
    def last(self) -> int:
        return self.cards[-1].blocks[-1].index


class _Finder:
    """Finds the groups of one page."""

    def __init__(self, page: Document, outline: _Outline, spans: "_Spans") -> None:
        self.page = page
        self.outline = outline
        self.spans = spans

    def groups(self) -> tuple[CardGroup, ...]:
        drafts = _joined(
            [
                draft
                for parent, children in self.spans.children.items()
                if len(children) > 1 or parent.tag == "dl" or _may_stand_alone(children[0])
                for draft in self._below(parent, children)
            ]
        )
        drafts += self._flat({card.heading.index for d in drafts for card in d.cards if card.heading})
        drafts.sort(key=lambda draft: (draft.first, -draft.last))
        return tuple(self._with_headings(drafts))

    def _below(self, parent: _Element, children: list[_Element]) -> Iterator[_Draft]:
        if parent.tag == "dl":
            yield from self._definitions(parent)
            return
        children = [child for child in children if self._may_be_card(child)]
        if len(children) == 1 and not _may_stand_alone(children[0]):
            return
        alike: dict[tuple[str, ...], list[_Element]] = {}
        for child in children:
            alike.setdefault((str(child.tag), *_class_words(child.get("class") or "")), []).append(child)
        for key, children in _regrouped(alike, self._make_up):
            yield from self._group(key, children)

    def _may_be_card(self, element: _Element) -> bool:
        tag = element.tag
        return tag in _CARD_TAGS and (tag != "td" or self.spans.first[element] < self.spans.last[element])

    def _group(self, key: tuple[str, ...], children: list[_Element]) -> Iterator[_Draft]:
        if key[0] == "tr":
            cards = [card for child in children if (card := self._row(child)) is not None]
            if cards:
                yield _Draft("rows", key, cards)
            return
        cards = _distinct([card for child in children if (card := self._card(child)) is not None])
        if cards:
            yield _Draft("siblings" if len(children) > 1 else "single", key, cards)

    def _card(self, element: _Element) -> Card | None:
        if self._is_too_long(element):
            return None
        blocks = self.spans.blocks(element)
        return Card(self.page, self._inner(element), blocks, _heading_of(blocks))

    def _inner(self, element: _Element) -> _Element:
        """Looks through wrappers that hold nothing but one further element."""
        while element not in self.page.block_of and len(element) == 1 and element[0] in self.spans.first:
            element = element[0]
        return element

    def _row(self, row: _Element) -> Card | None:
        if len(self.spans.children.get(row, ())) < 2 or self._is_too_long(row):
            return None
        blocks = self.spans.blocks(row)
        return Card(self.page, row, blocks, blocks[0])

    def _definitions(self, parent: _Element) -> Iterator[_Draft]:
        cards: list[Card] = []
        term: _Element | None = None
        for child in parent.iter("dt", "dd"):
            if child not in self.spans.first:
                continue
            if child.tag == "dt":
                term = child
            elif term is not None:
                blocks = (*self.spans.blocks(term), *self.spans.blocks(child))
                if len(blocks) <= MAX_CARD_BLOCKS:
                    cards.append(Card(self.page, child, blocks, blocks[0]))
                term = None
        if cards:
            yield _Draft("definitions", ("dl",), cards)

    def _flat(self, known: set[int]) -> list[_Draft]:
        """Headings of one level below one heading, where they are not the headings of cards already."""
        alike: dict[tuple[int, int], list[Block]] = {}
        for heading in self.outline.headings:
            parent = self.outline.parents[heading.index]
            alike.setdefault((parent.index if parent else -1, heading.level), []).append(heading)
        drafts = []
        for (_, level), headings in alike.items():
            if len(headings) >= 2 and 2 * sum(h.index in known for h in headings) < len(headings):
                cards = [card for h in headings if (card := self._governed(h)) is not None]
                if cards:
                    drafts.append(_Draft("headings", (f"h{level}",), cards))
        return drafts

    def _governed(self, heading: Block) -> Card | None:
        end = min(self.outline.end_of(heading), heading.index + MAX_CARD_BLOCKS)
        blocks = self.page.blocks[heading.index : end]
        if len(blocks) < 2:
            return None
        return Card(self.page, heading.element, blocks, heading)

    def _is_too_long(self, element: _Element) -> bool:
        first, last = self.spans.first[element], self.spans.last[element]
        return last - first >= MAX_CARD_BLOCKS or self.spans.characters(first, last) > MAX_CARD_TEXT

    def _make_up(self, element: _Element) -> tuple[str, ...]:
        """The tags of an element's first blocks: what cards share whose classes differ."""
        return tuple([block.tag for block in self.spans.blocks(element)[:3]])

    def _with_headings(self, drafts: list[_Draft]) -> Iterator[CardGroup]:
        covered: dict[int, tuple[int, int]] = {}
        for draft in drafts:
            heading = self._governing(draft, covered)
            yield CardGroup(draft.shape, tuple(draft.cards), self.outline.upwards(heading))
            if len(draft.cards) > 1 and draft.shape != "headings":
                for card in draft.cards:
                    if card.heading is not None and card.heading.level:
                        covered.setdefault(card.heading.index, (draft.first, card.blocks[-1].index))

    def _governing(self, draft: _Draft, covered: dict[int, tuple[int, int]]) -> Block | None:
        """The nearest heading above that is no earlier card's own (unless that card holds this group)."""
        if draft.shape == "headings":
            return self.outline.parents[draft.first]
        heading = self.outline.nearest(draft.first)
        for _ in range(_MAX_JUMPS):
            if heading is None or heading.index not in covered or draft.first <= covered[heading.index][1]:
                break
            heading = self.outline.nearest(covered[heading.index][0])
        return heading


class _Spans:
    """For every element that holds text: the indexes of its first and last block, and those of its children that hold text.

    Each element is met once a direction. The children stand in their parent's order, parents in that of their first blocks.
    """

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self._blocks = blocks
        self.first: dict[_Element, int] = {}
        self.last: dict[_Element, int] = {}
        self.children: dict[_Element, list[_Element]] = {}
        self._starts = [0, *accumulate(len(block.text) + 1 for block in blocks)]
        parents: dict[_Element, _Element | None] = {}
        for block in blocks:
            node: _Element | None = block.element
            while node is not None and node not in self.first:
                self.first[node] = block.index
                parent = parents[node] = node.getparent()
                if parent is not None:
                    self.children.setdefault(parent, []).append(node)
                node = parent
        for block in reversed(blocks):
            node = block.element
            while node is not None and node not in self.last:
                self.last[node] = block.index
                node = parents[node]

    def blocks(self, element: _Element) -> tuple[Block, ...]:
        """The blocks inside an element."""
        first = self.first.get(element)
        return () if first is None else self._blocks[first : self.last[element] + 1]

    def characters(self, first: int, last: int) -> int:
        """How long the text of some blocks is."""
        return self._starts[last + 1] - self._starts[first] - 1


@lru_cache(maxsize=2048)
def _class_words(names: str) -> tuple[str, ...]:
    """What the classes of cards of one make-up have in common."""
    return tuple(sorted(set(_CLASS_NAME.findall(_PASSING.sub("", names.lower())))))


def _regrouped(
    alike: dict[tuple[str, ...], list[_Element]], make_up: Callable[[_Element], tuple[str, ...]]
) -> Iterator[tuple[tuple[str, ...], list[_Element]]]:
    """The groups by class; those left alone are tried once more by what they are made of."""
    alone: dict[tuple[str, ...], list[_Element]] = {}
    for key, children in alike.items():
        if len(children) > 1 or key[0] == "tr":
            yield key, children
        else:
            alone.setdefault((key[0], "=", *make_up(children[0])), []).append(children[0])
    for key, children in alone.items():
        is_group = len(key) > 3 if len(children) > 1 else _is_lone_card(children[0])
        if is_group:
            yield key, children


def _may_stand_alone(element: _Element) -> bool:
    return element.tag == "tr" or _is_lone_card(element)


def _is_lone_card(element: _Element) -> bool:
    return element.tag == "blockquote" or _is_called_card(element.get("class") or "")


@lru_cache(maxsize=2048)
def _is_called_card(names: str) -> bool:
    return _CARD_CLASS.search(names.lower()) is not None


@lru_cache(maxsize=2048)
def _is_called_title(names: str) -> bool:
    return _TITLE_CLASS.search(names.lower()) is not None


def _distinct(cards: list[Card]) -> list[Card]:
    """Without repeats: a carousel clones its slides, a marquee its whole row."""
    if len(cards) < 2:
        return cards
    found: dict[tuple[str, ...], Card] = {}
    for card in cards:
        found.setdefault(tuple([block.text for block in card.blocks]), card)
    return list(found.values())


def _heading_of(blocks: tuple[Block, ...]) -> Block | None:
    """The first heading, else a block whose class calls it a title or name, else a bold first line."""
    for block in blocks:
        if block.level:
            return block
    for block in blocks:
        if _is_called_title(block.element.get("class") or ""):
            return block
    return blocks[0] if len(blocks) > 1 and blocks[0].is_bold else None


def _joined(drafts: list[_Draft]) -> list[_Draft]:
    """Rows of a grid become one group: the same kind of card, right behind one another."""
    joined: list[_Draft] = []
    latest: dict[tuple[str, ...], _Draft] = {}
    for draft in drafts:
        earlier = latest.get(draft.key)
        if earlier is not None and draft.shape != "definitions" and draft.first == earlier.last + 1:
            earlier.cards = _distinct([*earlier.cards, *draft.cards])
            earlier.shape = draft.shape if draft.shape == "rows" else "siblings"
            continue
        latest[draft.key] = draft
        joined.append(draft)
    return _once(joined)


def _once(drafts: list[_Draft]) -> list[_Draft]:
    """Without groups of the very same blocks: each slide's wrapper makes the group that its content makes."""
    found: dict[tuple[int, ...], _Draft] = {}
    for draft in drafts:
        found.setdefault((*(card.blocks[0].index for card in draft.cards), draft.last), draft)
    return list(found.values())
