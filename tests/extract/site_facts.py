"""What does precall find on the project's own test sites? Their files are answered from disk, everything else is the real path.

`python tests/extract/site_facts.py [SITE] [KIND]` prints what is missed and what is wrong, and then which kinds of which
sites are concerned. With `--shrink` it takes out of the NOT_YET table in test_sites.py what is found now.
"""

import asyncio
import hashlib
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import gold_matching

from precall.demo.server import content_type, file_for, wants_slash
from precall.extract.site_view import SiteView
from precall.model.fact import Fact
from precall.model.findings import SiteSeen
from precall.model.page import Fetched, Miss, Purpose, Reading
from precall.reading.page import read_page
from precall.site.address import parse_address
from precall.visit.find_out import find_out
from precall.visit.tour import VisitOptions

SITES = Path(__file__).parents[1] / "sites"
NOW = datetime(2026, 2, 1, 9, tzinfo=UTC)
PAGES = 40  # more than any of the sites has, so that only the reading is judged


def site_names() -> list[str]:
    """The test sites' folder names."""
    return sorted(path.parent.name for path in SITES.glob("*/gold.json"))


@cache
def gold_of(site: str) -> dict[str, Any]:
    """The labels of one site."""
    labels: dict[str, Any] = json.loads((SITES / site / "gold.json").read_text(encoding="utf-8"))
    return labels


def folder_of(site: str) -> Path:
    """Where the site's files lie; `files` in the labels names another folder than `site`."""
    return (SITES / site / gold_of(site).get("files", "site")).resolve(strict=True)


@cache
def facts_of(site: str) -> list[dict[str, Any]]:
    """The facts of one site as the dossier writes them, best first within a kind."""
    return [_as_written(fact) for fact in asyncio.run(_facts(folder_of(site), gold_of(site)["domain"]))]


async def _facts(folder: Path, domain: str) -> tuple[Fact, ...]:
    found = await find_out(
        parse_address(f"https://{domain}/"),
        fetch=FolderFetch(folder, domain),
        keep_apart=lambda host, seconds: None,
        reader=ReaderHere(),
        now=NOW,
        stopwatch=lambda: 0.0,
        options=VisitOptions(pages=PAGES, connections=1),
        tell=lambda _: None,
    )
    return found.facts


def _as_written(fact: Fact) -> dict[str, Any]:
    evidence = [{"url": e.url, "quote": e.quote, "where": e.where} for e in fact.evidence]
    return {
        "kind": fact.kind,
        "value": fact.value,
        "evidence": evidence,
        "check": fact.check,
        **fact.attributes,
    }


class FolderFetch:
    """Answers as a web server with this folder at its root would, for one host."""

    def __init__(self, folder: Path, host: str) -> None:
        self._folder = folder
        self._host = host

    async def __call__(self, url: str, /, *, purpose: Purpose = "page") -> Fetched | Miss:
        parts = urlsplit(url)
        if (parts.hostname or "").removeprefix("www.") != self._host:
            return Miss(url, "the name does not exist")
        path = unquote(parts.path) or "/"
        file = file_for(self._folder, path)
        if file is None:
            return _answer(url, url, 404, "text/html; charset=utf-8", b"<title>Not found</title>")
        final = f"{parts.scheme}://{parts.netloc}{quote(path)}/" if wants_slash(file, path) else url
        return _answer(url, final, 200, content_type(file), file.read_bytes())


def _answer(url: str, final: str, status: int, kind: str, body: bytes) -> Fetched:
    # A server that does not know a page's encoding leaves it to the page.
    kind = "text/html" if b"charset=iso-8859-1" in body[:600] or b"windows-1252" in body[:600] else kind
    digest = hashlib.sha256(body).hexdigest()
    return Fetched(url, final, status, (("content-type", kind),), body, digest, NOW)


class ReaderHere:
    """Reads pages and settles facts in this process."""

    async def read(self, fetched: Fetched, link_text: str = "", site_language: str = "", /) -> Reading | Miss:
        return read_page(fetched, link_text=link_text, site_language=site_language)

    async def settle(self, seen: SiteSeen, /) -> tuple[Fact, ...]:
        view = SiteView(seen.domain, seen.url, seen.pages, seen.language, seen.today, seen.candidates)
        return view.all_facts()


def objections(sites: list[str], kinds: list[str]) -> Iterator[tuple[str, str, list[str]]]:
    """Each site and kind with what a careful reader would object to."""
    for site in sites:
        for kind in kinds:
            yield site, kind, gold_matching.complaints(gold_of(site), facts_of(site), kind)


def shrunk(source: str) -> str:
    """The test file's text, less the entries of its NOT_YET table that are found now."""
    lines = []
    for line in source.splitlines():
        site, colon, kinds = line.partition(": ")
        if colon and site in site_names():
            left = [kind for _, kind, complaints in objections([site], kinds.split()) if complaints]
            lines += [f"{site}: {' '.join(left)}"] if left else []
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


def main() -> None:
    """Prints the objections to the sites and kinds named, or shrinks the table."""
    named = sys.argv[1:]
    if named == ["--shrink"]:
        tests = Path(__file__).with_name("test_sites.py")
        tests.write_text(shrunk(tests.read_text(encoding="utf-8")), encoding="utf-8")
        return
    sites = [site for site in site_names() if site in named] or site_names()
    kinds = [kind for kind in gold_matching.RULES if kind in named] or list(gold_matching.RULES)
    table: dict[str, list[str]] = {}
    for site, kind, complaints in objections(sites, kinds):
        for complaint in complaints:
            print(f"{site}: {kind}: {complaint}")
        if complaints:
            table.setdefault(site, []).append(kind)
    for site, failing in table.items():
        print(f"{site}: {' '.join(failing)}")


if __name__ == "__main__":
    main()
