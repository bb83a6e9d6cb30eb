"""A stated wish not to be written to with offers."""

import re
from collections.abc import Iterator
from functools import cache

from precall.extract import trust, wording
from precall.extract.speech import says
from precall.model.fact import Candidate, Evidence, Kind
from precall.site.document import Document
from precall.site.text import shorten

KIND: Kind = "no_solicitation"

_QUOTE = 300
_WORD = re.compile(r"\w+")


def find(page: Document) -> Iterator[Candidate]:
    """Sentences that refuse sales calls, agencies or unasked-for advertising."""
    if not _may_refuse(page):
        return
    for sentence in trust.sentences(page, KIND):
        if says(sentence.folded, "no_solicitation"):
            quote = shorten(sentence.text, _QUOTE).removesuffix("…")
            yield Candidate(KIND, quote, 0.9, Evidence(page.url, quote, "text"))


def _may_refuse(page: Document) -> bool:
    """Whether a page has all the words of a refusal, wherever they stand: most have not, and no sentence need be read."""
    present = frozenset(wording.present(page, _words_of_refusal()))
    return any(map(present.issuperset, _refusals()))


@cache
def _refusals() -> tuple[tuple[str, ...], ...]:
    phrases = wording.listed("speech", "no_solicitation")
    return tuple(tuple(_WORD.findall(phrase.casefold())) for phrase in phrases)


@cache
def _words_of_refusal() -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for refusal in _refusals() for word in refusal))
