"""Which meetings does a calendar hold: repeated, moved, cancelled, and hostile ones?"""

import contextlib
import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from precall.diary.meetings import Meeting, meetings
from precall.errors import UsageError
from precall.model.followup import Mailbox

LONDON = ZoneInfo("Europe/London")
START = datetime(2026, 3, 27, 0, tzinfo=UTC)


def calendar(*events: str) -> bytes:
    """A calendar with these events; each is given as its lines, divided by line breaks."""
    body = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//t//t\n{body}END:VCALENDAR\n".replace(
        "\n", "\r\n"
    ).encode()


def found(*events: str, days: int = 4, start: datetime = START) -> tuple[Meeting, ...]:
    """The meetings of some days."""
    return meetings(calendar(*events), start, start + timedelta(days=days), LONDON)


def times(*events: str, days: int = 4, start: datetime = START) -> list[str]:
    """When they begin, in London."""
    return [f"{m.start.astimezone(LONDON):%d %H:%M}" for m in found(*events, days=days, start=start)]


WEEKDAYS = "UID:1\nSUMMARY:Call\nDTSTART;TZID=Europe/London:20200106T100000\nDTEND;TZID=Europe/London:20200106T110000\n"


def test_a_repeated_call_keeps_its_hour_when_summer_time_begins() -> None:
    """On 29 March 2026 the clocks in London go forward."""
    assert times(WEEKDAYS + "RRULE:FREQ=DAILY") == ["27 10:00", "28 10:00", "29 10:00", "30 10:00"]
    (before, *_, after) = found(WEEKDAYS + "RRULE:FREQ=DAILY")
    assert (before.start.astimezone(UTC).hour, after.start.astimezone(UTC).hour) == (10, 9)
    assert after.end - after.start == timedelta(hours=1)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("RRULE:FREQ=WEEKLY;BYDAY=MO,FR", ["27 10:00", "30 10:00"]),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", []),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", ["27 10:00"]),
        ("RRULE:FREQ=MONTHLY;BYDAY=MO,FR;BYSETPOS=-1", ["30 10:00"]),
        ("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", ["29 10:00"]),
        ("RRULE:FREQ=MONTHLY;BYSETPOS=20;BYDAY=MO", []),
        ("RRULE:FREQ=MONTHLY;BYDAY=-1FR", ["27 10:00"]),
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=30", ["30 10:00"]),
        ("RRULE:FREQ=DAILY;UNTIL=20260328T120000Z", ["27 10:00", "28 10:00"]),
        ("RRULE:FREQ=DAILY;UNTIL=20260328", ["27 10:00", "28 10:00"]),
        ("RRULE:FREQ=DAILY;COUNT=3", []),
        (
            "RRULE:FREQ=DAILY\nEXDATE;TZID=Europe/London:20260328T100000,20260329T100000",
            ["27 10:00", "30 10:00"],
        ),
        ("RRULE:FREQ=DAILY;COUNT=1\nRDATE;TZID=Europe/London:20260328T150000", ["28 15:00"]),
        ("RRULE:FREQ=SECONDLY", []),
        ("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", []),
        ("RRULE:FREQ=NONSENSE", []),
    ],
)
def test_a_rule_gives_the_days_that_it_means(rule: str, expected: list[str]) -> None:
    """As other calendars show them."""
    assert times(WEEKDAYS + rule) == expected


def test_a_moved_occurrence_stands_where_it_was_moved_to() -> None:
    """And no longer where it was."""
    moved = "UID:1\nSUMMARY:Call, moved\nRECURRENCE-ID;TZID=Europe/London:20260327T100000\nDTSTART;TZID=Europe/London:20260327T160000\n"
    assert times(WEEKDAYS + "RRULE:FREQ=WEEKLY;BYDAY=FR", moved) == ["27 16:00"]


def test_cancelled_calls_are_none_whether_one_or_all_of_a_row() -> None:
    """By STATUS, for one occurrence too."""
    cancelled = "UID:1\nSTATUS:CANCELLED\nRECURRENCE-ID;TZID=Europe/London:20260327T100000\nDTSTART;TZID=Europe/London:20260327T100000\n"
    assert times(WEEKDAYS + "RRULE:FREQ=WEEKLY;BYDAY=FR", cancelled) == []
    assert times(WEEKDAYS + "RRULE:FREQ=DAILY\nSTATUS:CANCELLED") == []


def test_whole_days_are_no_calls() -> None:
    """A holiday needs no briefing."""
    assert times("UID:1\nDTSTART;VALUE=DATE:20260328\nSUMMARY:Holiday") == []


def test_times_without_a_zone_are_the_callers() -> None:
    """UTC ones are converted, and a duration gives the end."""
    assert times("UID:1\nDTSTART:20260327T090000", "UID:2\nDTSTART:20260330T090000Z\nDURATION:PT30M") == [
        "27 09:00",
        "30 10:00",
    ]


def test_who_comes_is_read_with_their_names() -> None:
    """And who declined."""
    (meeting,) = found(
        "UID:1\nDTSTART:20260327T090000Z\nORGANIZER;CN=Me:mailto:me@mine.example\n"
        'ATTENDEE;CN="Lee, Ann":MAILTO:Ann@acme.example\nATTENDEE;PARTSTAT=DECLINED:mailto:bob@acme.example'
    )
    assert [(box.name, box.address) for box in meeting.guests] == [
        ("Lee, Ann", "ann@acme.example"),
        ("", "bob@acme.example"),
    ]
    assert meeting.host == Mailbox("me@mine.example", "Me")
    assert meeting.declined == {"bob@acme.example"}


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"<html>log in</html>", b"BEGIN:VCALENDAR", b"BEGIN:VCARD\nEND:VCARD"]
)
def test_what_is_no_calendar_is_said_to_be_none(data: bytes) -> None:
    """In one plain line."""
    with pytest.raises(UsageError, match="it is no iCalendar") as refused:
        meetings(data, START, START + timedelta(days=1), LONDON)
    assert "\n" not in str(refused.value)


@pytest.mark.slow
def test_a_calendar_of_endless_rules_is_read_in_a_moment() -> None:
    """A thousand daily rules from 1970 on."""
    events = [
        f"UID:{n}\nDTSTART:19700101T100000Z\nRRULE:FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2" for n in range(1000)
    ]

    def seconds() -> float:
        began = time.process_time()
        assert found(*events) == ()
        return time.process_time() - began

    assert min(seconds() for _ in range(2)) < 4


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_a_calendar_or_refused(text: str) -> None:
    """Nothing else comes of it."""
    for data in (text.encode(), calendar(f"UID:1\nDTSTART:20260327T090000Z\n{text.replace(chr(13), '')}")):
        with contextlib.suppress(UsageError):
            meetings(data, START, START + timedelta(days=1), LONDON)
