"""Whose words each stretch of a page is, judged once a page: the business's own, a client's, somebody else's, filler, a menu.

A company that is merely named owns nothing: a block is somebody else's by its heading, by a label or a credit that it
begins with, or because it is a quotation. Where only a part of a block is (a credit behind the copyright line), that part.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import NamedTuple, cast

from lxml import etree

from precall.extract import kinship, praise, speech
from precall.model.voice import OWNER, Heard
from precall.site import cards
from precall.site import url as site_url
from precall.site.class_names import meaning
from precall.site.document import Block, Document
from precall.site.kind import whole_topic
from precall.words.match import Phrases, Spoken, either, fold, listed, phrases, vocabulary

_HEADING_LIKE = 90  # characters
_PSEUDO_LEVEL = 7
_BELOW, _MOST_LINKS = 12, 20  # blocks and links below a heading that are looked at for whom they lead to
_LONGEST_HEADING = 9  # words
_NEAR = 2  # blocks below a heading in which those whom it names say how to reach them
_REACH = re.compile(r"\S@\S|\d[\d ()./-]{6,}\d|\b\d{5}\b")
_CHROME_TAGS = frozenset(("button", "label", "legend", "option"))
_MOST_OF_A_FORM = 40  # blocks; some systems wrap a whole page into a form
_BANNERS = etree.XPath(
    "//@class[contains(., 'cookie') or contains(., 'cmplz')]/.. | //@id[contains(., 'cookie')]/.."
)
_MESSAGES = etree.XPath("//@class[contains(., 'success') or contains(., 'error')]/..")
_MESSAGE = meaning("message")
_LONG, _FEW_COMMON = 25, 0.06  # words of a text, and the share of common ones that any language has
_FILLER_WORDS = 3  # different ones
_UNFINISHED = 60  # words of a page that may say that it is not ready yet
_COPIES = 3  # times that the same lines stand on a page
_FOOT = 8  # blocks at the end of a page that marks no footer
_SEPARATOR = re.compile(r"[|•·©,;:]|[.!?]\s|[\s–—-][–—-]\s|(?<=\d{4})\s")
_END = re.compile(r"\s?©")
_BEFORE_CREDIT = 2  # words of its own phrase before "designed by"

MENU = Heard("chrome", "a menu, a button or a form")
BANNER = Heard("chrome", "a cookie banner")
FILLER = Heard("template", "filler of a theme")
LEGAL = Heard("legal", "a legal page")


class _Part(NamedTuple):
    """A part of a block's text that is somebody else's."""

    start: int
    end: int
    heard: Heard


@dataclass(slots=True)
class Voices:
    """The judgement of one page: its usual voice, the blocks with another one, and parts of blocks."""

    usual: Heard
    blocks: dict[int, Heard] = field(default_factory=dict)
    parts: dict[int, tuple[_Part, ...]] = field(default_factory=dict)

    def at(self, block: Block | None, words: str = "") -> Heard:
        """Whose words a block is, or some words within it; what stands outside the text (data, a title) is the owner's."""
        if block is None:
            return OWNER
        if words and block.index in self.parts:
            place = block.text.find(words)
            for part in self.parts[block.index]:
                if part.start <= place < part.end:
                    return part.heard
        return self.blocks.get(block.index, self.usual)


def of(page: Document) -> Voices:
    """The judgement of a page. Worked out once."""
    kept = page.kept.get(__name__)
    if kept is None:
        kept = page.kept[__name__] = _judged(page)
    return cast("Voices", kept)


def _judged(page: Document) -> Voices:
    """Later judgements outweigh earlier ones: filler and a client's words are so wherever they stand."""
    voices = Voices(LEGAL if page.kind == "legal" else OWNER)
    for block, heard in (*_in_sections(page), *_in_chrome(page)):
        voices.blocks[block.index] = heard
    for block in page.blocks_with(_credits(page.spoken), _offices(page.spoken)):
        parts = tuple(_parts(page, block, legal=voices.at(block).voice == "legal"))
        if parts and parts[0].end - parts[0].start == len(block.text):
            voices.blocks[block.index] = parts[0].heard
        elif parts:
            voices.parts[block.index] = parts
    for said in praise.of(page):
        heard = Heard("client", f"said by {said.author}" if said.author else "a quotation")
        heard = FILLER if _is_filler(said.text) else heard
        voices.blocks.update((index, heard) for index in range(said.first, said.last + 1))
    voices.blocks.update((block.index, FILLER) for block in _filler(page))
    return voices


