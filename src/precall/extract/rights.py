"""Where a page speaks of copyright: which blocks do, and behind which sign."""

import re
from functools import lru_cache

from precall.site.document import Block, Document

SIGN = re.compile(r"©|\(c\)|&copy;?|\bcopy(?:rights?|left)\b", re.IGNORECASE)
"""What stands before the years and the holder."""

_SIGNS = ("©", "copy", "(c)")


@lru_cache(maxsize=2)
def blocks(page: Document) -> tuple[Block, ...]:
    """The blocks with a sign or word of copyright, in reading order. Worked out once a page."""
    signs = [sign for sign in _SIGNS if sign in page.read.folded]
    return tuple(block for block in page.blocks if any(map(block.text.lower().__contains__, signs)))


@lru_cache(maxsize=2)
def places(page: Document) -> frozenset[int]:
    """Where in the document those blocks stand."""
    return frozenset(block.index for block in blocks(page))
