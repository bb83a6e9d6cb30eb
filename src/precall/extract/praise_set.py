"""Which texts of a page are several people's words in a row: cards or lines where a text and a name take turns.

What reads alike vouches for itself: where some of the names in one place of the cards are known as names, what stands
there in the other cards is one as well.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.etree import _Element

from precall.extract import names, praise_author
from precall.extract.praise_author import Author
from precall.site import cards
from precall.site.class_names import meaning
from precall.site.document import Block, Document
from precall.words.match import Phrases, phrases
from precall.words.remembered import of_short_text

OPENING = "\"“”„«‘‚‹'‟❝「"
CLOSING = "\"”“»’›'❞」"

_Asked = Callable[[Block], bool]
_FEWEST = 2  # texts of a set
_KNOWN = 0.6  # how sure the surest name of a set is
_SHORTEST = 20  # characters of a text
_FEWEST_SPACES = 3  # of a text
_SHORT_NAME = 60  # characters of a line that may end like a sentence and be a name
_MOST_OF_A_CARD = 16  # blocks
_MOST_LINES = 5  # beside a text in its card
_MOST_BESIDE = 2  # lines that belong to a text where no card says which do
_MOST_BLOCKS = 160  # below an announcement
_LOWEST = 2  # a line that announces stands above headings below this level
_MOST_MARKS = 40  # elements of a card that are looked at for a quotation mark
_QUOTE_MARK = meaning("quoted")
_IN_BRACKETS = re.compile(r"^(.{20,}[.!?…\"”“»])\s?\(([^()]{2,60})\)$", re.DOTALL)
_BEHIND_QUOTE = re.compile(r"^(.{20,}[\"”“»])\s?[-–—―~]{0,2}\s?([^\"”“»]{2,60})$", re.DOTALL)
_MOST_OF_A_SET = 0.51
_MOST_OF_A_SIGNATURE = 7  # words
_BEHIND_LEAD = ":" + praise_author.DASHES
_TAIL_TAGS = ("small", "em", "i", "strong", "b", "cite", "span")


@dataclass(frozen=True, slots=True)
class Told:
    """One of a set: its text, who said it, the block where the text begins, and the blocks that it takes with its author."""

    text: str
    proof: str
    author: Author
    place: int
    start: int
    end: int
    announced: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    """A line of a block, or its bold start, its set off end: the smallest that is a text or a name."""

    block: Block
    text: str
    is_text: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """A text and the short lines before and after it, in reading order."""

    text: tuple[_Line, ...]
    before: tuple[_Line, ...]
    after: tuple[_Line, ...]
    quoted: bool

    def line(self, slot: int) -> _Line | None:
        """The line in a slot: 0 the first below the text, -1 the nearest above it, -2 the first above it."""
        if slot == 0:
            return self.after[0] if self.after else None
        if slot == -1:
            return self.before[-1] if self.before else None
        return self.before[0] if self.before else None

    def make_up(self, slot: int) -> tuple[str, str, bool]:
        """What the pieces of a set have in common: the tags of text and line, and whether they stand in one place."""
        text, line = self.text[0].block, self.line(slot)
        if line is None:
            return text.tag, "", False
        return text.tag, line.block.tag, line.block.element.getparent() is text.element.getparent()


def of(page: Document, announced: _Asked, heads: _Asked) -> tuple[Told, ...]:
    """The members of a page's sets in reading order.

    `announced` says whether a heading, a class or the page announces praise at a block, `heads` whether a block is
    itself a heading that does.
    """
    found: list[Told] = []
    taken: set[int] = set()
    for group in cards.of(page):
        if len(group.cards) >= _FEWEST and len(group.cards[0].blocks) <= _MOST_OF_A_CARD:
            is_announced = any(map(heads, group.headings[:2])) or announced(group.cards[0].blocks[0])
            if is_announced or _is_quoted(group.cards[0]):
                _keep(found, taken, _told(_of_cards(group), page, announced=is_announced))
    for run in _runs(page, heads):
        _keep(found, taken, _told(list(_alternating(run)), page, announced=True))
    for run in _quoted_runs(page):
        _keep(found, taken, _told(list(_alternating(run)), page, announced=False))
    return tuple(sorted(found, key=lambda one: one.place))


def _keep(found: list[Told], taken: set[int], told: Sequence[Told]) -> None:
    """Adds those whose blocks no earlier set has taken."""
    free = [one for one in told if taken.isdisjoint(range(one.start, one.end + 1))]
    found += free
    taken.update(index for one in free for index in range(one.start, one.end + 1))


def _told(pieces: Sequence[_Piece], page: Document, *, announced: bool) -> list[Told]:
    """The members of a set, where the lines in one slot are names, and it is announced or quoted thanks throughout."""
    if not announced and not (all(piece.quoted for piece in pieces) and _speak_of_themselves(pieces, page)):
        return []
    sureness = {slot: [_sureness(piece.line(slot)) for piece in pieces] for slot in (0, -2, -1)}
    slot, sure = max(sureness.items(), key=lambda one: sum(one[1]))
    known = [piece for piece, one in zip(pieces, sure, strict=True) if one]
    if len(known) < _FEWEST or 2 * len(known) < len(pieces) or max(sure) < _KNOWN:
        return _all_signed(pieces, page) if announced else []
    make_ups = {piece.make_up(slot) for piece in known}
    alike = (piece for piece in pieces if piece in known or piece.make_up(slot) in make_ups)
    return [told for piece in alike if (told := _member(piece, slot, announced=announced)) is not None]


def _all_signed(pieces: Sequence[_Piece], page: Document) -> list[Told]:
    """The members of an announced set with nothing but a short line of one make-up beside each text: "The Oakes family", "Mr W. from York"."""
    below = all(1 <= len(piece.after) <= _MOST_BESIDE and not piece.before for piece in pieces)
    above = all(len(piece.before) == 1 and not piece.after for piece in pieces)
    slot = 0 if below else -1
    lines = [line for piece in pieces if (line := piece.line(slot)) is not None]
    if not (below or above) or len(lines) < _FEWEST or len({piece.make_up(slot) for piece in pieces}) > 1:
        return []
    headed = any(line.block.level for line in lines)
    said = all(piece.quoted for piece in pieces) or (
        not headed and _speak_of_themselves(pieces, page, most=0.5)
    )
    if not said or len({line.text for line in lines}) == 1 or not all(map(_may_sign, lines)):
        return []
    told = (_member(piece, slot, announced=True) for piece in pieces)
    return [one for one in told if one is not None]


def _may_sign(line: _Line) -> bool:
    """Whether a line is short enough to say who speaks, and neither a question, a day, a button nor a link."""
    text = line.text.strip(praise_author.DASHES + " ")
    return (
        0 < len(text) <= _SHORT_NAME
        and len(text.split()) <= _MOST_OF_A_SIGNATURE
        and text[-1] not in "!?…:"
        and not (praise_author.is_no_author(text) or praise_author.is_only_date(text))
        and next(line.block.element.iter("a"), None) is None
    )


def _speak_of_themselves(pieces: Sequence[_Piece], page: Document, *, most: float = _MOST_OF_A_SET) -> bool:
    """Whether at least this share of the texts says "I" or "we", or thanks."""
    lists = (phrases("speech", "we", page.spoken), phrases("praise", "words", page.spoken))
    return sum(_has_one(piece, lists) for piece in pieces) >= most * len(pieces)


def _has_one(piece: _Piece, lists: Sequence[Phrases]) -> bool:
    return any(words.stand_in(line.text) for line in piece.text for words in lists)


def _member(piece: _Piece, slot: int, *, announced: bool) -> Told | None:
    line = piece.line(slot)
    author = praise_author.of_lines(_shown(line), strong=True) if line else None
    if line is None or author is None:
        return None
    lines = piece.after if slot == 0 else piece.before
    following = next(iter(lines[lines.index(line) + 1 :]), None)
    detail = praise_author.detail(following.text) if following is not None else ""
    if not author.role and detail != author.name and praise_author.is_detail(detail):
        author = Author(author.name, detail, 1.0)
    blocks = [one.block.index for one in (*piece.before, *piece.text, *piece.after)]
    text = " ".join(one.text for one in piece.text)
    first = piece.text[0]
    return Told(text, first.text, author, first.block.index, blocks[0], blocks[-1], announced)


def _shown(line: _Line) -> tuple[str, ...]:
    """A line, or the lines and parts of the block that it is."""
    return praise_author.lines_of(line.block) if line.text == line.block.text else (line.text,)


def _of_cards(group: cards.CardGroup) -> list[_Piece]:
    """The pieces of a group, where most of its cards are one."""
    pieces = [piece for card in group.cards if (piece := _of_card(card)) is not None]
    return pieces if 2 * len(pieces) >= len(group.cards) else []


def _of_card(card: cards.Card) -> _Piece | None:
    """A card's text with the lines around it; None where it has none, or two."""
    lines = [line for block in card.blocks if not _is_nothing(block) for line in _lines(block)]
    texts = [place for place, line in enumerate(lines) if line.is_text]
    if not texts or len(lines) - len(texts) > _MOST_LINES or texts[-1] - texts[0] >= len(texts):
        return None
    text = tuple(lines[texts[0] : texts[-1] + 1])
    return _Piece(text, tuple(lines[: texts[0]]), tuple(lines[texts[-1] + 1 :]), _is_quoted(card))