def _in_sections(page: Document) -> Iterator[tuple[Block, Heard]]:
    """The blocks below a heading about others, of examples or of an imprint, up to the next heading of its level."""
    level = law = 0
    heard = OWNER
    for block in page.blocks:
        rank = _rank(block)
        if level and block.region == "footer" and page.blocks[block.index - 1].region != "footer":
            level = 0
        if rank:
            law = _law_from(block) or (law if rank > law else 0)
            found = _announced(page, block, legal=page.kind == "legal" or law > 0)
            if found is not None:
                level, heard = rank, found
            elif rank <= level:
                level = 0
        if level:
            yield block, heard
        elif law:
            yield block, LEGAL


def _rank(block: Block) -> int:
    """The level of a heading, or of a line that serves as one; 0 for any other block."""
    if block.level or len(block.text) > _HEADING_LIKE:
        return block.level
    titled = block.tag in ("dt", "th", "summary", "legend")
    return _PSEUDO_LEVEL if titled or block.text.endswith(":") or block.is_bold else 0


def _law_from(block: Block) -> int:
    """The level of a heading that an imprint or a privacy notice on a page of other things starts with."""
    return block.level if block.level and whole_topic(block.text) in ("imprint", "privacy", "terms") else 0


def _announced(page: Document, block: Block, *, legal: bool) -> Heard | None:
    """Whose words follow a heading, where it says so: others' on a legal page, on any page with links or ways to reach them."""
    title = block.text.lower().strip(" :.-–")
    if _heads("examples", title, page.spoken) and not phrases("pages", "pricing", page.spoken).stand_in(
        title
    ):
        return Heard("example", f"below “{block.text}”")
    others = _heads("others", title, page.spoken) and (legal or _leads_elsewhere(page, block))
    section = _heads("sections", title, page.spoken) or (legal and _ends_in_section(title, page.spoken))
    if others or (section and (legal or _can_be_reached(page, block))):
        return Heard("third_party", f"below “{block.text}”")
    return None


def _ends_in_section(title: str, spoken: Spoken) -> bool:
    """Whether a heading ends with somebody else's name of several words: "contact details of the supervisory authority"."""
    if len(title.split()) > _LONGEST_HEADING:
        return False
    return any(
        found.end() == len(title) and " " in found.group()
        for found in phrases("voice", "sections", spoken).each(title)
    )


def _can_be_reached(page: Document, heading: Block) -> bool:
    """Whether a mail address, a number or a postcode stands right below a heading."""
    below = page.blocks[heading.index + 1 : heading.index + 1 + _NEAR]
    return any(_REACH.search(block.text) for block in below)


def _heads(name: str, title: str, spoken: Spoken) -> bool:
    return _heading_pattern(name, spoken).fullmatch(title) is not None


@cache
def _heading_pattern(name: str, spoken: Spoken) -> re.Pattern[str]:
    """Headings of a list, in lower case, with a number before and a few words around them, or more behind a colon."""
    phrases = either("voice", name, spoken)
    return re.compile(
        rf"(?:[\d.)§ivx]{{1,6}}\s{{1,3}})?(?:\w{{1,12}}\s){{0,2}}{phrases}(?:(?:\s\w{{1,16}}){{0,3}}|:\s.{{1,60}})"
    )


def _leads_elsewhere(page: Document, heading: Block) -> bool:
    """Whether what stands below a heading links to other companies or gives their mail addresses."""
    below = page.blocks[heading.index + 1 : heading.index + 1 + _BELOW]
    hrefs = (a.get("href") or "" for block in below for a in islice(block.element.iter("a"), _MOST_LINKS))
    hosts = (site_url.host_of(href) or href.rpartition("@")[2] for href in hrefs if ":" in href)
    return any("." in host and not kinship.same_house(host, page.host) for host in hosts)


def _in_chrome(page: Document) -> Iterator[tuple[Block, Heard]]:
    """Menus, buttons, the labels and messages of forms, cookie banners."""
    yield from ((b, MENU) for b in page.blocks if b.region == "nav" or b.tag in _CHROME_TAGS)
    forms = list(page.root.iter("form"))
    for form in forms:
        inside = cards.blocks_within(page, form)
        if len(inside) <= _MOST_OF_A_FORM:
            yield from ((block, MENU) for block in inside)
    tells = forms and ("success" in page.markup or "error" in page.markup)  # sooner looked up than the tree
    for element in _MESSAGES(page.root) if tells else ():
        if _MESSAGE.search((element.get("class") or "").lower()):
            yield from ((block, MENU) for block in cards.blocks_within(page, element)[:_NEAR])
    told = 0
    for element in _BANNERS(page.root) if "cookie" in page.read.folded else ():
        inside = tuple(block for block in cards.blocks_within(page, element) if block.index >= told)
        yield from ((block, BANNER) for block in inside)
        told = inside[-1].index + 1 if inside else told  # the parts of a banner are called so, too


