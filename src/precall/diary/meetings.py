"""Which meetings does an iCalendar export (RFC 5545) hold between two moments: repeated, moved and cancelled ones included."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

import icalendar

from precall.diary.recurrence import rule_in
from precall.errors import UsageError
from precall.model.followup import Mailbox
from precall.model.moment import YEARS
from precall.site.text import clean, shorten

MOST_EVENTS = 20_000
MOST_MEETINGS = 500

_LONGEST_TITLE, _LONGEST_TEXT = 200, 8000
_MAILTO = re.compile(r"(?i)^mailto:")


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting. `end` is None where it is not said; `guests` are all who are named, `host` who invited (or None)."""

    start: datetime
    end: datetime | None
    title: str = ""
    text: str = ""
    place: str = ""
    url: str = ""
    guests: tuple[Mailbox, ...] = ()
    host: Mailbox | None = None
    declined: frozenset[str] = frozenset()


def meetings(data: bytes, start: datetime, end: datetime, zone: ZoneInfo) -> tuple[Meeting, ...]:
    """The meetings that begin from `start` up to `end`, in order of time; `zone` counts for times without one.

    All-day entries and cancelled meetings are none. Raises UsageError for what is no calendar, or has too much in it;
    its message is the reason.
    """
    events = list(_events(data))
    moved = {key: event for event in events if (key := _moved_from(event, zone)) is not None}
    found = [
        meeting
        for event in events
        if not _is_cancelled(event)
        for begins in _beginnings(event, start, end, zone, moved)
        if start <= begins < end and (meeting := _meeting(event, begins, zone))
    ]
    if len(found) > MOST_MEETINGS:
        raise UsageError(f"it has more than {MOST_MEETINGS} meetings in these days")
    return tuple(sorted(found, key=lambda meeting: (meeting.start, meeting.title)))


def _events(data: bytes) -> Iterator[Any]:
    if data.upper().count(b"BEGIN:VEVENT") > MOST_EVENTS:
        raise UsageError(f"it has more than {MOST_EVENTS:,} events")
    try:
        calendars = cast("list[Any]", icalendar.Calendar.from_ical(data, multiple=True))
    except (ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"it is no iCalendar (.ics) file: {shorten(clean(str(error)), 120)}") from None
    if not any(getattr(calendar, "name", "") == "VCALENDAR" for calendar in calendars):
        raise UsageError("it is no iCalendar (.ics) file: it has no VCALENDAR")
    for calendar in calendars:
        if clean(str(calendar.get("METHOD", ""))).upper() != "CANCEL":
            yield from calendar.walk("VEVENT")


def _beginnings(
    event: Any, start: datetime, end: datetime, zone: ZoneInfo, moved: Mapping[tuple[str, datetime], Any]
) -> Iterator[datetime]:
    """When an event begins within the window, less the occurrences that were excluded or moved."""
    first = _moment(event.get("DTSTART"), zone)
    if first is None:
        return
    if "RRULE" not in event and "RDATE" not in event:
        yield first
        return
    excluded = {moment for name in ("EXDATE",) for moment in _listed(event.get(name), zone)}
    uid = str(event.get("UID", ""))
    repeated = {first, *_listed(event.get("RDATE"), zone), *_repeated(event, first, start, end)}
    for begins in sorted(repeated):
        if begins not in excluded and (uid, begins) not in moved:
            yield begins


def _repeated(event: Any, first: datetime, start: datetime, end: datetime) -> Iterator[datetime]:
    """The occurrences by the rule, on the clock of the event's own zone, so that summer time moves none."""
    parts = next((part for part in _as_list(event.get("RRULE")) if isinstance(part, dict)), None)
    rule = rule_in(parts) if parts is not None else None
    if parts is None or rule is None:
        return
    zone = first.tzinfo
    until = next(iter(_as_list(parts.get("UNTIL"))), None)
    span = (start.astimezone(zone).date(), end.astimezone(zone).date())
    for day in rule.days(first.date(), *span):
        begins = datetime.combine(day, first.time(), zone)
        if until is None or not _is_after(begins, until):
            yield begins


def _is_after(begins: datetime, until: Any) -> bool:
    """Whether an occurrence is later than the rule's end, which is a day or a moment (a local one without a zone)."""
    if not isinstance(until, datetime):
        return bool(begins.date() > until)
    return begins > (until if until.tzinfo else until.replace(tzinfo=begins.tzinfo))


def _meeting(event: Any, begins: datetime, zone: ZoneInfo) -> Meeting | None:
    first = _moment(event.get("DTSTART"), zone)
    if first is None:
        return None
    guests = tuple(filter(None, map(_mailbox, _as_list(event.get("ATTENDEE")))))
    declined = {
        box.address
        for raw in _as_list(event.get("ATTENDEE"))
        if (box := _mailbox(raw)) and str(raw.params.get("PARTSTAT", "")).upper() == "DECLINED"
    }
    return Meeting(
        begins,
        _end(event, first, begins, zone),
        shorten(clean(str(event.get("SUMMARY", ""))), _LONGEST_TITLE),
        str(event.get("DESCRIPTION", ""))[:_LONGEST_TEXT],
        shorten(clean(str(event.get("LOCATION", ""))), 500),
        clean(str(event.get("URL", "")))[:2000],
        guests,
        _mailbox(event.get("ORGANIZER")) if event.get("ORGANIZER") else None,
        frozenset(declined),
    )


def _end(event: Any, first: datetime, begins: datetime, zone: ZoneInfo) -> datetime | None:
    end = _moment(event.get("DTEND"), zone)
    said = event.get("DURATION")
    length = end - first if end else None if isinstance(said, str) else getattr(said, "dt", None)
    return (
        begins + length
        if isinstance(length, timedelta) and timedelta(0) < length < timedelta(days=2)
        else None
    )


def _moved_from(event: Any, zone: ZoneInfo) -> tuple[str, datetime] | None:
    """Which occurrence of which event this one stands for."""
    moment = _moment(event.get("RECURRENCE-ID"), zone)
    return (str(event.get("UID", "")), moment) if moment else None


def _moment(value: Any, zone: ZoneInfo) -> datetime | None:
    """The aware moment of a property; None for a whole day, a year that cannot be counted with, or none at all."""
    moment = None if isinstance(value, str) else getattr(value, "dt", None)
    if not isinstance(moment, datetime) or moment.year not in YEARS:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _listed(values: Any, zone: ZoneInfo) -> Iterable[datetime]:
    for value in _as_list(values):
        for each in () if isinstance(value, str) else getattr(value, "dts", ()):
            moment = _moment(each, zone)
            if moment:
                yield moment


def _is_cancelled(event: Any) -> bool:
    return clean(str(event.get("STATUS", ""))).upper() == "CANCELLED"


def _mailbox(value: Any) -> Mailbox | None:
    address = clean(_MAILTO.sub("", str(value))).lower()
    name = clean(str(getattr(value, "params", {}).get("CN", ""))).strip("\"' ")
    return Mailbox(address, "" if "@" in name else shorten(name, 80)) if "@" in address else None


def _as_list(value: Any) -> list[Any]:
    """The values of a property that may stand several times; what could not be read is a plain text among them."""
    return [] if value is None else value if isinstance(value, list) else [value]
