"""Tools that are evident in a page's markup: the site builder, booking, forms, analytics, payment."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import ascii_letters, digits

from precall.kept_table import table_in
from precall.model.fact import Candidate, Evidence, Kind
from precall.site.document import Document
from precall.words.tree import one_of

KIND: Kind = "tech"

Needles = Mapping[str, tuple[str, ...]]
Places = Mapping[str, int]  # where each needle first stands
Ends = Mapping[str, tuple[tuple[str, int], ...]]  # the needles with each end, and how long they are before it

_SOURCES = {
    "script": "src",
    "link": "href",
    "iframe": "src",
    "img": "src",
    "form": "action",
    "a": "href",
    "source": "src",
    "embed": "src",
}
_SIGNS = "_(.:-"  # the rarer first; each needle of the markup has one
_OF_ADDRESSES = frozenset(f"{ascii_letters}{digits}./:-")
_DATA, _DATA_TYPE = "json-ld", "application/ld+json"
_ADDRESS_SCORE, _GENERATOR_SCORE, _MARKUP_SCORE = 0.85, 0.95, 0.85


def find(page: Document) -> Iterator[Candidate]:
    """One candidate for each tool that a page shows, in the order of the table."""
    found: dict[str, Candidate] = {}
    generator = page.meta.get("generator", "")
    for slug in _matching(_table("generator"), generator.lower()):
        found.setdefault(slug, Candidate(KIND, slug, _GENERATOR_SCORE, Evidence(page.url, generator, "meta")))
    addresses = "\n".join(dict.fromkeys(_addresses(page)))
    for slug, quote in _marks("address", _in_addresses(addresses), addresses):
        found.setdefault(slug, Candidate(KIND, slug, _ADDRESS_SCORE, Evidence(page.url, quote, "markup")))
    for slug, quote in _marks("markup", _in_markup(page.markup), page.markup):
        found.setdefault(slug, Candidate(KIND, slug, _MARKUP_SCORE, Evidence(page.url, quote, "markup")))
    if _DATA_TYPE in page.markup:
        found.setdefault(
            _DATA, Candidate(KIND, _DATA, _MARKUP_SCORE, Evidence(page.url, _DATA_TYPE, "markup"))
        )
    yield from found.values()


@cache
def _table(name: str) -> Needles:
    tables = table_in(Path(__file__).with_suffix(".toml"))
    return {slug: tuple(needles) for slug, needles in tables[name].items()}


def _matching(needles: Needles, text: str) -> Iterator[str]:
    return (slug for slug, words in needles.items() if text.startswith(words))


def _addresses(page: Document) -> Iterator[str]:
    for element in page.root.iter(*_SOURCES):
        address = element.get(_SOURCES[element.tag]) or element.get("data-src") or ""
        if "/" in address and len(address) < 1000:
            yield address.strip()


def _marks(table: str, places: Places, text: str) -> Iterator[tuple[str, str]]:
    """The tools whose needles stand in a text, in the order of their table, with what stands there."""
    for needle, slug in _owned(table):
        if needle in places:
            yield slug, _token(text, places[needle], places[needle] + len(needle))


@cache
def _owned(table: str) -> tuple[tuple[str, str], ...]:
    """Each needle of a table with its tool."""
    return tuple((needle, slug) for slug, needles in _table(table).items() for needle in needles)


def _in_addresses(addresses: str) -> Places:
    """The needles that stand there: one search for all, where each alone would take longer."""
    lower = addresses.lower()
    if len(lower) != len(addresses):  # a letter that changes its length would shift the places
        lower = addresses
    places: dict[str, int] = {}
    for longest in _anywhere().finditer(lower):
        for needle in _beginnings()[longest[1]]:
            places.setdefault(needle, longest.start())
    return places


@cache
def _anywhere() -> re.Pattern[str]:
    """Finds the longest needle at every place, also where two overlap."""
    return re.compile(f"(?=({one_of(_beginnings())}))")


@cache
def _beginnings() -> Mapping[str, tuple[str, ...]]:
    """Each needle with those that it begins with, itself among them."""
    needles = [needle for needle, _ in _owned("address")]
    return {needle: tuple(other for other in needles if needle.startswith(other)) for needle in needles}


def _in_markup(markup: str) -> Places:
    """The needles that stand in a whole page: searches that leap from one of their signs to the next."""
    places: dict[str, int] = {}
    for pattern, ends in _leaps():
        for match in pattern.finditer(markup):
            for needle, before in ends[match[1].lower()]:
                start = match.start() - before
                if markup[start : start + len(needle)].lower() == needle:
                    places.setdefault(needle, start)
    return places


@cache
def _leaps() -> tuple[tuple[re.Pattern[str], Ends], ...]:
    """For each sign what finds the longest end of a needle behind it, and the needles that it may be the end of."""
    leaps = []
    for sign in _SIGNS:
        needles = [needle for needle, _ in _owned("markup") if _sign_of(needle) == sign]
        own = {needle: needle.partition(sign)[2] for needle in needles}
        ends = {
            end: tuple((needle, needle.index(sign)) for needle in needles if end.startswith(own[needle]))
            for end in own.values()
        }
        leaps.append((re.compile(rf"{re.escape(sign)}(?=({one_of(ends)}))", re.IGNORECASE | re.ASCII), ends))
    return tuple(leaps)


def _sign_of(needle: str) -> str:
    return next(sign for sign in _SIGNS if sign in needle)


def _token(text: str, start: int, end: int) -> str:
    """The mark with the characters around it that belong to the same address, so that a reader recognises it."""
    first, last = max(0, start - 60), min(len(text), end + 60)
    while start > first and text[start - 1] in _OF_ADDRESSES:
        start -= 1
    while end < last and text[end] in _OF_ADDRESSES:
        end += 1
    return text[start:end].strip("./:-") or text[start:end]
