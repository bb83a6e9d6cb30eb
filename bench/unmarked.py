"""How often a fact without a "check this" mark is right, by the scorer's own rules."""

import importlib.util
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from precall.model.kinds import Kind

KINDS: tuple[Kind, ...] = (
    "name", "email", "phone", "address", "social", "person", "offer", "price", "testimonial", "founded", "contact_page",
    "latest_date", "copyright_year", "hiring", "language", "country",
)  # fmt: skip
"""The kinds whose labels are complete, so that a fact beside them counts as wrong."""


def table(gold: Path, out: Path, scorer: Path) -> Iterator[str]:
    """A line for each kind: facts shown without a mark, the share that is right, and the same for the marked ones."""
    score = loaded(scorer)
    dossiers = {
        score.bare(dossier["subject"]["domain"]): dossier
        for dossier in map(_read, sorted(out.rglob("dossier.json")))
    }
    total = [0, 0]
    yield f"{'kind':16}{'unmarked':>9}{'right':>8}{'marked':>8}{'right':>8}"
    for kind in KINDS:
        judged = [
            row
            for path in sorted(gold.glob("*/gold.json"))
            for row in _judged(score, _read(path), dossiers, kind)
        ]
        plain, doubted = [r for m, r in judged if not m], [r for m, r in judged if m]
        total = [total[0] + sum(plain), total[1] + len(plain)]
        yield f"{kind:16}{len(plain):9}{_share(plain):8.3f}{len(doubted):8}{_share(doubted):8.3f}"
    yield f"{'all':16}{total[1]:9}{total[0] / max(1, total[1]):8.3f}"


def _judged(
    score: ModuleType, gold: Mapping[str, Any], dossiers: Mapping[str, Any], kind: str
) -> Iterator[tuple[bool, bool]]:
    """For each fact of a kind that labels can judge: whether it is marked, and whether it is right."""
    dossier = dossiers.get(score.bare(gold["domain"]), {"facts": []})
    for fact in dossier["facts"]:
        if fact["kind"] == kind:
            hits, _, found, *_ = score.score_site(gold, {"facts": [fact]})[kind]
            if found:
                yield bool(fact.get("check")), hits > 0


def _share(right: list[bool]) -> float:
    return sum(right) / len(right) if right else 0.0


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def loaded(scorer: Path) -> ModuleType:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_facts", scorer)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
