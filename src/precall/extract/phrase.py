"""Their own words worth quoting: sentences in which they insist, and lines that recur across pages."""

import re
from collections.abc import Iterable, Iterator, Sequence

from precall.extract.merge import merge
from precall.extract.site_view import SiteView
from precall.extract.speech import says, sentences
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.site.document import Document

KIND: Kind = "phrase"

_FEWEST, _MOST = 5, 24  # words
_MOST_PHRASES = 5
_RECURS_ON = 2  # pages
_FORM_TAGS = ("label", "form", "legend", "fieldset", "option", "button")
_CONSENT = re.compile(
    r" (?:agree|consent|stimme|einverstanden|j'accepte|acepto|accetto|akkoord|concordo|aceito) "
)
_FIRST_PERSON = re.compile(
    r" (?:we|i|i'm|i've|i'll|we're|we've|we'll|our|my|wir|ich|unser\w{0,2}|mein\w{0,2}|nous|je|notre|nos|nosotros|nuestr[oa]s?|"
    r"noi|nostr[oa]|wij|ons|onze|ik|mijn|nós|noss[oa]s?) "
)


def find(page: Document) -> Iterator[Candidate]:
    """Short sentences in the first person; whether one insists stands in the clues."""
    if page.kind in ("legal", "testimonials", "post") or page.is_pdf:
        return
    for sentence in sentences(page):
        if (
            sentence.block.region == "footer"
            or sentence.block.tag in _FORM_TAGS
            or not _FEWEST <= len(sentence.text.split()) <= _MOST
        ):
            continue
        folded = sentence.folded
        if (
            not _FIRST_PERSON.search(folded)
            or says(folded, "mood")
            or sentence.text.endswith("?")
            or _CONSENT.search(folded)
        ):
            continue
        insists = says(folded, "insist")
        score = 0.8 if insists else 0.4
        yield Candidate(
            KIND, sentence.text, score, Evidence(page.url, sentence.text, "text"), clues={"insists": insists}
        )


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """Insisting sentences and those that stand on several pages; what a reviewer said is not theirs."""
    reviews = [str(c.value).casefold() for c in site.seen("testimonial")]
    pages: dict[str, set[str]] = {}
    for candidate in seen:
        pages.setdefault(str(candidate.value).casefold(), set()).add(candidate.evidence.url)
    theirs = [
        c
        for c in seen
        if (c.clues["insists"] or len(pages[str(c.value).casefold()]) >= _RECURS_ON)
        and not any(str(c.value).casefold() in review for review in reviews)
    ]
    return merge(theirs)[:_MOST_PHRASES]
