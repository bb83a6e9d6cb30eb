"""Which parts of a page are other people's words about the business, and whose."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple, cast

from lxml.etree import _Element

from precall.extract import names, praise_author, praise_set
from precall.extract.praise_author import Author
from precall.extract.praise_set import CLOSING, OPENING
from precall.extract.quoting import stretch
from precall.site import cards
from precall.site.class_names import meaning
from precall.site.document import Block, Document
from precall.words.match import Spoken, fold, phrases, shapes
from precall.words.remembered import in_languages, of_short_text

LEAST = 1.5
_PLAIN = 3.0  # below this weight nothing but quotation marks and an author speak for a quotation
_SHORTEST = 20
_SHORTEST_SIGNED = 40
_KNOWN, _LIKELY = 0.8, 0.6  # how sure words are a name
_LONGEST = 4_000
_LONGEST_HEADING = 140
_MOST_PARAGRAPHS = 8
_REACH = 5
_MOST_PARTS = 300  # pieces of text in a block that are looked at
_LONGEST_PROOF = 240

_NAMED = meaning("praise")
_OPEN_END = " .…:"
_NEVER_NAMES = ("button", "form", "label")
_FEWEST_IN_HEADING = 7  # spaces in a heading that is a quotation without marks
_TITLE_TAGS = ("div", "p", "span", "strong", "td", "section", "header")
_LONGEST_TITLE, _REACH_OF_TITLE = 40, 40  # characters of a line that serves as a heading; blocks below it
_WITHOUT_SETS = ("blog", "post", "team", "faq", "legal", "careers")
_ONE = meaning("one_praise")
_QUOTED_BY_CLASS = meaning("quoted")


class Praise(NamedTuple):
    """A quotation and who said it. `weight` is what speaks for its being praise of the business (see `find`).

    `announced` says that a class, a heading or the page announces it.
    `proof` stands verbatim on the page; `first` and `last` are the blocks it takes, the author's included.
    """

    text: str
    proof: str
    author: str
    author_role: str
    weight: float
    announced: bool
    first: int
    last: int
    hidden: bool


def of(page: Document) -> tuple[Praise, ...]:
    """The quotations on a page with at least LEAST speaking for them, in reading order."""
    kept = page.kept.get(__name__)
    if kept is None:
        kept = page.kept[__name__] = tuple(_together(page, list(_Reader(page).find())))
    return cast("tuple[Praise, ...]", kept)


@in_languages
def is_heading_of_praise(text: str, spoken: Spoken) -> bool:
    """Whether a heading announces what others say."""
    if len(text) > _LONGEST_HEADING:
        return False
    return phrases("praise", "headings", spoken).stand_in(text) or bool(
        shapes("praise", "patterns", spoken).search(fold(text))
    )


def _together(page: Document, found: list[Praise]) -> Iterator[Praise]:
    """Quotations with an author that are announced, or stand side by side without more markup, vouch for one another."""
    places = [page.blocks[said.first].element.getparent() for said in found]
    authored = Counter(place for said, place in zip(found, places, strict=True) if said.author)
    told = Counter(place for said, place in zip(found, places, strict=True) if said.author_role)
    announced = [said for said in found if said.announced and said.author]
    somebody = len(announced) >= 2 and any(_is_called(said.author) for said in announced)
    for said, place in zip(found, places, strict=True):
        vouched = said.author and said.weight < _PLAIN and authored[place] >= 2 and told[place]
        more = 1.5 if vouched else 0.5 if somebody and said.announced and said.author else 0.0
        yield said._replace(weight=said.weight + more) if more else said


def _is_called(author: str) -> bool:
    """Whether an author is a person, by a name that is known or by initials."""
    name = names.read(author.partition(",")[0])
    return name is not None and (name.alone or name.sure >= _LIKELY)


class _Reader:
    """Reads one page: quotation blocks, what surrounds them, and the author line after or before."""

    def __init__(self, page: Document) -> None:
        self.page = page
        self.blocks = page.blocks
        self._contexts: dict[_Element, float] = {}
        self._callings: dict[_Element, _Calling] = {}
        self._around: dict[_Element, _Calling] = {}
        self.holds_quotes = next(page.root.iter("blockquote", "q"), None) is not None
        self.repeated: set[int] = set()
        self.signed: set[int] = set()
        self.bounds = self._bounds()

    def find(self) -> Iterator[Praise]:
        """Each quotation once.

        The weight adds up: 2 for a class, heading or page that announces praise (else 1 for cards that are all
        quotations), 1 for a quotation's markup, 1 for
        quotation marks, 1 for an author whose role, firm, place or date is told (a bare name half; half more in
        quotation marks with a role), 1 for words of thanks.
        """
        taken = -1
        sets: dict[int, list[praise_set.Told]] = {}
        for told in praise_set.of(self.page, self._announces, self._heads):
            sets.setdefault(told.place, []).append(told)
        for block in self.blocks:
            if block.index <= taken:
                continue
            if block.index in sets:
                taken = max(told.end for told in sets[block.index])
                yield from map(self._told, sets[block.index])
                continue
            if not self._may_be_quote(block):
                continue
            quoted = self._is_opened(block)
            if not quoted and (
                block.tag == "a" or (block.level and not self._called_around(block.element).praise)
            ):
                continue
            context = self._context(block) or float(block.index in self.signed)
            if not context and not quoted:
                continue
            found = self._read(block, context, taken)
            if found is not None:
                taken = found.last
                yield found

    def _told(self, told: praise_set.Told) -> Praise:
        """One of a set of quotations."""
        block = self.blocks[told.place]
        context = max(self._context(block), 2.0)
        weight = context + (told.text[0] in OPENING) + _thanks(told.text, self.page.spoken) + 1.0
        return Praise(
            _bare(told.text),
            stretch(told.proof, 0, 1, longest=_LONGEST_PROOF),
            told.author.name,
            told.author.role,
            weight,
            told.announced,
            told.start,
            told.end,
            block.hidden,
        )

    def _announces(self, block: Block) -> bool:
        """Whether a class or the page says that others speak at a block."""
        own, around = self._called(block.element), self._called_around(block.element)
        return own.praise or around.praise or self.page.kind == "testimonials"

    def _heads(self, block: Block) -> bool:
        """Whether a block announces that others speak."""
        return block.index in self.heads

    @cached_property
    def heads(self) -> frozenset[int]:
        """Where headings, and lines that serve as one, announce that others speak."""
        if self.page.kind in _WITHOUT_SETS:
            return frozenset()
        spoken = self.page.spoken
        headings = (b.index for b in self.blocks if b.level and is_heading_of_praise(b.text, spoken))
        return frozenset((*headings, *self.titles))

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
            if 2 <= sum(map(self._is_quotation_card, fitting)) >= 0.6 * len(group.cards):
                self.repeated.update(block.index for card in fitting for block in card.blocks)
            if 2 <= sum(map(_is_signed_card, fitting)) >= 0.6 * len(group.cards):
                self.signed.update(block.index for card in fitting for block in card.blocks)
        return found

    def _may_be_quote(self, block: Block) -> bool:
        text = block.text
        if (
            not _SHORTEST <= len(text) <= _LONGEST
            or block.region in ("nav", "header")
            or block.tag in ("button", "form")
        ):
            return False
        if block.level and text.count(" ") < _FEWEST_IN_HEADING and not self._is_opened(block):
            return False
        return text.count(" ") >= 3 and (block.region != "footer" or self._inside_quote(block.element))

    def _context(self, block: Block) -> float:
        """3 for announced praise in a quotation's markup, 2 for announced praise, 1 for markup alone."""
        known = self._contexts.get(block.element)
        if known is None:
            own, around = self._called(block.element), self._called_around(block.element)
            marked = own.quoted or own.praise or around.quoted or self._inside_quote(block.element)
            marked = marked or _is_one(block.element.getparent()) or self._is_signed(block)
            marked = marked or (block.text[0] not in OPENING and self._is_opened(block))
            announced = own.praise or around.praise or self.page.kind == "testimonials"
            known = 2.0 * (announced or self._is_announced(block, marked=marked))
            known += 1.0 * marked
            known = self._contexts[block.element] = known
        return known

    def _called_around(self, element: _Element) -> "_Calling":
        """What the classes around an element call it."""
        parent = element.getparent() if element.tag != "body" else None
        if parent is None:
            return _Calling()
        if parent not in self._around:
            praise = quoted = False
            for level in islice(element.iterancestors(), _REACH):
                if level.tag == "body":
                    break
                called = self._called(level)
                praise, quoted = praise or called.praise, quoted or called.quoted
            self._around[parent] = _Calling(praise, quoted)
        return self._around[parent]

    def _called(self, element: _Element) -> "_Calling":
        """What an element's own classes call it."""
        known = self._callings.get(element)
        if known is None:
            names = f"{element.get('class') or ''} {element.get('id') or ''}"
            known = _calling(names.lower()) if element.tag != "body" else _Calling()
            self._callings[element] = known
        return known

    def _is_announced(self, block: Block, *, marked: bool) -> bool:
        """Whether a heading says that others speak; of what is marked or quoted, also a line that serves as one, or a case study."""
        spoken = self.page.spoken
        quoted = self._is_opened(block)
        if self.page.kind in ("blog", "post", "team") and not (marked or quoted):
            return False  # stories of success there are articles, real results those of the coaches
        headings = cards.headings_above(self.page, block.index)[:2]
        if any(is_heading_of_praise(h.text, spoken) or h.index - 1 in self.titles for h in headings):
            return True
        if self.page.kind == "clients" and marked and (quoted or _is_ours(block.text, spoken)):
            return True
        return (marked or quoted or self._is_named_below(block)) and self._is_below_title(block)

    def _is_below_title(self, block: Block) -> bool:
        """Whether the last short line that announces praise stands above a block without a greater heading between."""
        title = next((index for index in reversed(self.titles) if index < block.index), None)
        if title is None:
            return False
        between = self.blocks[title + 1 : block.index]
        return len(between) <= _REACH_OF_TITLE and not any(0 < b.level <= 2 for b in between)

    @cached_property
    def titles(self) -> list[int]:
        """Where lines stand that announce praise without being headings."""
        spoken = self.page.spoken
        return [
            block.index
            for block in self.blocks
            if not block.level
            and len(block.text) <= _LONGEST_TITLE
            and block.region == "main"
            and block.tag in _TITLE_TAGS
            and block.text.rstrip(_OPEN_END)[-1:].isalpha()
            and is_heading_of_praise(block.text, spoken)
        ]

    def _is_opened(self, block: Block) -> bool:
        """Whether a quotation mark begins a block, or stands before it as a picture."""
        if block.text[0] in OPENING:
            return True
        before = self.blocks[block.index - 1].text if block.index else ""
        return 0 < len(before) <= 2 and before[0] in OPENING and before[-1] in OPENING

    def _is_signed(self, block: Block) -> bool:
        """Whether a dash and somebody's name stand right below."""
        below = self.blocks[block.index + 1].text if block.index + 1 < len(self.blocks) else ""
        if not below or below[0] not in praise_author.DASHES or len(below) > praise_author.LONGEST:
            return False
        author = praise_author.of_lines((below,), strong=False, role_alone=False)
        return author is not None

    def _is_named_below(self, block: Block) -> bool:
        """Whether nothing but a full name stands right below."""
        below = self.blocks[block.index + 1] if block.index + 1 < len(self.blocks) else None
        if below is None or len(below.text) > praise_author.LONGEST or below.level:
            return False
        name = names.read(below.text)
        return name is not None and not name.alone and name.sure >= _LIKELY

    def _inside_quote(self, element: _Element) -> bool:
        return self.holds_quotes and _inside_quote(element)

    def _is_quotation_card(self, card: cards.Card) -> bool:
        long = [block for block in card.blocks if len(block.text) >= 20]
        return any(
            (b.text[0] in OPENING and b.text[-1] in CLOSING) or self._inside_quote(b.element) for b in long
        )

    def _read(self, block: Block, context: float, taken: int) -> Praise | None:
        run = self._run(block)
        text, author = praise_author.inline(run[-1])
        first, last = run[0].index, run[-1].index
        if author is None:
            author, first, last = self._author_near(run, context, taken)
        body = [b.text for b in run[:-1]] + [text]
        whole = " ".join(body).strip()
        pictured = whole[:1] not in OPENING and self._is_opened(block)
        quoted = pictured or (whole[:1] in OPENING and any(mark in whole[-3:] for mark in CLOSING))
        bare = _bare(whole)
        if len(bare) < _SHORTEST or not (
            quoted or _is_said(bare, run[0], sentence=context < 3 and author is None)
        ):
            return None
        if not (context >= 3 or quoted or author) or (context < 2 and author is None):
            return None
        if not quoted and (block.level or block.tag == "li") and not (author and _is_called(author.name)):
            return None
        if self.page.kind == "team" and context < 2 and not quoted and first < run[0].index:
            return None  # what somebody of the business says of the work, below the name
        weight = (
            context
            + (block.index in self.repeated and context < 2)
            + quoted
            + _thanks(bare, self.page.spoken)
        )
        if author is not None:
            name = names.read(author.name)
            told = bool(quoted and author.role and name)
            known = name is not None and name.sure >= _KNOWN
            weight += (1.0 if known and context >= 2 else author.strength) + 0.5 * told
        if weight < LEAST:
            return None
        called, role = (author.name, author.role) if author else ("", "")
        if (
            bare[:_SHORTEST] in role
            or role.startswith("& ")
            or phrases("people", "and", self.page.spoken).starts(role)
        ):
            return None  # a card's lines in a row, a firm's name in two
        hidden = all(b.hidden for b in run)
        return Praise(
            bare,
            stretch(body[0], 0, 1, longest=_LONGEST_PROOF),
            called,
            role,
            weight,
            context >= 2,
            first - pictured,
            last,
            hidden,
        )

    def _run(self, block: Block) -> list[Block]:
        """The quotation's paragraphs: up to its closing mark, or as long as sentences follow in the same place."""
        run = [block]
        opened = block.text[0] in OPENING
        _, end = self.bounds.get(block.index, (block.index, block.index + _MOST_PARAGRAPHS))
        while len(run) < _MOST_PARAGRAPHS and run[-1].index < end and run[-1].index + 1 < len(self.blocks):
            following = self.blocks[run[-1].index + 1]
            if opened and any(mark in run[-1].text[-3:] for mark in CLOSING):
                break
            same_place = (
                following.element.getparent() is block.element.getparent()
                or following.element is block.element
            )
            if (
                not same_place
                or following.tag == "blockquote"
                or following.level
                or self._looks_like_author(following)
                or following.text[0] in OPENING
            ):
                break
            if len(following.text) < 40 or not self._may_be_quote(following):
                break
            if praise_author.inline(run[-1])[1] is not None:
                break
            run.append(following)
        return run

    def _looks_like_author(self, block: Block) -> bool:
        short = len(block.text) <= praise_author.LONGEST
        return short and praise_author.beside(block, announced=True, near=False) is not None

    def _author_near(
        self, run: Sequence[Block], context: float, taken: int
    ) -> tuple[Author | None, int, int]:
        """The author below the quotation, else above it, in the same card or right beside it; first and last block of both."""
        first, last = run[0].index, run[-1].index
        bounded = self.bounds.get(first)
        start, end = bounded or (first - 1, last + 2)
        announced = context >= 2 or first in self.repeated
        below = range(last + 1, min(end, last + 5) + 1)
        author, place = self._author_in(below, run[0], announced, bool(bounded))
        if author is not None:
            author, last = self._with_detail(author, place, end)
            return author, first, last
        above = range(first - 1, max(start, first - 4, taken + 1) - 1, -1)
        author, place = self._author_in(above, run[0], announced, bool(bounded))
        if author is None:
            unknown = self._unknown_below(below) if bounded and announced else None
            return (Author(unknown.text, "", 0.5), first, unknown.index) if unknown else (None, first, last)
        if place - 1 in above and names.read(author.name) is None:
            higher, upper = self._author_in(range(place - 1, place - 2, -1), run[0], announced, bool(bounded))
            if higher is not None and names.read(higher.name):
                author, place = higher._replace(role=higher.role or author.name, strength=1.0), upper
        return author, place, last

    def _author_in(
        self, places: range, quoted: Block, announced: bool, bounded: bool
    ) -> tuple[Author | None, int]:
        near = places.step > 0
        greeted = False
        passed = ""
        for place in places:
            if not 0 <= place < len(self.blocks):
                break
            block = self.blocks[place]
            if praise_author.is_stars(block.text):
                continue
            if (
                len(block.text) > praise_author.LONGEST
                or block.text[0] in OPENING
                or (block.region != quoted.region and not self._inside_quote(block.element))
            ):
                break
            if block.tag in _NEVER_NAMES or (block.level and near and _is_title(block.text)):
                break
            if near and praise_author.is_closing(block.text):
                greeted = True
                continue
            author = praise_author.beside(block, announced=announced and (bounded or near), near=near)
            if author is None and greeted and praise_author.may_be_name(block.text):
                author = Author(block.text, "", 0.5)
            if author is not None and (bounded or near or names.read(author.name)):
                return praise_author.called(author, passed), place
            passed = passed or (block.text if announced and bounded and places.step > 0 else "")
            near = False
        return None, -1

    def _unknown_below(self, places: range) -> Block | None:
        """The first line below a quotation in its card that may be how somebody is called, stars and initials left out."""
        lines = (self.blocks[place] for place in places if place < len(self.blocks))
        line = next((block for block in lines if not praise_author.is_stars(block.text)), None)
        if line is None or line.tag in _NEVER_NAMES or next(line.element.iter("a"), None) is not None:
            return None
        return line if praise_author.may_be_name(line.text) else None

    def _with_detail(self, author: Author, place: int, end: int) -> tuple[Author, int]:
        """The line below a name: a role, a firm, a town."""
        following = self.blocks[place + 1] if place + 1 < len(self.blocks) else None
        if author.role or following is None or following.index > end or following.level:
            return author, place
        near = following.element.getparent() is self.blocks[place].element.getparent()
        if not near or not praise_author.is_detail(following.text):
            return author, place
        return author._replace(role=praise_author.detail(following.text), strength=1.0), place + 1


