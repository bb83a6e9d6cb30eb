"""First mails have a state: drafted, then out, and nobody is written to first twice."""

import csv
import email
import email.policy
import io
import json
from pathlib import Path

import pytest
from commands import Precall

from precall import folders

OFFER = 'what = "mend sails"\nproblem = "worn sails"\nlooks_for = ["sails"]\nask = "Would a short call suit you?"\n'
RESEARCH = ("research", "acme.example", "--for", "sales", "--offer", "offer.toml")


@pytest.fixture
def drafted(precall: Precall, acme: Path, tmp_path: Path) -> Path:
    """A first mail for acme.example; gives the folder for its files."""
    (tmp_path / "offer.toml").write_text(OFFER)
    assert precall(*RESEARCH, "--quiet").status == 0
    return tmp_path / "briefings" / "acme.example"


def waiting(precall: Precall) -> list[dict[str, str]]:
    """The first mails that wait."""
    found: list[dict[str, str]] = json.loads(precall("today", "--outreach", "--json").out)
    return found


def test_a_first_mail_waits_until_it_is_out(precall: Precall, drafted: Path) -> None:
    """And then a second one is not drafted, and the briefing says when the first one went."""
    assert (drafted / "first-mail.eml").is_file()
    listed = precall("today", "--outreach").out
    assert "1 first mail is drafted and not out:" in listed
    assert "acme.example: sails: “" in listed
    assert "loft@acme.example, http://acme.example/" in listed
    assert precall("sent", "acme.example").out == "Acme Sails (acme.example): noted as sent.\n"
    assert waiting(precall) == []
    assert "No first mail waits" in precall("today", "--outreach").out
    assert "  2026-02-01 09:00 first mail sent" in precall("show", "acme.example").out
    assert precall(*RESEARCH, "--quiet").status == 0
    assert not (drafted / "first-mail.eml").exists()
    assert (
        "You wrote to them on 1 February 2026: no second first mail." in (drafted / "briefing.md").read_text()
    )


def test_all_that_wait_are_one_table(precall: Precall, drafted: Path, tmp_path: Path) -> None:
    """The same words as in the draft, for the caller's own mail-merge."""
    assert precall("export", "merge.csv", "--as", "mail-merge").status == 0
    (row,) = csv.DictReader(io.StringIO((tmp_path / "merge.csv").read_text(encoding="utf-8-sig")))
    mail = email.message_from_bytes((drafted / "first-mail.eml").read_bytes(), policy=email.policy.default)
    assert row["Address"] == "loft@acme.example"
    assert (row["Subject"], row["Body"].split()) == (mail["Subject"], mail.get_content().split())
    assert row["Link"].startswith("http://acme.example/")
    assert row["Reason"].startswith("sails: “")


def test_a_later_batch_writes_to_nobody_twice(precall: Precall, acme: Path, tmp_path: Path) -> None:
    """Whom it drafts for waits as well, and the tables say who was written to when."""
    (tmp_path / "offer.toml").write_text(OFFER)
    (tmp_path / "list.csv").write_text("website\nacme.example\n")
    batch = (
        "batch",
        "list.csv",
        "--for",
        "sales",
        "--offer",
        "offer.toml",
        "--jobs",
        "1",
        "--yes",
        "--quiet",
        "--out",
    )
    assert precall(*batch, "one").status == 0
    assert [mail["key"] for mail in waiting(precall)] == ["acme.example"]
    assert results(tmp_path / "one")["first_mail"] == "drafted"
    assert json.loads(precall("clients", "--json").out) == []
    precall("sent", "acme.example")
    assert precall(*batch, "one").status == 0
    assert results(tmp_path / "one")["first_mail"] == "sent 2026-02-01"
    assert "sent on 1 February 2026" in (tmp_path / "one" / "index.html").read_text(encoding="utf-8")
    assert precall(*batch, "two").status == 0
    assert results(tmp_path / "two")["first_mail"] == "sent 2026-02-01"
    assert not (tmp_path / "two" / "acme.example" / "first-mail.eml").exists()
    assert waiting(precall) == []


def results(folder: Path) -> dict[str, str]:
    """The only line of a batch's results."""
    (line,) = csv.DictReader(io.StringIO((folder / "results.csv").read_text(encoding="utf-8-sig")))
    return line


def test_forgetting_forgets_drafts_and_what_went_out(precall: Precall, drafted: Path) -> None:
    """Also of a prospect who never was a client."""
    precall("sent", "acme.example")
    assert precall("forget", "acme.example", "--yes").status == 0
    assert b"acme.example" not in (folders.memory() / "memory.sqlite3").read_bytes()
    assert precall("sent", "acme.example").status == 2


def test_what_was_sent_goes_along_to_another_computer(precall: Precall, drafted: Path) -> None:
    """Read back from an export, nobody is written to twice there either."""
    precall("sent", "acme.example")
    precall("export", "memory.json")
    (folders.memory() / "memory.sqlite3").unlink()
    assert precall("import", "memory.json").status == 0
    precall(*RESEARCH, "--quiet")
    assert not (drafted / "first-mail.eml").exists()
