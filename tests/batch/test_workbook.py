"""Workbooks that were made to hang or swell whoever reads them end in words, in bounded time and memory."""

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.batch import workbooks

from precall.batch import workbook as reading
from precall.batch.sheet import open_sheet
from precall.errors import SheetError

pytest.importorskip("openpyxl")


def read(folder: Path, data: bytes) -> list[tuple[int, tuple[str, ...]]]:
    """The rows of a workbook with these bytes."""
    path = folder / "list.xlsx"
    path.write_bytes(data)
    with open_sheet(path) as sheet:
        return list(sheet.records())


def test_a_workbook_by_hand_is_a_workbook(tmp_path: Path) -> None:
    """What the others are made of can be read."""
    assert read(tmp_path, workbooks.workbook()) == [(1, ("Website",)), (2, ("a.example",))]


@pytest.mark.parametrize(
    ("book", "said"),
    [
        (workbooks.far_row, "it has rows beyond number 1,048,576"),
        (workbooks.far_column, "row 1: 16,384 columns; 1,000 are read at most"),
        (lambda: workbooks.workbook(rows="<row><c"), "cannot be read as a workbook: .*(token|element|tag)"),
        (lambda: workbooks.workbook(book="<workbook"), "cannot be read as a workbook: "),
        (lambda: workbooks.workbook(rows='<row r="x"><c r="A1"><v>1</v></c></row>'), "cannot be read as a workbook"),
        (lambda: workbooks.workbook(rows='<row r="1"><c r="ZZZZZ1"><v>1</v></c></row>'), "cannot be read as a workbook"),
        (lambda: workbooks.unpacking_to(1_100_000_000), "it unpacks to 1,100 MB; 1,000 are read at most"),
        (lambda: workbooks.workbook()[:-30], "cannot be read as a workbook: zipfile says: “File is not a zip file”"),
        (lambda: b"PK\x03\x04 and no more", "cannot be read as a workbook: zipfile says: “File is not a zip file”"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a workbook of an old kind"),
    ],
    ids=["row", "column", "broken sheet", "broken book", "row x", "cell", "zip bomb", "cut", "no zip", "old"],
)  # fmt: skip
def test_a_workbook_that_cannot_be_read_is_refused_in_words(
    tmp_path: Path, book: Callable[[], bytes], said: str
) -> None:
    """One line; nothing is waited for."""
    with pytest.raises(SheetError, match=said) as refused:
        read(tmp_path, book())
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 600


MEASURED = """
import resource, sys
from precall.batch import workbook
from precall.batch.sheet import open_sheet
from precall.errors import SheetError
from precall.errors import UsageError
workbook._MOST_SECONDS = 20.0
try:
    with open_sheet(sys.argv[1]) as sheet:
        said = f"{sum(1 for _ in sheet.records())} rows"
except UsageError as error:
    said = error
most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(most // 1024, said)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "book",
    [
        lambda: workbooks.styles(3_000_000),
        lambda: workbooks.strings(8_000_000),
        lambda: workbooks.merged(1_500_000),
        workbooks.entities,
    ],
    ids=["styles", "strings", "merged", "entities"],
)
def test_a_workbook_that_swells_is_given_up(tmp_path: Path, book: Callable[[], bytes]) -> None:
    """The child process that reads it has limits, and whoever asked it stays small; in megabytes."""
    pytest.importorskip("resource", reason="limits by the system")
    (tmp_path / "list.xlsx").write_bytes(book())
    command = [sys.executable, "-c", MEASURED, str(tmp_path / "list.xlsx")]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    most, _, said = ended.stdout.partition(" ")
    assert re.search("too much memory|takes longer|amplification|entit|bytes of text", said), ended
    assert int(most) < 550


def test_reading_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook of that size is better saved as CSV."""
    monkeypatch.setattr(reading, "_MOST_SECONDS", 0.01)
    with pytest.raises(SheetError, match=r"it takes longer than 0.01 s\. Save the sheet as CSV"):
        read(tmp_path, workbooks.workbook())


def test_more_text_than_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One string that stands in every cell makes a small file large."""
    monkeypatch.setattr(reading, "_MOST_TEXT", 100_000)
    cells = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{"x" * 1000}</t></is></c></row>'
        for row in range(1, 500)
    )
    with pytest.raises(SheetError, match="it holds more than 100,000 bytes of text"):
        read(tmp_path, workbooks.workbook(rows=cells))


def test_what_a_workbook_says_of_its_size_does_not_count(tmp_path: Path) -> None:
    """Cells that are not there make no columns."""
    data = workbooks.workbook(rows='<row r="1"><c r="A1"><v>7</v></c><c r="XFD1" s="0"/></row>')
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        assert b"XFD1" in whole.read("xl/worksheets/sheet1.xml")
    assert read(tmp_path, data) == [(1, ("7",))]


def test_half_a_character_in_a_workbook_is_replaced(tmp_path: Path) -> None:
    """Its XML can name one."""
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>a_xD800_b</t></is></c></row>'
    ((_, (cell,)),) = read(tmp_path, workbooks.workbook(rows=rows))
    assert cell.encode()
