"""A calendar that was made to hold up whoever reads it: it ends in words, in bounded time and memory."""

import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from precall.diary import foreign_calendar
from precall.diary.foreign_calendar import meetings_in
from precall.diary.meetings import meetings
from precall.errors import UsageError

START = datetime(2026, 3, 27, tzinfo=UTC)
END = START + timedelta(days=2)
ZONE = ZoneInfo("Europe/London")
CALLED = "the calendar"
CALL = (
    "UID:1\r\nSUMMARY:Call\r\nDESCRIPTION:We hope\\nfor more\r\nLOCATION:Room 1\r\nURL:https://acme.example/\r\n"
    "DTSTART;TZID=Europe/London:20260327T100000\r\nDTEND;TZID=Europe/London:20260327T110000\r\n"
    "ORGANIZER;CN=Me:mailto:me@mine.example\r\nATTENDEE;CN=Ann:mailto:ann@acme.example\r\n"
    "ATTENDEE;PARTSTAT=DECLINED:mailto:bob@acme.example"
)
ENDLESS = "UID:{}\r\nDTSTART:19260327T100000Z\r\nRRULE:FREQ=YEARLY;BYDAY=53SA,52SU,51MO;COUNT=99999999"


def calendar(*events: str) -> bytes:
    """A calendar with these events, as lines."""
    body = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}END:VCALENDAR\r\n".encode()


def test_a_calendar_is_read_as_without_a_child() -> None:
    """Nothing of a meeting is lost between the processes."""
    data = calendar(CALL)
    assert meetings_in({CALLED: data}, START, END, ZONE) == meetings(data, START, END, ZONE) != ()


def test_several_calendars_are_one() -> None:
    """The newest version counts in whichever it stands; the one that is none is named."""
    moved = calendar(CALL.replace("T10", "T12").replace("T11", "T13") + "\r\nSEQUENCE:1")
    (one,) = meetings_in({"work": calendar(CALL), "private": moved}, START, END, ZONE)
    assert one.start.hour == 12
    with pytest.raises(UsageError, match="private cannot be read: it is no iCalendar"):
        meetings_in({"work": calendar(CALL), "private": b"<html>"}, START, END, ZONE)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"hello", "it is no iCalendar"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 20_001, "it has more than 20,000 events"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:X\r\n" * 100_000, ""),
        (calendar(*[f"UID:{n}\r\nDTSTART:20260327T100000Z" for n in range(501)]), "it has more than 500 meetings in these days"),
    ],
    ids=["none", "events", "nested", "meetings"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_one_line(data: bytes, said: str) -> None:
    """Nothing is left out in silence: a call that was not prepared is worse than a refusal."""
    with pytest.raises(UsageError, match=f"the calendar cannot be read: {said}") as refused:
        meetings_in({CALLED: data}, START, END, ZONE)
    assert "\n" not in str(refused.value)


def test_rules_that_take_too_long_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty thousand of them would take half an hour."""
    monkeypatch.setattr(foreign_calendar, "_MOST_SECONDS", 1.0)
    begun = time.monotonic()
    with pytest.raises(UsageError, match="it takes longer than 1 s"):
        meetings_in({CALLED: calendar(*[ENDLESS.format(n) for n in range(2000)])}, START, END, ZONE)
    assert time.monotonic() - begun < 6


MEASURED = """
import resource, sys
from tests.diary.test_foreign_calendar import CALLED, END, START, ZONE, UsageError, meetings_in
data = b"BEGIN:VCALENDAR\\r\\n" + eval(sys.argv[1]) + b"END:VCALENDAR\\r\\n"
try:
    said = f"{len(meetings_in({CALLED: data}, START, END, ZONE))} meetings"
except UsageError as error:
    said = error
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, said)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "lines",
    [
        "(b'X-LINE;A=B:' + b'y' * 60 + b'\\r\\n') * 250_000",
        "b'DESCRIPTION:' + b'y\\r\\n ' * 4_000_000 + b'\\r\\n'",
        "b'BEGIN:VEVENT\\r\\nDTSTART:20260327T100000Z\\r\\nEXDATE:' + b'20260327T100000Z,' * 1_000_000 + b'\\r\\nEND:VEVENT\\r\\n'",
    ],
    ids=["lines", "folded", "dates"],
)  # fmt: skip
def test_a_calendar_as_large_as_may_be_stays_within_its_limits(lines: str) -> None:
    """In megabytes of the child."""
    pytest.importorskip("resource", reason="limits by the system")
    command = [sys.executable, "-c", MEASURED, lines]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, env=env)
    most, _, said = ended.stdout.partition(" ")
    assert said.strip().endswith(" meetings") or said.startswith("the calendar cannot be read: it "), ended
    assert int(most) < 550
