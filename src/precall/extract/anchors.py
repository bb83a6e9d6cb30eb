"""The links of a page with their elements: absolute address, fragment kept, and the text a visitor sees."""

from functools import lru_cache
from typing import NamedTuple

from lxml.etree import _Element

from precall.site.document import Block, Document


class Anchor(NamedTuple):
    """A link: its element, the href as written, the absolute address (empty where it is none), its visible text."""

    element: _Element
    href: str
    url: str
    text: str


@lru_cache(maxsize=2)
def of(page: Document) -> tuple[Anchor, ...]:
    """The page's links in reading order. Worked out once a page."""
    known: dict[str, str] = {}
    found = []
    for element, href in page.anchors:
        if href not in known:
            known[href] = page.absolute(href)
        found.append(Anchor(element, href, known[href], page.text_of(element)))
    return tuple(found)


def block_around(page: Document, element: _Element) -> Block | None:
    """The first block of the innermost block element around an element."""
    node: _Element | None = element
    while node is not None:
        if node in page.block_of:
            return page.block_of[node]
        node = node.getparent()
    return None
