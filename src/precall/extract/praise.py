"""Which parts of a page are other people's words about the business, and whose."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from lxml.etree import _Element

from precall.extract import names, roles
from precall.extract.phrases import pattern, patterns
from precall.site import cards
from precall.site.document import Block, Document
from precall.site.text import clean

LEAST = 2.0
_SHORTEST = 20
_LONGEST = 4_000
_LONGEST_AUTHOR = 130
_LONGEST_HEADING = 140
_MOST_PARAGRAPHS = 8
_REACH = 5

_OPENING = "\"“”„«‘‚‹'‟❝「"
_CLOSING = "\"”“»’›'❞」"
_QUOTE_MARKS = '"“”„«»‘’‚‹›❝❞‟「」'
_DASH = "-–—―~"
_NAMED = re.compile(
    r"testimonial|review(?!-btn)|recension|temoign|témoign|kundenstimme|bewertung|opinion|ervaring|depoimento|testemunho"
)
_QUOTED_BY_CLASS = re.compile(r"(?:^|[\s_-])(?:block)?(?:quote|zitat|citation|citaat|cita)s?(?:$|[\s_-])")
_AUTHOR_CLASS = re.compile(
    r"author|cite|client-?name|person|(?:^|[\s_-])(?:name|reviewer|who|meta|title|attribution|by|info|signature)(?:$|[\s_-])"
)
_STARS = re.compile(
    r"[★☆⭐✩✭✮*\s]{3,}|\d(?:[.,]\d)?\s?/\s?\d{1,2}|\d(?:[.,]\d)? (?:stars?|sterren|sterne)|.{1,3}",
    re.IGNORECASE,
)
_AFTER_CLOSING = re.compile(
    r"^(.{15,}[\"”“»’])\s{0,3}(?:[-–—―~]{1,2}\s?|by\s|\()?\s{0,2}([^\"”“»]{2,110}?)\)?$", re.DOTALL
)
_AFTER_DASH = re.compile(r"^(.{25,}[.!?…\"”»])\s{0,3}[-–—―~]{1,2}\s{0,2}([^.!?\"”»]{2,90}\.?)$", re.DOTALL)
_PIECES = re.compile(r"\s*(?:,|\||·|•|\(|\)|\n|\s[-–—/]{1,2}\s|[-–—]\s|\s@\s)\s*")
_DATED = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?[ .]|(?:19|20|29)\d\d|\bago\b|\bvor \d|\bhace \d|il y a|\d{1,2}/\d{1,2}",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"\b(?:read more|learn more|view|see all|show more|click|book|contact|next|previous|weiterlesen|mehr|lire la suite|en savoir|leer más"
    r"|leggi|lees meer|ler mais|play|watch|more|submit|subscribe|verified|trustindex|source|out of|stars|all reviews)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Praise:
    """A quotation and who said it. `weight` is what speaks for its being praise of the business (see `find`).

    `proof` stands verbatim on the page; `first` and `last` are the blocks it takes, the author's included.
    """

    text: str
    proof: str
    author: str
    author_role: str
    weight: float
    first: int
    last: int
    hidden: bool


def of(page: Document) -> tuple[Praise, ...]:
    """The quotations on a page with at least LEAST speaking for them, in reading order."""
    kept = page.kept.get(__name__)
    if kept is None:
        kept = page.kept[__name__] = tuple(_Reader(page).find())
    return cast("tuple[Praise, ...]", kept)


def is_heading_of_praise(text: str) -> bool:
    """Whether a heading announces what others say."""
    lowered = text.lower()
    if len(text) > _LONGEST_HEADING:
        return False
    return bool(
        pattern("praise", "headings").search(lowered) or patterns("praise", "patterns").search(lowered)
    )


@dataclass(slots=True)
class _Author:
    name: str
    role: str
    strength: float
    last: int


class _Reader:
    """Reads one page: quotation blocks, what surrounds them, and the author line after or before."""

    def __init__(self, page: Document) -> None:
        self.page = page
        self.blocks = page.blocks
        self._contexts: dict[_Element, float] = {}
        self._headings: dict[int, bool] = {}
        self.repeated: set[int] = set()
        self.bounds = self._bounds()

    def find(self) -> Iterator[Praise]:
        """Each quotation once.

        The weight adds up: 2 for a class, heading or page that announces praise (else 1 for cards that are all
        quotations), 1 for a quotation's markup, 1 for
        quotation marks, 1 for an author whose role, firm, place or date is told (a bare name half; half more in
        quotation marks with a role), 1 for words of thanks.
        """
        taken = -1
        for block in self.blocks:
            if block.index <= taken or not self._may_be_quote(block):
                continue
            context = self._context(block)
            quoted = block.text[0] in _OPENING
            if not context and not quoted:
                continue
            found = self._read(block, context, taken)
            if found is not None:
                taken = found.last
                yield found

    def _bounds(self) -> dict[int, tuple[int, int]]:
        """For blocks in a card that holds a quotation and its author: the card's first and last block."""
        found: dict[int, tuple[int, int]] = {}
        for group in cards.of(self.page):
            if group.shape == "headings":
                continue
            fitting = [card for card in group.cards if _may_hold_praise(card)]
            for card in fitting:
                span = (card.blocks[0].index, card.blocks[-1].index)
                found.update((block.index, span) for block in card.blocks)
            if 2 <= sum(map(_is_quotation_card, fitting)) >= 0.6 * len(group.cards):
                self.repeated.update(block.index for card in fitting for block in card.blocks)
        return found

    def _may_be_quote(self, block: Block) -> bool:
        text = block.text
        if (
            not _SHORTEST <= len(text) <= _LONGEST
            or block.region in ("nav", "header")
            or block.tag in ("button", "form")
        ):
            return False
        if block.level and text[0] not in _OPENING:
            return False
        return len(text.split()) >= 4 and (block.region != "footer" or _inside_quote(block.element))

    def _context(self, block: Block) -> float:
        """3 for announced praise in a quotation's markup, 2 for announced praise, 1 for markup alone."""
        known = self._contexts.get(block.element)
        if known is None:
            around = cards.names_around(block.element, _REACH)
            marked = _inside_quote(block.element) or bool(_QUOTED_BY_CLASS.search(around))
            announced = (
                bool(_NAMED.search(around)) or self.page.kind == "testimonials" or self._is_announced(block)
            )
            known = self._contexts[block.element] = 2.0 * announced + 1.0 * marked
        return known

    def _is_announced(self, block: Block) -> bool:
        for heading in cards.headings_above(self.page, block.index)[:2]:
            if heading.index not in self._headings:
                self._headings[heading.index] = is_heading_of_praise(heading.text)
            if self._headings[heading.index]:
                return True
        return False

    def _read(self, block: Block, context: float, taken: int) -> Praise | None:
        run = self._run(block)
        text, inline = _split_inline(run[-1])
        body = [b.text for b in run[:-1]] + ([text] if text else [])
        author = (
            _author_of(inline, strong=True, last=run[-1].index)
            if inline
            else self._author_near(run, context, taken)
        )
        whole = " ".join(body).strip()
        quoted = whole[:1] in _OPENING and any(mark in whole[-3:] for mark in _CLOSING)
        if context < 2 and not quoted and author is None:
            return None
        bare = whole.strip(_QUOTE_MARKS + " ").rstrip(_DASH + " ").strip(_QUOTE_MARKS + " ")
        if len(bare) < _SHORTEST:
            return None
        weight = (
            context
            + (block.index in self.repeated and context < 2)
            + quoted
            + _thanks(bare)
            + (author.strength if author else 0.0)
        )
        weight += 0.5 * bool(quoted and author and author.role and names.read(author.name))
        if weight < LEAST or (context < 2 and not author) or not (context >= 3 or quoted or author):
            return None
        if not quoted and not _is_said(bare, run[0]):
            return None
        return Praise(
            bare,
            _proof(run[0], body[0]),
            author.name if author else "",
            author.role if author else "",
            weight,
            run[0].index,
            author.last if author else run[-1].index,
            all(b.hidden for b in run),
        )

    def _run(self, block: Block) -> list[Block]:
        """The quotation's paragraphs: up to its closing mark, or as long as sentences follow in the same place."""
        run = [block]
        opened = block.text[0] in _OPENING
        _, end = self.bounds.get(block.index, (block.index, block.index + _MOST_PARAGRAPHS))
        while len(run) < _MOST_PARAGRAPHS and run[-1].index < end and run[-1].index + 1 < len(self.blocks):
            following = self.blocks[run[-1].index + 1]
            if opened and any(mark in run[-1].text[-3:] for mark in _CLOSING):
                break
            same_place = (
                following.element.getparent() is block.element.getparent()
                or following.element is block.element
            )
            if (
                not same_place
                or following.level
                or self._looks_like_author(following)
                or following.text[0] in _OPENING
            ):
                break
            if len(following.text) < 40 or not self._may_be_quote(following):
                break
            run.append(following)
        return run

    def _looks_like_author(self, block: Block) -> bool:
        return (
            len(block.text) <= _LONGEST_AUTHOR
            and _author_of(block.lines, strong=_is_marked(block), last=0) is not None
        )

    def _author_near(self, run: Sequence[Block], context: float, taken: int) -> _Author | None:
        """The author below the quotation, else above it, in the same card or right beside it."""
        first, last = run[0].index, run[-1].index
        bounded = self.bounds.get(first)
        start, end = bounded or (first - 1, last + 2)
        after = self._author_in(range(last + 1, min(end, last + 5) + 1), context if bounded else 0.0)
        if after is not None:
            return self._with_detail(after, end)
        before = self._author_in(
            range(first - 1, max(start, first - 4, taken + 1) - 1, -1), context if bounded else 0.0
        )
        if before is not None:
            before.last = last
        return before

    def _author_in(self, places: range, context: float) -> _Author | None:
        for place in places:
            if not 0 <= place < len(self.blocks):
                break
            block = self.blocks[place]
            if _STARS.fullmatch(block.text):
                continue
            if (
                len(block.text) > _LONGEST_AUTHOR
                or block.text[0] in _OPENING
                or block.tag in ("button", "form", "label")
            ):
                break
            author = _author_of(
                _author_lines(block), strong=_is_marked(block), last=place, role_alone=context >= 2
            )
            if author is not None:
                return author
        return None

    def _with_detail(self, author: _Author, end: int) -> _Author:
        """The line below a name: a role, a firm, a town."""
        place = author.last + 1
        if author.role or place > end or place >= len(self.blocks):
            return author
        block = self.blocks[place]
        near = block.element.getparent() is self.blocks[author.last].element.getparent()
        if (
            not near
            or len(block.text) > 90
            or block.level
            or _STARS.fullmatch(block.text)
            or _NO_AUTHOR.search(block.text)
        ):
            return author
        if block.text[0] in _OPENING or block.text[-1] in ".!?" or len(block.text.split()) > 12:
            return author
        return _Author(
            author.name, "" if _DATED.search(block.text) else block.text.strip(" " + _DASH), 1.0, place
        )


