"""Is an invitation what Google, Outlook and Apple take: read back with other parsers, line by line?"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject

from precall.exchange.invitation import Invitation, invitation
from precall.model.call import Appointment
from precall.model.followup import Mailbox

NOW = datetime(2026, 12, 1, 15, tzinfo=UTC)
START = datetime(2026, 12, 10, 10, tzinfo=ZoneInfo("Europe/Berlin"))
INVITED = Invitation(
    Appointment(START, None, "second call"),
    "Ada Bell and Jan Haverman",
    Mailbox("ada@bell.example", "Ada Bell"),
    (Mailbox("jan@tidewell.example", "Jan Haverman"),),
    of="tidewell.example 2026-12-01",
)


def event(data: bytes) -> icalendar.Event:
    """The one event of the file."""
    (found,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    return found


def test_it_is_a_request_of_the_caller_to_the_client() -> None:
    """RFC 5546, 3.2.2: a method, an organizer, a guest who is asked to answer; times in UTC need no zone table."""
    data = invitation(INVITED, NOW)
    calendar = icalendar.Calendar.from_ical(data)
    assert (calendar["method"], calendar["version"]) == ("REQUEST", "2.0")
    found = event(data)
    assert found.decoded("dtstart") == START
    assert found.decoded("dtend") - found.decoded("dtstart") == timedelta(hours=1)
    assert data.count(b"DTSTART:20261210T090000Z") == 1
    assert (str(found["organizer"]), found["organizer"].params["CN"]) == (
        "mailto:ada@bell.example",
        "Ada Bell",
    )
    assert str(found["attendee"]) == "mailto:jan@tidewell.example"
    assert found["attendee"].params["RSVP"] == "TRUE"
    assert found["attendee"].params["PARTSTAT"] == "NEEDS-ACTION"
    assert {"UID", "DTSTAMP", "SEQUENCE", "SUMMARY", "STATUS"} <= set(found)


def test_its_lines_are_folded_and_end_as_calendars_want_them() -> None:
    """RFC 5545, 3.1: 75 octets and CRLF."""
    data = invitation(replace(INVITED, summary="ü" * 200), NOW)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_a_caller_without_an_address_asks_nobody() -> None:
    """A request has an organizer; without one it is an entry that can be added."""
    data = invitation(replace(INVITED, organizer=None), NOW)
    assert b"METHOD:PUBLISH" in data
    assert b"ATTENDEE" not in data
    assert b"ORGANIZER" not in data


@pytest.mark.parametrize(
    "name",
    [
        'Jan "the man"',
        "Jan; CN=evil:mailto:x@y.example",
        "a\r\nATTENDEE:mailto:evil@x.example",
        "Jörg, Müller",
    ],
)
def test_nothing_slips_in_by_a_name(name: str) -> None:
    """One guest, whatever they are called."""
    data = invitation(replace(INVITED, guests=(Mailbox("jan@tidewell.example", name),), summary=name), NOW)
    assert str(event(data)["attendee"]) == "mailto:jan@tidewell.example"


def test_the_same_appointment_is_the_same_file_and_a_moved_one_a_newer_version() -> None:
    """Calendars replace an event by its UID where its SEQUENCE is higher."""
    first = invitation(INVITED, NOW)
    assert invitation(INVITED, NOW + timedelta(days=1), first) == first
    later = replace(INVITED, appointment=Appointment(START + timedelta(hours=2)))
    moved = invitation(later, NOW + timedelta(days=1), first)
    assert event(moved)["uid"] == event(first)["uid"]
    assert (int(event(first)["sequence"]), int(event(moved)["sequence"])) == (0, 1)
    assert invitation(later, NOW + timedelta(days=2), moved) == moved


@pytest.mark.parametrize("earlier", [b"no calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", b"\xff\x00"])
def test_a_file_that_is_no_invitation_is_written_anew(earlier: bytes) -> None:
    """Somebody may have put anything there."""
    assert invitation(INVITED, NOW, earlier) == invitation(INVITED, NOW)


def test_a_mail_program_takes_it_as_an_attachment() -> None:
    """With its method, as Outlook wants it."""
    mail = EmailMessage()
    mail.set_content("see you then")
    mail.add_attachment(
        invitation(INVITED, NOW),
        maintype="text",
        subtype="calendar",
        filename="invite.ics",
        params={"method": "REQUEST"},
    )
    assert b"text/calendar" in bytes(mail)


def test_the_place_stands_where_calendars_look_for_it() -> None:
    """RFC 5545, 3.8.1.7; no line where the notes name none."""
    placed = replace(INVITED, appointment=Appointment(START, None, "call, on Zoom", "call", "Zoom, room 2"))
    assert str(event(invitation(placed, NOW))["location"]) == "Zoom, room 2"
    assert b"LOCATION" not in invitation(INVITED, NOW)


def test_a_second_reader_sees_the_same_invitation() -> None:
    """vobject, which wrote none of it: one event, who invites whom, and the moment at which it begins."""
    read = vobject.readOne(invitation(INVITED, NOW).decode())
    assert read.method.value == "REQUEST"
    assert read.vevent.dtstart.value == START
    assert (read.vevent.organizer.value, read.vevent.attendee.value) == (
        "mailto:ada@bell.example",
        "mailto:jan@tidewell.example",
    )
