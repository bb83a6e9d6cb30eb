"""A page as its readers see it: blocks in reading order, links, meta, structured data, and the tree behind them."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate, islice
from typing import Literal, get_args
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.etree import _Element

from precall.model.page import Fetched, Link, PageKind
from precall.site import joints, state, structured
from precall.site.charset import decode
from precall.site.class_names import meaning
from precall.site.embedded import ISLAND
from precall.site.text import clean
from precall.site.trimming import trimmed
from precall.site.url import page_path, route
from precall.words.match import ALL, Phrases, Read, Spoken, read

Region = Literal["header", "nav", "main", "footer", "aside"]

MAX_ELEMENTS = 60_000
_FEW_WORDS = 60  # a shell that a script fills, with a word for those without one
MAX_DEPTH = 2_040  # libxml2 drops what lies deeper than 2048 levels
MAX_LINKS = 2_000
MAX_INSIDE = 400  # elements of a link or a title
MAX_TITLE = 1_000
MAX_TEXT = 1_000_000

_BLOCK_TAGS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li main menu nav ol optgroup option p pre"
    " search section select summary table tbody td tfoot th thead tr ul".split()
)
_SILENT_TAGS = frozenset(
    "head script style template noscript svg math canvas audio video object datalist textarea iframe".split()
)
_ICONS = "material-"
_ICON_FONTS = ("material-icons", "material-symbols")  # their text is the name of a picture
_LONG_LINK = 60  # characters; a link that holds a whole card is called by the card's heading
_HEAD_TAGS = frozenset("title meta link script style base noscript template bgsound basefont".split())
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_REGION_TAGS: dict[str, Region] = {region: region for region in get_args(Region)}
_LINE_END = "\x00"  # a line break within a run of text: no tree's own text holds this character
_BREAKS = re.compile(r"[\t\r\n]")
_UNSAFE_IN_URL = re.compile('[\x00-\x1f\x7f"<>\\\\^`{|}]')
_FOOTER, _NAV = meaning("footer"), meaning("nav")
_HIDDEN_STYLE = re.compile(
    r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|(?:left|top|text-indent)\s{0,3}:\s{0,3}-\d{4}",
    re.IGNORECASE,
)
_BREAK_CLOSED = re.compile(r"</br\s{0,9}/?>")  # a line break to every browser (HTML standard, 13.2.6.4.7)


@dataclass(slots=True, eq=False)
class Block:
    """A run of visible text between two block boundaries.

    `lines` are its parts between `<br>`, `tag` and `element` the block element that holds it, `level` 1 to 6 for a
    heading and 0 otherwise, `region` where on the page it stands, `hidden` whether its own markup hides it at first
    (a modal, a tab), `index` its place in the document.
    """

    index: int
    text: str
    lines: tuple[str, ...]
    tag: str
    level: int
    region: Region
    hidden: bool
    element: _Element
    _bold: bool | None = field(default=None, init=False, repr=False)

    @property
    def is_bold(self) -> bool:
        """Whether all of it stands in bold, as a title does that has no heading tag. Worked out once."""
        if self._bold is None:
            bold = next(self.element.iter("strong", "b"), None)
            shown = "" if bold is None else "".join(map(str, bold.itertext())).strip()
            self._bold = bold is not None and len(shown) >= len(self.text) - 1
        return self._bold

    @property
    def lead(self) -> str:
        """The bold words before the rest of it ("**Roofing**: slates and tiles"); empty where it starts otherwise."""
        element = self.element
        if not len(element) or (element.text or "").strip() or element[0].tag not in ("strong", "b"):
            return ""
        lead = clean("".join(map(str, element[0].itertext()))).rstrip(" :.–-")
        return lead if self.text.startswith(lead) else ""


class Document:
    """One page, parsed once. Build it with `parse`; everything beyond the blocks is worked out when asked for.

    `url` is the address to cite, `markup` the decoded source, `root` the tree without comments, `partial` why only
    a part of the page was read (empty when whole), `is_drawn` whether a browser drew it, `kind`, `language` and `spoken` (the languages whose words count
    on it) are set by the page reader before the extractors run. `kept` holds what other modules worked out about this page, each under its own name.
    """

    def __init__(
        self,
        url: str,
        markup: str,
        root: _Element,
        *,
        partial: str = "",
        is_pdf: bool = False,
        is_drawn: bool = False,
    ) -> None:
        self.url = url
        self.markup = markup
        self.root = root
        self.is_pdf = is_pdf
        self.is_drawn = is_drawn
        self.kind: PageKind = "other"
        self.language = ""
        self.spoken: Spoken = ALL
        self.kept: dict[str, object] = {}
        self._texts: dict[_Element, str] = {}
        self._places: dict[_Element, tuple[Region, bool]] = {}
        body = root.find("body")
        walker = _Walker(icons=_ICONS in markup, drawn=is_drawn)
        walker.walk(root if body is None else body)
        self.blocks: tuple[Block, ...] = tuple(walker.blocks)
        self.partial = partial or walker.stopped

    @cached_property
    def host(self) -> str:
        """The host without a leading www."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")

    @cached_property
    def path(self) -> str:
        """The path of the address, lower-case."""
        return page_path(self.url).lower() or "/"

    @cached_property
    def text(self) -> str:
        """The whole text of the body: block boundaries are one space, inline tags nothing."""
        return " ".join(block.text for block in self.blocks)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the whole text."""
        return tuple(self.text.split())

    @cached_property
    def read(self) -> Read:
        """The whole text as lists of phrases are looked for in it."""
        return read(self.text)

    def blocks_with(self, *wanted: Phrases) -> list[Block]:
        """The blocks in which phrases stand, in reading order."""
        found = set()
        for begins, ends in (stretch for phrases in wanted for stretch in phrases.stretches(self.read)):
            place = bisect_right(self._ends, begins)
            if ends <= self._ends[place]:
                found.add(place)
        return [self.blocks[place] for place in sorted(found)]

    @cached_property
    def _ends(self) -> list[int]:
        """Where in the whole text each block ends."""
        return list(accumulate(len(block.text) + (block.index > 0) for block in self.blocks))

    @cached_property
    def title(self) -> str:
        """The title element's text."""
        element = self.root.find(".//head/title")
        return clean(_inner_text(element)[:MAX_TITLE]) if element is not None else ""

    @cached_property
    def meta(self) -> dict[str, str]:
        """Meta elements by lower-case name, property or itemprop; the first non-empty content counts."""
        found: dict[str, str] = {}
        for element in self.root.iter("meta"):
            name = element.get("name") or element.get("property") or element.get("itemprop") or ""
            content = clean(element.get("content") or "")
            if name and content:
                found.setdefault(name.lower(), content)
        return found

    @cached_property
    def base(self) -> str:
        """The address that relative links start from."""
        element = self.root.find(".//head/base[@href]")
        return self.absolute_to(self.url, element.get("href") or "") if element is not None else self.url

    @staticmethod
    def absolute_to(base: str, href: str) -> str:
        """The absolute address of a reference, or an empty string where it is none, or where it holds a log-in.

        As a browser reads it (WHATWG URL): a backslash is a slash, line breaks are nothing, quotes are encoded.
        """
        href = href.strip()
        if not href.isprintable():
            href = _BREAKS.sub("", href)
        if "\\" in href:
            before, mark, query = href.partition("?")
            href = before.replace("\\", "/") + mark + query
        # What begins with a slash or a scheme is the same from every page of the site, and most pages link the same.
        return _joined(_root_of(base) if href.startswith(("/", "http:", "https:")) else base, href)

    def absolute(self, href: str) -> str:
        """The absolute address of a reference on this page, or an empty string where it is none."""
        return self.absolute_to(self.base, href)

    @cached_property
    def anchors(self) -> tuple[tuple[_Element, str], ...]:
        """The elements with an href (a, area) and that href as written, at most MAX_LINKS."""
        found: list[tuple[_Element, str]] = []
        for element in self.root.iter("a", "area"):
            href = element.get("href")
            if href and len(found) < MAX_LINKS:
                found.append((element, href.strip()))
        return tuple(found)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The http(s) links that a visitor can see: absolute, without fragment, with their text.

        Where a browser drew the page, its script may tell others apart by a route behind "#", which is kept then.
        """
        found = []
        for element, href in self.anchors:
            url = self._linked(href)
            if not url.startswith(("http://", "https://")) or len(url) > 2000:
                continue
            region, hidden = self._place_of(element)
            if not hidden:
                found.append(Link(url, self.text_of(element), region, (element.get("rel") or "").lower()))
        return tuple(found)

    def _linked(self, href: str) -> str:
        """The address that a link leads to; empty where that is a place on this page."""
        behind = route(href) if self.is_drawn else ""
        if href.startswith("#"):
            return self.base.partition("#")[0] + behind if behind else ""
        return self.absolute(href.partition("#")[0]) + behind

    def text_of(self, element: _Element) -> str:
        """What a visitor takes a link or button of this page for; read once."""
        if element not in self._texts:
            self._texts[element] = link_text(element)
        return self._texts[element]

    def region_of(self, element: _Element) -> Region:
        """Where on the page an element stands."""
        return self._place_of(element)[0]

    def _place_of(self, element: _Element) -> tuple[Region, bool]:
        """The region of an element, and whether markup hides it at first; read once for each element around links."""
        unknown = []
        node: _Element | None = element
        while node is not None and node not in self._places:
            unknown.append(node)
            node = node.getparent()
        place: tuple[Region, bool] = ("main", False) if node is None else self._places[node]
        for inner in reversed(unknown):
            place = self._places[inner] = _own_region(inner) or place[0], place[1] or _hides(inner)
        return place

    @cached_property
    def scripts(self) -> tuple[str, ...]:
        """The source of inline scripts other than data."""
        return tuple(
            e.text for e in self.root.iter("script") if e.text and "json" not in (e.get("type") or "").lower()
        )

    @cached_property
    def items(self) -> tuple[structured.Item, ...]:
        """The JSON-LD and microdata items; on a page of hardly any text those of its scripts' state, too."""
        scripts = [
            e.text for e in self.root.iter("script") if e.text and "ld+json" in (e.get("type") or "").lower()
        ]
        found = structured.json_ld(scripts) if scripts else []
        if "itemscope" in self.markup:
            found += structured.microdata(self.root)
        if len(self.words) < _FEW_WORDS:
            found += state.items(self._state())
        return tuple(found)

    def _state(self) -> Iterator[tuple[str, str]]:
        """The scripts but for JSON-LD, and what islands are given, each with its type."""
        for element in self.root.iter("script", ISLAND):
            kind = ISLAND if element.tag == ISLAND else (element.get("type") or "").lower()
            text = element.get("props") if kind == ISLAND else element.text
            if text and "ld+json" not in kind:
                yield kind, text

    @cached_property
    def block_of(self) -> dict[_Element, Block]:
        """The first block that each block element holds directly."""
        found: dict[_Element, Block] = {}
        for block in self.blocks:
            found.setdefault(block.element, block)
        return found


