"""Which pages of labelled sites are chosen, how much is found with so many of them, and what stands only on the others."""

import argparse
import asyncio
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from bench.confidence import answer, page_file
from bench.facts import SCORER, SITES
from bench.pages import NOW
from bench.unmarked import KINDS, loaded
from precall.extract.site_view import SiteView
from precall.model.events import nobody
from precall.model.fact import Fact
from precall.model.fact_data import named
from precall.model.findings import Findings, SiteSeen
from precall.model.page import Fetched, Purpose, Reading
from precall.reading.page import read_page
from precall.site.address import parse_address
from precall.visit.find_out import find_out
from precall.visit.tour import VisitOptions

_BUDGETS = (4, 6, 8, 12, 24, 40)
_ALL = 200
_LABELS = {
    "testimonials": "quote_starts", "people": "name", "prices": "shown", "phones": "shown", "emails": "value", "addresses": "text",
    "hours": "text", "offers": "name", "news": "title", "credentials": "", "numbers": "", "faq": "",
}  # fmt: skip
"""Which labels are looked for in pages' texts, and where in a label its words stand."""
_SHOWN = 40  # characters of a label


class Saved:
    """A labelled site as its saved files serve it; each page is read once, however often the site is visited."""

    def __init__(self, folder: Path) -> None:
        self.name, self.folder = folder.name, folder / "site"
        self.gold: dict[str, Any] = json.loads((folder / "gold.json").read_text("utf-8"))
        self._readings: dict[tuple[str, str, str], Reading] = {}

    def visit(self, pages: int) -> Findings:
        """What a visit of so many pages at most finds."""
        return asyncio.run(
            find_out(
                parse_address(self.gold["domain"]),
                fetch=self._fetch,
                keep_apart=lambda host, seconds: None,
                reader=self,
                now=NOW,
                stopwatch=lambda: 0.0,
                options=VisitOptions(pages=pages),
                tell=nobody,
            )
        )

    async def _fetch(self, url: str, /, *, purpose: Purpose = "page") -> Fetched:
        file = page_file(self.folder, url)
        if file is None:
            return Fetched(url, url, 404, (), b"", "", NOW)
        parts = urlsplit(url)
        is_folder = file.name == "index.html" and not parts.path.endswith(("/", file.name))
        return answer(parts._replace(path=f"{parts.path}/").geturl() if is_folder else url, file)

    async def read(self, fetched: Fetched, link_text: str = "", site_language: str = "", /) -> Reading:
        """What is read in a page."""
        asked = fetched.final_url, link_text, site_language
        if asked not in self._readings:
            self._readings[asked] = read_page(fetched, link_text=link_text, site_language=site_language)
        return self._readings[asked]

    async def settle(self, seen: SiteSeen, /) -> tuple[Fact, ...]:
        """The site's facts."""
        return SiteView(
            seen.domain, seen.url, seen.pages, seen.language, seen.today, seen.candidates
        ).all_facts()


def main(arguments: Sequence[str]) -> int:
    """Prints what each number of pages finds; `--list` says what the default leaves on pages that it does not read."""
    parser = argparse.ArgumentParser("python -m bench choice", description=__doc__)
    parser.add_argument("--sites", type=Path, default=SITES, metavar="DIR")
    parser.add_argument("--pages", type=int, nargs="+", default=_BUDGETS, metavar="N")
    parser.add_argument(
        "--list", action="store_true", help="the pages of each site, and labels on unread ones"
    )
    asked = parser.parse_args(arguments)
    score = loaded(SCORER)
    sites = [Saved(path.parent) for path in sorted(asked.sites.glob("*/gold.json"))]
    if asked.list:
        for site in sites:
            print(*_listed(score, site), sep="\n", flush=True)
        return 0
    print(f"{'at most':>8}{'read':>7}{'F1':>8}{'unmarked':>10}{'right':>8}")
    for most in asked.pages:
        found = [(site.gold, site.visit(most)) for site in sites]
        read = sum(len(findings.pages) for _, findings in found)
        facts = [(gold, [named(fact) for fact in findings.facts]) for gold, findings in found]
        right = [one for gold, told in facts for one in _unmarked(score, gold, told)]
        print(
            f"{most:8}{read:7}{_weighted(score, facts):8.4f}{len(right):10}{sum(right) / max(1, len(right)):8.3f}",
            flush=True,
        )
    return 0


def _weighted(
    score: ModuleType, facts: Sequence[tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]]
) -> float:
    """The scorer's weighted F1."""
    hits, gold, found = Counter[str](), Counter[str](), Counter[str]()
    for labels, told in facts:
        for kind, (right, wanted, given, *_) in score.score_site(labels, {"facts": told}).items():
            hits[kind] += right
            gold[kind] += wanted
            found[kind] += given
    weights = {kind: weight for kind, weight in score.WEIGHTS.items() if gold[kind]}
    f1 = {kind: 2 * hits[kind] / (gold[kind] + found[kind]) for kind in weights}
    return float(sum(weight * f1[kind] for kind, weight in weights.items()) / sum(weights.values()))


def _unmarked(
    score: ModuleType, gold: Mapping[str, Any], told: Sequence[Mapping[str, Any]]
) -> Iterator[bool]:
    """Whether each fact without a mark is right, where labels can tell."""
    for fact in told:
        if fact["kind"] in KINDS and not fact.get("check"):
            hits, _, found, *_ = score.score_site(gold, {"facts": [fact]})[fact["kind"]]
            if found:
                yield hits > 0


def _listed(score: ModuleType, site: Saved) -> Iterator[str]:
    """The pages in the order in which they are chosen, and the labels that stand only on pages that are not."""
    chosen, everything = site.visit(VisitOptions().pages), site.visit(_ALL)
    yield f"{site.name}: {len(chosen.pages)} of {len(everything.pages)} pages"
    for number, page in enumerate(chosen.pages):
        yield f"  {number + 1:3} {page.kind:12} {urlsplit(page.url).path}"
    texts = {url: f" {score.plain(text)} " for url, text in everything.texts.items()}
    read = {page.url for page in chosen.pages}
    for label in _labels(site.gold):
        holding = [url for url, text in texts.items() if f" {score.plain(label)} " in text]
        if holding and not read.intersection(holding):
            yield f"      not read: {label!r}, {urlsplit(holding[0]).path}"


def _labels(gold: Mapping[str, Any]) -> Iterator[str]:
    for kind, field in _LABELS.items():
        for label in gold.get(kind) or ():
            text = label.get(field) if isinstance(label, dict) else label
            if text:
                yield str(text)[:_SHOWN]
