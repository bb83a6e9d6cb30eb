"""Which rows does a prospect list have, whatever program wrote it: CSV of any kind, a plain list, or a workbook?"""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import IO, TextIO

from precall.batch.workbook import MOST_ROWS, as_csv
from precall.conversion import NotConverted
from precall.errors import SheetError
from precall.input_file import MARKS, held, name_of

DELIMITERS = (",", ";", "\t", "|")
MOST_COLUMNS = 1000
LARGEST = 200_000_000  # bytes

_LONGEST_ROW = 262_144  # characters
_LOOKED_AT = 60  # rows that decide about the delimiter
_FIRST_BYTES = 65_536
_SAME_WIDTH = 0.8
_WORKBOOK, _OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

_DECLARED = re.compile(r'"?sep=([,;\t|])"?[,;\t|]*[\r\n]', re.IGNORECASE)
_OF_DOS = re.compile(
    rb"[A-Za-z][\x81\x82\x84\x94\xe1][a-z]|[\x8e\x99\x9a][a-z]"
)  # letters in code page 850, quotation marks in 1252
_OF_WINDOWS = re.compile(rb"[A-Za-z]?[\xc0-\xff][a-z]")

Record = tuple[int, tuple[str, ...]]
"""A row's number as a spreadsheet shows it, from 1, and its cells."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list, open for reading: one reading at a time. `delimiter` is empty for a plain list.

    `declares` is set where the first line says the delimiter, as Excel writes it (sep=;), and is no row.
    """

    file: IO[bytes]
    name: str
    encoding: str
    delimiter: str
    declares: bool = False

    def records(self) -> Iterator[Record]:
        """Every row that is not empty, read as it is needed. SheetError with the row's number where it cannot be read."""
        for number, cells in enumerate(self._rows(), 1):
            if number > MOST_ROWS:
                raise SheetError(f"{self.name} has more than {MOST_ROWS:,} rows. Divide it.")
            if len(cells) > MOST_COLUMNS:
                raise SheetError(
                    f"{self.name}, row {number}: {len(cells):,} columns; {MOST_COLUMNS:,} are read at most"
                )
            if any(cell.strip() for cell in cells):
                yield number, tuple(cells)

    def _rows(self) -> Iterator[list[str]]:
        number = 0
        with _as_text(self.file, self.encoding) as text:
            lines = _Lines(text)
            if self.declares:
                next(lines)
            rows = csv.reader(lines, delimiter=self.delimiter) if self.delimiter else map(_alone, lines)
            try:
                for number, cells in enumerate(rows, 1):  # noqa: B007 (for the message)
                    lines.left = _LONGEST_ROW
                    yield cells
            except csv.Error as error:
                raise SheetError(
                    f"{self.name}, row {number + 1}: {error}; is a quotation mark left open there?"
                ) from error


@dataclass(slots=True)
class _Lines:
    """The lines of a text, of which a CSV reader may join several to a row; `left` is how many characters it may still take."""

    text: TextIO
    left: int = _LONGEST_ROW

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.text.readline(self.left + 1)
        if not line:
            raise StopIteration
        self.left -= len(line)
        if self.left < 0:
            raise csv.Error(f"longer than {_LONGEST_ROW:,} characters")
        return line


@contextmanager
def open_sheet(place: Path | str, column: str = "") -> Iterator[Sheet]:
    """The list in a file, or on standard input for `-`, its encoding and delimiter found out.

    Of a workbook it is the sheet that has addresses, in the column that the caller names, if they do. SheetError or Unreadable says in one line what cannot be read.
    """
    name = name_of(place)
    with held(place, most=LARGEST) as file:
        head = file.read(_FIRST_BYTES)
        if not head.strip():
            raise SheetError(f"{name} is empty")
        if head.startswith(_OLD_WORKBOOK):
            raise SheetError(f"{name} is a workbook of an old kind (.xls). Save it as .xlsx or as CSV.")
        if head.startswith(_WORKBOOK):
            with _of_workbook(file, name, column) as rows:
                yield Sheet(rows, name, "utf-8", ",")
            return
        encoding = _encoding(file, head)
        with _as_text(file, encoding) as text:
            start = text.read(_FIRST_BYTES)
        declared = _DECLARED.match(start)
        yield Sheet(file, name, encoding, declared[1] if declared else _delimiter(start), bool(declared))


def _of_workbook(file: IO[bytes], name: str, column: str) -> IO[bytes]:
    try:
        return as_csv(file, column)
    except NotConverted as error:
        raise SheetError(f"{name} cannot be read as a workbook: {error}. Save the sheet as CSV.") from error


@contextmanager
def _as_text(file: IO[bytes], encoding: str) -> Iterator[TextIO]:
    """The file as text from its beginning; it stays open."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, errors="replace", newline="")
    try:
        yield text
    finally:
        text.detach()


def _alone(line: str) -> list[str]:
    return [line.strip()]


def _encoding(file: IO[bytes], head: bytes) -> str:
    """By its mark, else UTF-16 by its zeros, else UTF-8 where all of it is, else what Western Windows or DOS writes."""
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding
    if head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    if head[0::2].count(0) > len(head) // 4:
        return "utf-16-be"
    if _is_utf8(file):
        return "utf-8"
    return "cp850" if len(_OF_DOS.findall(head)) > len(_OF_WINDOWS.findall(head)) else "cp1252"


def _is_utf8(file: IO[bytes]) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while data := file.read(1 << 20):
            decoder.decode(data)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(head: str) -> str:
    """The one that divides most rows into the same number of cells, at least two; empty where none does.

    Where remarks stand around the table it need not be most rows: some in a row, with what looks like an address alone in
    a cell.
    """
    tables = {mark: _table(head, mark) for mark in DELIMITERS}
    even = [mark for mark in DELIMITERS if tables[mark].is_even or tables[mark].holds_address]
    return max(even, key=lambda mark: tables[mark].weight) if even else ""


@dataclass(frozen=True, slots=True)
class _Table:
    """The longest stretch of rows with the same number of cells, and whether it is most of all."""

    rows: Sequence[Sequence[str]] = ()
    is_even: bool = False

    @property
    def weight(self) -> tuple[bool, int]:
        return self.is_even, len(self.rows) * len(self.rows[0])

    @property
    def holds_address(self) -> bool:
        cells = (cell.strip() for row in self.rows for cell in row)
        return len(self.rows) > 1 and any("." in cell and " " not in cell and len(cell) > 3 for cell in cells)


def _table(head: str, mark: str) -> _Table:
    try:
        found = csv.reader(io.StringIO(head, newline=""), delimiter=mark)
        rows = [row for row in islice(found, _LOOKED_AT) if row]
    except csv.Error:
        return _Table()
    whole = rows[:-1] or rows  # the last one may be cut
    width, often = Counter(map(len, whole)).most_common(1)[0] if whole else (0, 0)
    if width > 1 and often >= _SAME_WIDTH * len(whole):
        return _Table([row for row in whole if len(row) == width], is_even=True)
    stretches = (list(stretch) for size, stretch in groupby(rows, len) if size > 1)
    return _Table(max(stretches, key=len, default=()))