def parse(fetched: Fetched) -> Document:
    """The document in an answer's bytes. Never fails: what cannot be parsed gives a document without blocks."""
    from precall.site import pdf

    if pdf.is_pdf(fetched):
        lines, partial = pdf.lines(fetched.body)
        root = _tree(pdf.as_markup(lines))
        return Document(fetched.final_url, "\n".join(lines), root, partial=partial, is_pdf=True)
    markup, partial = trimmed(decode(fetched.body, fetched.header("content-type")))
    page = Document(
        fetched.final_url,
        markup,
        _tree(markup),
        partial=fetched.partial or partial,
        is_drawn=bool(fetched.drawn_from),
    )
    return page if page.blocks else _patiently(page)


@lru_cache(maxsize=256)
def _root_of(url: str) -> str:
    try:
        return urljoin(url, "/")
    except ValueError:
        return url


@lru_cache(maxsize=4096)
def _joined(base: str, href: str) -> str:
    try:
        url = urljoin(base, href)
        if "@" in url and url.startswith("http") and "@" in urlsplit(url).netloc:
            return ""
    except ValueError:
        return ""
    return _UNSAFE_IN_URL.sub(lambda found: f"%{ord(found[0]):02X}", url)


def _patiently(page: Document) -> Document:
    """The page read by another parser, where libxml2 found no text although there is some."""
    from precall.site import patient

    if not patient.holds_text(page.markup):
        return page
    flat = _tree(patient.flattened(page.markup))
    return Document(page.url, page.markup, flat, partial=page.partial, is_drawn=page.is_drawn)


