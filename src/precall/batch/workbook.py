"""The first sheet of a workbook as CSV, made in a child process: what others made is not unpacked in this one."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import IO, Any

from precall.conversion import NotConverted, converted, serve

MOST_ROWS = 1_048_576
"""As many as a sheet has in the programs that write workbooks."""

_MOST_SECONDS = 40.0  # of the processor; a hundred thousand rows of ten columns take about ten
_MOST_TEXT = 200_000_000  # bytes
_MOST_UNPACKED = 1_000_000_000  # bytes


def as_csv(book: IO[bytes]) -> IO[bytes]:
    """The rows as UTF-8 with commas between them, in a file without a name; NotConverted says why there are none."""
    return converted(__name__, book, seconds=_MOST_SECONDS, most=_MOST_TEXT)


def _convert(book: IO[bytes], made: IO[bytes], _: Sequence[str]) -> None:
    unpacked = sum(part.file_size for part in zipfile.ZipFile(book).infolist())
    if unpacked > _MOST_UNPACKED:
        raise NotConverted(
            f"it unpacks to {unpacked / 1e6:,.0f} MB; {_MOST_UNPACKED / 1e6:,.0f} are read at most"
        )
    text = io.TextIOWrapper(made, "utf-8", errors="replace", newline="")
    rows = csv.writer(text)
    for number, row in enumerate(_rows(book), 1):
        if number > MOST_ROWS:
            raise NotConverted(f"it has rows beyond number {MOST_ROWS:,}")
        rows.writerow(_shown(row))
    text.flush()
    text.detach()  # which would close what it writes to


def _rows(book: IO[bytes]) -> Iterable[Sequence[Any]]:
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise NotConverted("install precall[xlsx], or save the sheet as CSV") from None
    sheets = load_workbook(book, read_only=True, data_only=True).worksheets
    if not sheets:
        raise NotConverted("it has no sheet")
    sheets[0].reset_dimensions()  # what a workbook says of its size need not be so
    rows: Iterable[Sequence[Any]] = sheets[0].iter_rows(values_only=True)
    return rows


def _shown(row: Sequence[Any]) -> list[str]:
    """The cells as the workbook's reader sees them, up to the last one that is not empty."""
    cells = [_text(cell) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(timespec="minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


if __name__ == "__main__":
    serve(_convert)
