"""Which passages a page consists of: paragraphs, items and rows under their headings, without menus and forms."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from lxml.etree import _Element

from precall.extract import voice
from precall.extract.speech import split
from precall.model.passage import Form, Passage, Region
from precall.site.class_names import meaning
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
_FIELDS = ("input", "select", "textarea")
_WORDS_OF_A_FORM = 150
_TERMS = frozenset(("dt", "summary", "caption", "button"))
_LIST_TAGS = frozenset(("li", "dd", "td", "th"))
_ROW_TAGS = frozenset(("div", "li", "a", "p", "section", "article", "header", "figcaption"))
_TITLE_CLASS = meaning("title")
_OPENING_SIGN = re.compile(r"(?<=\?)\s?[^\w\s]{1,2}$")
_SHOW_AND_HIDE = re.compile(r"(?<=\?)(?:\s[^\W\d_]{2,12}){1,2}$")
_WORDS = re.compile(r"[^\W\d_]{2}|\d{2}|\d ?[+%×★]|[€$£¥]")
"""What is no mere ornament, initial or number of a step."""
_STEP = re.compile(r"\W{0,2}0\d\W{0,2}")
_NOT_COUNTED = re.compile(r"[^\w.,]{0,2}0[^\w.,]{0,2}[^\W\d_]?")
"""A figure that only a script would count up: "0", "+0", "0%"."""
_PERCENT = re.compile(r"[+%×★]")  # beside a lone zero
_FIGURE = re.compile(r"\W{0,2}\d[\d.,–-]*\s?(?:[^\W\d_]{1,4}|[^\w\s]){0,2}")
"""A figure and nothing beside it: "72h", "4+", "98 %"."""
_CARD_DEPTH = 4  # elements around a figure within its card
_SEVERAL = 2  # figures that are not counted; one alone may be meant
_REACH = re.compile(r"@|\d{4}")
_WAY = re.compile(r"[\w.+-]+@[\w.-]*\w|\+?\(?\d[\d ()./-]{7,30}\d")
_BESIDE_A_WAY = 2  # words
_MOST_LINKS = 30  # of one block that are looked at
_ENDS = (".", "!", "…", ",", ";")
_STOPS = (".", "!", "?", "…", ":", ";")
_SENTENCE, _BROKEN = 5, 40  # words of what is no label, and no text of its own
_SMALL = 3  # letters of a word that ends no line


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
    headings, voices = _Headings(), voice.of(page)
    characters = 0
    for run in _labelled(_runs(_lines(page))):
        first = run[0]
        bare = headings.enter(first.block.region)
        if bare is not None:
            yield bare
        level = first.level if len(run) == 1 and not _is_way(first.text) else 0
        if level:
            bare = headings.add(level, _title(first.block))
            if bare is not None:
                yield bare
            continue
        headings.stands_alone = False
        characters += sum(len(line.text) for line in run)
        if characters > _MOST_CHARACTERS:
            return
        whose = voices.at(first.block).voice
        yield Passage(_parts(run), headings.path, _form(run), first.block.region, whose)


@dataclass(slots=True, eq=False)
class _Line:
    """A block that is read: how many words it has, whether it is nothing but links or may be a cell, and which heading it is.

    `level` is 1 for the highest heading, 0 where it is none.
    """

    block: Block
    words: int
    is_link: bool
    is_cell: bool
    level: int

    @property
    def text(self) -> str:
        return self.block.text

    @property
    def index(self) -> int:
        return self.block.index


def _lines(page: Document) -> list[_Line]:
    """The blocks of a page without menus, ornaments and the labels of forms."""
    of_forms, not_counted = _fields(page), _not_counted(page)
    return [
        line
        for block in page.blocks
        if _is_read(block)
        and block.element not in of_forms
        and block.index not in not_counted
        and (line := _line(block)) is not None
    ]


def _not_counted(page: Document) -> frozenset[int]:
    """The figures that only a script would count up, and what each of them counts: the next short line, else the one before."""
    zeros = [place for place, block in enumerate(page.blocks) if _NOT_COUNTED.fullmatch(block.text)]
    if len(zeros) < _SEVERAL and not any(_PERCENT.search(page.blocks[place].text) for place in zeros):
        return frozenset()
    beside = [
        next((near for near in (place + 1, place - 1) if _is_counted(page.blocks, near)), place)
        for place in zeros
    ]
    return frozenset(page.blocks[place].index for place in (*zeros, *beside))


def _is_counted(blocks: Sequence[Block], place: int) -> bool:
    """Whether a block says what a figure counts: a few words without a figure of their own."""
    if not 0 <= place < len(blocks):
        return False
    text = blocks[place].text
    return len(text.split()) <= _TITLE_WORDS and not _FIGURE.fullmatch(text) and not text.endswith(_ENDS)


def _is_read(block: Block) -> bool:
    if block.region == "nav" or _STEP.fullmatch(block.text):
        return False
    if block.tag in _FORM_TAGS and not (block.tag == "button" and _title(block).endswith("?")):
        return False  # but a question that opens its answer
    return _WORDS.search(block.text) is not None


def _title(block: Block) -> str:
    """What a block says as a title: a button without what opens and shuts it, "Do you deliver? Show Hide" """
    text = _without_sign(block.text)
    return _SHOW_AND_HIDE.sub("", text) if block.tag == "button" else text


def _without_sign(text: str) -> str:
    """A title without the sign that opens what is below it: "Do you deliver? +" """
    return _OPENING_SIGN.sub("", text) or text


def _fields(page: Document) -> set[_Element]:
    """What holds a field of a form, what a label holds, and all that stands in a short form."""
    found: set[_Element] = set()
    for entry in page.root.iter(*_FIELDS):
        holder: _Element | None = entry
        while holder is not None and holder not in found:
            found.add(holder)
            holder = holder.getparent()
    for label in page.root.iter("label"):
        found.update(label.iterdescendants())
    for form in page.root.iter("form"):  # a whole page is one on some systems
        if (
            len(page.text_of(form).split()) <= _WORDS_OF_A_FORM
            and next(form.iter(*_FIELDS), None) is not None
        ):
            found.update(form.iterdescendants())
    return found


def _line(block: Block) -> _Line | None:
    """A block to be read; None where it is a menu: several links, none of which says how to reach somebody."""
    links = list(islice(block.element.iter("a"), _MOST_LINKS))
    is_link = bool(links) and _is_link(block, links)
    if is_link and len(links) > 1 and not _REACH.search(block.text):
        return None
    words = len(block.text.split())
    is_cell = not block.level and words <= _CELL_WORDS and not is_link
    return _Line(block, words, is_link, is_cell, block.level or _unmarked_level(block, words))


def _is_link(block: Block, links: Sequence[_Element]) -> bool:
    """Whether a block is nothing but a link or several."""
    if block.element.tag == "a":
        return True
    inside = sum(_letters("".join(map(str, link.itertext()))) for link in links)
    return inside >= _letters(block.text)


def _letters(text: str) -> int:
    """How many characters a text has without its white space."""
    return len("".join(text.split()))


def _is_way(text: str) -> bool:
    """Whether a line is a number or an address to reach somebody by, and its label: no heading, however large it is."""
    found = _WAY.search(text)
    return found is not None and len(text.replace(found[0], " ").split()) <= _BESIDE_A_WAY


def _unmarked_level(block: Block, words: int) -> int:
    """The level of a line that serves as a heading without its tag; 0 for any other."""
    if words > _TITLE_WORDS or block.text.endswith(_ENDS) or not any(map(str.isalpha, block.text)):
        return 0
    titled = block.tag in _TERMS or block.is_bold or _TITLE_CLASS.search(_class_of(block))
    return _BELOW if titled else 0


def _class_of(block: Block) -> str:
    return (block.element.get("class") or "").lower()


def _labelled(runs: Iterable[Sequence[_Line]]) -> Iterator[Sequence[_Line]]:
    """The runs, a short line before a row joined to it as its first cell, and one before a heading left out."""
    label: Sequence[_Line] = ()
    for run in runs:
        follows = (
            bool(label) and _follows(label[-1], run[0]) and label[-1].block.region == run[0].block.region
        )
        if follows and (len(run) > 1 or _announces(label[0], run[0])):
            run = (*label, *run)
        elif follows and run[0].block.level and _opens_its_card(label[0], run[0]):
            yield run
            run = label
        elif label and not (follows and run[0].block.level and _is_eyebrow(label[0])):
            yield label
        label = run if len(run) == 1 and _may_label(run[0]) else ()
        if not label:
            yield run
    if label:
        yield label


def _follows(one: _Line, other: _Line) -> bool:
    """Whether a line stands right behind another on the page."""
    return one.index + 1 == other.index


def _announces(label: _Line, line: _Line) -> bool:
    """Whether a line that ends in a colon is followed by what it speaks of."""
    return label.text.endswith(":") and not line.level and line.words <= _ANNOUNCED_WORDS


def _opens_its_card(figure: _Line, heading: _Line) -> bool:
    """Whether a figure is the first word of a card, and a heading right behind it says what it counts."""
    if not _FIGURE.fullmatch(figure.text):
        return False
    around = set(islice(heading.block.element.iterancestors(), _CARD_DEPTH))
    inside = figure.block.element
    for holder in islice(inside.iterancestors(), _CARD_DEPTH):
        if any(
            _letters("".join(map(str, one.itertext(with_tail=False))))
            for one in inside.itersiblings(preceding=True)
        ):
            return False
        if holder in around:
            return True
        inside = holder
    return False


def _may_label(line: _Line) -> bool:
    return line.is_cell and not line.text.endswith(_ENDS) and not line.level


def _is_eyebrow(line: _Line) -> bool:
    """Whether a short line above a heading only says which sort of heading follows."""
    return line.words <= _EYEBROW_WORDS and not any(map(str.isdigit, line.text))


def _runs(lines: Sequence[_Line]) -> Iterator[Sequence[_Line]]:
    """The lines, those that are the cells of one row together."""
    place = 0
    while place < len(lines):
        end = _end_of_row(lines, place)
        yield lines[place:end]
        place = end


def _end_of_row(lines: Sequence[_Line], place: int) -> int:
    """Where the row that begins at a place ends; one line further where it is none."""
    if not (lines[place].is_cell and _continues(lines, place + 1) and lines[place + 1].is_cell):
        return place + 1
    before = lines[place - 1] if place and _continues(lines, place) else None
    for row, most in _rows_around(lines[place].block):
        if before and before.is_cell and not before.level and _is_within(before.block.element, row):
            break  # the rest of a list that is too long for a row
        end = place + 1
        while end - place <= most and _continues(lines, end) and _is_within(lines[end].block.element, row):
            end += 1
        while end - place > 1 and lines[end - 1].is_link:  # a button below the row
            end -= 1
        if 1 < end - place <= most and all(line.is_cell for line in lines[place:end]):
            return end
    return place + 1


def _continues(lines: Sequence[_Line], place: int) -> bool:
    """Whether there is a line at a place, and it follows the one before it."""
    return place < len(lines) and _follows(lines[place - 1], lines[place])


def _rows_around(block: Block) -> Iterator[tuple[_Element, int]]:
    """The elements that may be the row of which a block is the first cell, with the most cells of each."""
    for element in islice(block.element.iterancestors(), 3):
        if element.tag == "tr":
            yield element, _TABLE_CELLS
            return
        if element.tag in _ROW_TAGS:
            yield element, _MOST_CELLS


def _is_within(element: _Element, row: _Element) -> bool:
    return element is row or row in islice(element.iterancestors(), 3)


def _parts(run: Sequence[_Line]) -> tuple[str, ...]:
    if len(run) > 1:
        return tuple(line.text for line in run)
    block = run[0].block
    lines = _unbroken(block.lines) if len(block.lines) > 1 else (block.text,)
    return tuple(sentence for line in lines for sentence in split(line[:_LONGEST]))


def _unbroken(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a block, one that breaks a sentence joined to the next."""
    whole = ""
    for line in lines:
        if whole and not _goes_on(whole, line):
            yield whole
            whole = ""
        whole = f"{whole} {line}".strip()
    yield whole


def _goes_on(line: str, following: str) -> bool:
    """Whether a line is too long for a label and ends in the middle of a sentence."""
    words = line.split()
    if not _SENTENCE <= len(words) <= _BROKEN or line.endswith(_STOPS) or not following:
        return False
    last = words[-1]
    return following[0].islower() or (last.islower() and last.isalpha() and len(last) <= _SMALL)


def _form(run: Sequence[_Line]) -> Form:
    if len(run) > 1:
        return "row"
    if run[0].is_link:
        return "link"
    return "list" if run[0].block.tag in _LIST_TAGS else "text"
