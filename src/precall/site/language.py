"""Which language a page is written in: what it declares, checked against its commonest words."""

import re
from collections import Counter
from functools import cache, lru_cache

from precall import words
from precall.site.document import Document

_DECLARED = re.compile(r"^[a-z]{2}(?=$|[-_])")
_ENOUGH_WORDS = 40
_ENOUGH_SHARE = 0.06


def declared(page: Document) -> str:
    """The ISO 639-1 code that the page declares (html lang, content-language, og:locale); empty where it does not."""
    for value in (page.root.get("lang"), page.root.get("xml:lang"), page.meta.get("og:locale")):
        found = _DECLARED.match((value or "").strip().lower())
        if found:
            return found.group()
    return ""


def of(page: Document) -> str:
    """The language as ISO 639-1: by the words where they are clear, else as declared; empty where nothing tells."""
    return by_words(page.text[:20_000]) or declared(page)


@lru_cache(maxsize=2)
def by_words(text: str) -> str:
    """The language whose commonest words fill the largest share of a text; empty where none is clear."""
    found = text.casefold().split()
    if len(found) < _ENOUGH_WORDS:
        return ""
    times = Counter(found)
    shares = sorted(
        (
            (sum(map(times.__getitem__, common & times.keys())), code)
            for code, common in _common_words().items()
        ),
        reverse=True,
    )
    (most, code), (second, _) = shares[0], shares[1]
    return code if most >= _ENOUGH_SHARE * len(found) and most >= 1.3 * second else ""


@cache
def _common_words() -> dict[str, frozenset[str]]:
    return {code: frozenset(table["common"]) for code, table in words.table("language").items()}
