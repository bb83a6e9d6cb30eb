"""What was given for a call counts until the call is over, with a word on it."""

from pathlib import Path

import pytest
from commands import Precall

BRIEFING = Path("briefings/acme.example/briefing.md")
GIVEN = ("--with", "Ann Lee", "--when", "2026-02-03T10:00", "--context", "We turn work away.")


@pytest.fixture
def asked(precall: Precall, acme: Path) -> Precall:
    """A call that was prepared with all that is known of it."""
    assert precall("research", "acme.example", *GIVEN, "-q").status == 0
    return precall


def test_what_was_given_before_counts_again_and_is_said(asked: Precall) -> None:
    """One line for each of it."""
    before = BRIEFING.read_bytes()
    ended = asked("research", "acme.example", "--offline", "-q")
    assert ended.lines == [
        "precall: acme.example: as you said on 1 February 2026: --context We turn work away.",
        "precall: acme.example: as you said on 1 February 2026: --when 2026-02-03 10:00",
        "precall: acme.example: as you said on 1 February 2026: --with Ann Lee",
    ]
    assert BRIEFING.read_bytes() == before


def test_what_is_given_now_wins_and_the_rest_stays(asked: Precall) -> None:
    """Another person, the same words and time."""
    ended = asked("research", "acme.example", "--offline", "-q", "--with", "Bo Berg")
    assert not any("--with" in line for line in ended.lines)
    briefing = BRIEFING.read_text(encoding="utf-8")
    assert "You wrote “We turn work away”" in briefing
    assert "Bo Berg" in briefing
    assert "Ann Lee" not in briefing


def test_an_empty_one_takes_it_back(asked: Precall) -> None:
    """For the runs after it, too."""
    asked("research", "acme.example", "--offline", "-q", "--context", "")
    ended = asked("research", "acme.example", "--offline", "-q")
    assert not any("--context" in line for line in ended.lines)
    assert "We turn work away." not in BRIEFING.read_text(encoding="utf-8")


def test_a_call_that_is_over_lends_nothing_to_the_next(
    asked: Precall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its words were about another call."""
    monkeypatch.setenv("PRECALL_NOW", "2026-02-04T09:00:00Z")
    ended = asked("research", "acme.example", "--offline", "-q")
    assert not any("as you said" in line for line in ended.lines)
    assert "We turn work away." not in BRIEFING.read_text(encoding="utf-8")


def test_a_call_of_which_only_the_day_is_known_has_no_hour(precall: Precall, acme: Path) -> None:
    """It is ahead until the day is over, in every list."""
    assert precall("research", "acme.example", "-q", "--when", "4 February").status == 0
    told = [
        BRIEFING.read_text(encoding="utf-8"),
        precall("today").out,
        precall("show", "acme.example").out,
        "\n".join(precall("research", "acme.example", "--offline", "-q").lines),
    ]
    assert "Wednesday 4 February 2026" in told[0]
    assert "in 3 days, Wednesday" in told[1]
    assert "--when 2026-02-04" in told[3]
    assert not any(hour in text for text in told for hour in ("23:59", "00:00"))


def test_a_call_is_ahead_though_the_site_cannot_be_read(precall: Precall) -> None:
    """However far, in every list; somebody to be left alone is not kept by it."""
    given = ("--when", "2026-03-20T10:00", "--with", "Bo Berg", "-q")
    failed = precall("research", "nobody.example", *given)
    assert failed.status == 1
    assert any("precall today" in line and "precall forget nobody.example" in line for line in failed.lines)
    assert "nobody.example: 20 March 2026, 10:00 Bo Berg" in precall("today").out
    assert "Bo Berg" in precall("show", "nobody.example").out
    assert precall("forget", "nobody.example", "--yes", "--never").status == 0
    left_alone = precall("research", "nobody.example", *given)
    assert left_alone.status == 1
    assert not any("precall today" in line for line in left_alone.lines)
    assert "nobody.example" not in precall("today").out
    assert precall("show", "nobody.example").status == 2


def test_a_call_that_was_moved_is_said_to_stand_in_the_place_of_the_other(asked: Precall) -> None:
    """And the other is gone."""
    ended = asked("research", "acme.example", "--offline", "-q", "--when", "2026-02-05T15:00")
    assert "precall: acme.example: in place of the call of 2026-02-03 10:00" in ended.lines
    assert "2026-02-03" not in asked("show", "acme.example").out


def test_a_call_that_the_notes_agreed_on_stays_beside_one_of_another_day(asked: Precall) -> None:
    """Both may be meant, and how to take the agreed one back is said; another hour of its day moves it."""
    notes = Path("call.txt")
    notes.write_text("heard: we turn work away\nnext: call Thursday 12 February at 10am\n", encoding="utf-8")
    assert asked("debrief", "acme.example", "--notes", str(notes)).status == 0
    ended = asked("research", "acme.example", "--offline", "-q", "--when", "Friday 15:00")
    assert any("2026-02-12 10:00, agreed in your notes, stays" in line for line in ended.lines)
    assert [
        f"{day} call" in asked("show", "acme.example").out for day in ("2026-02-06 15:00", "2026-02-12 10:00")
    ] == [True, True]
    asked("research", "acme.example", "--offline", "-q", "--when", "")
    assert "2026-02-12 10:00 call" in asked("show", "acme.example").out
    notes.write_text("heard: we turn work away\nnext: call Thursday 12 February at 2pm\n", encoding="utf-8")
    asked("debrief", "acme.example", "--notes", str(notes))
    assert "2026-02-12 14:00 call" in asked("show", "acme.example").out
    assert "2026-02-12 10:00" not in asked("show", "acme.example").out
    ended = asked("research", "acme.example", "--offline", "-q", "--when", "2026-02-12T16:00")
    assert "precall: acme.example: in place of the call of 2026-02-12 14:00" in ended.lines
