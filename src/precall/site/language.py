"""Which language a page is written in: what it declares, checked against its commonest words."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from precall import words
from precall.site.document import Document
from precall.words.match import ALL, Spoken

_DECLARED = re.compile(r"^[a-z]{2}(?=$|[-_])")
ENOUGH_WORDS = 40
"""Of a page, to tell its language."""
_ENOUGH_SHARE = 0.06
_CLEARLY = 1.3  # times the second
_ALSO_SPOKEN = 0.4  # of the first, by words that it does not have: a page in two languages
_READ = 20_000  # characters
ENGLISH = "en"


def declared(page: Document) -> str:
    """The ISO 639-1 code that the page declares (html lang, content-language, og:locale); empty where it does not."""
    for value in (page.root.get("lang"), page.root.get("xml:lang"), page.meta.get("og:locale")):
        found = _DECLARED.match((value or "").strip().lower())
        if found:
            return found.group()
    return ""


def called(page: Document) -> str:
    """The language as the page calls it, where its words are in that language: nb or nn for Norwegian."""
    said = declared(page)
    return said if words.filed_as(said) == page.language else page.language


def of(page: Document) -> str:
    """The language as ISO 639-1: by the words where they are clear, else as declared; empty where nothing tells."""
    return by_words(page.text[:_READ]) or words.filed_as(declared(page))


def spoken(page: Document, site_language: str = "") -> Spoken:
    """The languages whose words count on a page: those that it is written in, and English.

    Of a page with too few words to tell they are what it declares and what the site's home page is written in; all where
    that is not known either.
    """
    text = page.text[:_READ]
    if by_words(text):
        return tuple(sorted({ENGLISH, *_written_in(text)}))
    known = (*_written_in(text), site_language, words.filed_as(declared(page))) if site_language else ()
    return tuple(sorted({ENGLISH, *filter(None, known)})) if known else ALL


def _written_in(text: str) -> Iterator[str]:
    """The languages that fill a text, the first one and each that does so with words which those before it have not."""
    shares, told, most = _shares(text), frozenset[str](), 0.0
    for code in sorted(filter(_filling(text).__contains__, shares), key=lambda code: -shares[code]):
        own = _share_of(_common()[code] - told, text)
        if own >= max(_ENOUGH_SHARE, _ALSO_SPOKEN * most):
            most = most or own
            told |= _common()[code]
            yield code


def _filling(text: str) -> frozenset[str]:
    """The languages of which all common words together fill enough of a text; hardly more than one does."""
    filled = dict.fromkeys(_common(), 0.0)
    for word, share in _counts(text).items():
        for code in _languages_of_words()[word]:
            filled[code] += share
    return frozenset(code for code, share in filled.items() if share >= _ENOUGH_SHARE)


def _share_of(listed: frozenset[str], text: str) -> float:
    """How much of a text some common words fill."""
    return sum(share for word, share in _counts(text).items() if word in listed)


@lru_cache(maxsize=2)
def by_words(text: str) -> str:
    """The language whose commonest words fill the largest share of a text; empty where none is clear."""
    shares = _shares(text)
    (most, code), (second, _) = sorted(((share, code) for code, share in shares.items()), reverse=True)[:2]
    is_clear = most >= _CLEARLY * second and _share_of(_common()[code], text) >= _ENOUGH_SHARE
    return code if most > 0 and is_clear else ""


@lru_cache(maxsize=2)
def _shares(text: str) -> Mapping[str, float]:
    """How much of a text is each language's commonest words; nothing for a short text.

    A word that several languages have counts for each of them in part: Danish and Norwegian share most.
    """
    shares = dict.fromkeys(_common(), 0.0)
    for word, times in _counts(text).items():
        for code in _languages_of_words()[word]:
            shares[code] += times / len(_languages_of_words()[word])
    return shares


@lru_cache(maxsize=2)
def _counts(text: str) -> Mapping[str, float]:
    """The share of a text that each common word of any language fills; none for a short text."""
    found = text.casefold().split()
    counted = (
        Counter(filter(_languages_of_words().__contains__, found))
        if len(found) >= ENOUGH_WORDS
        else Counter()
    )
    return {word: times / len(found) for word, times in counted.items()}


@cache
def _common() -> Mapping[str, frozenset[str]]:
    """The commonest words of each language, also of those without a file that one with a file must be told from."""
    tables = words.table("language")
    neighbours = {
        code: listed for table in tables.values() for code, listed in table.get("neighbours", {}).items()
    }
    return {
        code: frozenset(listed)
        for code, listed in (*((c, t["common"]) for c, t in tables.items()), *neighbours.items())
    }


@cache
def _languages_of_words() -> Mapping[str, Sequence[str]]:
    """The languages that each common word belongs to."""
    found: dict[str, list[str]] = {}
    for code, listed in _common().items():
        for word in sorted(listed):
            found.setdefault(word, []).append(code)
    return found
