"""How a word list of all languages becomes one pattern, and which of its words a page has at all."""

import re
from functools import cache, lru_cache

from precall import words
from precall.site.document import Document
from precall.words import match

_WORD = re.compile(r"\w+")


@cache
def listed(table: str, key: str) -> tuple[str, ...]:
    """The words of one list in all languages, each once, longest first."""
    found = {word: None for data in words.table(table).values() for word in data.get(key, ())}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def listed_folded(table: str, key: str) -> tuple[str, ...]:
    """The words of one list as they stand in folded text."""
    return tuple(map(str.casefold, listed(table, key)))


@cache
def pattern(table: str, key: str) -> re.Pattern[str]:
    """A pattern that finds any word of a list as a whole word, without regard to case."""
    return whole_words(listed(table, key))


@lru_cache(maxsize=512)
def whole_words(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for phrases as whole words; a space in a phrase stands for any white space."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_whole, phrases))})", re.IGNORECASE)


def folded(page: Document) -> str:
    """The page's text without regard to case; looking a plain word up in it is far cheaper than a pattern."""
    return match.folded(page.text)


def present(page: Document, phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some lower-case phrases that the page's text has at all."""
    text, (telling, by_word) = folded(page), _by_word(phrases)
    told = map(by_word.__getitem__, match.words_of(page.text) & telling | telling & {""})
    found = [(place, phrase) for phrases_of in told for place, phrase in phrases_of if phrase in text]
    return tuple(phrase for _, phrase in sorted(found))


@lru_cache(maxsize=64)
def _by_word(phrases: tuple[str, ...]) -> tuple[frozenset[str], dict[str, list[tuple[int, str]]]]:
    """A telling word of each phrase, and the phrases by them with their places in the list.

    It is the longest but for the last, which may go on in a text; empty for a phrase without letters and digits.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for place, phrase in enumerate(phrases):
        spelled = _WORD.findall(phrase)
        telling = max(spelled[:-1] or spelled, key=len, default="")
        found.setdefault(telling, []).append((place, phrase))
    return frozenset(found), found


def _whole(phrase: str) -> str:
    source = re.escape(phrase).replace("\\ ", r"\s")
    return source + r"(?!\w)" if phrase[-1].isalnum() else source
