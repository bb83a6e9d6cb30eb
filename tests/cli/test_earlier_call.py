"""A call before the last one can be corrected, by its day; what later ones told stays as it is."""

import json
from pathlib import Path
from typing import Any

import pytest
from commands import Precall

FOLDER = Path("briefings/acme.example")
FIRST = (
    "heard: the loft is too small\nheard: two people sew\ni promised: three questions by Friday\n"
    "they promised: the rent by Monday\nnext: call on 12 February at 10:00\n"
)
SECOND = "heard: the van is new\ni promised: the offer letter by Monday\nnext: call on 20 February at 10:00\n"
BETTER = FIRST.replace("three questions by Friday", "four questions by Saturday").replace("12 Feb", "13 Feb")


@pytest.fixture
def called(precall: Precall, monkeypatch: pytest.MonkeyPatch) -> Precall:
    """Two calls with one client, two days apart; the mail after the first is out."""
    monkeypatch.setenv("PRECALL_NOW", "2026-02-02T14:00:00Z")
    Path("first.txt").write_text(FIRST, encoding="utf-8")
    precall(
        "followup", "acme.example", "--notes", "first.txt", "--to", "ann@acme.example", "--with", "Ann Lee"
    )
    precall("sent", "acme.example")
    monkeypatch.setenv("PRECALL_NOW", "2026-02-04T14:00:00Z")
    Path("second.txt").write_text(SECOND, encoding="utf-8")
    precall(
        "followup", "acme.example", "--notes", "second.txt", "--with", "Bo Hill", "--to", "bo@acme.example"
    )
    monkeypatch.setenv("PRECALL_NOW", "2026-02-05T09:00:00Z")
    Path("better.txt").write_text(BETTER, encoding="utf-8")
    return precall


def told(called: Precall) -> dict[str, Any]:
    """What the memory shows of the client."""
    shown: dict[str, Any] = json.loads(called("show", "acme.example", "--json").out)
    return shown


@pytest.mark.parametrize("command", ["followup", "debrief"])
@pytest.mark.parametrize("when", ["2 February", "2026-02-02", "2026-02-02T14:00"])
def test_an_earlier_call_is_corrected_by_its_day(called: Precall, command: str, when: str) -> None:
    """Its promises, its appointment and its mail; the later call's stay to the byte."""
    before = {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.name != ".precall.json"}
    ended = called(command, "acme.example", "--notes", "better.txt", "--when", when)
    assert ended.status == 0, ended.err
    assert "[4] I promised: four questions, by 7 February 2026" in ended.out
    assert "no longer kept, as these notes do not tell it: [1] three questions" in ended.out
    assert ended.out.endswith(f"{FOLDER}/follow-up-2026-02-02.eml\n")
    mail = (FOLDER / "follow-up-2026-02-02.md").read_text(encoding="utf-8")
    assert "To: bo@acme.example" not in mail
    for said in ("Dear Ann,", "on Monday", "four questions by Saturday 7 February", "Friday 13 February"):
        assert said in mail
    after = {path.name: path.read_bytes() for path in FOLDER.iterdir()}
    assert {name: after[name] for name in before} == before
    assert b"20260213T100000" in after["invite-2026-02-02.ics"]

    shown = called("show", "acme.example").out
    assert "call planned" in shown
    assert "2026-02-12" not in shown
    for said in ("2026-02-13", "2026-02-20", "the offer letter", "four questions", "the rent"):
        assert said in shown
    assert "three questions" not in shown
    assert "with Ann Lee" in shown
    assert "with Bo Hill" in shown
    again = called(command, "acme.example", "--notes", "better.txt", "--when", when)
    assert (again.status, "Kept: the call" in again.out) == (0, False)


def test_what_was_heard_last_stays_what_was_heard_last(called: Precall, acme: Path) -> None:
    """In the next briefing; and the next call is the one that was agreed on last."""
    called("followup", "acme.example", "--notes", "better.txt", "--when", "2 February")
    called("research", "http://acme.example/", "--quiet")
    page = (FOLDER / "briefing.md").read_text(encoding="utf-8")
    assert "the van is new" in page
    assert "the loft is too small" not in page
    assert called("sent", "acme.example").out == "Acme Sails (acme.example): noted as sent.\n"
    assert called("sent", "acme.example").out.endswith("nothing was waiting to be sent.\n")


def test_an_appointment_that_a_later_call_names_too_stays(called: Precall) -> None:
    """Although the earlier one no longer does."""
    same = BETTER.replace("13 February", "20 February")
    Path("better.txt").write_text(same, encoding="utf-8")
    called("followup", "acme.example", "--notes", "better.txt", "--when", "2 February")
    Path("better.txt").write_text(same.replace("next: call on 20 February at 10:00\n", ""), encoding="utf-8")
    ended = called("followup", "acme.example", "--notes", "better.txt", "--when", "2 February")
    assert ended.status == 0, ended.err
    shown = called("show", "acme.example").out
    assert "2026-02-20" in shown
    assert "2026-02-12" not in shown
    assert not (FOLDER / "invite-2026-02-02.ics").exists()