def _credits(spoken: Spoken) -> Phrases:
    return phrases("voice", "credits", spoken)


@cache
def _offices(spoken: Spoken) -> Phrases:
    """Offices and companies that are not the business."""
    return Phrases(
        (*listed("voice", "authorities", spoken), *listed("voice", "offices", spoken), *kinship.PROVIDERS)
    )


def _parts(page: Document, block: Block, *, legal: bool) -> Iterator[_Part]:
    """The parts of a block that begin with a credit or the name of an office, in reading order.

    One that fills a line goes on to the end of the block: a name, and below it how to reach whom it names.
    """
    start = 0
    for line in block.lines:
        start = block.text.index(line, start)
        found = _credited(page, block, line, legal=legal) or _owned(page, line, legal=legal)
        if found is not None:
            begin, end, heard = found
            goes_on = end == len(line) and begin == 0
            yield _Part(start + begin, len(block.text) if goes_on else start + end, heard)
        start += len(line)


_Found = tuple[int, int, Heard]


def _credited(page: Document, block: Block, line: str, *, legal: bool) -> _Found | None:
    """A credit for the site, its pictures or its host: "Website by Studio Blue", "Fotos: Ada Winter"."""
    foot = legal or block.region == "footer" or block.index >= len(page.blocks) - _FOOT
    for found in _credits(page.spoken).each(line):
        before = _SEPARATOR.split(line[: found.start()])[-1].lstrip()
        said = f"{before}{found.group()}".lower()
        if len(before.split()) <= _BEFORE_CREDIT and (foot or _of_a_site(page.spoken).search(said)):
            end = _END.search(line, found.end())
            start, stop = found.start() - len(before), end.start() if end else len(line)
            return start, stop, Heard("third_party", f"a credit: “{line[start:stop][:60]}”")
    return None


@cache
def _of_a_site(spoken: Spoken) -> re.Pattern[str]:
    """The beginnings of words for what makers of sites are credited with."""
    return re.compile(either("voice", "of_a_site", spoken))


@cache
def _belongs(spoken: Spoken) -> re.Pattern[str]:
    """The beginnings of words for being a member of, licensed by, registered with."""
    return re.compile(rf"\b{either('voice', 'belongs', spoken)}")


def _owned(page: Document, line: str, *, legal: bool) -> _Found | None:
    """What follows the name of an authority or a provider: on a legal page the line, elsewhere its sentence.

    On a legal page they stand there to be written to. Elsewhere an authority may only be mentioned ("registered with
    the ..."), and a provider is unless its name begins the line.
    """
    for found in _offices(page.spoken).each(line):
        before, name = line[: found.start()].lower(), line[found.start() : found.end()]
        mentioned = (
            bool(before) if found.group() in kinship.PROVIDERS else _belongs(page.spoken).search(before)
        )
        if legal or not mentioned:
            end = len(line) if legal else speech.sentence_end(line, found.end())
            return found.start(), end, Heard("third_party", f"“{name}” is another company or office")
    return None


def _is_filler(text: str) -> bool:
    """Whether a long text has hardly any of the small words that hold sentences together: a theme's made-up praise."""
    tokens = re.findall(r"[^\W\d_]+", fold(text))
    common = vocabulary("language", "common")
    return len(tokens) >= _LONG and sum(token in common for token in tokens) < _FEW_COMMON * len(tokens)


def _filler(page: Document) -> Iterator[Block]:
    """Blocks that a theme came with: filler text, its left-over phrases, one block of lines three times on a page.

    So is what a short page says of not being ready yet.
    """
    latin = phrases("leftover", "latin")
    told = [phrases("leftover", "phrases")]
    if len(page.words) <= _UNFINISHED:
        told.append(phrases("notices", "unfinished"))
    left = {block.index for block in page.blocks_with(*told)}
    in_latin = (b for b in page.blocks_with(latin) if len(latin.different(b.text)) >= _FILLER_WORDS)
    left.update(block.index for block in in_latin)
    copies = Counter(block.text for block in page.blocks if len(block.lines) > 1)
    roles = phrases("leftover", "roles")
    for block in page.blocks:
        if block.index in left or (len(block.lines) > 1 and copies[block.text] >= _COPIES):
            yield block
        elif block.index and page.blocks[block.index - 1].level and roles.is_whole(block.text):
            yield from page.blocks[block.index - 1 : block.index + 1]  # a sample person, and "Position" below
