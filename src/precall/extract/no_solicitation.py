"""A stated wish not to be written to with offers."""

from collections.abc import Iterator

from precall.extract import trust
from precall.extract.speech import said
from precall.model.fact import Candidate, Evidence, Kind
from precall.site.document import Document
from precall.site.text import shorten

KIND: Kind = "no_solicitation"

_QUOTE = 300


def find(page: Document) -> Iterator[Candidate]:
    """Sentences that refuse sales calls, agencies or unasked-for advertising."""
    refusals = said(page, "no_solicitation")
    for sentence in trust.sentences(page, KIND) if page.blocks_with(refusals) else ():
        if refusals.stand_in(sentence.text):
            quote = shorten(sentence.text, _QUOTE).removesuffix("…")
            yield Candidate(KIND, quote, 0.9, Evidence(page.url, quote, "text"))
