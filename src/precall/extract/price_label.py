"""What an amount is for: the words in its line, its card or row, else the heading above."""

import re
from collections.abc import Mapping
from functools import cached_property

from precall.site import cards
from precall.site.document import Block, Document
from precall.words.match import phrases

_MOST_WORDS = 10
_ENDS = re.compile(r"[\s:.,;–—|=…(/·•-]{1,20}$")
_BRACKETS = re.compile(r"\([^()]{0,80}\)")
_SENTENCE_END = re.compile(r"(?<=\w\w\w)[.!?]\s")
_CUT = re.compile(r"[,;:(]|\s[–—-]\s")


class Labels:
    """The labels of a page's blocks: its cards, its rows and its sections."""

    def __init__(self, page: Document) -> None:
        self.page = page

    @cached_property
    def cards(self) -> Mapping[int, str]:
        """The headings of the cards that blocks stand in, by the blocks' places."""
        return _in_cards(self.page)

    @cached_property
    def headings(self) -> Mapping[int, Block]:
        """The headings of the sections that blocks stand in, by the blocks' places."""
        return {
            block.index: section.heading for section in cards.sections(self.page) for block in section.body
        }

    def context(self, block: Block) -> str:
        """The card's or the section's heading of a block, as it stands; empty where there is none."""
        heading = self.headings.get(block.index)
        return self.cards.get(block.index) or (heading.text if heading is not None else "")

    def of(self, block: Block, before: str) -> str:
        """What the amount behind the words `before` of a block is for; empty where nothing says."""
        return words_before(before) or self.context(block)


def words_before(text: str) -> str:
    """The name in the words before an amount, without "from" and without what stands in brackets; empty if there is none."""
    plain = without_from(_SENTENCE_END.split(text)[-1])
    if len(plain.split()) > _MOST_WORDS:
        plain = _ENDS.sub("", " ".join(_BRACKETS.sub(" ", plain).split()))
    if len(plain.split()) > _MOST_WORDS:
        plain = _CUT.split(plain, maxsplit=1)[0].strip()
    plain = plain.removeprefix("(") if ")" not in plain else plain
    return plain if 1 <= len(plain.split()) <= _MOST_WORDS and any(c.isalpha() for c in plain) else ""


def without_from(text: str) -> str:
    """The text without a closing "from", "ab", "à partir de"."""
    plain = _ENDS.sub("", text[-600:]).strip()
    start = from_at(plain)
    return _ENDS.sub("", plain[:start]).strip()


def from_at(text: str) -> int:
    """Where a "from" begins that the text ends with; its length where it ends with none."""
    tail = text[-24:]
    ends = [m.start() for m in phrases("money", "from").each(tail) if not tail[m.end() :].strip(" :")]
    return len(text) - len(tail) + ends[0] if ends else len(text)


def _in_cards(page: Document) -> Mapping[int, str]:
    found: dict[int, str] = {}
    for group in cards.of(page):
        for card in group.cards:
            if card.heading is not None and len(card.heading.text) < 100:
                for block in card.body:
                    found[block.index] = card.heading.text
    return found
