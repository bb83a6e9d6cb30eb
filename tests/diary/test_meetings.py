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


ONCE = "UID:1\nSUMMARY:Call\nDTSTART:20260327T100000Z\n"


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([ONCE + "SEQUENCE:0", "UID:1\nSUMMARY:Call\nDTSTART:20260328T150000Z\nSEQUENCE:1"], ["28 15:00"]),
        (["UID:1\nSUMMARY:Call\nDTSTART:20260328T150000Z\nSEQUENCE:2", ONCE + "SEQUENCE:1"], ["28 15:00"]),
        (
            ["UID:1\nDTSTAMP:20260302T090000Z\nDTSTART:20260328T150000Z", ONCE + "DTSTAMP:20260301T090000Z"],
            ["28 15:00"],
        ),
        ([ONCE, ONCE + "SEQUENCE:1\nSTATUS:CANCELLED"], []),
        ([ONCE + "SEQUENCE:1\nSTATUS:CANCELLED", ONCE + "SEQUENCE:1"], []),
        ([ONCE.replace("Call", "Canceled: Call") + "TRANSP:TRANSPARENT"], []),
        ([ONCE.replace("Call", "Abgesagt: Call") + "X-MICROSOFT-CDO-BUSYSTATUS:FREE"], []),
        ([ONCE.replace("Call", "Annulé : Call") + "TRANSP:TRANSPARENT"], []),
        ([ONCE.replace("Call", "Canceled: how to say it")], ["27 10:00"]),
        ([ONCE + "TRANSP:TRANSPARENT"], ["27 10:00"]),
    ],
)
def test_of_a_call_its_newest_version_counts(events: list[str], expected: list[str]) -> None:
    """And none where it was cancelled, in whatever form programs write that."""
    assert times(*events) == expected


def test_a_cancellation_sent_later_ends_the_call() -> None:
    """Two messages of one organizer in one file; a guest's answer is no version of it."""
    sent = calendar(ONCE).replace(b"VERSION:2.0", b"VERSION:2.0\r\nMETHOD:REQUEST")
    ended = calendar(ONCE + "SEQUENCE:1").replace(b"VERSION:2.0", b"VERSION:2.0\r\nMETHOD:CANCEL")
    answer = calendar(ONCE + "SEQUENCE:2").replace(b"VERSION:2.0", b"VERSION:2.0\r\nMETHOD:REPLY")
    window = (START, START + timedelta(days=4), LONDON)
    assert len(meetings(sent, *window)) == 1
    assert meetings(sent + ended, *window) == meetings(ended + sent + answer, *window) == ()


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([WEEKDAYS + "RRULE:FREQ=DAILY\nEXDATE;VALUE=DATE:20260328,20260329"], ["27 10:00", "30 10:00"]),
        ([WEEKDAYS + "RRULE:FREQ=DAILY\nEXDATE:20260328T100000"], ["27 10:00", "29 10:00", "30 10:00"]),
        (
            [
                WEEKDAYS + "RRULE:FREQ=DAILY",
                "UID:1\nRECURRENCE-ID;TZID=America/New_York:20260327T060000\nDTSTART;TZID=Europe/London:20260327T160000",
            ],
            ["27 16:00", "28 10:00", "29 10:00", "30 10:00"],
        ),
        (
            [
                WEEKDAYS + "RRULE:FREQ=DAILY",
                "UID:1\nRECURRENCE-ID;VALUE=DATE:20260327\nDTSTART:20260327T160000Z\nSTATUS:CANCELLED",
            ],
            ["28 10:00", "29 10:00", "30 10:00"],
        ),
        (
            [
                WEEKDAYS + "RRULE:FREQ=DAILY",
                "UID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/London:20260328T100000\n"
                "DTSTART;TZID=Europe/London:20260328T163000",
            ],
            ["27 10:00", "28 16:30", "29 16:30", "30 16:30"],
        ),
        (
            [
                WEEKDAYS + "RRULE:FREQ=DAILY",
                "UID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/London:20260329T100000\n"
                "DTSTART;TZID=Europe/London:20260329T100000\nSTATUS:CANCELLED",
            ],
            ["27 10:00", "28 10:00"],
        ),
        (  # the whole was moved to another hour after one of its occurrences had been
            [
                WEEKDAYS.replace("T10", "T12") + "SEQUENCE:2\nRRULE:FREQ=DAILY",
                "UID:1\nRECURRENCE-ID;TZID=Europe/London:20260327T100000\nDTSTART;TZID=Europe/London:20260327T160000",
            ],
            ["27 12:00", "28 12:00", "29 12:00", "30 12:00"],
        ),
        (
            [WEEKDAYS + "RRULE:FREQ=DAILY\nSTATUS:CANCELLED\nSEQUENCE:3", ONCE + "RECURRENCE-ID:20260327T100000Z"],
            [],
        ),
    ],
    ids=[
        "excluded by day", "excluded on its own clock", "moved, named in another zone", "cancelled by day",
        "moved with all that follow", "cancelled with all that follow", "an exception of what is no more",
        "cancelled as a whole",
    ],
)  # fmt: skip
def test_what_was_said_of_single_days_of_a_series_counts(events: list[str], expected: list[str]) -> None:
    """However the day is named."""
    assert times(*events) == expected


