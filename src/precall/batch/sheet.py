"""Which rows does a prospect list have, whatever program wrote it: CSV of any kind, a plain list, or a workbook?"""

import codecs
import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

from precall.errors import UsageError

DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 60  # rows that decide about the delimiter
_FIRST_BYTES = 65_536
_SAME_WIDTH = 0.8
_WORKBOOK = b"PK\x03\x04"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

Record = tuple[int, tuple[str, ...]]
"""A row's number as a spreadsheet shows it, from 1, and its cells."""


class SheetError(UsageError):
    """A list that cannot be read."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list in a file. `delimiter` is empty for a plain list and for a workbook; `encoding` is empty for a workbook."""

    path: Path
    name: str
    encoding: str
    delimiter: str

    def records(self) -> Iterator[Record]:
        """Every row that is not empty, read as it is needed. SheetError with the row's number where it cannot be read."""
        source = self._workbook() if not self.encoding else self._text()
        for number, cells in source:
            if any(cell.strip() for cell in cells):
                yield number, tuple(cells)

    def _text(self) -> Iterator[tuple[int, list[str]]]:
        number = 0
        with (
            _readable(self.name),
            self.path.open(encoding=self.encoding, errors="replace", newline="") as file,
        ):
            if not self.delimiter:
                yield from ((number, [line.strip()]) for number, line in enumerate(file, 1))
                return
            try:
                for number, cells in enumerate(csv.reader(file, delimiter=self.delimiter), 1):
                    yield number, cells
            except csv.Error as error:
                raise SheetError(
                    f"{self.name}, row {number + 1}: {error}; is a quotation mark left open there?"
                ) from error

    def _workbook(self) -> Iterator[tuple[int, list[str]]]:
        try:
            from openpyxl import load_workbook
        except ImportError:
            raise SheetError(
                f"{self.name} is a workbook: install precall[xlsx], or save the sheet as CSV"
            ) from None
        try:
            # By its bytes: openpyxl refuses a file by its name, and standard input has none.
            book = load_workbook(io.BytesIO(self.path.read_bytes()), read_only=True, data_only=True)
        except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
            raise SheetError(f"{self.name} cannot be read as a workbook: {error}") from error
        try:
            rows = book.worksheets[0].iter_rows(values_only=True)
            yield from ((number, [_shown(cell) for cell in row]) for number, row in enumerate(rows, 1))
        finally:
            book.close()


def open_sheet(path: Path, name: str = "") -> Sheet:
    """The list in a file, its encoding and delimiter found out. `name` is what to call it in messages."""
    name = name or str(path)
    with _readable(name), path.open("rb") as file:
        head = file.read(_FIRST_BYTES)
    if not head.strip():
        raise SheetError(f"{name} is empty")
    if head.startswith(_WORKBOOK):
        return Sheet(path, name, "", "")
    encoding = _encoding(path, head)
    with path.open(encoding=encoding, errors="replace", newline="") as text:
        return Sheet(path, name, encoding, _delimiter(text.read(_FIRST_BYTES)))


@contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SheetError(f"{name} cannot be read: {error.strerror or error}") from error


def _encoding(path: Path, head: bytes) -> str:
    """By its mark, else UTF-16 by its zeros, else UTF-8 where all of it is, else what Western Windows writes."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    if head[0::2].count(0) > len(head) // 4:
        return "utf-16-be"
    return "utf-8" if _is_utf8(path) else "cp1252"


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while data := file.read(1 << 20):
                decoder.decode(data)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _delimiter(head: str) -> str:
    """The one that divides most rows into the same number of cells, at least two; empty where none does."""
    found = [(share, width, mark) for mark in DELIMITERS for share, width in [_evenness(head, mark)]]
    even = [(width, mark) for share, width, mark in found if share >= _SAME_WIDTH and width > 1]
    return max(even, key=lambda item: item[0])[1] if even else ""


def _evenness(head: str, mark: str) -> tuple[float, int]:
    try:
        rows = [
            row
            for row in islice(csv.reader(io.StringIO(head, newline=""), delimiter=mark), _LOOKED_AT)
            if row
        ]
    except csv.Error:
        return 0.0, 0
    widths = Counter(len(row) for row in rows[:-1] or rows)
    width, often = widths.most_common(1)[0] if widths else (0, 0)
    return often / max(1, widths.total()), width


def _shown(cell: Any) -> str:
    """A workbook's cell as its reader sees it."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(timespec="minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def headed(names: Sequence[str]) -> tuple[str, ...]:
    """Names for columns, each once and none empty."""
    made: list[str] = []
    for number, name in enumerate(names, 1):
        wanted = " ".join(name.split()) or f"column {number}"
        again = 2
        unique = wanted
        while unique in made:
            unique, again = f"{wanted} ({again})", again + 1
        made.append(unique)
    return tuple(made)
