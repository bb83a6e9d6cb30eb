"""Whichever way the notes are told, the mail has the same lines, and it greets whom the caller knows."""

import io
import re
from pathlib import Path

import pytest
from commands import Precall

FOLDER = Path("briefings/acme.example")
JOTTED = "heard: the van is new\nfee: 300 a month\n90 a month for each shop\nI'll send the offer letter by Monday\ntodo: book the room\n"


class Terminal(io.StringIO):
    """Somebody who types on a terminal."""

    def isatty(self) -> bool:
        """They see what is asked."""
        return True


def mail_of(told: str) -> str:
    """The mail as it was shown."""
    found = re.search(r"```text\n(.*?)```", told, re.DOTALL)
    assert found
    return found[1]


def test_accepting_at_once_on_a_terminal_or_in_a_file_gives_the_same_mail(
    precall: Precall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prices, too; a task of nobody's counts by its number alone; and told again without a file, nothing is lost."""
    Path("call.txt").write_text(JOTTED, encoding="utf-8")
    at_once = precall("followup", "acme.example", "--notes", "call.txt", "--accept")
    mail = mail_of(at_once.out)
    for said in ("The price is 300 a month.", "90 a month for each shop", "the offer letter by Monday"):
        assert said in mail
    assert "room" not in mail
    assert mail_of(precall("followup", "acme.example").out) == mail

    monkeypatch.setattr("sys.stdin", Terminal("all\n"))
    asked = precall("debrief", "bold.example", "--notes", "call.txt")
    assert "  1 price: 90 a month for each shop" in asked.out
    assert "  3 ? i promised: book the room" in asked.out
    assert mail_of(asked.out) == mail
    monkeypatch.setattr("sys.stdin", Terminal("1 2 3\n"))
    assert "book the room" in mail_of(precall("debrief", "calm.example", "--notes", "call.txt").out)
    monkeypatch.setattr("sys.stdin", Terminal("2\n"))
    assert "each shop" not in mail_of(precall("debrief", "dear.example", "--notes", "call.txt").out)

    monkeypatch.setattr("sys.stdin", io.StringIO())
    precall("followup", "ever.example", "--notes", "call.txt")
    place = Path("briefings/ever.example/proposals.md")
    page = place.read_text(encoding="utf-8")
    assert "\nfee: 300 a month\n? price: 90 a month for each shop\n" in page
    place.write_text(
        page.replace("? price", "price").replace("? i promised: send", "i promised: send"), "utf-8"
    )
    assert mail_of(precall("followup", "ever.example", "--notes", str(place)).out) == mail


@pytest.mark.parametrize("first", [True, False])
def test_the_mail_that_is_explained_is_the_one_that_is_written(
    precall: Precall, monkeypatch: pytest.MonkeyPatch, first: bool
) -> None:
    """Sentence by sentence, of a first and of a further call."""
    if not first:
        Path("old.txt").write_text("heard: the loft is too small\n", encoding="utf-8")
        precall("followup", "acme.example", "--notes", "old.txt", "--with", "Ann Lee")
        precall("sent", "acme.example")
        monkeypatch.setenv("PRECALL_NOW", "2026-02-09T09:00:00Z")
    Path("call.txt").write_text("heard: the van is new\ni promised: a plan by Friday\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    told = precall("show", "acme.example").out
    explained = precall("followup", "acme.example", "--notes", "call.txt", "--explain").out
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before
    assert precall("show", "acme.example").out == told
    mail = " ".join(mail_of(precall("followup", "acme.example", "--notes", "call.txt").out).split())
    sentences = [line for line in explained.splitlines() if line and not line.startswith(" ")]
    told_in_it = [line for line in sentences if line in mail]
    assert len(" ".join(told_in_it)) == len(mail), (sentences, mail)


def test_explaining_names_no_file_that_it_did_not_write(precall: Precall) -> None:
    """It says how to see what the lines may be."""
    Path("call.txt").write_text("I'll send the offer letter by Monday\n", encoding="utf-8")
    ended = precall("followup", "acme.example", "--notes", "call.txt", "--explain")
    assert ended.status == 2
    assert "proposals.md" not in ended.err
    assert "are shown without --explain" in ended.err
    assert not FOLDER.exists()


@pytest.mark.parametrize(
    ("met", "to", "greeted"),
    [
        (["Ann Lee"], "ann@acme.example", "Dear Ann,"),
        (["Ann Lee"], "office@acme.example", "Dear Ann,"),
        (["Ann Lee", "Ann"], "office@acme.example", "Dear Ann,"),
        (["Ann Lee", "Bo Hill"], "office@acme.example", "Hello,"),  # either may read it
        (["Ann Lee", "Bo Hill"], "ann@acme.example", "Dear Ann,"),
        (["Ann Lee"], "bo.hill@acme.example", "Hello,"),
        (["Ann Lee & Bo Hill"], "office@acme.example", "Hello,"),
        (["Ann Lee"], "ann@acme.example, bo@acme.example", "Hello,"),
    ],
)
def test_who_was_met_before_is_greeted_where_the_mail_goes_to_their_mailbox(
    precall: Precall, monkeypatch: pytest.MonkeyPatch, met: list[str], to: str, greeted: str
) -> None:
    """Without their name being said again; the screen says so, and --with counts before it."""
    for day, name in enumerate(met, 2):
        monkeypatch.setenv("PRECALL_NOW", f"2026-02-{day:02}T09:00:00Z")
        Path("old.txt").write_text(f"heard: matter number {day} alone\n", encoding="utf-8")
        precall("followup", "acme.example", "--notes", "old.txt", "--with", name)
        precall("sent", "acme.example")
    monkeypatch.setenv("PRECALL_NOW", "2026-02-12T09:00:00Z")
    Path("call.txt").write_text("heard: the van is new\n", encoding="utf-8")
    ended = precall("followup", "acme.example", "--notes", "call.txt", "--to", to)
    assert f"\n{greeted}\n" in ended.out
    said = "precall: greets Ann" in ended.err
    assert said == (greeted != "Hello,")
    named = precall("followup", "acme.example", "--notes", "call.txt", "--with", "Cleo Fern")
    assert ("\nDear Cleo,\n" in named.out) == ("," not in to)
    assert "greets" not in named.err


def test_a_mail_to_one_of_two_known_persons_never_goes_to_the_others_mailbox(
    precall: Precall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which the caller named for them, also where no site tells their names."""
    for day, name, box in (("02", "Ann Lee", "ann"), ("04", "Bo Hill", "bo"), ("06", "Ann Lee", "")):
        monkeypatch.setenv("PRECALL_NOW", f"2026-02-{day}T09:00:00Z")
        Path("call.txt").write_text(f"heard: matter number {day} alone\n", encoding="utf-8")
        to = ("--to", f"{box}@acme.example") if box else ()
        ended = precall("followup", "acme.example", "--notes", "call.txt", "--with", name, *to)
        precall("sent", "acme.example", "--all")
    assert "To: " not in mail_of(ended.out)
    assert "“bo@acme.example” seems to be somebody else's mailbox" in ended.out
