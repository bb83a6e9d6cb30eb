"""Which language a page is written in: what it declares, checked against its commonest words."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from precall import words
from precall.site.document import Document
from precall.words.match import ALL, Spoken

_DECLARED = re.compile(r"^[a-z]{2}(?=$|[-_])")
_ENOUGH_WORDS = 40
_ENOUGH_SHARE = 0.06
_CLEARLY = 1.3  # times the second
_ALSO_SPOKEN = 0.4  # of the first: a page in two languages, or in one that is much like another
_READ = 20_000  # characters
ENGLISH = "en"


def declared(page: Document) -> str:
    """The ISO 639-1 code that the page declares (html lang, content-language, og:locale); empty where it does not."""
    for value in (page.root.get("lang"), page.root.get("xml:lang"), page.meta.get("og:locale")):
        found = _DECLARED.match((value or "").strip().lower())
        if found:
            return found.group()
    return ""


def of(page: Document) -> str:
    """The language as ISO 639-1: by the words where they are clear, else as declared; empty where nothing tells."""
    return by_words(page.text[:_READ]) or declared(page)


def spoken(page: Document) -> Spoken:
    """The languages whose words count on a page: those that it is written in, and English; all where that is not clear."""
    text = page.text[:_READ]
    if not by_words(text):
        return ALL
    shares = _shares(text)
    most = max(shares.values())
    return tuple(sorted({ENGLISH, *(code for code, share in shares.items() if share >= _ALSO_SPOKEN * most)}))


@lru_cache(maxsize=2)
def by_words(text: str) -> str:
    """The language whose commonest words fill the largest share of a text; empty where none is clear."""
    shares = _shares(text)
    (most, code), (second, _) = sorted(((share, code) for code, share in shares.items()), reverse=True)[:2]
    return code if most >= _ENOUGH_SHARE and most >= _CLEARLY * second else ""


@lru_cache(maxsize=2)
def _shares(text: str) -> Mapping[str, float]:
    """How much of a text is each language's commonest words; nothing for a short text.

    A word that several languages have counts for each of them in part: Danish and Norwegian share most.
    """
    found = text.casefold().split()
    languages = _languages_of_words()
    shares = dict.fromkeys(words.table("language"), 0.0)
    if len(found) >= _ENOUGH_WORDS:
        for word, times in Counter(filter(languages.__contains__, found)).items():
            for code in languages[word]:
                shares[code] += times / len(languages[word]) / len(found)
    return shares


@cache
def _languages_of_words() -> Mapping[str, Sequence[str]]:
    """The languages that each common word belongs to."""
    found: dict[str, list[str]] = {}
    for code, table in words.table("language").items():
        for word in dict.fromkeys(table["common"]):
            found.setdefault(word, []).append(code)
    return found