def _is_quoted(card: cards.Card) -> bool:
    """Whether a quotation mark begins a block of a card or stands in it as a picture, or a text is marked as a quotation."""
    return any(block.text[0] in OPENING for block in card.blocks) or any(
        element.tag in ("blockquote", "q") or _marks_a_quotation(element.get("class") or "")
        for element in islice(card.element.iter("blockquote", "q", "i", "span", "div", "p"), _MOST_MARKS)
    )


@of_short_text
def _marks_a_quotation(class_words: str) -> bool:
    return _QUOTE_MARK.search(class_words.lower()) is not None


def _runs(page: Document, heads: _Asked) -> Iterator[list[_Line]]:
    """The lines below each announcement that say something, up to a heading that is neither name nor quotation."""
    run: list[_Line] = []
    whole = page.kind == "testimonials"
    open_level = 0  # of the heading that announced; 0 where none did
    for block in page.blocks:
        begins = block.region == "main" and heads(block)
        ends = block.region != "main" or (block.level and not (run and _stays(block)))
        if begins or ends or len(run) >= _MOST_BLOCKS:
            if run:
                yield run
            run = []
            if begins:
                open_level = block.level or _LOWEST
            elif 0 < block.level <= open_level or block.region != "main":
                open_level = 0
        elif (whole or open_level) and not _is_nothing(block):
            run += _lines(block)
    if run:
        yield run


