"""What a page strikes through: the price of yesterday, by its tag or its style."""

import re
from functools import lru_cache
from itertools import islice

from lxml.etree import _Element

from precall.site.document import Block, Document
from precall.site.text import clean

_TAGS = ("del", "s", "strike")
_STYLE = re.compile(r"text-decoration[\w-]{0,9}\s{0,3}:[^;{}]{0,60}line-through", re.IGNORECASE)
_LEVELS = 3  # elements around a block that may strike it through


def text_in(page: Document, block: Block) -> str:
    """The words of a block that are struck through, run together; all of them where what holds the block is."""
    struck = _elements(page)
    if not struck:
        return ""
    if any(e in struck for e in (block.element, *islice(block.element.iterancestors(), _LEVELS))):
        return block.text
    return " ".join(clean("".join(map(str, e.itertext()))) for e in block.element.iter() if e in struck)


@lru_cache(maxsize=2)
def _elements(page: Document) -> frozenset[_Element]:
    found = set(page.root.iter(*_TAGS))
    if "line-through" in page.markup:
        found.update(e for e in page.root.iterfind("body//*[@style]") if _STYLE.search(e.get("style") or ""))
    return frozenset(found)
