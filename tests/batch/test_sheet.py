"""What rows a list has, whatever program wrote it."""

import csv
import io
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from precall.batch.list_columns import headed
from precall.batch.sheet import open_sheet
from precall.errors import SheetError, Unreadable


def rows_of(folder: Path, data: bytes) -> list[tuple[int, tuple[str, ...]]]:
    """The rows of a list with these bytes."""
    path = folder / "list"
    path.write_bytes(data)
    with open_sheet(path) as sheet:
        return list(sheet.records())


TEXT = "Company;Website\nMüller & Söhne;mueller.example\nCafé;café.example\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_list_is_read_in_the_encoding_that_it_was_saved_in(tmp_path: Path, encoding: str) -> None:
    """Spreadsheets save in many; none is asked for."""
    rows = rows_of(tmp_path, TEXT.encode(encoding))
    assert rows[1] == (2, ("Müller & Söhne", "mueller.example"))
    assert rows[2] == (3, ("Café", "café.example"))


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_by_what_divides_the_rows_evenly(tmp_path: Path, mark: str) -> None:
    """Commas within cells do not mislead it."""
    text = "".join(
        mark.join(cells) + "\n"
        for cells in (["Company", "Site"], ['"A, B"', "a.example"], ["C", "c.example"])
    )
    assert rows_of(tmp_path, text.encode())[1] == (2, ("A, B", "a.example"))


def test_a_list_of_old_dos_programs_keeps_its_umlauts(tmp_path: Path) -> None:
    """Code page 850 is told from Windows' by what stands between letters."""
    text = "Firma;Webseite\nBäckerei Müller;a.example\nGroß Öl;b.example\n"
    assert rows_of(tmp_path, text.encode("cp850"))[1:] == [
        (2, ("Bäckerei Müller", "a.example")),
        (3, ("Groß Öl", "b.example")),
    ]


def test_a_plain_list_keeps_its_line_numbers(tmp_path: Path) -> None:
    """Empty lines are no rows, but they count."""
    assert rows_of(tmp_path, b"a.example\r\n\r\nb.example\r\n") == [(1, ("a.example",)), (3, ("b.example",))]


def test_a_cell_may_hold_lines_of_its_own(tmp_path: Path) -> None:
    """Rows are counted as a spreadsheet shows them, not by lines."""
    rows = rows_of(tmp_path, b'site,note\na.example,"one\ntwo"\nb.example,x\n')
    assert rows[2] == (3, ("b.example", "x"))


def test_a_workbook_is_read_as_its_reader_sees_it(tmp_path: Path) -> None:
    """Dates and whole numbers look as they do in the sheet."""
    openpyxl = pytest.importorskip("openpyxl")
    import datetime

    book = openpyxl.Workbook()
    book.active.append(["Website", "Size", "Call"])
    book.active.append(["a.example", 12.0, datetime.datetime(2026, 12, 1, 10, 30)])
    path = tmp_path / "list.xlsx"
    book.save(path)
    assert rows_of(tmp_path, path.read_bytes())[1] == (2, ("a.example", "12", "2026-12-01T10:30"))


def test_a_workbook_is_read_on_the_sheet_that_is_a_list(tmp_path: Path) -> None:
    """A cover sheet and a sheet of notes stand before it; words lead to websites."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["Prospects of the spring"])
    book.create_sheet("Notes").append(["Call nobody on Mondays"])
    book.create_sheet("Empty")
    sheet = book.create_sheet("List")
    for row in (["A title"], [], ["Company", "Website"], ["Acme", "our site"], ["Other", "b.example"]):
        sheet.append(row)
    sheet["B4"].hyperlink = "https://acme.example/"
    sheet["B5"].hyperlink = "http://b.example"
    sheet.append(["Third", '=HYPERLINK("https://c.example/x","see")'])
    path = tmp_path / "list.xlsx"
    book.save(path)
    assert rows_of(tmp_path, path.read_bytes())[1:] == [
        (3, ("Company", "Website")),
        (4, ("Acme", "our site <https://acme.example/>")),
        (5, ("Other", "b.example")),
        (6, ("Third", "<https://c.example/x>")),
    ]


def test_a_workbook_without_a_list_is_refused_with_what_was_looked_at(tmp_path: Path) -> None:
    """Sheet by sheet."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "Cover"
    book.active.append(["Prospects"])
    book.create_sheet("More").append(["None yet"])
    path = tmp_path / "list.xlsx"
    book.save(path)
    with pytest.raises(SheetError, match=r"looked at 'Cover' \(1 rows\), 'More' \(1 rows\)"):
        rows_of(tmp_path, path.read_bytes())