class _Calling(NamedTuple):
    """What class and id words call an element: praise, a quotation."""

    praise: bool = False
    quoted: bool = False


@of_short_text
def _calling(class_words: str) -> _Calling:
    return _Calling(*(shape.search(class_words) is not None for shape in (_NAMED, _QUOTED_BY_CLASS)))


def _is_one(element: _Element | None) -> bool:
    """Whether an element's class calls it one testimonial (not the list of them)."""
    return element is not None and _is_called_one((element.get("class") or "").lower())


@of_short_text
def _is_called_one(class_words: str) -> bool:
    return _ONE.search(class_words) is not None


def _may_hold_praise(card: cards.Card) -> bool:
    """A long block beside a short one, in a card of moderate size."""
    if not 2 <= len(card.blocks) <= 16 or not any(len(block.text) >= 40 for block in card.blocks):
        return False
    short = [
        b for b in card.blocks if len(b.text) <= praise_author.LONGEST and not praise_author.is_stars(b.text)
    ]
    return len(short) < len(card.blocks) or len(short) > 1


def _is_signed_card(card: cards.Card) -> bool:
    """Whether a card is a text and below it a full name: those who present people put the name first."""
    said, *lines = (block for block in card.blocks if not praise_author.is_stars(block.text))
    if not 1 <= len(lines) <= 3 or said.level or len(said.text) < _SHORTEST_SIGNED:
        return False
    name = names.read(lines[0].text.lstrip(praise_author.DASHES + " ").partition(",")[0])
    return name is not None and not name.alone and name.sure >= _LIKELY


