"""Which sentences say what a business does and for whom: fits the weights of their signs on labelled sites, and measures them on those left out."""

import argparse
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.confidence import views
from bench.facts import SCORER, SITES, researched
from bench.unmarked import loaded
from precall.extract import audience, summary
from precall.extract.site_view import SiteView
from precall.extract.site_words import Signs, SiteWords, weights_of
from precall.model.fact import Kind

TABLE = Path("src/precall/extract/sentence_weights.toml")
_SITE = ("said", "topics", "titled", "offered", "placed", "late_page")
SIGNS: dict[Kind, tuple[str, ...]] = {
    "summary": (
        *_SITE, "described", "late", "offers", "people", "opens", "points_back", "asks", "exclaims", "bars", "long",
    ),
    "audience": (
        *_SITE, "described", "late", "asked_for", "served", "named", "serving", "follows", "points_back", "exclaims",
    ),
}  # fmt: skip
_KEPT: dict[Kind, Signs] = {kind: weights_of(kind) for kind in ("summary", "audience")}
_SETTLE = {"summary": summary.settle, "audience": audience.settle}
_FOLDS = 13
_RIDGE = 0.1  # how far weights are drawn to nothing, beside one for each site


@dataclass(frozen=True, slots=True)
class Ground:
    """A labelled site: its sentences' signs for a kind of fact, and how far each is what a reader wrote down, 0 to 1."""

    kind: Kind
    view: SiteView
    gold: dict[str, Any]
    signs: tuple[tuple[float, ...], ...]
    shares: tuple[float, ...]


def main(arguments: Sequence[str]) -> int:
    """Prints how right the kinds are on sites left out, with these weights and with those that are kept; `--write` writes weights."""
    parser = argparse.ArgumentParser("python -m bench sentences", description=__doc__)
    parser.add_argument("--sites", type=Path, default=SITES, metavar="DIR")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="clients' folders of an earlier run")
    parser.add_argument("--write", action="store_true", help=f"write {TABLE}")
    asked = parser.parse_args(arguments)
    score = loaded(SCORER)
    with tempfile.TemporaryDirectory() as made:
        seen = tuple(views(asked.sites, asked.keep or researched(asked.sites, Path(made))))
    grounds = {kind: tuple(_grounds(kind, seen, score)) for kind in SIGNS}
    for kind, sites in grounds.items():
        print(report(kind, sites, score))
    if asked.write:
        TABLE.write_text(as_toml({kind: fitted(sites) for kind, sites in grounds.items()}), "utf-8")
    return 0


def _grounds(
    kind: Kind, seen: Iterable[tuple[str, dict[str, Any], SiteView]], score: ModuleType
) -> Iterator[Ground]:
    right = {"summary": _mentioned, "audience": _names_them}[kind]
    for _, gold, view in seen:
        if view.seen(kind) and score.score_site(gold, {"facts": []}).get(kind, (0, 0))[1]:
            words = SiteWords(view)
            signs = tuple(
                tuple(words.signs(c).get(sign, 0.0) for sign in SIGNS[kind]) for c in view.seen(kind)
            )
            shares = tuple(right(score, gold, str(c.value)) for c in view.seen(kind))
            yield Ground(kind, view, gold, signs, shares)


def _mentioned(score: ModuleType, gold: dict[str, Any], text: str) -> float:
    """The share of what a summary should mention that a text mentions, as the scorer counts it."""
    return float(score.score_site(gold, {"facts": [{"kind": "summary", "value": text}]})["summary"][0])


def _names_them(score: ModuleType, gold: dict[str, Any], text: str) -> float:
    """1 for a line that names those who are served as a label does, as the scorer compares them."""
    return float(score.score_site(gold, {"facts": [{"kind": "audience", "value": text}]})["audience"][0])


def report(kind: Kind, grounds: Sequence[Ground], score: ModuleType) -> str:
    """How right a kind is: on each site left out with weights fitted on others, and with the kept weights."""
    left_out = [
        _told(ground, fitted([other for n, other in enumerate(grounds) if n % _FOLDS != fold]), score)
        for fold in range(_FOLDS)
        for ground in grounds[fold::_FOLDS]
    ]
    kept = [_told(ground, _KEPT[kind], score) for ground in grounds]
    return f"{kind}: {len(grounds)} sites; left out {_mean(left_out):.3f}; with the kept weights {_mean(kept):.3f}"


def _told(ground: Ground, weights: Signs, score: ModuleType) -> float:
    """How right the kind is on a site with some weights."""
    facts = _SETTLE[ground.kind](ground.view.seen(ground.kind), ground.view, weights)
    found = [{"kind": fact.kind, "value": fact.value} for fact in facts]
    return float(score.score_site(ground.gold, {"facts": found})[ground.kind][0])


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(1, len(values))


def fitted(grounds: Sequence[Ground]) -> dict[str, float]:
    """The weights by ridge regression: each site counts alike, whatever it has of sentences."""
    signs = SIGNS[grounds[0].kind]
    left = [[_RIDGE * (row == column > 0) for column in range(len(signs))] for row in range(len(signs))]
    right = [0.0] * len(signs)
    for ground in grounds:
        for strengths, share in zip(ground.signs, ground.shares, strict=True):
            for i, one in enumerate(strengths):
                right[i] += one * share / len(ground.signs)
                for j, other in enumerate(strengths):
                    left[i][j] += one * other / len(ground.signs)
    return {sign: round(weight, 3) for sign, weight in zip(signs, _solved(left, right), strict=True)}


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


def as_toml(weights: Mapping[Kind, Signs]) -> str:
    """The weights as the file that the extractors read."""
    tables = "".join(
        f"\n[{kind}]\n" + "".join(f"{sign} = {weight}\n" for sign, weight in of_kind.items())
        for kind, of_kind in weights.items()
    )
    return (
        "# What each sign of a sentence is worth, by ridge regression on labelled sites; written by `python -m bench sentences --write`.\n"
        f"{tables}"
    )
