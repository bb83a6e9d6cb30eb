"""What the site asks its visitors to do: the words on its main buttons."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from precall.extract.merge import merge
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.site.document import Document
from precall.words.match import Spoken, phrases

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
        if _calls(words, page.spoken) and words in page.text:
            yield Candidate(KIND, words, 0.8 if is_button else 0.5, Evidence(page.url, words, "text"))


@lru_cache(maxsize=2048)
def _is_button(classes: str, role: str) -> bool:
    looks = f"{classes} {role}".casefold()
    return "btn" in looks or "button" in looks or "cta" in looks


@lru_cache(maxsize=2048)
def _calls(words: str, spoken: Spoken) -> bool:
    """Whether words call to act; a noun that labels a menu's entry ("Contact us", "Kontakt & Anfahrt") calls nobody."""
    if not _FEWEST <= len(words.split()) <= _MOST or "@" in words or any(c.isdigit() for c in words):
        return False
    calls = phrases("speech", "cta", spoken).different(words)
    return bool(calls) and not (len(calls) == 1 and phrases("speech", "cta_nouns", spoken).starts(words))


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """The calls that stand on most pages."""
    return merge(seen)[:_MOST_CALLS]
