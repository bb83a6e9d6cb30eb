"""Which language a page is written in: what it declares, checked against its commonest words."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain

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
    languages = _languages_of_words()
    times = Counter(chain.from_iterable(languages[word] for word in found if word in languages))
    shares = sorted(((times[code], code) for code in words.table("language")), reverse=True)
    (most, code), (second, _) = shares[0], shares[1]
    return code if most >= _ENOUGH_SHARE * len(found) and most >= 1.3 * second else ""


@cache
def _languages_of_words() -> Mapping[str, Sequence[str]]:
    """The languages that each common word belongs to."""
    found: dict[str, list[str]] = {}
    for code, table in words.table("language").items():
        for word in dict.fromkeys(table["common"]):
            found.setdefault(word, []).append(code)
    return found