@pytest.mark.parametrize("notes", [FIRST, BETTER])
def test_without_its_day_nothing_is_changed_and_how_to_is_told(called: Precall, notes: str) -> None:
    """Also where a line of the notes was corrected: they would take the last call's place."""
    Path("again.txt").write_text(notes, encoding="utf-8")
    before = told(called)
    ended = called("followup", "acme.example", "--notes", "again.txt")
    assert ended.status == 2
    assert ended.err.splitlines() == [
        "precall: these are the notes of the call of 2026-02-02, and a later call was told since, so nothing was changed. "
        "To correct what was kept of that call: --when 2026-02-02; if they are of a further one: --another"
    ]
    assert told(called) == before


def test_whom_a_call_was_with_does_not_tell_which_call_it_was(
    called: Precall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same two lines stand above the notes of each."""
    above = "with: Ann Lee\nto: ann@acme.example\n"
    for day, matter in (("06", "the door"), ("08", "the roof"), ("10", "the door handle")):
        monkeypatch.setenv("PRECALL_NOW", f"2026-02-{day}T14:00:00Z")
        Path("next.txt").write_text(f"{above}heard: {matter} sticks\n", encoding="utf-8")
        assert called("followup", "acme.example", "--notes", "next.txt", "--another").status == 0
    Path("next.txt").write_text("to: ann@acme.example\nwith: Ann Lee\nheard: all is well\n", encoding="utf-8")
    assert called("followup", "acme.example", "--notes", "next.txt").status == 0


def test_other_notes_take_an_earlier_calls_place_by_its_hour_alone(called: Precall) -> None:
    """A day alone may be a slip."""
    Path("other.txt").write_text("heard: quite another matter\n", encoding="utf-8")
    ended = called("followup", "acme.example", "--notes", "other.txt", "--when", "2 February")
    assert ended.status == 2
    assert "little in common with these: to put these in their place, say its hour (14:00)" in ended.err
    ended = called("followup", "acme.example", "--notes", "other.txt", "--when", "2026-02-02T14:00")
    assert "[1] three questions" in ended.out
    assert "three questions" not in called("today").out
    further = called(
        "followup", "acme.example", "--notes", "first.txt", "--when", "2 February 9:00", "--another"
    )
    assert further.status == 0
    assert "2026-02-02" in called("show", "acme.example").out


def test_of_two_calls_on_a_day_the_hour_says_which(called: Precall) -> None:
    """It is asked for where the notes fit both."""
    Path("third.txt").write_text(f"{FIRST}heard: a third matter\n", encoding="utf-8")
    ended = called(
        "followup", "acme.example", "--notes", "third.txt", "--when", "2026-02-02T16:30", "--another"
    )
    assert ended.status == 0, ended.err
    ended = called("followup", "acme.example", "--notes", "better.txt", "--when", "2 February")
    assert ended.status == 2
    assert (
        "more than one call on 2026-02-02: say the hour of the one that is meant (14:00, 16:30)" in ended.err
    )
    ended = called("followup", "acme.example", "--notes", "better.txt", "--when", "2026-02-02T16:30")
    assert ended.out.endswith(f"{FOLDER}/follow-up-2026-02-02T1630.eml\n")


def test_notes_that_took_the_last_calls_place_are_put_where_they_belong(
    called: Precall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With their day; the last call is as it was told before."""
    monkeypatch.setenv("PRECALL_NOW", "2026-02-04T16:00:00Z")
    brief = FIRST.replace("three questions", "nine").replace("12 February", "14 February")
    Path("brief.txt").write_text(brief, encoding="utf-8")
    assert called("followup", "acme.example", "--notes", "brief.txt").status == 2
    Path("brief.txt").write_text("with: Ann Lee\nheard: the loft is too small\n", encoding="utf-8")
    called("followup", "acme.example", "--notes", "brief.txt", "--when", "2026-02-02T14:00")
    Path("brief.txt").write_text("with: Ann Lee\ni promised: nine questions\n", encoding="utf-8")
    taken = called("followup", "acme.example", "--notes", "brief.txt")
    assert "takes the place" in taken.out
    assert "the offer letter" not in called("today").out
    ended = called("followup", "acme.example", "--notes", "brief.txt", "--when", "2 February")
    assert ended.status == 0, ended.err
    assert "the offer letter" in called("today").out
    assert called("today").out.count("nine questions") == 1


def test_the_notes_of_the_last_call_never_take_an_earlier_ones_place(called: Precall) -> None:
    """A day that is given without notes is that of the last call, as before."""
    ended = called("followup", "acme.example", "--when", "2026-02-02T14:00")
    assert ended.status == 0, ended.err
    assert "three questions" in called("show", "acme.example").out
