"""How much a fact's score is worth: fits the table of confidence on labelled sites and pages, and measures it on those left out."""

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote, urlsplit

from bench import pages as labelled_pages
from bench.facts import SCORER, SITES, newest, researched
from bench.unmarked import KINDS, loaded
from precall.extract import confidence
from precall.extract.site_view import SiteView
from precall.model.fact import Fact
from precall.model.fact_data import named
from precall.model.page import Fetched

TABLE = Path("src/precall/extract/confidence.toml")
_WEIGHT = {"tuned": 0.5, "newest": 1.0, "box": 1.0, "pages": 0.5}
"""Rules were made looking at the tuned sites; the labels of pages are about those pages alone."""
_PRIOR = 10.0  # facts: how much the wider group counts beside a cell's own facts
_BLIND, _BLIND_WEIGHT = (
    0.85,
    6.0,
)  # what facts of sites that nobody had looked at were right, and how many of a kind's that counts as
_MOST = 0.99
_FEWEST = 20  # facts of a kind, below which it has no row
_UNMARKED, _SHOWN = 0.9, 0.5

Table = Mapping[str, Sequence[Sequence[float]]]


@dataclass(frozen=True, slots=True)
class Seen:
    """One fact of a site: where its kind's table holds it, and whether it is right."""

    site: str
    ground: str
    kind: str
    support: int
    step: int
    right: bool


def main(arguments: Sequence[str]) -> int:
    """Prints how often unmarked facts of sites left out are right; `--write` writes the table fitted on all of them."""
    parser = argparse.ArgumentParser("python -m bench confidence", description=__doc__)
    parser.add_argument("--sites", type=Path, default=SITES, metavar="DIR")
    parser.add_argument("--box", type=Path, metavar="DIR", help="further labelled sites, unpacked")
    parser.add_argument("--pages", type=Path, default=labelled_pages.PAGES, metavar="DIR")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="clients' folders of an earlier run")
    parser.add_argument("--write", action="store_true", help=f"write {TABLE}")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as made:
        late = newest(asked.sites)
        grounds = [(asked.sites, lambda name: "newest" if name in late else "tuned")]
        grounds += [(asked.box, lambda name: "box")] if asked.box else []
        seen = [*_of_pages(asked.pages)]
        for number, (sites, ground) in enumerate(grounds):
            seen += _of_sites(sites, asked.keep or researched(sites, Path(made, str(number))), ground)
    print("\n".join(report(seen)))
    if asked.write:
        TABLE.write_text(as_toml(fitted(seen)), "utf-8")
    return 0


def report(seen: Sequence[Seen]) -> Iterator[str]:
    """For each ground: how many facts of sites left out are unmarked and marked, and the share that is right."""
    yield f"{'ground':30}{'unmarked':>9}{'right':>8}{'marked':>8}{'right':>8}{'left out':>10}"
    tuned = [one for one in seen if one.ground == "tuned"]
    newest = [one for one in seen if one.ground == "newest"]
    yield _line("fitted on tuned, newest", _judged(fitted(tuned), newest))
    for ground in _WEIGHT:
        sites = sorted({one.site for one in seen if one.ground == ground})
        told = [
            pair
            for site in sites
            for pair in _judged(
                fitted([one for one in seen if one.site != site]), [one for one in seen if one.site == site]
            )
        ]
        yield _line(f"each site left out, {ground}", told)


def fitted(seen: Iterable[Seen]) -> dict[str, list[list[float]]]:
    """For each kind with enough facts the share that is right in each cell: drawn to its row's and its kind's, rising with score and support."""
    count: dict[tuple[Any, ...], float] = defaultdict(float)
    right: dict[tuple[Any, ...], float] = defaultdict(float)
    facts: dict[str, int] = defaultdict(int)
    for one in seen:
        facts[one.kind] += 1
        for group in ((one.kind,), (one.kind, one.support), (one.kind, one.support, one.step)):
            count[group] += _WEIGHT[one.ground]
            right[group] += _WEIGHT[one.ground] * one.right

    def share(group: tuple[Any, ...]) -> float:
        wider, weight = (share(group[:-1]), _PRIOR) if len(group) > 1 else (_BLIND, _BLIND_WEIGHT)
        return (right[group] + weight * wider) / (count[group] + weight)

    steps = range(len(confidence.STEPS) + 1)
    table: dict[str, list[list[float]]] = {}
    for kind in (kind for kind in (*KINDS, "hours") if facts[kind] >= _FEWEST):
        rows = [
            _rising([(share((kind, support, step)), count[kind, support, step]) for step in steps])
            for support in range(confidence.SUPPORTS)
        ]
        for support in range(1, confidence.SUPPORTS):
            rows[support] = list(map(max, rows[support - 1], rows[support]))
        table[kind] = [[round(min(value, _MOST), 2) for value in row] for row in rows]
    return table


