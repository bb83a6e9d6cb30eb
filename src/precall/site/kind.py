"""Which kind of page an address is: by the words of its link, its address and its title, in every language we have."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from precall import words
from precall.model.page import PAGE_KINDS, PageKind

_WORD = re.compile(r"[^\W_]+")
_EXTENSION = re.compile(r"\.(?:html?|php\d?|aspx?|jsp|cfm|shtml|pdf)$")
_DATE_IN_PATH = re.compile(r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])(?:/|$)|/(?:19|20)\d\d-\d\d-\d\d-")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o"})
_LONGEST_PHRASE = 5
_MOST_WORDS = 12

_WHOLE_TEXT, _IN_TEXT, _WHOLE_SEGMENT, _IN_SEGMENT, _PARENT, _WHOLE_TITLE, _IN_TITLE = (
    40,
    18,
    36,
    16,
    22,
    20,
    8,
)
_PRECEDENCE = (
    "contact", "team", "about", "pricing", "testimonials", "careers", "faq", "legal", "services", "clients", "blog",
)  # fmt: skip
_PARENTS = frozenset(
    ("services", "team", "blog", "clients", "careers", "pricing", "testimonials", "faq", "legal")
)


class Name(NamedTuple):
    """What a phrase names: the word table's entry and how many words it took to say it."""

    entry: str
    size: int


@lru_cache(maxsize=4096)
def kind_of(url: str, link_text: str = "", title: str = "") -> PageKind:
    """The kind of a page by its address, how it is linked and its title; "other" where nothing tells."""
    parts = urlsplit(url)
    path = _EXTENSION.sub("", unquote(parts.path).casefold())
    segments = [part for part in path.split("/") if part]
    if not segments and not parts.query:
        return "home"
    votes: dict[str, float] = {}
    _vote(votes, link_text, _WHOLE_TEXT, _IN_TEXT)
    _vote(votes, segments[-1] if segments else "", _WHOLE_SEGMENT, _IN_SEGMENT)
    _vote(votes, title, _WHOLE_TITLE, _IN_TITLE)
    for parent in segments[:-1]:
        _vote_parent(votes, parent)
    if _is_post(path, segments, link_text):
        return "post"
    return _winner(votes)


def entry_of(text: str) -> str:
    """The word table's entry that a whole text is: a page kind, or home, imprint, skip, listing; empty otherwise."""
    found = _phrases().get(" ".join(_tokens(text)))
    return found[0] if found else ""


def is_imprint(url: str, link_text: str) -> bool:
    """Whether a legal page is the imprint, which names the owner, rather than a privacy page or terms."""
    last = _EXTENSION.sub("", unquote(urlsplit(url).path)).rstrip("/").rpartition("/")[2]
    return "imprint" in {name.entry for text in (link_text, last) for name in _names(_tokens(text))}


def is_document(url: str, link_text: str) -> bool:
    """Whether a PDF is a brochure, a menu or a price list rather than a form."""
    last = _EXTENSION.sub("", unquote(urlsplit(url).path).casefold()).rpartition("/")[2]
    wanted = _documents()
    return any(phrase in wanted for text in (link_text, last) for phrase, _ in _phrases_in(_tokens(text)))


def fold(text: str) -> str:
    """The text in lower case without accents, its words parted by single spaces."""
    return " ".join(_tokens(text))


def _winner(votes: Mapping[str, float]) -> PageKind:
    kinds = {
        "legal" if entry == "imprint" else entry: votes[entry] for entry in votes if entry not in _NO_KIND
    }
    if not kinds:
        return "other"
    best = max(kinds, key=lambda kind: (kinds[kind], -_PRECEDENCE.index(kind)))
    return best if best in PAGE_KINDS else "other"


_NO_KIND = frozenset(("home", "skip", "listing", "document", "names"))


def _vote(votes: dict[str, float], text: str, whole: float, part: float) -> None:
    tokens = _tokens(text)
    for name in _names(tokens):
        share = whole if name.size == len(tokens) else part * (0.6 + 0.4 * name.size / len(tokens))
        votes[name.entry] = max(votes.get(name.entry, 0.0), 0.0) + share


def _vote_parent(votes: dict[str, float], segment: str) -> None:
    tokens = _tokens(segment)
    for name in _names(tokens):
        if name.entry in _PARENTS and name.size == len(tokens):
            votes[name.entry] = votes.get(name.entry, 0.0) + _PARENT


def _is_post(path: str, segments: list[str], link_text: str) -> bool:
    if _DATE_IN_PATH.search(path):
        return True
    under_blog = any(entry_of(parent) == "blog" for parent in segments[:-1])
    return under_blog and entry_of(segments[-1]) in ("", "listing") and entry_of(link_text) != "listing"


def _names(tokens: tuple[str, ...]) -> Iterable[Name]:
    """The entries that the words name; a longer phrase hides the shorter ones inside it."""
    found: list[tuple[int, int, str]] = []
    for phrase, (start, end) in _phrases_in(tokens):
        if not any(a <= start and end <= b for a, b, _ in found):
            found.extend((start, end, entry) for entry in _phrases()[phrase])
    seen: dict[str, int] = {}
    for start, end, entry in found:
        seen[entry] = max(seen.get(entry, 0), end - start)
    return [Name(entry, size) for entry, size in seen.items()]


def _phrases_in(tokens: tuple[str, ...]) -> Iterable[tuple[str, tuple[int, int]]]:
    known = _phrases()
    for size in range(min(_LONGEST_PHRASE, len(tokens)), 0, -1):
        for start in range(len(tokens) - size + 1):
            phrase = " ".join(tokens[start : start + size])
            if phrase in known:
                yield phrase, (start, start + size)


@lru_cache(maxsize=8192)
def _tokens(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", text[:300].casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(_WORD.findall(bare)[:_MOST_WORDS])


@cache
def _phrases() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for table in words.table("pages").values():
        for entry, phrases in table.items():
            if entry in ("document", "names"):
                continue
            for phrase in phrases:
                for spelling in (phrase, phrase.translate(_UMLAUTS)):
                    found.setdefault(fold(spelling), {})[entry] = None
    return {phrase: tuple(entries) for phrase, entries in found.items()}


@cache
def _documents() -> frozenset[str]:
    tables = words.table("pages").values()
    return frozenset(fold(phrase) for table in tables for phrase in table.get("document", ()))