def test_an_empty_file_is_refused_by_name(tmp_path: Path) -> None:
    """The message says which."""
    with pytest.raises(SheetError, match="list is empty"):
        rows_of(tmp_path, b" \n")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """The reason is the system's."""
    with (
        pytest.raises(Unreadable, match="cannot be read: No such file"),
        open_sheet(tmp_path / "nothing.csv"),
    ):
        pass


def test_a_quotation_mark_left_open_is_told_with_its_row(tmp_path: Path) -> None:
    """Otherwise the rest of the list would be one cell."""
    data = b'site,note\na.example,x\nb.example,"' + b"y" * 200_000
    with pytest.raises(SheetError, match="row 3"):
        rows_of(tmp_path, data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"site,note\na.example," + b"y" * 3_000_000 + b"\n", "row 2: longer than 262,144 characters"),
        (b"y" * 3_000_000, "row 1: longer than 262,144 characters"),
        (b'site,note\na.example,"' + b'y\n","' * 100_000, "row 2: longer than 262,144 characters"),
        (b",".join([b"site"] * 4000) + b"\n", "row 1: 4,000 columns; 1,000 are read at most"),
        (b"," * 1_000_000 + b"\n", "row 1: longer than 262,144 characters"),
    ],
    ids=["cell", "line", "lines", "equal", "columns"],
)
def test_a_list_without_measure_is_refused_with_its_place(tmp_path: Path, data: bytes, said: str) -> None:
    """Before it is held as a whole."""
    begun = time.process_time()
    with pytest.raises(SheetError, match=said):
        rows_of(tmp_path, data)
    assert time.process_time() - begun < 5


def test_more_rows_than_a_sheet_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of two million prospects is two lists."""
    monkeypatch.setattr("precall.batch.sheet.MOST_ROWS", 1000)
    assert len(rows_of(tmp_path, b"a\n" * 1000)) == 1000
    with pytest.raises(SheetError, match=r"more than 1,000 rows\. Divide it"):
        rows_of(tmp_path, b"a\n" * 1001)


def test_many_equal_columns_are_named_in_linear_time() -> None:
    """Each still once."""
    assert len(set(headed(["site"] * 100_000))) == 100_000


def test_columns_without_a_name_or_with_the_same_get_one() -> None:
    """Results need each name once."""
    assert headed(["A", "", "A", "A"]) == ("A", "column 2", "A (2)", "A (3)")
    assert headed(["A (2)", "A", "A"]) == ("A (2)", "A", "A (3)")


@settings(max_examples=60, deadline=None)
@given(data=st.binary(min_size=1, max_size=400))
def test_any_bytes_are_rows_or_a_plain_refusal(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Nothing but SheetError comes of a broken file."""
    try:
        rows = rows_of(tmp_path_factory.mktemp("bytes"), data)
    except SheetError:
        return
    assert all(number >= 1 for number, _ in rows)


@settings(max_examples=60, deadline=None)
@given(
    cells=st.lists(
        st.tuples(
            *[st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), min_size=1, max_size=12)] * 3
        ),
        min_size=3,
        max_size=8,
    )
)
def test_what_a_csv_writer_wrote_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, ...]]
) -> None:
    """With a comma between the cells, as the standard library writes it."""
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(cells)
    path = tmp_path_factory.mktemp("csv") / "list"
    path.write_bytes(text.getvalue().encode())
    with open_sheet(path) as sheet:
        if sheet.delimiter == ",":
            assert [row for _, row in sheet.records()] == [
                row for row in cells if any(cell.strip() for cell in row)
            ]