def _rising(cells: Iterable[tuple[float, float]]) -> list[float]:
    """The nearest values that never fall (pool adjacent violators; Barlow and others, 1972)."""
    pools: list[tuple[float, float, int]] = []
    for value, weight in cells:
        pools.append((value, weight + 0.01, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (one, first, n), (other, second, m) = pools[-2:]
            pools[-2:] = [((one * first + other * second) / (first + second), first + second, n + m)]
    return [value for value, _, length in pools for _ in range(length)]


def _judged(table: Table, seen: Iterable[Seen]) -> list[tuple[float, bool]]:
    """For each fact of a kind in a table its confidence and whether it is right."""
    return [(table[one.kind][one.support][one.step], one.right) for one in seen if one.kind in table]


def _line(title: str, told: Sequence[tuple[float, bool]]) -> str:
    plain = [right for sure, right in told if sure >= _UNMARKED]
    marked = [right for sure, right in told if _SHOWN <= sure < _UNMARKED]
    out = len(told) - len(plain) - len(marked)
    return f"{title:30}{len(plain):9}{_share(plain):8.3f}{len(marked):8}{_share(marked):8.3f}{out:10}"


def _share(right: Sequence[bool]) -> float:
    return sum(right) / max(1, len(right))


def as_toml(table: Table) -> str:
    """The table as the file that the extractors read."""
    rows = "".join(f"{kind} = {[list(row) for row in rows]}\n" for kind, rows in table.items())
    return (
        "# The share of facts that were right on labelled sites, by kind, support and score; written by `python -m bench confidence --write`.\n\n"
        f"{rows}"
    )


def _of_sites(sites: Path, out: Path, ground_of: Callable[[str], str]) -> Iterator[Seen]:
    """The facts of the labelled sites, with the scores of their sightings, judged as the scorer does."""
    score = loaded(SCORER)
    for name, gold, view in views(sites, out):
        ground = ground_of(name)
        for kind in KINDS:
            for fact in view.facts(kind):
                hits, _, found, *_ = score.score_site(gold, {"facts": [named(fact)]})[kind]
                if found:
                    yield _seen(name, ground, view, fact, right=hits > 0)


def views(sites: Path, out: Path) -> Iterator[tuple[str, dict[str, Any], SiteView]]:
    """Each labelled site: its folder's name, its labels, and what is settled from the pages that the command read."""
    score = loaded(SCORER)
    dossiers = {
        _domain(score, path): json.loads(path.read_text("utf-8"))
        for path in sorted(out.rglob("dossier.json"))
    }
    for path in sorted(sites.glob("*/gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        yield path.parent.name, gold, _view(path.parent / "site", dossiers[score.bare(gold["domain"])])


def _domain(score: ModuleType, path: Path) -> str:
    return str(score.bare(json.loads(path.read_text("utf-8"))["subject"]["domain"]))


def _view(folder: Path, dossier: Mapping[str, Any]) -> SiteView:
    """The site as the command settled it: the pages that it read, read again."""
    found = [
        (page["url"], file)
        for page in dossier["pages"]
        if (file := page_file(folder, page["url"])) is not None
    ]
    subject = dossier["subject"]
    return labelled_pages.view(subject["domain"], subject["url"], [answer(url, file) for url, file in found])


def page_file(folder: Path, url: str) -> Path | None:
    """The file that a web server gives for an address."""
    path = folder / unquote(urlsplit(url).path).lstrip("/")
    return next((file for file in (path, path / "index.html", Path(f"{path}.html")) if file.is_file()), None)


def answer(url: str, file: Path) -> Fetched:
    """A file as a web server would answer with it."""
    body, mime = file.read_bytes(), "application/pdf" if file.suffix == ".pdf" else "text/html"
    return Fetched(
        url, url, 200, (("content-type", mime),), body, sha256(body).hexdigest(), labelled_pages.NOW
    )


def _of_pages(folder: Path) -> Iterator[Seen]:
    """The facts of the labelled pages' kinds, each right where a label is the same."""
    for view, domain, right in labelled_pages.judged(folder):
        for kind, is_right in right.items():
            for fact in view.facts(kind):
                yield _seen(domain, "pages", view, fact, right=is_right(str(fact.value)))


def _seen(site: str, ground: str, view: SiteView, fact: Fact, *, right: bool) -> Seen:
    return Seen(
        site, ground, fact.kind, confidence.support(fact, view.page_kind), confidence.step(fact), right
    )