def _inside_quote(element: _Element) -> bool:
    node: _Element | None = element
    for _ in range(_REACH):
        if node is None:
            return False
        if node.tag in ("blockquote", "q"):
            return True
        node = node.getparent()
    return False


def _is_said(text: str, block: Block, *, sentence: bool) -> bool:
    """Whether words without quotation marks are speech: long or a sentence (or only the latter), and no link or button."""
    if block.tag == "a" or sum(map(str.isalpha, text)) < _SHORTEST or text.count(" ") < 4 or text[-1] == ":":
        return False
    if not (text[-1] in ".!?…)" or (not sentence and len(text.split()) >= 12)):
        return False
    return not _is_mostly_links(block.element, len(text) // 2)


def _is_mostly_links(element: _Element, most: int) -> bool:
    """Whether more characters than these are links; counted no further, since an unclosed link holds the rest of its page."""
    linked = 0
    for text in islice((text for a in element.iter("a") for text in a.itertext()), _MOST_PARTS):
        linked += len(str(text))
        if linked >= most:
            return True
    return False


def _bare(text: str) -> str:
    """A quotation without its marks and the dash behind them."""
    inner = text.strip(praise_author.QUOTE_MARKS + " ").rstrip(praise_author.DASHES + " ")
    return inner.strip(praise_author.QUOTE_MARKS + " ")


def _is_title(text: str) -> bool:
    """Whether a heading is made of words that head what follows: "Services", "Site links"."""
    return all(names.is_plain(word) for word in text.lower().split())


def _is_ours(text: str, spoken: Spoken) -> bool:
    """Whether somebody speaks of us, with thanks."""
    return phrases("speech", "we", spoken).stand_in(text) and bool(_thanks(text, spoken))


def _thanks(text: str, spoken: Spoken) -> float:
    return float(phrases("praise", "words", spoken).stand_in(text))
