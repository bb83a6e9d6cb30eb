"""Which kinds of fact are believed of whose words, on which kinds of page: the rows of `model/kinds.py`, as every extractor asks them."""

from collections.abc import Sequence
from functools import cache, lru_cache

from precall.extract import speech, voice
from precall.extract.speech import Sentence
from precall.model.kinds import ROWS, Kind, PageKind
from precall.model.voice import Voice
from precall.site.document import Block, Document


def reads(page: Document, kinds: Sequence[Kind]) -> bool:
    """Whether a page of its kind is read for one of some kinds of fact at all."""
    return _reads(page.kind, tuple(kinds), is_pdf=page.is_pdf)


@cache
def _reads(page: PageKind, kinds: tuple[Kind, ...], *, is_pdf: bool) -> bool:
    return any(share(kind, page) > 0 and (ROWS[kind].in_files or not is_pdf) for kind in kinds)


def share(kind: Kind, page: PageKind) -> float:
    """How much of its score a sighting keeps on a kind of page, 0 to 1."""
    return ROWS[kind].trust.pages.get(page, 1.0)


def hears(kind: Kind, whose: Voice) -> bool:
    """Whether a kind of fact is believed of a voice."""
    return whose in ROWS[kind].trust.voices


def trusts(page: Document, kind: Kind, block: Block | None, words: str = "") -> bool:
    """Whether a block, or some words within it, are believed for a kind of fact."""
    return voice.of(page).at(block, words).voice in ROWS[kind].trust.voices


def blocks(page: Document, kind: Kind) -> Sequence[Block]:
    """The blocks of a page whose words are believed for a kind of fact, in reading order."""
    return _blocks(page, ROWS[kind].trust.voices)


def sentences(page: Document, kind: Kind) -> Sequence[Sentence]:
    """The sentences of the running text whose words are believed for a kind of fact."""
    return _sentences(page, ROWS[kind].trust.voices)


@lru_cache(maxsize=8)  # most kinds hear the same voices
def _blocks(page: Document, heard: frozenset[Voice]) -> tuple[Block, ...]:
    voices = voice.of(page)
    usual, others = voices.usual, voices.blocks
    return tuple([block for block in page.blocks if others.get(block.index, usual).voice in heard])


@lru_cache(maxsize=4)
def _sentences(page: Document, heard: frozenset[Voice]) -> tuple[Sentence, ...]:
    believed = {block.index for block in _blocks(page, heard)}
    return tuple([said for said in speech.sentences(page) if said.block.index in believed])