def _tree(markup: str) -> _Element:
    # Without huge_tree libxml2 silently drops what is nested deeper than 256 levels; with it, 2048.
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    if "</br" in markup:
        markup = _BREAK_CLOSED.sub("<br>", markup)
    data = markup.replace("\x00", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser) if data.strip() else None
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return etree.Element("html")
    _close_head(root)
    return root


def _close_head(root: _Element) -> None:
    """Moves what does not belong into the head to the body, as browsers do (HTML standard, 13.2.6.4.4)."""
    head = root.find("head")
    if head is None:
        return
    children = list(head)
    first = next((i for i, child in enumerate(children) if child.tag not in _HEAD_TAGS), len(children))
    if first == len(children):
        return
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    lead, body.text = body.text, None
    for place, child in enumerate(children[first:]):
        body.insert(place, child)
        child.tail = (child.tail or "") + (lead or "" if place == len(children) - first - 1 else "")


def link_text(element: _Element) -> str:
    """What a visitor takes a link or button for: its text, else its label, title or image's alt."""
    text = clean(_inner_text(element))
    if len(text) > _LONG_LINK:
        text = next(filter(None, (clean(_inner_text(e)) for e in element.iter(*_HEADINGS))), text)
    if text:
        return text[:300]
    for name in ("aria-label", "title"):
        label = clean(element.get(name) or "")
        if label:
            return label[:300]
    image = element.find(".//img[@alt]")
    return clean(image.get("alt") or "")[:300] if image is not None else ""


