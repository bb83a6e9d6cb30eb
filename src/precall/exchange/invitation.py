"""How the next appointment becomes an invitation that calendars take (iCalendar, RFC 5545; iTIP, RFC 5546)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import icalendar

from precall.model.call import Appointment
from precall.model.followup import Mailbox
from precall.render.escaping import plain

FILE_NAME = "invite.ics"
USUAL = timedelta(hours=1)
"""How long an appointment is that has no end in the notes; the caller is told."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who invites whom to what. `of` names the call in which it was agreed, so that a corrected one replaces the first."""

    appointment: Appointment
    summary: str
    organizer: Mailbox | None
    guests: Sequence[Mailbox]
    of: str


def invitation(invited: Invitation, now: datetime, earlier: bytes = b"") -> bytes:
    """The invitation as a file: a request of the organizer's, or a plain entry where they have no address.

    `earlier` is the file that was written before: of the same appointment this is a newer version where its time
    changed (RFC 5545, 3.8.7.4), else the very same.
    """
    uid = f"{sha256(invited.of.encode()).hexdigest()[:32]}@precall.invalid"
    before = _event_in(earlier, uid)
    made = _made(invited, uid, _sequence(before), before.decoded("dtstamp") if before else now)
    if before is None or made == earlier:
        return made
    return _made(invited, uid, _sequence(before) + 1, now)


def _made(invited: Invitation, uid: str, sequence: int, stamp: datetime) -> bytes:
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//precall//invitation//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "REQUEST" if invited.organizer else "PUBLISH")
    event = icalendar.Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", sequence)
    start = invited.appointment.start
    event.add("dtstart", start.astimezone(UTC))
    event.add("dtend", (invited.appointment.end or start + USUAL).astimezone(UTC))
    event.add("summary", plain(invited.summary))
    if place := plain(invited.appointment.place):
        event.add("location", place)
    event.add("status", "CONFIRMED")
    if invited.organizer:
        event.add("organizer", _address(invited.organizer))
        for guest in invited.guests:
            attendee = _address(guest)
            attendee.params.update(
                {
                    "ROLE": "REQ-PARTICIPANT",
                    "PARTSTAT": "NEEDS-ACTION",
                    "RSVP": "TRUE",
                    "CUTYPE": "INDIVIDUAL",
                }
            )
            event.add("attendee", attendee, encode=False)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _address(box: Mailbox) -> icalendar.vCalAddress:
    address = icalendar.vCalAddress(f"mailto:{box.address}")
    if name := plain(box.name).replace('"', ""):
        address.params["CN"] = name
    return address


def _event_in(data: bytes, uid: str) -> icalendar.Event | None:
    """The event of that name in a file; None in a file that is none, or that somebody else wrote."""
    try:
        events = icalendar.Calendar.from_ical(data).walk("VEVENT") if data else []
    except ValueError:
        return None
    found = (event for event in events if str(event.get("uid")) == uid and event.get("dtstamp"))
    return next((event for event in found if isinstance(event, icalendar.Event)), None)


def _sequence(event: icalendar.Event | None) -> int:
    return int(event.get("sequence", 0)) if event is not None else 0
