"""The sheet of a workbook that is the list, as CSV, made in a child process: what others made is not unpacked in this one."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any, cast

from precall.batch.workbook_links import links_in
from precall.conversion import NotConverted, converted, serve

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MOST_ROWS = 1_048_576
"""As many as a sheet has in the programs that write workbooks."""

_MOST_SECONDS = 40.0  # of the processor; a hundred thousand rows of ten columns take about ten
_MOST_TEXT = 200_000_000  # bytes
_MOST_UNPACKED = 1_000_000_000  # bytes
_LOOKED_AT = 200  # rows that decide whether a sheet is the list


def as_csv(book: IO[bytes], column: str = "") -> IO[bytes]:
    """The rows as UTF-8 with commas between them, in a file without a name; NotConverted says why there are none.

    The list is the first sheet with a column of addresses (called `column`, where the caller names it).
    """
    return converted(__name__, book, column, seconds=_MOST_SECONDS, most=_MOST_TEXT)


def _convert(book: IO[bytes], made: IO[bytes], arguments: Sequence[str]) -> None:
    unpacked = sum(part.file_size for part in zipfile.ZipFile(book).infolist())
    if unpacked > _MOST_UNPACKED:
        raise NotConverted(
            f"it unpacks to {unpacked / 1e6:,.0f} MB; {_MOST_UNPACKED / 1e6:,.0f} are read at most"
        )
    text = io.TextIOWrapper(made, "utf-8", errors="replace", newline="")
    rows = csv.writer(text)
    for number, row in enumerate(_list_in(book, arguments[0]), 1):
        if number > MOST_ROWS:
            raise NotConverted(f"it has rows beyond number {MOST_ROWS:,}")
        rows.writerow(row)
    text.flush()
    text.detach()  # which would close what it writes to


def _list_in(book: IO[bytes], column: str) -> Iterator[list[str]]:
    """The rows of the first sheet that is a list; of the only sheet in any case, for the caller to be told what is wrong."""
    sheets = [(sheet.title, _shown_rows(book, sheet)) for sheet in _sheets(book)]
    looked: list[str] = []
    for title, rows in sheets:
        first = list(islice(rows, _LOOKED_AT))
        if len(sheets) == 1 or _is_list([row for row in first if row], column):
            return chain(first, rows)
        looked.append(f"{title!r} ({len(first):,} rows)")
    raise NotConverted(
        f"no sheet has a column of websites or e-mail addresses; looked at {', '.join(looked)}"
    )


def _is_list(rows: Sequence[Sequence[str]], column: str) -> bool:
    from precall.batch.list_columns import find_columns
    from precall.errors import SheetError

    try:
        return bool(rows) and bool(find_columns(rows, named=column))
    except SheetError:
        return False


def _sheets(book: IO[bytes]) -> "Sequence[ReadOnlyWorksheet]":
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise NotConverted("install precall[xlsx], or save the sheet as CSV") from None
    sheets = load_workbook(book, read_only=True, data_only=True).worksheets
    if not sheets:
        raise NotConverted("it has no sheet")
    return cast("Sequence[ReadOnlyWorksheet]", sheets)


def _shown_rows(book: IO[bytes], sheet: "ReadOnlyWorksheet") -> Iterator[list[str]]:
    """The rows as the workbook's reader sees them; where a word is a link, its address stands behind it."""
    sheet.reset_dimensions()  # what a workbook says of its size need not be so
    links = links_in(book, str(sheet._worksheet_path))
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        yield _shown([_linked(_text(cell), links.get((number, place))) for place, cell in enumerate(row, 1)])


def _linked(text: str, address: str | None) -> str:
    is_shown = not address or address in text or ("." in text and text in address)
    return text if is_shown else f"{text} <{address}>".strip()


def _shown(cells: list[str]) -> list[str]:
    """The cells up to the last one that is not empty."""
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
