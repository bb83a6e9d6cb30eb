"""How a business speaks of itself: its sentences, and the words that mark an offer, a mission, an audience or insistence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from precall import words
from precall.site.document import Block, Document
from precall.words.tree import one_of

_BREAK = re.compile(r"[.!?…][\"”»’)]{0,2}\s+(?=[\"“«„¿¡(]?[A-ZÀ-ÖØ-Þ0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Prof|St|Nr|No|bzw|ca|z\.B|u\.a|e\.g|i\.e|Inc|Ltd|Co|vs|etc|Dipl|Ing|Sr|Sra|Mme|Str|inkl|evtl)|\b[A-Z])\.$"
)
_MOST_CHARACTERS = 6000
_QUOTING = ("blockquote", "q")


@dataclass(slots=True, eq=False)
class Sentence:
    """One sentence of a page, verbatim, the block that it stands in, and how many words it has."""

    text: str
    block: Block
    length: int
    _folded: str = field(default="", init=False)

    @property
    def folded(self) -> str:
        """The sentence in lower case, padded with spaces so that whole words can be looked up."""
        if not self._folded:
            self._folded = f" {_letters(self.text)} "
        return self._folded


def sentences(page: Document) -> Iterator[Sentence]:
    """The sentences of the running text, quotations left out."""
    return iter(_sentences(page))


@lru_cache(maxsize=2)
def _sentences(page: Document) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(text, block, len(text.split()))
        for block in page.blocks
        if block.tag not in _QUOTING and len(block.text) >= 20 and block.region != "nav"
        for text in split(block.text[:_MOST_CHARACTERS])
    )


def split(text: str) -> list[str]:
    """A text cut into sentences; an abbreviation's full stop ends none."""
    parts: list[str] = []
    start = 0
    for match in _BREAK.finditer(text):
        behind = match.start() + 1
        if not _ABBREVIATION.search(text, max(start, behind - 8), behind):
            parts.append(text[start : match.start() + len(match.group().rstrip())].strip())
            start = match.end()
    parts.append(text[start:].strip())
    return [part for part in parts if part]


def sentence_end(text: str, start: int) -> int:
    """Where the sentence ends that text[start] stands in, with its full stop; the text's end where none follows."""
    ends = (found.start() + 1 for found in _BREAK.finditer(text, start))
    return next((end for end in ends if not _ABBREVIATION.search(text, max(0, end - 8), end)), len(text))


def says(folded: str, name: str) -> bool:
    """Whether a folded sentence holds one of the words of that list, in any language."""
    return _may_say(folded, name) and _pattern(name).search(folded) is not None


def count(folded: str, name: str) -> int:
    """How many different words of that list a folded sentence holds."""
    return len(set(_pattern(name).findall(folded))) if _may_say(folded, name) else 0


def follows(folded: str, name: str, second: str, *, within: int) -> bool:
    """Whether a word of the list `name` is followed, within so many characters, by one of the list `second`."""
    if not _may_say(folded, name):
        return False
    starts = [match.start() + 1 for match in _pattern(second).finditer(folded)]
    ends = [match.end() for match in _pattern(name).finditer(folded)]
    return any(0 <= start - end <= within for end in ends for start in starts)


def _may_say(folded: str, name: str) -> bool:
    """Whether a sentence has the first word of one of that list's phrases: far cheaper than the pattern, and mostly no."""
    return not _first_words(name).isdisjoint(_words_of(folded))


@lru_cache(maxsize=4096)
def _words_of(folded: str) -> frozenset[str]:
    return frozenset(folded.split(" "))


@cache
def _first_words(name: str) -> frozenset[str]:
    return frozenset(phrase.partition(" ")[0] for phrase in _phrases(name))


@cache
def _phrases(name: str) -> frozenset[str]:
    return frozenset(_letters(phrase) for table in words.table("speech").values() for phrase in table[name])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    # A pattern that begins with what is plain is far faster than one that begins with a look behind.
    return re.compile(f" {one_of(_phrases(name))}(?= )")


_ELISION = re.compile(r"\b((?:[cdjlmnst]|qu|un|all|dall|dell|nell|sull)')(?=\w)")
_WORD = re.compile(r"[\w’'-]+")


def _letters(text: str) -> str:
    letters = " ".join(_WORD.findall(text.casefold())).replace("’", "'")
    return _ELISION.sub(r"\1 ", letters) if "'" in letters else letters
