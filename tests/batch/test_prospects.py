"""Whom each row of a list means."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from precall.batch.list_columns import find_columns
from precall.batch.prospects import BadRow, Prospect, ProspectList, bad_rows, open_list
from precall.batch.sheet import open_sheet
from precall.errors import SheetError

Listed = Callable[..., ProspectList]


@pytest.fixture
def listed(tmp_path: Path) -> Iterator[Listed]:
    """Opens the list with a text."""
    with ExitStack() as opened:

        def read(text: str, *, column: str = "") -> ProspectList:
            path = tmp_path / "list.csv"
            path.write_text(text, encoding="utf-8")
            sheet = opened.enter_context(open_sheet(path))
            return open_list(sheet, column=column, timezone="Europe/Berlin")

        yield read


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
    listed: Listed, header: str, row: str
) -> None:
    """A rep need not rename columns."""
    assert domains(listed(f"{header}\n{row}\n")) == ["acme.example"]


PREAMBLE = 'Notes:\n"When you export, some addresses may be missing."\n\n'
CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company\n"
    "Ann,Lee,https://www.linkedin.com/in/ann,ann@acme.example,Acme\n"
    "Ben,Oak,https://www.linkedin.com/in/ben,,Oak\n"
    "Cleo,Tern,https://www.linkedin.com/in/cleo,cleo@gmail.com,Tern\n"
)
REPORT = (
    '"Accounts without activity"\n"As of 2026-01-30","Filtered By"\n\n"Account Name","Website","Phone"\n'
    '"Acme","acme.example","1"\n"Other","http://other.example","2"\n\n"Grand Totals (2 records)"\n\n"Accounts"\n'
    '"Copyright (c) somebody. All rights reserved."\n'
)


def test_the_names_of_the_columns_are_found_below_a_preamble(listed: Listed) -> None:
    """As LinkedIn exports it; a person's profile is nobody's website, and their mailbox counts then."""
    for text in (CONNECTIONS, PREAMBLE + CONNECTIONS):
        found = listed(text)
        first, second, third = found
        assert isinstance(first, Prospect)
        assert (first.address.domain, first.with_name) == ("acme.example", "Ann Lee")
        assert [isinstance(row, BadRow) for row in (second, third)] == [True, True]
        assert "linkedin.com, which is nobody's own website" in domains(found)[1]
        assert found.columns.header[4] == "Company"


def test_titles_above_a_report_and_what_stands_below_it_are_no_clients(listed: Listed) -> None:
    """The row numbers stay those of the spreadsheet."""
    found = listed(REPORT)
    assert [(row.number, row.address.domain) for row in found if isinstance(row, Prospect)] == [
        (5, "acme.example"),
        (6, "other.example"),
    ]
    assert not [row for row in found if isinstance(row, BadRow)]


def test_a_company_without_a_website_within_the_list_is_told(listed: Listed) -> None:
    """Only what stands below it, behind an empty row, is no client."""
    found = listed("Company,Website\nAcme,acme.example\n\nOther,\nThird,third.example\n\nThe end,\n")
    assert domains(found) == ["acme.example", "no address in this row", "third.example"]


@pytest.mark.parametrize("first", ["sep=;\n", '"sep=;"\n', "SEP=;\r\n"])
def test_the_line_by_which_excel_declares_its_delimiter_is_no_row(listed: Listed, first: str) -> None:
    """The names of the columns stand in row 1 then, as Excel shows it."""
    found = listed(f"{first}Firma;Webseite\nA, B;acme.example\n")
    (row,) = found
    assert isinstance(row, Prospect)
    assert (row.number, row.address.domain, row.cells) == (2, "acme.example", ("A, B", "acme.example"))


def test_a_website_that_is_nobodys_gives_way_to_the_mailbox(listed: Listed) -> None:
    """Of several mailboxes in a cell the first that says whose it is."""
    text = (
        'title,link,website,emails\nA,https://www.google.com/maps/place/1,,"owner@gmail.com, hi@acme.example"\n'
        "B,https://www.google.com/maps/place/2,https://www.facebook.com/b,\n"
        "C,https://www.google.com/maps/place/3,n.a.,hi@third.example\n"
    )
    first, second, third = domains(listed(text))
    assert (first, third) == ("acme.example", "third.example")
    assert "leads to facebook.com, which is nobody's own website" in second


def test_a_list_without_names_begins_with_its_first_row(listed: Listed) -> None:
    """An address in the first row is a prospect."""
    assert domains(listed("a.example\nb.example\n")) == ["a.example", "b.example"]


def test_a_row_without_a_website_is_known_by_its_mailbox(listed: Listed) -> None:
    """Two columns of addresses help each other; a free mailbox says nothing."""
    text = "website,email\n,ann@acme.example\n,ann@gmail.com\nb.example,bob@gmail.com\n"
    first, second, third = domains(listed(text))
    assert (first, third) == ("acme.example", "b.example")
    assert "free mail" in second


def test_bad_rows_are_told_together_with_their_numbers(listed: Listed) -> None:
    """As the spreadsheet numbers them, the header being row 1."""
    found = listed("site,x\na.example,1\nnot a site,2\n,3\n")
    number, lines = bad_rows(found)
    assert number == 2
    assert [line.partition(":")[0] for line in lines.splitlines()] == ["row 3", "row 4"]
    number, lines = bad_rows(found, most=1)
    assert (number, lines.splitlines()[1]) == (2, "and 1 more")


@pytest.mark.parametrize("text", [",,,\n,,\n", ";\n", "\t\n \t \n"])
def test_a_list_of_empty_rows_is_refused(listed: Listed, text: str) -> None:
    """As a spreadsheet saves an empty sheet."""
    with pytest.raises(SheetError, match=r"has no rows|is empty"):
        listed(text)


def test_the_column_can_be_named(listed: Listed) -> None:
    """A name that is not there is refused with those that are."""
    text = "own site,their site\nmine.example,acme.example\n"
    assert domains(listed(text, column="Their Site")) == ["acme.example"]
    with pytest.raises(SheetError, match="own site, their site"):
        listed(text, column="site")


def test_a_refusal_says_where_it_looked(listed: Listed) -> None:
    """Which rows, and what it took for the names of the columns."""
    with pytest.raises(
        SheetError, match=r"looked at the first 2 rows; row 1 names the columns\).*Company, Phone"
    ):
        listed("Company,Phone\nAcme,1\n")


def test_a_list_without_addresses_is_refused_with_its_columns(listed: Listed) -> None:
    """So that the rep sees which file it was."""
    with pytest.raises(SheetError, match="Company, City"):
        listed("Company,City\nAcme,Bonn\n")


def test_person_company_and_call_go_along(listed: Listed) -> None:
    """They reach the briefing: whom the caller meets and when."""
    text = "Company,Website,Contact name,Call date\nAcme,acme.example,Ann Lee,2026-12-01 10:00\n"
    found = listed(text)
    (row,) = found
    assert isinstance(row, Prospect)
    assert row.with_name == "Ann Lee"
    assert row.when == datetime(2026, 12, 1, 10, tzinfo=ZoneInfo("Europe/Berlin"))
    assert found.own(row.cells)["Company"] == "Acme"


def test_a_day_without_an_hour_is_no_time_of_a_call(listed: Listed) -> None:
    """Midnight would be an invention."""
    (row,) = listed("Website,Call\nacme.example,2026-12-01\n")
    assert isinstance(row, Prospect)
    assert row.when is None


def test_first_and_last_name_make_a_person() -> None:
    """Lists from shops and fairs keep them apart."""
    assert find_columns([["Vorname", "Nachname", "Web"], ["Ann", "Lee", "acme.example"]]).person == (0, 1)


def test_rows_with_one_client_share_a_key(listed: Listed) -> None:
    """However the address was typed."""
    rows = list(listed("site,x\nacme.example,1\nhttps://www.acme.example/en,2\nANN@acme.example,3\n"))
    assert {row.key for row in rows if isinstance(row, Prospect)} == {"acme.example"}
