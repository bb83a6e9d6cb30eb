"""How a business speaks of itself: its sentences, and the words that mark an offer, a mission, an audience or insistence."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from precall import words
from precall.words.letters import CAPITAL
from precall.words.match import ALL, Phrases, Spoken, phrases

if TYPE_CHECKING:  # whoever only cuts a text into sentences needs no parser
    from precall.site.document import Block, Document

_BREAK = re.compile(rf"[.!?…][\"”»’)]{{0,2}}\s+(?=[\"“«„¿¡(]?[{CAPITAL}0-9])")
_MOST_CHARACTERS = 6000
_CLAUSE = re.compile(r"[.!?;:,–—]\s")
_LONGEST_CLAUSE = 120
_QUOTING = ("blockquote", "q")


@dataclass(slots=True, eq=False)
class Sentence:
    """One sentence of a page, verbatim, the block that it stands in, and how many words it has."""

    text: str
    block: "Block"
    length: int


@lru_cache(maxsize=2)
def sentences(page: "Document") -> tuple[Sentence, ...]:
    """The sentences of the running text, quotations left out."""
    return tuple(
        Sentence(text, block, len(text.split()))
        for block in page.blocks
        if block.tag not in _QUOTING and len(block.text) >= 20 and block.region != "nav"
        for text in split(block.text[:_MOST_CHARACTERS])
    )


@lru_cache(maxsize=256)  # passages are cut where sentences were
def split(text: str) -> tuple[str, ...]:
    """A text cut into sentences; an abbreviation's full stop ends none."""
    parts: list[str] = []
    start = 0
    for match in _BREAK.finditer(text):
        behind = match.start() + 1
        if not _abbreviation().search(text, max(start, behind - 8), behind):
            parts.append(text[start : match.start() + len(match.group().rstrip())].strip())
            start = match.end()
    parts.append(text[start:].strip())
    return tuple(part for part in parts if part)


def sentence_end(text: str, start: int) -> int:
    """Where the sentence ends that text[start] stands in, with its full stop; the text's end where none follows."""
    ends = (found.start() + 1 for found in _BREAK.finditer(text, start))
    return next((end for end in ends if not _abbreviation().search(text, max(0, end - 8), end)), len(text))


@cache
def _abbreviation() -> re.Pattern[str]:
    """Whose full stop ends no sentence in whatever language, an initial and the number of a day among them."""
    written = {
        re.escape(one) for table in words.table("speech").values() for one in table["abbreviations"].split()
    }
    return re.compile(rf"(?:\b(?:{'|'.join(sorted(written))})|\b[A-Z]|(?<![\d.,])\d{{1,2}})\.$")


def is_negated(text: str, place: int, spoken: Spoken) -> bool:
    """Whether a negation stands before text[place] in its clause: "we grow without looking for staff"."""
    clause = _CLAUSE.split(text[max(0, place - _LONGEST_CLAUSE) : place])[-1]
    return phrases("speech", "negations", spoken).stand_in(clause)


def said(page: "Document", name: str) -> Phrases:
    """The words of a list of speech, in the languages that count on a page."""
    return phrases("speech", name, page.spoken)


def own(page: "Document") -> Spoken:
    """The page's own language alone, for words that mean something else in another; all where it is not known."""
    return (page.language,) if page.language else ALL
