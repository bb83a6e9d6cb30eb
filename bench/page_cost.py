"""What a page costs to read, in processor time, beside what the main text alone costs the usual library."""

import hashlib
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import trafilatura

from bench.facts import domains
from precall.extract.extractors import Find, extractors
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate
from precall.model.page import Fetched, PageRecord, Reading
from precall.reading.page import read_page
from precall.site import kind, language
from precall.site.charset import decode
from precall.site.document import Document, parse

_NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
_PAGES_OF_A_SITE = 12
_ROUNDS = 3


def sites(folder: Path) -> list[list[Fetched]]:
    """Up to twelve pages of each labelled site, as a server would answer."""
    found = []
    for gold, domain in zip(sorted(folder.glob("*/gold.json")), domains(folder), strict=True):
        files = sorted(path for path in (gold.parent / "site").rglob("*.htm*") if path.is_file())
        random.Random(1).shuffle(files)
        found.append([_answer(f"https://{domain}/{file.name}", file) for file in files[:_PAGES_OF_A_SITE]])
    return found


def ratio(folder: Path) -> tuple[float, float, float]:
    """Milliseconds a page for parsing, text and all facts, for the main text alone, and how many times the one is the other.

    Facts are settled per site. The two take turns at every site, and the middle one of three rounds counts.
    """
    read = sites(folder)
    for site in read:
        _read(site[:2])
        _main_text(site[:2])
    rounds = sorted((_round(read) for _ in range(_ROUNDS)), key=lambda pair: pair[0] / pair[1])
    ours, theirs = rounds[_ROUNDS // 2]
    pages = sum(map(len, read))
    return ours / pages * 1000, theirs / pages * 1000, ours / theirs


def table(folder: Path) -> list[tuple[str, float]]:
    """Milliseconds a page for each extractor, and for what goes before them in brackets, the dearest first."""
    spent: dict[str, float] = defaultdict(float)
    pages = [page for site in sites(folder) for page in site]
    for _ in range(2):  # the first round loads word lists and patterns
        spent.clear()
        for page in pages:
            _spend(page, spent)
    return [
        (name, seconds / len(pages) * 1000)
        for name, seconds in sorted(spent.items(), key=lambda one: -one[1])
    ]


def _spend(page: Fetched, spent: dict[str, float]) -> None:
    def timed(name: str, work: Callable[[], Any]) -> Any:
        begun = time.process_time()
        made = work()
        spent[name] += time.process_time() - begun
        return made

    document = timed("(parsing)", lambda: parse(page))
    document.language = timed("(language)", lambda: language.of(document))
    document.spoken = timed("(spoken)", lambda: language.spoken(document))
    document.kind = kind.kind_of(document.url, "", document.title)
    timed("(links)", lambda: document.links)
    timed("(structured data)", lambda: document.items)
    for extractor in extractors():
        timed(extractor.name, partial(_all, extractor.find, document))


def _round(read: Sequence[Sequence[Fetched]]) -> tuple[float, float]:
    ours = theirs = 0.0
    for site in read:
        ours += _cpu(_read, site)
        theirs += _cpu(_main_text, site)
    return ours, theirs


def _all(find: Find, document: Document) -> list[Candidate]:
    return list(find(document))


def _read(pages: Sequence[Fetched]) -> None:
    readings = [read_page(page) for page in pages]
    candidates = [candidate for reading in readings for candidate in reading.candidates]
    records = tuple(_record(page, reading) for page, reading in zip(pages, readings, strict=True))
    domain = pages[0].url.split("/")[2].removeprefix("www.")
    SiteView(domain, pages[0].url, records, readings[0].language, _NOW.date(), candidates).all_facts()


def _main_text(pages: Iterable[Fetched]) -> None:
    for page in pages:
        trafilatura.extract(decode(page.body, "text/html"))


def _record(page: Fetched, reading: Reading) -> PageRecord:
    return PageRecord(reading.url, 200, reading.title, reading.kind, page.sha256, _NOW)


def _answer(url: str, file: Path) -> Fetched:
    body = file.read_bytes()
    return Fetched(
        url, url, 200, (("content-type", "text/html"),), body, hashlib.sha256(body).hexdigest(), _NOW
    )


def _cpu(work: Callable[[Sequence[Fetched]], None], site: Sequence[Fetched]) -> float:
    begun = time.process_time()
    work(site)
    return time.process_time() - begun