def _quoted_runs(page: Document) -> Iterator[list[_Line]]:
    """Quotations in their marks, each with the short lines below it, right behind one another."""
    run: list[_Line] = []
    for block in page.blocks:
        if block.text[0] in OPENING and block.region == "main":
            run += _lines(block)
        elif run and (block.level or block.region != "main" or _is_text(block.text)):
            yield run
            run = []
        elif run and not _is_nothing(block):
            run += _lines(block)
    if run:
        yield run


def _stays(heading: Block) -> bool:
    """Whether a heading is a quotation or the name of who is quoted."""
    return heading.text[0] in OPENING or _names_somebody(praise_author.lines_of(heading)) > 0


def _alternating(run: Sequence[_Line]) -> Iterator[_Piece]:
    """The texts of a run with the lines that belong to them: those below where the run begins with a text, else those above."""
    below = run[0].is_text or not run[-1].is_text
    place = 0
    lines: list[_Line] = []
    while place < len(run):
        if not run[place].is_text:
            lines.append(run[place])
            place += 1
            continue
        end = place
        while end < len(run) and run[end].is_text and (end == place or _goes_on(run[end - 1], run[end])):
            end += 1
        text, before, lines = tuple(run[place:end]), lines[-_MOST_BESIDE:], []
        place = end
        while below and place < len(run) and not run[place].is_text:
            lines.append(run[place])
            place += 1
        quoted = text[0].text[0] in OPENING
        yield _Piece(
            text, () if below else tuple(before), tuple(lines[:_MOST_BESIDE]) if below else (), quoted
        )
        lines = []


def _goes_on(one: _Line, other: _Line) -> bool:
    """Whether a text is the next paragraph of what was said in the one before it."""
    apart = other.text[0] in OPENING or one.text[-1] in CLOSING
    return not apart and one.block.element.getparent() is other.block.element.getparent()


