"""Which sentence says what a business does: fits the weights of its signs on labelled sites, and measures them on those left out."""

import argparse
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.confidence import views
from bench.facts import SCORER, SITES, researched
from bench.unmarked import loaded
from precall.extract import summary
from precall.extract.site_view import SiteView
from precall.extract.summary_weights import WEIGHTS

TABLE = Path("src/precall/extract/summary_weights.py")
SIGNS = (
    "topics", "titled", "offered", "placed", "late_page", "described", "late", "offers", "people", "opens",
    "points_back", "asks", "exclaims", "bars", "long",
)  # fmt: skip
_FOLDS = 13
_RIDGE = 0.1  # how far weights are drawn to nothing, beside one for each site


@dataclass(frozen=True, slots=True)
class Ground:
    """A labelled site: its sentences' signs, and what share of the things that a summary mentions each has."""

    name: str
    view: SiteView
    gold: dict[str, Any]
    signs: tuple[tuple[float, ...], ...]
    shares: tuple[float, ...]


def main(arguments: Sequence[str]) -> int:
    """Prints how much the summaries of sites left out mention, with these weights and with those that are kept; `--write` writes weights."""
    parser = argparse.ArgumentParser("python -m bench summary", description=__doc__)
    parser.add_argument("--sites", type=Path, default=SITES, metavar="DIR")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="clients' folders of an earlier run")
    parser.add_argument("--write", action="store_true", help=f"write {TABLE}")
    asked = parser.parse_args(arguments)
    score = loaded(SCORER)
    with tempfile.TemporaryDirectory() as made:
        out = asked.keep or researched(asked.sites, Path(made))
        grounds = tuple(_grounds(asked.sites, out, score))
    print("\n".join(report(grounds, score)))
    if asked.write:
        TABLE.write_text(as_module(fitted(grounds)), "utf-8")
    return 0


def _grounds(sites: Path, out: Path, score: ModuleType) -> Iterator[Ground]:
    for name, gold, view in views(sites, out):
        seen, told = view.seen("summary"), gold.get("does") or {}
        if told.get("must_mention") and seen:
            on_site = summary.View(seen, view)
            signs = tuple(tuple(on_site.signs(c).get(sign, 0.0) for sign in SIGNS) for c in seen)
            shares = tuple(_mentioned(score, told, str(c.value)) for c in seen)
            yield Ground(name, view, gold, signs, shares)


def _mentioned(score: ModuleType, told: dict[str, Any], text: str) -> float:
    """The share of what a summary should mention that a text mentions, as the scorer counts it."""
    if told.get("gold_sentence") and score.same_text(told["gold_sentence"], text):
        return 1.0
    words, groups = f" {score.plain(text)}", told["must_mention"]
    return sum(
        any(re.search(rf"\b{re.escape(score.plain(word))}", words) for word in group if score.plain(word))
        for group in groups
    ) / len(groups)


def report(grounds: Sequence[Ground], score: ModuleType) -> Iterator[str]:
    """How much of what they should the summaries mention: of each site left out with weights fitted on others, and with the kept weights."""
    left_out = [
        _told(ground, fitted([other for n, other in enumerate(grounds) if n % _FOLDS != fold]), score)
        for fold in range(_FOLDS)
        for ground in grounds[fold::_FOLDS]
    ]
    kept = [_told(ground, dict(WEIGHTS), score) for ground in grounds]
    yield f"{len(grounds)} sites; left out {_mean(left_out):.3f}; with the kept weights {_mean(kept):.3f}"


def _told(ground: Ground, weights: dict[str, float], score: ModuleType) -> float:
    """What the summary of a site mentions with some weights."""
    facts = summary.settle(ground.view.seen("summary"), ground.view, weights)
    found = [{"kind": "summary", "value": fact.value} for fact in facts]
    return float(score.score_site(ground.gold, {"facts": found})["summary"][0])


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(1, len(values))


def fitted(grounds: Sequence[Ground]) -> dict[str, float]:
    """The weights by ridge regression: each site counts alike, whatever it has of sentences."""
    size = len(SIGNS) + 1
    left = [[_RIDGE * (row == column > 0) for column in range(size)] for row in range(size)]
    right = [0.0] * size
    for ground in grounds:
        for signs, share in zip(ground.signs, ground.shares, strict=True):
            row, weight = (1.0, *signs), 1 / len(ground.signs)
            for i, one in enumerate(row):
                right[i] += weight * one * share
                for j, other in enumerate(row):
                    left[i][j] += weight * one * other
    return {sign: round(weight, 3) for sign, weight in zip(SIGNS, _solved(left, right)[1:], strict=True)}


def _solved(left: list[list[float]], right: list[float]) -> list[float]:
    """The solution of linear equations whose matrix is symmetric and positive (Gauss)."""
    rows = [[*row, value] for row, value in zip(left, right, strict=True)]
    for pivot in range(len(rows)):
        for below in rows[pivot + 1 :]:
            factor = below[pivot] / rows[pivot][pivot]
            below[pivot:] = [b - factor * p for b, p in zip(below[pivot:], rows[pivot][pivot:], strict=True)]
    found = [0.0] * len(rows)
    for pivot in reversed(range(len(rows))):
        known = sum(rows[pivot][n] * found[n] for n in range(pivot + 1, len(rows)))
        found[pivot] = (rows[pivot][-1] - known) / rows[pivot][pivot]
    return found


def as_module(weights: dict[str, float]) -> str:
    """The weights as the module that the extractor reads."""
    rows = "\n".join(f'    "{sign}": {weight},' for sign, weight in weights.items())
    return (
        '"""What each sign of a sentence is worth for a summary, by ridge regression on labelled sites; written by `python -m bench summary --write`."""\n\n'
        "from collections.abc import Mapping\n\n"
        f"WEIGHTS: Mapping[str, float] = {{\n{rows}\n}}\n"
    )