def _may_hold_praise(card: cards.Card) -> bool:
    """A long block beside a short one, in a card of moderate size."""
    if not 2 <= len(card.blocks) <= 16 or not any(len(block.text) >= 40 for block in card.blocks):
        return False
    short = [b for b in card.blocks if len(b.text) <= _LONGEST_AUTHOR and not _STARS.fullmatch(b.text)]
    return len(short) < len(card.blocks) or len(short) > 1


def _is_quotation_card(card: cards.Card) -> bool:
    return any(len(b.text) >= 40 and b.text[0] in _OPENING and b.text[-1] in _CLOSING for b in card.blocks)


def _inside_quote(element: _Element) -> bool:
    node: _Element | None = element
    for _ in range(_REACH):
        if node is None:
            return False
        if node.tag in ("blockquote", "q"):
            return True
        node = node.getparent()
    return False


def _is_marked(block: Block) -> bool:
    """Whether the markup says that a line names the author."""
    element = block.element
    if element.tag in ("footer", "figcaption", "cite"):
        return True
    return (
        bool(_AUTHOR_CLASS.search((element.get("class") or "").lower())) or element.find("cite") is not None
    )


def _split_inline(block: Block) -> tuple[str, tuple[str, ...]]:
    """The quotation and the author's lines where both stand in one block."""
    lines = block.lines
    if len(lines) > 1 and len(lines[-1]) <= _LONGEST_AUTHOR:
        for start in range(1, len(lines)):
            rest = lines[start:]
            if (
                len(rest) <= 3
                and _author_of(rest, strong=rest[0][0] in _DASH, last=0)
                and all(len(r) <= 90 for r in rest)
            ):
                return " ".join(lines[:start]), rest
    for shape in (_AFTER_CLOSING, _AFTER_DASH):
        match = shape.match(block.text) if len(block.text) <= _LONGEST else None
        if match and _author_of((match[2],), strong=shape is _AFTER_DASH, last=0):
            return match[1], (match[2],)
    return block.text, ()