def _is_nothing(block: Block) -> bool:
    """Whether a block is stars, initials, a date, a button."""
    text = block.text
    if block.tag == "button" or praise_author.is_stars(text):
        return True
    asked = (praise_author.is_no_author, praise_author.is_source, praise_author.is_only_date)
    return len(text) <= praise_author.LONGEST and any(is_so(text) for is_so in asked)


def _lines(block: Block) -> list[_Line]:
    """A block's lines; a name that is set off at the start or the end of one is a line of its own."""
    dated = len(block.text) <= _SHORT_NAME and block.text[-1] == ")"  # "by Ada Winter (May 4, 2012)"
    is_name = dated and _names_somebody(praise_author.lines_of(block)) > 0
    parts = [] if is_name else [part for line in block.lines for part in _parted(block, line)]
    told = [_Line(block, part, _is_text(part)) for part in parts if not praise_author.is_stars(part)]
    if any(line.is_text for line in told):
        return told
    return [_Line(block, block.text, not is_name and _is_text(block.text))]


def _parted(block: Block, line: str) -> Iterator[str]:
    """A line, its bold start or its set off end apart where that is a name."""
    lead, tail = (_lead(block.element), _tail(block.element)) if len(block.lines) == 1 else ("", "")
    bracket = _IN_BRACKETS.match(line)
    quoted = _BEHIND_QUOTE.match(line) if line[0] in OPENING else None
    if (
        lead
        and line.startswith(lead)
        and len(lead) < len(line)
        and _is_set_off(lead, line[len(lead) :].lstrip()[:1] in _BEHIND_LEAD)
    ):
        yield lead
        yield line[len(lead) :].lstrip(_BEHIND_LEAD + " ")
    elif tail and line.endswith(tail) and _is_set_off(tail, _has_ended(line[: -len(tail)].rstrip())):
        yield line[: -len(tail)].rstrip(" " + praise_author.DASHES)
        yield tail
    elif quoted is not None:
        yield quoted[1]
        yield quoted[2]
    elif bracket is not None and _names_somebody((bracket[2],)):
        yield bracket[1]
        yield bracket[2]
    else:
        yield line


def _is_set_off(name: str, apart: bool) -> bool:
    """Whether a few words are a known name, or might be one where a mark parts them from the rest of their line."""
    if len(name) > _SHORT_NAME:
        return False
    return _names_somebody((name,)) > 0 or (
        apart and praise_author.may_be_name(name.strip("() ").partition(",")[0])
    )


def _has_ended(text: str) -> bool:
    return len(text) >= _SHORTEST and text[-1] in ".!?…" + CLOSING + praise_author.DASHES


def _lead(element: _Element) -> str:
    """The text of the bold inline element that a block starts with."""
    first = element[0] if len(element) and not (element.text or "").strip() else None
    return _short_text(first).rstrip(" :") if first is not None and first.tag in ("strong", "b") else ""


def _tail(element: _Element) -> str:
    """The text of the last inline element of a block, where nothing stands behind it."""
    last = element[-1] if len(element) else None
    return (
        _short_text(last)
        if last is not None and last.tag in _TAIL_TAGS and not (last.tail or "").strip()
        else ""
    )


def _short_text(element: _Element) -> str:
    """The text of an element; empty where it is longer than a name with what its bearer is."""
    text = " ".join("".join(map(str, islice(element.itertext(), _MOST_MARKS))).split())
    return text if len(text) <= _SHORT_NAME else ""


def _is_text(text: str) -> bool:
    """Whether a line is long enough to be what somebody says, and no name with what its bearer is."""
    if len(text) < _SHORTEST or text.count(" ") < _FEWEST_SPACES:
        return False
    if text[0] in OPENING or len(text) > praise_author.LONGEST:
        return True
    ends = text[-1] in ".!?…)" or text[-1] in CLOSING
    return ends and not (len(text) <= _SHORT_NAME and _names_somebody((text,)))


def _sureness(line: _Line | None) -> float:
    """How sure a line names a person."""
    return _names_somebody(_shown(line)) if line is not None else 0.0


def _names_somebody(lines: Sequence[str]) -> float:
    if len(lines[0]) > praise_author.LONGEST:
        return 0.0
    author = praise_author.of_lines(lines, strong=False, role_alone=False)
    name = names.read(author.name) if author is not None else None
    return name.sure if name is not None else 0.0
