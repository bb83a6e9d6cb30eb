"""What they say they stand for: mission lines and beliefs, verbatim."""

from collections.abc import Iterable, Iterator, Sequence

from precall.extract import trust
from precall.extract.merge import merge
from precall.extract.site_view import SiteView
from precall.extract.speech import said
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.site.document import Block, Document
from precall.words.match import Phrases

KIND: Kind = "value"

_FEWEST, _MOST = 5, 40  # words
_MOST_LINES = 5
_MOST_BELOW = 16  # blocks that a heading may govern
_LONGEST_HEADING, _HEADING_WORDS = 60, 5


def find(page: Document) -> Iterator[Candidate]:
    """Sentences in which they speak of a mission, a belief or a value, as themselves."""
    yield from _under_headings(page)
    mission, ours = said(page, "mission"), said(page, "we")
    for sentence in trust.sentences(page, KIND):
        if not _FEWEST <= sentence.length <= _MOST:
            continue
        if mission.stand_in(sentence.text) and ours.stand_in(sentence.text):
            yield Candidate(KIND, sentence.text, 0.75, Evidence(page.url, sentence.text, "text"))


def _under_headings(page: Document) -> Iterator[Candidate]:
    """What stands below a heading such as "Our values": its list items, its sub-headings, else its sentences."""
    headings = said(page, "value_headings")
    for head in trust.blocks(page, KIND):
        if head.level and len(head.text) < _LONGEST_HEADING and _is_heading(head.text, headings):
            below = list(_governed(page, head))
            named = [block for block in below if block.tag == "li" or block.level]
            for block in named or below:
                if (1 if named else _FEWEST) <= len(block.text.split()) <= _MOST:
                    yield Candidate(KIND, block.text, 0.85, Evidence(page.url, block.text, "text"))


def _is_heading(text: str, headings: Phrases) -> bool:
    bare = text.strip(" :.?!")
    return headings.is_whole(bare) or (len(bare.split()) <= _HEADING_WORDS and headings.stand_in(bare))


def _governed(page: Document, head: Block) -> Iterator[Block]:
    for block in page.blocks[head.index + 1 : head.index + 1 + _MOST_BELOW]:
        if (block.level and block.level <= head.level) or block.region != head.region:
            return
        yield block


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """At most five lines, those below a heading of values first."""
    return merge(seen)[:_MOST_LINES]
