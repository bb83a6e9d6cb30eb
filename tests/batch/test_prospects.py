"""Whom each row of a list means."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from precall.batch.columns import find_columns
from precall.batch.prospects import BadRow, Prospect, ProspectList, open_list, told
from precall.batch.sheet import SheetError, open_sheet


def listed(folder: Path, text: str, *, column: str = "") -> ProspectList:
    """The list with this text."""
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    return open_list(open_sheet(path), column=column, timezone="Europe/Berlin")


def domains(found: ProspectList) -> list[str]:
    """The domains that its rows mean; a reason for those that mean none."""
    return [row.reason if isinstance(row, BadRow) else row.address.domain for row in found]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Company,Website", "Acme,acme.example"),
        ("Firma,Webseite", "Acme,https://www.acme.example/kontakt"),
        ("Name,E-Mail", "Ann,ann@acme.example"),
        ("id,Company URL", "1,acme.example"),
        ("Azienda,Sito web", "Acme,www.acme.example"),
        ("what,where", "x,acme.example"),
    ],
)
def test_the_address_column_is_found_by_its_name_or_by_what_stands_in_it(
    tmp_path: Path, header: str, row: str
) -> None:
    """A rep need not rename columns."""
    assert domains(listed(tmp_path, f"{header}\n{row}\n")) == ["acme.example"]


def test_a_list_without_names_begins_with_its_first_row(tmp_path: Path) -> None:
    """An address in the first row is a prospect."""
    assert domains(listed(tmp_path, "a.example\nb.example\n")) == ["a.example", "b.example"]


def test_a_row_without_a_website_is_known_by_its_mailbox(tmp_path: Path) -> None:
    """Two columns of addresses help each other; a free mailbox says nothing."""
    text = "website,email\n,ann@acme.example\n,ann@gmail.com\nb.example,bob@gmail.com\n"
    first, second, third = domains(listed(tmp_path, text))
    assert (first, third) == ("acme.example", "b.example")
    assert "free mail" in second


def test_bad_rows_are_told_together_with_their_numbers(tmp_path: Path) -> None:
    """As the spreadsheet numbers them, the header being row 1."""
    bad = [
        row for row in listed(tmp_path, "site,x\na.example,1\nnot a site,2\n,3\n") if isinstance(row, BadRow)
    ]
    assert [row.number for row in bad] == [3, 4]
    assert told(bad).startswith("row 3: ")
    assert told(bad, most=1).endswith("and 1 more")


def test_the_column_can_be_named(tmp_path: Path) -> None:
    """A name that is not there is refused with those that are."""
    text = "own site,their site\nmine.example,acme.example\n"
    assert domains(listed(tmp_path, text, column="Their Site")) == ["acme.example"]
    with pytest.raises(SheetError, match="own site, their site"):
        listed(tmp_path, text, column="site")


def test_a_list_without_addresses_is_refused_with_its_columns(tmp_path: Path) -> None:
    """So that the rep sees which file it was."""
    with pytest.raises(SheetError, match="Company, City"):
        listed(tmp_path, "Company,City\nAcme,Bonn\n")


def test_person_company_and_call_go_along(tmp_path: Path) -> None:
    """They reach the briefing: whom the caller meets and when."""
    text = "Company,Website,Contact name,Call date\nAcme,acme.example,Ann Lee,2026-12-01 10:00\n"
    found = listed(tmp_path, text)
    (row,) = found
    assert isinstance(row, Prospect)
    assert row.with_name == "Ann Lee"
    assert row.when == datetime(2026, 12, 1, 10, tzinfo=ZoneInfo("Europe/Berlin"))
    assert found.own(row.cells)["Company"] == "Acme"


def test_a_day_without_an_hour_is_no_time_of_a_call(tmp_path: Path) -> None:
    """Midnight would be an invention."""
    (row,) = listed(tmp_path, "Website,Call\nacme.example,2026-12-01\n")
    assert isinstance(row, Prospect)
    assert row.when is None


def test_first_and_last_name_make_a_person() -> None:
    """Lists from shops and fairs keep them apart."""
    assert find_columns([["Vorname", "Nachname", "Web"], ["Ann", "Lee", "acme.example"]]).person == (0, 1)


def test_rows_with_one_client_share_a_key(tmp_path: Path) -> None:
    """However the address was typed."""
    rows = list(
        listed(tmp_path, "site,x\nacme.example,1\nhttps://www.acme.example/en,2\nANN@acme.example,3\n")
    )
    assert {row.key for row in rows if isinstance(row, Prospect)} == {"acme.example"}
