"""Tools that are evident in a page's markup: the site builder, booking, forms, analytics, payment."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from precall.model.fact import Candidate, Evidence, Kind
from precall.site.document import Document
from precall.words.tree import one_of

KIND: Kind = "tech"

Needles = Mapping[str, tuple[str, ...]]

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
_TOKEN = re.compile(r"[A-Za-z0-9./:-]")
_ADDRESS_SCORE, _GENERATOR_SCORE, _MARKUP_SCORE = 0.85, 0.95, 0.85


def find(page: Document) -> Iterator[Candidate]:
    """One candidate for each tool that a page shows, in the order of the table."""
    if page.is_pdf:
        return
    found: dict[str, Candidate] = {}
    generator = page.meta.get("generator", "")
    for slug in _matching(_table("generator"), generator.lower()):
        found.setdefault(slug, Candidate(KIND, slug, _GENERATOR_SCORE, Evidence(page.url, generator, "meta")))
    addresses = "\n".join(_addresses(page))
    for slug, quote in _marks(_standing_in(addresses.lower()), addresses):
        found.setdefault(slug, Candidate(KIND, slug, _ADDRESS_SCORE, Evidence(page.url, quote, "markup")))
    for slug, quote in _marks(_table("markup"), page.markup):
        found.setdefault(slug, Candidate(KIND, slug, _MARKUP_SCORE, Evidence(page.url, quote, "markup")))
    yield from found.values()


@cache
def _table(name: str) -> Needles:
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return {slug: tuple(needles) for slug, needles in tomllib.loads(text)[name].items()}


def _matching(needles: Needles, text: str) -> Iterator[str]:
    return (slug for slug, words in needles.items() if text.startswith(words))


def _addresses(page: Document) -> Iterator[str]:
    for element in page.root.iter(*_SOURCES):
        address = element.get(_SOURCES[element.tag]) or element.get("data-src") or ""
        if "/" in address and len(address) < 1000:
            yield address.strip()


def _standing_in(addresses: str) -> Needles:
    """The needles of addresses that stand there: one search for all, where each alone would take longer."""
    longest = set(_anywhere().findall(addresses))
    found = {word for needle in longest for word in _beginnings()[needle]}
    return {slug: words for slug, words in _table("address").items() if not found.isdisjoint(words)}


@cache
def _anywhere() -> re.Pattern[str]:
    """Finds the longest needle at every place, also where two overlap."""
    return re.compile(f"(?=({one_of(_beginnings())}))")


@cache
def _beginnings() -> Mapping[str, tuple[str, ...]]:
    """Each needle with those that it begins with, itself among them."""
    needles = [word for words in _table("address").values() for word in words]
    return {word: tuple(other for other in needles if word.startswith(other)) for word in needles}


def _marks(needles: Needles, text: str) -> Iterator[tuple[str, str]]:
    lower = text.lower()
    if len(lower) != len(text):  # a letter that changes its length would shift the quote
        lower = text
    for slug, words in needles.items():
        for word in words:
            at = lower.find(word)
            if at >= 0:
                yield slug, _token(text, at, at + len(word))
                break


def _token(text: str, start: int, end: int) -> str:
    """The mark with the characters around it that belong to the same address, so that a reader recognises it."""
    first, last = max(0, start - 60), min(len(text), end + 60)
    while start > first and _TOKEN.match(text[start - 1]):
        start -= 1
    while end < last and _TOKEN.match(text[end]):
        end += 1
    return text[start:end].strip("./:-") or text[start:end]