def test_a_zone_that_is_defined_nowhere_is_said() -> None:
    """Its clock is read as the caller's; other names of UTC and of known zones are understood."""
    (strange,) = found("UID:1\nDTSTART;TZID=tzone://Microsoft/Custom:20260327T160000")
    assert (strange.start.astimezone(LONDON).hour, strange.strange_zone) == (16, "tzone://Microsoft/Custom")
    (other,) = found('UID:1\nDTSTART;TZID="tzone://Microsoft/Utc":20260329T160000')
    assert (other.start.astimezone(UTC).hour, other.strange_zone) == (16, "")
    for name in ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome", "(UTC+01:00) A Town Nobody Knows"):
        (shown,) = found(f'UID:1\nDTSTART;TZID="{name}":20260327T160000')
        assert (shown.start.astimezone(LONDON).hour, shown.strange_zone) == (15, "")
    (known,) = found("UID:1\nDTSTART;TZID=W. Europe Standard Time:20260327T160000")
    assert (known.start.astimezone(LONDON).hour, known.strange_zone) == (15, "")


def test_rooms_things_and_lists_do_not_come() -> None:
    """Nor does whom it was only sent to for information."""
    (one,) = found(
        ONCE
        + "ATTENDEE;CUTYPE=ROOM:mailto:room@acme.example\nATTENDEE;CUTYPE=RESOURCE:mailto:beamer@acme.example\n"
        "ATTENDEE;CUTYPE=GROUP:mailto:team@acme.example\nATTENDEE;ROLE=NON-PARTICIPANT:mailto:boss@acme.example\n"
        "ATTENDEE;CUTYPE=INDIVIDUAL:mailto:ann@acme.example"
    )
    assert one.guests == (Mailbox("ann@acme.example"),)


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ('X-OWNER;CN="Jo Field":mailto:Jo@Mine.example', "jo@mine.example"),
        ("X-WR-CALNAME:jo@mine.example", "jo@mine.example"),
        ("X-WR-CALNAME:Jo's talks", ""),
    ],
)
def test_a_calendar_says_whose_it_is(line: str, owner: str) -> None:
    """As Outlook and Google export it."""
    data = calendar(ONCE).replace(b"VERSION:2.0", f"VERSION:2.0\r\n{line}".encode())
    (one,) = meetings(data, START, START + timedelta(days=4), LONDON)
    assert one.owner == owner


def with_people(number: int, *lines: str) -> str:
    """A call with these people."""
    return "\n".join([ONCE.strip().replace("UID:1", f"UID:{number}"), *lines])


def test_who_is_in_every_meeting_is_likely_the_owner() -> None:
    """Whoever invited; else who invited, but not in a request, which others send."""
    ann, bob = "ATTENDEE:mailto:ann@acme.example", "ORGANIZER:mailto:bob@other.example"
    mine = "mailto:jo@mine.example"
    both = found(with_people(1, ann, f"ORGANIZER:{mine}"), with_people(2, bob, f"ATTENDEE:{mine}"))
    assert {one.likely_owner for one in both} == {"jo@mine.example"}
    (one,) = found(with_people(1, ann, f"ORGANIZER:{mine}"))
    assert one.likely_owner == "jo@mine.example"
    asked = calendar(with_people(1, ann, f"ORGANIZER:{mine}")).replace(
        b"VERSION", b"METHOD:REQUEST\r\nVERSION"
    )
    (one,) = meetings(asked, START, START + timedelta(days=4), LONDON)
    assert one.likely_owner == ""


def test_where_its_text_is_empty_the_html_is_read() -> None:
    """Outlook's X-ALT-DESC, with its commas escaped."""
    (one,) = found(ONCE + "DESCRIPTION:\\n\nX-ALT-DESC;FMTTYPE=text/html:<p>Bread\\, cakes</p>")
    assert one.text == "<p>Bread, cakes</p>"
    (one,) = found(ONCE + "DESCRIPTION:Words\nX-ALT-DESC;FMTTYPE=text/html:<p>Others</p>")
    assert one.text == "Words"


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
