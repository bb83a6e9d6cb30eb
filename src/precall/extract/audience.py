"""Whom they serve, in their words."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from precall.extract import trust
from precall.extract.merge import mark_unsure, merge
from precall.extract.site_view import SiteView
from precall.extract.speech import said
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.site.document import Document
from precall.words.match import Place

KIND: Kind = "audience"

_FEWEST, _MOST = 4, 55  # words
_MOST_SENTENCES = 151
_MOST_LINES = 3
_SURE = 0.5
_CLOSE = 60  # characters between the word of serving and those who are served


def find(page: Document) -> Iterator[Candidate]:
    """Sentences that name the people served, and the lines under a heading such as "Who we work with"."""
    yield from _under_headings(page)
    yield from _sentences(page)


def _under_headings(page: Document) -> Iterator[Candidate]:
    headings = said(page, "audience_headings")
    for block in trust.blocks(page, KIND):
        if block.level and len(block.text) < 80 and headings.stand_in(block.text):
            for below in page.blocks[block.index + 1 : block.index + 4]:
                if below.level:
                    break
                if _FEWEST <= len(below.text.split()) <= _MOST:
                    yield Candidate(KIND, below.text, 0.85, Evidence(page.url, below.text, "text"))


def _sentences(page: Document) -> Iterator[Candidate]:
    people, serving = said(page, "people"), said(page, "audience")
    offers, ours = said(page, "offers"), said(page, "we")
    for number, sentence in enumerate(islice(trust.sentences(page, KIND), _MOST_SENTENCES)):
        if sentence.block.hidden or not _FEWEST <= sentence.length <= _MOST:
            continue
        if sentence.text.endswith("?"):
            continue
        served = list(people.each(sentence.text))
        if not served or not _follow(serving.each(sentence.text), served):
            continue
        score = 0.36 + 0.1 * min(4, len({place.group() for place in served}))
        score += 0.08 * offers.stand_in(sentence.text) + 0.06 * ours.stand_in(sentence.text)
        score += {"home": 0.12, "about": 0.08}.get(page.kind, 0.0) - number / 1000
        yield Candidate(
            KIND, sentence.text, round(min(0.84, score), 3), Evidence(page.url, sentence.text, "text")
        )


def _follow(serving: Iterable[Place], served: Iterable[Place]) -> bool:
    """Whether people are named close behind a word of serving."""
    starts = [place.start() for place in served]
    return any(0 <= start - place.end() <= _CLOSE for place in serving for start in starts)


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """At most three lines, the surest first; a line that only touches on somebody is to be checked."""
    return mark_unsure(merge(seen)[:_MOST_LINES], below=_SURE)
