"""Which blocks of a page hold a digit at all, and which a year: the cheap look before a dear pattern."""

import re
from functools import lru_cache

from precall.site.document import Block, Document

_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"1[89]\d\d|20\d\d")


@lru_cache(maxsize=2)
def numbered(page: Document) -> tuple[Block, ...]:
    """The blocks with a digit, in reading order. Worked out once a page."""
    return tuple(block for block in page.blocks if _DIGIT.search(block.text))


@lru_cache(maxsize=2)
def places(page: Document) -> frozenset[int]:
    """Where in the document the blocks with a digit stand."""
    return frozenset(block.index for block in numbered(page))


@lru_cache(maxsize=2)
def dated(page: Document) -> tuple[Block, ...]:
    """The blocks with four digits that could be a year from 1800 to 2099."""
    return tuple(block for block in numbered(page) if holds_year(block.text))


def holds_year(text: str) -> bool:
    """Whether a text has four digits that could be a year from 1800 to 2099."""
    return _YEAR.search(text) is not None
