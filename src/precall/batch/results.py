"""How does a spreadsheet get the results, and a program: results.csv and results.jsonl, one row for each row of the list?"""

import csv
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from precall.batch.checkpoint import ResultRow
from precall.batch.line import COLUMNS
from precall.outputs import whole_file

CSV = "results.csv"
JSONL = "results.jsonl"

# What a spreadsheet takes for the start of a formula (OWASP, CSV injection); a number or a telephone number is none.
# Behind a separator, too: where another one is the rule, a spreadsheet cuts a cell there and does not heed its quotes.
_FORMULA = re.compile(
    r"^(?=[\t\r\n])"
    r"|(?:^|(?<=[;,|\t\r\n]))(?=[ \u00a0\"]{0,40}(?:[=@＝＋－＠]|[+-](?![\d ().,/-]{0,40}(?:$|[;|\t\r\n]))))"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def write_results(
    folder: Path,
    header: Sequence[str],
    criteria: Sequence[str],
    rows: Callable[[], Iterable[ResultRow]],
    *,
    delimiter: str = ",",
) -> None:
    """Writes both files, each whole or not at all. `criteria` are the names of the criteria. StorageError where it cannot."""
    with whole_file(folder / CSV) as beside, beside.open("w", encoding="utf-8-sig", newline="") as file:
        _write_csv(file, header, criteria, rows(), delimiter)
    with whole_file(folder / JSONL) as beside, beside.open("w", encoding="utf-8", newline="") as file:
        for row in rows():
            file.write(json.dumps(_as_data(row, header), ensure_ascii=True) + "\n")


def own_names(header: Sequence[str]) -> tuple[str, ...]:
    """The list's own columns as the results name them: one that is called as a column of ours says whose it is."""
    return tuple(f"{name} (yours)" if name in COLUMNS or name == "criteria" else name for name in header)


def columns_of(row: ResultRow) -> Mapping[str, Any]:
    """Our columns of one row."""
    ours = {name: row.line.get(name) for name in COLUMNS}
    whose = {"client": row.client, "same_as_row": row.same_as or None}
    return {**ours, **whose, "status": row.state, "reason": _reason(row)}


def _reason(row: ResultRow) -> str:
    """Why a row has no results, with the host that was asked; of a further row with the same client, that it is one."""
    if row.state == "failed" and row.client not in row.reason:
        return f"{row.client}: {row.reason}"
    return row.reason or (f"the same client as row {row.same_as}" if row.same_as else "")


def safe(value: object) -> str:
    """A cell of which no spreadsheet takes a piece for a formula; what begins like one gets an apostrophe in front."""
    return "" if value is None else _FORMULA.sub("'", _CONTROL.sub("", str(value)))


def _write_csv(
    file: TextIO, header: Sequence[str], criteria: Sequence[str], rows: Iterable[ResultRow], delimiter: str
) -> None:
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow(
        [safe(name) for name in (*own_names(header), *COLUMNS, *(f"criterion: {name}" for name in criteria))]
    )
    for row in rows:
        answers = {answer["name"]: answer["answer"] for answer in row.criteria}
        ours = columns_of(row).values()
        writer.writerow(
            [
                safe(cell)
                for cell in (*_padded(row.cells, header), *ours, *(answers.get(n, "") for n in criteria))
            ]
        )


def _padded(cells: Sequence[str], header: Sequence[str]) -> tuple[str, ...]:
    return (*cells, *("",) * (len(header) - len(cells)))[: max(len(header), len(cells))]


def _as_data(row: ResultRow, header: Sequence[str]) -> Mapping[str, Any]:
    own = dict(zip(own_names(header), _padded(row.cells, header), strict=False))
    return {**own, **columns_of(row), "criteria": row.criteria}
