"""What the site asks its visitors to do: the words on its main buttons."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from precall import words as words_of
from precall.extract.merge import merge
from precall.extract.site_view import SiteView
from precall.extract.speech import count, says
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.site.document import Document

KIND: Kind = "cta"

_FEWEST, _MOST = 2, 8  # words
_MOST_CALLS = 5


def find(page: Document) -> Iterator[Candidate]:
    """Links and buttons whose words call to act."""
    for element in page.root.iter("a", "button"):
        is_button = element.tag == "button" or _is_button(
            element.get("class") or "", element.get("role") or ""
        )
        if not (is_button or page.kind == "home"):
            continue
        words = page.text_of(element)
        if _calls(words) and words in page.text:
            yield Candidate(KIND, words, 0.8 if is_button else 0.5, Evidence(page.url, words, "text"))


@lru_cache(maxsize=2048)
def _is_button(classes: str, role: str) -> bool:
    looks = f"{classes} {role}".casefold()
    return "btn" in looks or "button" in looks or "cta" in looks


@lru_cache(maxsize=2048)
def _calls(words: str) -> bool:
    """Whether words call to act; a noun that labels a menu's entry ("Contact us", "Kontakt & Anfahrt") calls nobody."""
    if not _FEWEST <= len(words.split()) <= _MOST or "@" in words or any(c.isdigit() for c in words):
        return False
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
