"""Writes what a batch comes to as a whole: the two tables, and the page that shows them."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from precall.batch.checkpoint import Checkpoint
from precall.batch.overview import PAGE, render_index
from precall.batch.results import CSV, JSONL, write_results
from precall.batch.shelf import is_url, shelf
from precall.outputs import whole_file
from precall.render.environment import Environment

TABLES = "tables"
"""The fact of a checkpoint that says how its tables were written: out, criteria, delimiter."""


def write_tables(
    folder: Path,
    checkpoint: Checkpoint,
    *,
    out: str,
    criteria: Sequence[str],
    delimiter: str,
    environment: Environment,
    today: date,
) -> tuple[str, ...]:
    """Writes results.csv, results.jsonl and index.html to the state's folder, and to `out` where that is a URL.

    The columns of criteria that clients were judged by in an earlier run stay.

    The places of the three. StorageError where they cannot be written.
    """
    criteria = tuple(dict.fromkeys((*criteria, *_criteria_of(checkpoint))))
    checkpoint.note(TABLES, json.dumps([out, criteria, delimiter]))
    header = checkpoint.header()
    write_results(folder, header, criteria, checkpoint.results, delimiter=delimiter)
    company = checkpoint.noted("company")
    with whole_file(folder / PAGE) as beside, beside.open("w", encoding="utf-8", newline="") as page:
        page.writelines(
            render_index(checkpoint.results, header, company=company, environment=environment, today=today)
        )
    names = (CSV, JSONL, PAGE)
    if is_url(out):
        shelf(out).put("", {name: (folder / name).read_bytes() for name in names})
        return tuple(f"{out.rstrip('/')}/{name}" for name in names)
    return tuple(str(folder / name) for name in names)


def _criteria_of(checkpoint: Checkpoint) -> list[str]:
    """The criteria by which the tables were written before."""
    try:
        return [str(name) for name in json.loads(checkpoint.noted(TABLES) or "[0, []]")[1]]
    except (ValueError, IndexError, TypeError):
        return []
