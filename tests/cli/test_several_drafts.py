"""Two mails that wait: neither is lost, and which of them went out is the caller's to say."""

import json
from pathlib import Path

import pytest
from commands import Precall

FOLDER = Path("briefings/acme.example")
FIRST = "heard: the loft is too small\ni promised: three questions by Friday\n"
SECOND = "heard: the van is new\ni promised: the offer letter by Monday\nnext: call on 20 February at 10:00\n"


@pytest.fixture
def called(precall: Precall, monkeypatch: pytest.MonkeyPatch) -> Precall:
    """Two calls with one client, two days apart; neither mail is out."""
    for day, notes in (("02", FIRST), ("04", SECOND)):
        monkeypatch.setenv("PRECALL_NOW", f"2026-02-{day}T14:00:00Z")
        Path("call.txt").write_text(notes, encoding="utf-8")
        ended = precall("followup", "acme.example", "--notes", "call.txt", "--to", "ann@acme.example")
        assert ended.status == 0, ended.err
    return precall


def test_the_first_mail_is_kept_beside_the_second(called: Precall) -> None:
    """Whole, under the day of its call; told once more, nothing is doubled, and a forgotten client leaves neither."""
    first = (FOLDER / "follow-up-2026-02-02.eml").read_text()
    assert "three questions" in first
    assert "To: ann@acme.example" in first
    assert "three questions" in (FOLDER / "follow-up-2026-02-02.md").read_text()
    assert "offer letter" in (FOLDER / "follow-up.eml").read_text()
    before = {path.name for path in FOLDER.iterdir()}
    again = called("followup", "acme.example", "--notes", "call.txt")
    assert (again.status, "follow-up-2026" in again.err) == (0, False)
    assert {path.name for path in FOLDER.iterdir()} == before
    assert called("forget", "acme.example", "--yes").status == 0
    assert not FOLDER.exists()


def test_a_corrected_call_keeps_no_second_draft(called: Precall) -> None:
    """The draft of the same call is finished anew."""
    Path("call.txt").write_text(SECOND.replace("Monday", "Tuesday"), encoding="utf-8")
    assert called("followup", "acme.example", "--notes", "call.txt").status == 0
    assert sorted(path.name for path in FOLDER.glob("*.eml")) == ["follow-up-2026-02-02.eml", "follow-up.eml"]


def test_an_invitation_that_waits_is_kept_too(called: Precall) -> None:
    """With the draft that it belongs to, also of a further call on the same day."""
    Path("third.txt").write_text("heard: quite another matter\n", encoding="utf-8")
    ended = called("followup", "acme.example", "--notes", "third.txt", "--another")
    assert ended.status == 0, ended.err
    assert "BEGIN:VEVENT" in (FOLDER / "invite-2026-02-04.ics").read_text()
    assert "offer letter" in (FOLDER / "follow-up-2026-02-04.eml").read_text()
    Path("fourth.txt").write_text("heard: a fourth thing altogether\n", encoding="utf-8")
    assert called("followup", "acme.example", "--notes", "fourth.txt", "--another").status == 0
    assert "quite another matter" in (FOLDER / "follow-up-2026-02-04-2.eml").read_text()


def test_which_of_them_is_out_is_asked(called: Precall) -> None:
    """Nothing is noted until that is said; today names the command for each."""
    asked = called("sent", "acme.example")
    assert (asked.status, asked.out) == (2, "")
    assert asked.lines == [
        "precall: acme.example: 2 mails wait. Say which of them is out, or --all:",
        "precall: after the call of Monday 2 February 2026, 14:00, UTC: precall sent acme.example --of 2026-02-02",
        "precall: after the call of Wednesday 4 February 2026, 14:00, UTC: precall sent acme.example --of 2026-02-04",
    ]
    assert "precall sent acme.example --of 2026-02-02" in called("today").out
    assert called("sent", "acme.example", "--of", "3 February").status == 2
    assert called("sent", "acme.example", "--of", "2 February").out == "acme.example: noted as sent.\n"
    (left,) = next(
        group for group in json.loads(called("today", "--json").out)["groups"] if group["key"] == "sent"
    )["items"]
    assert left["day"] == "2026-02-04"
    assert called("sent", "acme.example").status == 0
    assert called("sent", "acme.example").out == "acme.example: nothing was waiting to be sent.\n"


def test_all_are_out_at_once(called: Precall) -> None:
    """Where the caller says so."""
    assert json.loads(called("sent", "acme.example", "--all", "--json").out)["sent"] == 2


def test_two_calls_on_one_day_are_told_apart_by_their_hours(
    called: Precall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the list writes them."""
    monkeypatch.setenv("PRECALL_NOW", "2026-02-04T16:30:00Z")
    Path("third.txt").write_text("heard: quite another matter\n", encoding="utf-8")
    called("followup", "acme.example", "--notes", "third.txt", "--another")
    assert called("sent", "acme.example", "--of", "2026-02-04").status == 2
    assert "precall sent acme.example --of 2026-02-04T16:30" in called("today").out
    assert called("sent", "acme.example", "--of", "2026-02-04T16:30").status == 0


def test_a_check_in_is_one_of_them_until_the_next_call(
    called: Precall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One from before the last call waits no longer; a newer one is asked about."""
    called("sent", "acme.example", "--all")
    called("remember", "acme.example", "more room in the loft", "--goal")
    monkeypatch.setenv("PRECALL_NOW", "2026-02-20T09:00:00Z")
    assert "more room in the loft" in called("checkin", "acme.example").out
    monkeypatch.setenv("PRECALL_NOW", "2026-02-21T09:00:00Z")
    Path("third.txt").write_text("heard: quite another matter\n", encoding="utf-8")
    called("followup", "acme.example", "--notes", "third.txt")
    assert called("sent", "acme.example").out == "acme.example: noted as sent.\n"


def test_the_notes_of_an_earlier_call_take_no_later_ones_place(called: Precall) -> None:
    """They are known; nothing is changed."""
    Path("again.txt").write_text(FIRST, encoding="utf-8")
    before = {path: path.read_bytes() for path in FOLDER.iterdir() if path.is_file()}
    for command in ("followup", "debrief"):
        ended = called(command, "acme.example", "--notes", "again.txt")
        assert ended.status == 2
        assert (
            "precall: these are the notes of the call of 2026-02-02, and a later call was told since"
            in ended.err
        )
    assert {path: path.read_bytes() for path in FOLDER.iterdir() if path.is_file()} == before
    assert "offer letter" in called("today").out