def _inner_text(element: _Element) -> str:
    parts = []
    # An unclosed link holds the rest of its page, and thousands of them would each be read to the end.
    for node in islice(element.iter(), MAX_INSIDE):
        if node.tag in _BLOCK_TAGS or node.tag == "br":
            parts.append(" ")
        if node.text and node.tag not in ("script", "style", "noscript") and not _is_icon(node):
            parts.append(node.text)
        if node is not element and node.tail:
            parts.append(node.tail)
    return "".join(parts)


def _own_region(element: _Element) -> Region | None:
    tag = element.tag
    if tag in _REGION_TAGS:
        return _REGION_TAGS[tag]
    role = element.get("role")
    if role == "navigation":
        return "nav"
    if role == "contentinfo":
        return "footer"
    if tag in ("div", "section", "ul", "table"):
        return _named_region(element.get("id") or "", element.get("class") or "")
    return None


@lru_cache(maxsize=4096)
def _named_region(name: str, classes: str) -> Region | None:
    names = f"{name} {classes}".lower()
    return "footer" if _FOOTER.search(names) else "nav" if _NAV.search(names) else None


def _hides(element: _Element) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style and _HIDDEN_STYLE.search(style))


def _is_icon(element: _Element) -> bool:
    """Whether an element only names a picture of an icon font, a word that no visitor reads."""
    name = element.get("class")
    return name is not None and _ICONS in name and any(font in name for font in _ICON_FONTS)


@dataclass(slots=True)
class _Frame:
    element: _Element
    region: Region
    hidden: bool


class _Walker:
    """One walk over a tree: the open block elements, and the text since the last block boundary.

    Text belongs to the innermost block element that is open. `blocks` is what the walk found, `stopped` says why it
    ended before the tree did.
    """

    def __init__(self, *, icons: bool, drawn: bool) -> None:
        self.blocks: list[Block] = []
        self.icons = icons
        self.drawn = drawn
        self.frames: list[_Frame] = []
        self.run: list[str] = []
        self.characters = 0
        self.stopped = ""

    def walk(self, top: _Element) -> None:
        """Reads the tree below an element."""
        run = self.run
        seen = depth = 0
        silent: _Element | None = None
        tree = etree.iterwalk(top, events=("start", "end"))
        for event, element in tree:
            if event == "start":
                seen += 1
                depth += 1
                if depth > MAX_DEPTH:
                    self.stopped = "what is nested too deep was not read"
                if seen > MAX_ELEMENTS or self.characters > MAX_TEXT:
                    self.stopped = "only a part of its text was read: it is too long"
                    break
                if self._is_silent(element):
                    silent = element
                    tree.skip_subtree()
                    continue
                self._open(element)
                text = element.text
            else:
                depth -= 1
                if element is not silent and element.tag in _BLOCK_TAGS:
                    self._flush()
                    self.frames.pop()
                text = element.tail if element is not top else None
            if text and (run or not text.isspace()):  # most is the indentation of the source
                # The cheap looks first: most runs of text begin or end with a space.
                may_meet = text[0].isalnum() and run and element.tag in joints.PARTS
                if may_meet and joints.meet(run[-1], text):
                    run.append(" ")
                run.append(text)
        self._flush()

    def _is_silent(self, element: _Element) -> bool:
        if element.tag in _SILENT_TAGS:
            return True
        if self.icons and _is_icon(element):
            self._flush()
            return True
        return False

    def _open(self, element: _Element) -> None:
        tag = element.tag
        if tag in _BLOCK_TAGS:
            self._flush()
            outer = self.frames[-1] if self.frames else _Frame(element, "main", False)
            region = _own_region(element) or outer.region
            self.frames.append(_Frame(element, region, outer.hidden or _hides(element)))
        elif tag == "br":
            self.run.append(_LINE_END)
        elif tag in joints.PARTS and (
            joints.stands_apart(element) or (self.drawn and joints.parts_links(element))
        ):
            self.run.append(" ")

    def _flush(self) -> None:
        if not self.run:
            return
        raw = "".join(self.run)
        self.run.clear()
        if raw.isspace() or not self.frames:
            return
        lines = tuple(filter(None, map(clean, raw.replace("\n", " ").split(_LINE_END))))
        if not lines:
            return
        frame = self.frames[-1]
        text = " ".join(lines)
        self.characters += len(text)
        tag = str(frame.element.tag)
        place, level = len(self.blocks), _HEADINGS.get(tag, 0)
        self.blocks.append(Block(place, text, lines, tag, level, frame.region, frame.hidden, frame.element))
