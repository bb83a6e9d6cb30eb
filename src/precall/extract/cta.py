"""What the site asks its visitors to do: the words on its main buttons."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from precall import words as words_of
from precall.extract.merge import merge
from precall.extract.site_view import SiteView
from precall.extract.speech import count, says
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.site.document import Document, link_text

KIND: Kind = "cta"

_FEWEST, _MOST = 2, 8  # words
_MOST_CALLS = 5


def find(page: Document) -> Iterator[Candidate]:
    """Links and buttons whose words call to act."""
    text = page.text
    for element in page.root.iter("a", "button"):
        words = link_text(element)
        if not _FEWEST <= len(words.split()) <= _MOST or "@" in words or any(c.isdigit() for c in words):
            continue
        looks = f"{element.get('class') or ''} {element.get('role') or ''}".casefold()
        is_button = element.tag == "button" or "btn" in looks or "button" in looks or "cta" in looks
        if words in text and _calls(words) and (is_button or page.kind == "home"):
            yield Candidate(KIND, words, 0.8 if is_button else 0.5, Evidence(page.url, words, "text"))


def _calls(words: str) -> bool:
    """Whether words call to act; a noun that labels a menu's entry ("Contact us", "Kontakt & Anfahrt") calls nobody."""
    folded = f" {words.casefold()} "
    return says(folded, "cta") and not (
        says(folded, "cta_nouns") and count(folded, "cta") == 1 and _names(folded)
    )


def _names(folded: str) -> bool:
    return folded.split()[0] in _nouns()


@cache
def _nouns() -> frozenset[str]:
    return frozenset(noun for table in words_of.table("speech").values() for noun in table["cta_nouns"])


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """The calls that stand on most pages."""
    return merge(seen)[:_MOST_CALLS]
