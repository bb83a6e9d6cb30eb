"""Tools that are evident in a page's markup: the site builder, booking, forms, analytics, payment."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from precall.model.fact import Candidate, Evidence, Kind
from precall.site.document import Document

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
    for slug, quote in _marks(_table("address"), "\n".join(_addresses(page))):
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
