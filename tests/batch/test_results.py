"""How a spreadsheet gets the results."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from precall.batch.checkpoint import ResultRow
from precall.batch.line import COLUMNS
from precall.batch.results import own_names, safe, write_results
from precall.errors import StorageError

ROW = ResultRow(
    2,
    ("Acme", "acme.example", "+49 30 123"),
    "acme.example",
    "acme.example",
    "done",
    "",
    {
        "summary": '=HYPERLINK("http://evil.example")',
        "criteria_yes": 1,
        "lead_person": "@ann",
        "reason_age_days": 3,
    },
    ({"name": "has prices", "answer": "yes", "evidence": []},),
    4,
)
HEADER = ("Company", "Website", "Phone")


def written(folder: Path) -> list[dict[str, str]]:
    """results.csv as a spreadsheet reads it."""
    write_results(folder, HEADER, ["has prices"], lambda: [ROW])
    with (folder / "results.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_lists_own_columns_come_first_and_untouched(tmp_path: Path) -> None:
    """Then ours, in their order, then one for each criterion."""
    (row,) = written(tmp_path)
    assert list(row) == [*HEADER, *COLUMNS, "criterion: has prices"]
    assert (row["Company"], row["Website"], row["Phone"]) == ROW.cells
    assert (row["status"], row["criterion: has prices"]) == ("done", "yes")


def test_a_further_row_with_the_same_client_says_so(tmp_path: Path) -> None:
    """In a column to filter by, and in words."""
    rows = [ROW, replace(ROW, number=7, same_as=2)]
    write_results(tmp_path, HEADER, (), lambda: rows)
    with (tmp_path / "results.csv").open(encoding="utf-8-sig", newline="") as file:
        first, second = csv.DictReader(file)
    assert (first["same_as_row"], first["reason"]) == ("", "")
    assert (second["same_as_row"], second["reason"]) == ("2", "the same client as row 2")


def test_a_row_that_failed_says_which_host_was_asked(tmp_path: Path) -> None:
    """The list may hold several addresses in a cell, or a wrapped one."""
    asked = replace(ROW, state="failed", reason="robots.txt answered 502", typed="https://www.acme.example/x")
    write_results(tmp_path, HEADER, (), lambda: [asked])
    with (tmp_path / "results.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["client"], row["reason"]) == ("acme.example", "acme.example: robots.txt answered 502")


def test_what_a_site_says_is_never_a_formula(tmp_path: Path) -> None:
    """A spreadsheet would run it."""
    (row,) = written(tmp_path)
    assert row["summary"].startswith("'=")
    assert row["lead_person"] == "'@ann"


@pytest.mark.parametrize("text", ["=1+1", "@x", "+cmd|x", "-2+3+cmd", "\t=1", "\r=1", " =1", "＝1"])
def test_the_beginnings_of_formulas_are_known(text: str) -> None:
    """OWASP's list, spaces before them too."""
    assert safe(text).startswith("'")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Acme;=1+1;x", "Acme;'=1+1;x"),
        ("Acme;+cmd|' /C calc'!A0;x", "Acme;'+cmd|' /C calc'!A0;x"),
        ('Acme, "=1+1"', 'Acme,\' "=1+1"'),
        ("Acme\t@SUM(1)", "Acme\t'@SUM(1)"),
        ("Acme\r\n=1+1\r\nx", "Acme\r\n'=1+1\r\nx"),
        ("Acme\n  -1+cmd", "Acme\n'  -1+cmd"),
        ("Acme;＝1+1", "Acme;'＝1+1"),
    ],
)
def test_no_piece_of_a_cell_is_a_formula(text: str, written: str) -> None:
    """A German spreadsheet cuts lines at the semicolon, whatever stands in quotes."""
    assert safe(text) == written


@pytest.mark.parametrize(
    "text",
    [
        "+49 (30) 123-45", "-5", "-3.50", "2026-01-31", "a=b", "", "info@acme.example", "a, -5; +49 30 1", "a;b=c\nd, e@f",
        "two\nlines\tand more",
    ],
)  # fmt: skip
def test_numbers_and_telephones_stay_as_they_are(text: str) -> None:
    """They are no formulas."""
    assert safe(text) == text


def test_a_spreadsheet_sees_the_encoding(tmp_path: Path) -> None:
    """By the mark at the beginning."""
    written(tmp_path)
    assert (tmp_path / "results.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_program_gets_the_same_with_the_evidence(tmp_path: Path) -> None:
    """One line of JSON for each row, verbatim."""
    written(tmp_path)
    (line,) = (tmp_path / "results.jsonl").read_text().splitlines()
    data = json.loads(line)
    assert data["summary"] == ROW.line["summary"]
    assert data["criteria"] == [{"name": "has prices", "answer": "yes", "evidence": []}]


def test_a_column_that_is_called_like_one_of_ours_says_whose_it_is() -> None:
    """No column is lost."""
    assert own_names(["status", "Website"]) == ("status (yours)", "Website")


def test_a_folder_that_cannot_be_written_is_told() -> None:
    """With what to do."""
    with pytest.raises(StorageError, match="cannot write to"):
        write_results(Path("/dev/null/none"), HEADER, [], lambda: [ROW])