def _author_lines(block: Block) -> tuple[str, ...]:
    """A line's parts where the markup alone parts them ("Jane Doe" in bold, then the firm)."""
    if len(block.lines) > 1 or len(block.element) < 2 or _names_somebody(block.text):
        return block.lines
    parts = tuple(filter(None, (clean(str(text)) for text in block.element.itertext())))
    return parts if 2 <= len(parts) <= 4 else block.lines


def _names_somebody(line: str) -> bool:
    pieces = [piece for piece in _PIECES.split(line.strip(" " + _DASH)) if piece]
    return bool(pieces) and names.read(pieces[0]) is not None


def _author_of(lines: Sequence[str], *, strong: bool, last: int, role_alone: bool = True) -> _Author | None:
    """Who an author line names; `strong` where dash or markup say that it is one, `role_alone` where a role will do."""
    for number, line in enumerate(lines[:3]):
        strong = strong or line[0] in _DASH
        bare = line.strip(" " + _DASH + _QUOTE_MARKS + "•·|,")
        if not bare or len(bare) > _LONGEST_AUTHOR or _NO_AUTHOR.search(bare) or bare[-1] in "!?:…":
            continue
        pieces = [piece for piece in _PIECES.split(bare) if piece]
        if not pieces:
            continue
        name = names.read(pieces[0])
        dated = any(_DATED.search(piece) for piece in pieces[1:])
        named = name is not None or (dated and len(pieces[0].split()) <= 3 and pieces[0][0].isupper())
        if not named and not strong and not (role_alone and roles.is_role(bare)):
            continue
        if not named and (
            _names_somebody(next(iter(lines[number + 1 : number + 2]), "")) or len(bare.split()) > 12
        ):
            continue
        rest = [p for p in (*pieces[1:], *lines[number + 1 : 3]) if not _DATED.search(p)]
        shown = bare if not named and roles.is_role(bare) else pieces[0]
        detailed = bool(pieces[1:] or lines[number + 1 :]) or not named
        role = ", ".join(part.strip(" " + _DASH) for part in rest) if shown != bare else ""
        return _Author(shown, role, 1.0 if detailed else 0.5, last)
    return None


def _is_said(text: str, block: Block) -> bool:
    """Whether words without quotation marks are sentences, and no link or button."""
    if block.element.tag == "a" or len(text.split()) < 5:
        return False
    linked = sum(len("".join(map(str, a.itertext()))) for a in block.element.iter("a"))
    return linked < len(text) // 2 and (text[-1] in ".!?…)" or len(text.split()) >= 12)


def _thanks(text: str) -> float:
    return 1.0 if pattern("praise", "words").search(text.lower()) else 0.0


def _proof(block: Block, text: str) -> str:
    """The first words of the quotation, as they stand, cut between words."""
    if len(text) <= 240:
        return text
    return text[: text.rfind(" ", 120, 240)] if " " in text[120:240] else text[:240]
