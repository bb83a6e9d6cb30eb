"""What they say they stand for: mission lines and beliefs, verbatim."""

from collections.abc import Iterable, Iterator, Sequence

from precall.extract.merge import merge
from precall.extract.site_view import SiteView
from precall.extract.speech import says, sentences
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.site.document import Document

KIND: Kind = "value"

_FEWEST, _MOST = 5, 40  # words
_MOST_LINES = 5


def find(page: Document) -> Iterator[Candidate]:
    """Sentences in which they speak of a mission, a belief or a value, as themselves."""
    if page.kind not in ("home", "about", "services", "team") or page.is_pdf:
        return
    for sentence in sentences(page):
        folded = sentence.folded
        if _FEWEST <= len(sentence.text.split()) <= _MOST and says(folded, "mission") and says(folded, "we"):
            yield Candidate(KIND, sentence.text, 0.75, Evidence(page.url, sentence.text, "text"))


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """At most five lines."""
    return merge(seen)[:_MOST_LINES]
