"""Which passages a page consists of: paragraphs, items and rows under their headings, without menus and forms."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from lxml.etree import _Element

from precall.extract import voice
from precall.extract.speech import split
from precall.model.passage import Form, Passage, Region
from precall.site.document import Block, Document

MOST_PASSAGES = 400  # of one page
_MOST_CHARACTERS = 60_000  # of one page
_LONGEST = 6_000  # characters of one block; what is longer is cut
_TITLE_WORDS = 12  # a line in bold of more words than that is a sentence
_CELL_WORDS = 12
_EYEBROW_WORDS = 4
_ANNOUNCED_WORDS = 30
_MOST_CELLS = 4  # of a row that no table marks
_TABLE_CELLS = 12
_BELOW = 7  # the level of a title that no heading tag marks: below all that have one
_FORM_TAGS = frozenset("label option button legend select optgroup".split())
_TERMS = frozenset(("dt", "summary", "caption", "button"))
_LIST_TAGS = frozenset(("li", "dd", "td", "th"))
_ROW_TAGS = frozenset(("div", "li", "a", "p", "section", "article", "header", "figcaption"))
_TITLE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:title|heading|question|name|headline|titel|titre|titulo)(?=$|[\s_-])"
)
_WORDS = re.compile(r"[^\W\d_]{2}|\d{2}|[€$£¥]")  # what is no mere ornament, initial or number of a step
_REACH = re.compile(r"@|\d{4}")
_MOST_LINKS = 30  # of one block that are looked at
_ENDS = (".", "!", "…", ",", ";")


def of(page: Document) -> tuple[Passage, ...]:
    """The passages of a page in reading order; navigation and the labels of forms are left out."""
    return tuple(islice(_passages(page), MOST_PASSAGES))


@dataclass(slots=True)
class _Headings:
    """The headings that are open at a place on the page; each region of the page begins anew."""

    region: Region = "main"
    open: list[tuple[int, str]] = field(default_factory=list)
    stands_alone: bool = False

    def enter(self, region: Region) -> Passage | None:
        """Begins another part of the page; gives the last heading where nothing stood below it."""
        if region == self.region:
            return None
        bare = self._bare(0)
        self.region = region
        self.open.clear()
        self.stands_alone = False
        return bare

    def add(self, level: int, text: str) -> Passage | None:
        """Opens a heading; gives the one before where nothing stood below it."""
        bare = self._bare(level)
        while self.open and self.open[-1][0] >= level:
            self.open.pop()
        self.open.append((level, text))
        self.stands_alone = True
        return bare

    def _bare(self, level: int) -> Passage | None:
        if not self.stands_alone or not self.open or self.open[-1][0] < level:
            return None
        return Passage((self.open[-1][1],), self.path[:-1], "list", self.region)

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.open)


def _passages(page: Document) -> Iterator[Passage]:
    headings = _Headings()
    characters = 0
    for run in _labelled(_runs([block for block in page.blocks if _is_read(block)])):
        first = run[0]
        bare = headings.enter(first.region)
        if bare is not None:
            yield bare
        level = _level(first) if len(run) == 1 else 0
        if level:
            bare = headings.add(level, first.text)
            if bare is not None:
                yield bare
            continue
        headings.stands_alone = False
        characters += sum(len(block.text) for block in run)
        if characters > _MOST_CHARACTERS:
            return
        whose = voice.of(page).at(first).voice
        yield Passage(_parts(run), headings.path, _form(run), first.region, whose)


def _is_read(block: Block) -> bool:
    asks = block.tag == "button" and block.text.endswith("?")  # a question that opens its answer
    if block.region == "nav" or (block.tag in _FORM_TAGS and not asks):
        return False
    return _WORDS.search(block.text) is not None and not _is_field(block) and not _is_menu(block)


def _is_field(block: Block) -> bool:
    """Whether a block is the label of a field of a form."""
    inside = next(block.element.iter("input", "select", "textarea"), None)
    return inside is not None or next(block.element.iterancestors("label"), None) is not None


def _labelled(runs: Iterable[Sequence[Block]]) -> Iterator[Sequence[Block]]:
    """The runs, a short line before a row joined to it as its first cell, and one before a heading left out."""
    label: Sequence[Block] = ()
    for run in runs:
        follows = bool(label) and label[-1].index + 1 == run[0].index and label[-1].region == run[0].region
        if follows and (len(run) > 1 or _announces(label[0], run[0])):
            run = (*label, *run)
        elif label and not (follows and run[0].level and _is_eyebrow(label[0])):
            yield label
        label = run if len(run) == 1 and _may_label(run[0]) else ()
        if not label:
            yield run
    if label:
        yield label


def _announces(label: Block, block: Block) -> bool:
    """Whether a line that ends in a colon is followed by what it speaks of."""
    return label.text.endswith(":") and not _level(block) and len(block.text.split()) <= _ANNOUNCED_WORDS


def _may_label(block: Block) -> bool:
    return _may_be_cell(block) and not block.text.endswith(_ENDS) and not _level(block)


def _is_eyebrow(block: Block) -> bool:
    """Whether a short line above a heading only says which sort of heading follows."""
    return len(block.text.split()) <= _EYEBROW_WORDS and not any(map(str.isdigit, block.text))


def _runs(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """The blocks, those that are the cells of one row together."""
    place = 0
    while place < len(blocks):
        end = _end_of_row(blocks, place)
        yield blocks[place:end]
        place = end


def _end_of_row(blocks: Sequence[Block], place: int) -> int:
    """Where the row that begins at a place ends; one block further where it is none."""
    for row, most in _rows_around(blocks[place]):
        end = place + 1
        while end < len(blocks) and end - place <= most and _continues(blocks, end, row):
            end += 1
        while end - place > 1 and _is_link(blocks[end - 1]):  # a button below the row
            end -= 1
        if 1 < end - place <= most and all(_may_be_cell(block) for block in blocks[place:end]):
            return end
    return place + 1


def _continues(blocks: Sequence[Block], place: int, row: _Element) -> bool:
    """Whether the block at a place follows the one before it, within a row."""
    return blocks[place].index == blocks[place - 1].index + 1 and _is_within(blocks[place].element, row)


def _rows_around(block: Block) -> Iterator[tuple[_Element, int]]:
    """The elements that may be the row of which a block is the first cell, with the most cells of each."""
    element: _Element | None = block.element
    for _ in range(3):
        element = None if element is None else element.getparent()
        if element is None:
            return
        if element.tag == "tr":
            yield element, _TABLE_CELLS
            return
        if element.tag in _ROW_TAGS:
            yield element, _MOST_CELLS


def _is_within(element: _Element | None, row: _Element) -> bool:
    for _ in range(4):
        if element is None:
            return False
        if element is row:
            return True
        element = element.getparent()
    return False


def _may_be_cell(block: Block) -> bool:
    return not block.level and len(block.text.split()) <= _CELL_WORDS and not _is_link(block)


def _level(block: Block) -> int:
    """Which heading a block is, 1 being the highest; 0 where it is none."""
    if block.level:
        return block.level
    if (
        len(block.text.split()) > _TITLE_WORDS
        or block.text.endswith(_ENDS)
        or not any(map(str.isalpha, block.text))
    ):
        return 0
    if (
        block.tag in _TERMS
        or _is_bold(block)
        or _TITLE_CLASS.search((block.element.get("class") or "").lower())
    ):
        return _BELOW
    return 0


def _is_bold(block: Block) -> bool:
    """Whether the whole block stands in bold."""
    bold = block.element.find(".//strong")
    bold = block.element.find(".//b") if bold is None else bold
    return bold is not None and len("".join(map(str, bold.itertext())).strip()) >= len(block.text) - 1


def _parts(run: Sequence[Block]) -> tuple[str, ...]:
    if len(run) > 1:
        return tuple(block.text for block in run)
    block = run[0]
    lines = block.lines if len(block.lines) > 1 else (block.text,)
    return tuple(sentence for line in lines for sentence in split(line[:_LONGEST]))


def _form(run: Sequence[Block]) -> Form:
    if len(run) > 1:
        return "row"
    block = run[0]
    if _is_link(block):
        return "link"
    return "list" if block.tag in _LIST_TAGS else "text"


def _is_link(block: Block) -> bool:
    """Whether a block is nothing but a link or several."""
    if block.element.tag == "a":
        return True
    inside = sum(map(_letters, map("".join, (link.itertext() for link in _links(block)))))
    return inside >= _letters(block.text) > 0


def _is_menu(block: Block) -> bool:
    """Whether a block is several links, none of which says how to reach somebody."""
    return len(_links(block)) > 1 and _is_link(block) and not _REACH.search(block.text)


def _links(block: Block) -> list[_Element]:
    return list(islice(block.element.iter("a"), _MOST_LINKS))


def _letters(text: str) -> int:
    """How many characters a text has without its white space."""
    return sum(map(len, text.split()))
