"""Which meetings do iCalendar exports (RFC 5545) hold between two moments: repeated, moved and cancelled ones included."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Any, cast
from zoneinfo import ZoneInfo, available_timezones

import icalendar

from precall.diary.recurrence import rule_in
from precall.diary.standing import Series, Version, When, names, standing, when
from precall.errors import UsageError, said_by
from precall.model.followup import Mailbox
from precall.site.text import clean, shorten

MOST_EVENTS = 20_000
MOST_MEETINGS = 500

_LONGEST_TITLE, _LONGEST_TEXT = 200, 8000
_MAILTO = re.compile(r"(?i)^mailto:")
_ZONE_WITH_COLON = re.compile(
    rb"(?im)^((?:DTSTART|DTEND|EXDATE|RDATE|RECURRENCE-ID)(?:;[A-Z]{1,20}=[^\r\n:;\"]{1,80}){0,4};TZID=)"
    rb"([^\r\n;\"]{1,120}:[^\r\n:;\"]{1,120})(?=(?:;[A-Z]{1,20}=[^\r\n:;\"]{1,80}){0,4}:\d{8})"
)
_ESCAPED = re.compile(r"\\([nN,;\\])")
_PRIVATE = ("PRIVATE", "CONFIDENTIAL")
_NOT_MET = ("RESOURCE", "ROOM", "GROUP")
_UTC_NAMES = ("tzone://microsoft/utc",)
_SHOWN_ZONE = re.compile(
    r"\((?:UTC|GMT)(?:(?P<sign>[+-])(?P<hours>\d{1,2}):(?P<minutes>\d{2}))?\) {0,2}(?P<cities>[^()]{1,200})"
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting. `end` is None where it is not said; `guests` are all people who are named, `host` who invited (or None).

    `declined` are the addresses of those who do not come. `owner` is whose calendar it stands in, as far as it says so;
    `likely_owner` who invited to everything in it. `strange_zone` is the zone that its time was written in, where nobody
    knows it: its clock was read as the caller's. `is_private` is set where the caller marked it so.
    """

    start: datetime
    end: datetime | None
    title: str = ""
    text: str = ""
    place: str = ""
    url: str = ""
    guests: tuple[Mailbox, ...] = ()
    host: Mailbox | None = None
    declined: frozenset[str] = frozenset()
    owner: str = ""
    likely_owner: str = ""
    strange_zone: str = ""
    is_private: bool = False


def meetings(data: bytes, start: datetime, end: datetime, zone: ZoneInfo) -> tuple[Meeting, ...]:
    """The meetings that begin from `start` up to `end`, in order of time; `zone` counts for times without one.

    All-day entries and cancelled meetings are none. `data` may be several calendars, one behind the other. Raises
    UsageError for what is no calendar, or has too much in it; its message is the reason.
    """
    calendars = _calendars(data)
    owners = [_owners(calendar) for calendar in calendars]
    found = []
    for series in standing(calendars):
        for version, begins in _beginnings(series, start, end, zone):
            if start <= begins < end:
                found.append(_meeting(version.event, begins, zone, *owners[version.calendar]))
    if len(found) > MOST_MEETINGS:
        raise UsageError(f"it has more than {MOST_MEETINGS} meetings in these days")
    return tuple(sorted(found, key=lambda meeting: (meeting.start, meeting.title)))


def _calendars(data: bytes) -> list[Any]:
    if data.upper().count(b"BEGIN:VEVENT") > MOST_EVENTS:
        raise UsageError(f"it has more than {MOST_EVENTS:,} events")
    data = _ZONE_WITH_COLON.sub(rb'\1"\2"', data)
    try:
        found = cast("list[Any]", icalendar.Calendar.from_ical(data, multiple=True))
    except (ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"it is no iCalendar (.ics) file: {said_by('icalendar', shorten(clean(str(error)), 120))}"
        ) from None
    calendars = [one for one in found if getattr(one, "name", "") == "VCALENDAR"]
    if not calendars:
        raise UsageError("it is no iCalendar (.ics) file: it has no VCALENDAR")
    return calendars


def _owners(calendar: Any) -> tuple[str, str]:
    """Whose calendar it is, as it says itself (Outlook's X-OWNER, Google's name of a calendar), and by who invites."""
    named = (_mailbox(calendar.get(name)) for name in ("X-OWNER", "X-WR-CALNAME"))
    owner = next((box.address for box in named if box and " " not in box.address), "")
    return owner, _likely_owner(calendar)


def _likely_owner(calendar: Any) -> str:
    """Who is in every meeting, with people of different companies; else who invited to every one, unless it is a request."""
    events = calendar.walk("VEVENT")
    people = [people for event in events if (people := {box.address for box in _people(event)})]
    seen = Counter(address for each in people for address in each)
    everywhere = [address for address, often in seen.items() if often == len(people) > 1]
    others = {address.rpartition("@")[2] for address in seen if address not in everywhere}
    if len(everywhere) == 1 and len(others) > 1:
        return everywhere[0]
    hosts = {box.address for event in events if (box := _mailbox(event.get("ORGANIZER")))}
    is_request = clean(str(calendar.get("METHOD", ""))).upper() == "REQUEST"
    return hosts.pop() if len(hosts) == 1 and not is_request else ""


def _beginnings(
    series: Series, start: datetime, end: datetime, zone: ZoneInfo
) -> Iterator[tuple[Version, datetime]]:
    """When an event begins within the window, and which version of it says what it is then."""
    following = sorted(
        (moment, one)
        for one in series.exceptions
        if one.is_for_all_that_follow and (moment := _named(one.replaces, series, zone))
    )
    for begins in _regular(series.event, start, end, zone, timedelta(31 if following else 0)):
        if names(series.replaced, begins):
            continue
        changed = next((pair for pair in reversed(following) if pair[0] <= begins), None)
        if changed is None and series.event:
            yield series.event, begins
        elif changed and not changed[1].is_cancelled and (first := _first(changed[1].event, zone)):
            yield changed[1], begins.astimezone(first.tzinfo) + _on_the_clock(first, changed[0])
    for one in series.exceptions:
        first = _first(one.event, zone)
        if first and not one.is_cancelled and not _is_outdated(one, series, zone):
            yield one, first


def _regular(
    version: Version | None, start: datetime, end: datetime, zone: ZoneInfo, beyond: timedelta
) -> Iterator[datetime]:
    """The beginnings by the event's own rule and dates, less those that it excludes; `beyond` the window, too."""
    event: Any = version.event if version else {}
    first = _first(event, zone)
    if first is None:
        return
    excluded = frozenset(_listed(event.get("EXDATE")))
    added = (moment for one in _listed(event.get("RDATE")) if (moment := _moment(one, zone)))
    repeated = {first, *added, *_repeated(event, first, start - beyond, end + beyond)}
    yield from (begins for begins in sorted(repeated) if not names(excluded, begins))


def _is_outdated(one: Version, series: Series, zone: ZoneInfo) -> bool:
    """Whether an exception stands for an occurrence that a newer version of the whole no longer has."""
    moment = _named(one.replaces, series, zone)
    if series.event is None or moment is None or one.rank[0] >= series.event.rank[0]:
        return False
    return moment not in _regular(series.event, moment, moment, zone, timedelta(0))


def _named(occurrence: When | None, series: Series, zone: ZoneInfo) -> datetime | None:
    """The moment of an occurrence; a time without a zone is one on the clock of the whole."""
    first = _first(series.event.event, zone) if series.event else None
    return _moment(occurrence, first.tzinfo if first else zone)


def _on_the_clock(later: datetime, earlier: datetime) -> timedelta:
    """The difference that a clock on the wall shows."""
    return later.replace(tzinfo=None) - earlier.astimezone(later.tzinfo).replace(tzinfo=None)


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


def _meeting(event: Any, begins: datetime, zone: ZoneInfo, owner: str, likely_owner: str) -> Meeting:
    return Meeting(
        begins,
        _end(event, begins, zone),
        shorten(clean(str(event.get("SUMMARY", ""))), _LONGEST_TITLE),
        _text(event),
        shorten(clean(str(event.get("LOCATION", ""))), 500),
        clean(str(event.get("URL", "")))[:2000],
        tuple(_guests(event)),
        _mailbox(event.get("ORGANIZER")),
        frozenset(
            box.address
            for raw in _as_list(event.get("ATTENDEE"))
            if _parameter(raw, "PARTSTAT") == "DECLINED" and (box := _mailbox(raw))
        ),
        owner,
        likely_owner,
        _strange_zone(event.get("DTSTART")),
        clean(str(event.get("CLASS", ""))).upper() in _PRIVATE,
    )


def _text(event: Any) -> str:
    """What the invitation says; where its plain text is empty, its HTML (Outlook's X-ALT-DESC)."""
    plain = str(event.get("DESCRIPTION", ""))
    html = event.get("X-ALT-DESC") if not clean(plain) else None
    return (plain if html is None else _ESCAPED.sub(_unescaped, _plain(html)))[:_LONGEST_TEXT]


def _unescaped(escape: re.Match[str]) -> str:
    return "\n" if escape[1] in "nN" else escape[1]


def _plain(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _people(event: Any) -> Iterator[Mailbox]:
    """Those who come and who invited."""
    host = _mailbox(event.get("ORGANIZER"))
    yield from (*_guests(event), *((host,) if host else ()))


def _guests(event: Any) -> Iterator[Mailbox]:
    """The people who are invited: not rooms, things and lists, and not whom it was only sent to for information."""
    for raw in _as_list(event.get("ATTENDEE")):
        is_met = _parameter(raw, "CUTYPE") not in _NOT_MET and _parameter(raw, "ROLE") != "NON-PARTICIPANT"
        if is_met and (box := _mailbox(raw)):
            yield box


def _parameter(value: Any, name: str) -> str:
    return str(getattr(value, "params", {}).get(name, "")).upper()


def _end(event: Any, begins: datetime, zone: ZoneInfo) -> datetime | None:
    first, end = _first(event, zone), _moment(when(event.get("DTEND")), _zone_of(event.get("DTEND"), zone))
    said = event.get("DURATION")
    length = end - first if end and first else None if isinstance(said, str) else getattr(said, "dt", None)
    return (
        begins + length
        if isinstance(length, timedelta) and timedelta(0) < length < timedelta(days=2)
        else None
    )


def _first(event: Any, zone: ZoneInfo) -> datetime | None:
    """When an event begins, first; None for one of a whole day."""
    value = event.get("DTSTART")
    return _moment(when(value), _zone_of(value, zone))


def _zone_of(value: Any, zone: ZoneInfo) -> tzinfo:
    """In which zone a time without an offset is meant: the caller's, unless the name of its own says one."""
    return _zone_called(_zone_name(value)) or zone


def _zone_name(value: Any) -> str:
    return clean(str(getattr(value, "params", {}).get("TZID", "")))


@cache
def _zone_called(name: str) -> tzinfo | None:
    """The zone of a name that is in no list of zones: as Windows shows one, "(UTC+01:00) Amsterdam, Berlin", or UTC's own."""
    if name.lower() in _UTC_NAMES:
        return UTC
    shown = _SHOWN_ZONE.fullmatch(name)
    if shown is None:
        return None
    endings = {zone.rpartition("/")[2].lower(): zone for zone in sorted(available_timezones())}
    cities = (city.strip().replace(" ", "_").lower() for city in shown["cities"].split(","))
    known = next((endings[city] for city in cities if city in endings), "")
    if known:
        return ZoneInfo(known)
    ahead = timedelta(hours=int(shown["hours"] or 0), minutes=int(shown["minutes"] or 0))
    return timezone(-ahead if shown["sign"] == "-" else ahead)


def _strange_zone(value: Any) -> str:
    """The name of a zone that is defined nowhere; empty where the time has a zone, or needs none."""
    moment, name = when(value), _zone_name(value)
    is_strange = isinstance(moment, datetime) and moment.tzinfo is None and not _zone_called(name)
    return shorten(name, 60) if is_strange else ""


def _moment(named: When | None, zone: tzinfo | None) -> datetime | None:
    """The aware moment of an occurrence; None for a whole day or none at all."""
    if not isinstance(named, datetime):
        return None
    return named if named.tzinfo else named.replace(tzinfo=zone)


def _listed(values: Any) -> Iterator[When]:
    for value in _as_list(values):
        for each in () if isinstance(value, str) else getattr(value, "dts", ()):
            if (named := when(each)) is not None:
                yield named


def _mailbox(value: Any) -> Mailbox | None:
    if value is None:
        return None
    address = clean(_MAILTO.sub("", _plain(value))).lower()
    name = clean(str(getattr(value, "params", {}).get("CN", ""))).strip("\"' ")
    return Mailbox(address, "" if "@" in name else shorten(name, 80)) if "@" in address else None


def _as_list(value: Any) -> list[Any]:
    """The values of a property that may stand several times; what could not be read is a plain text among them."""
    return [] if value is None else value if isinstance(value, list) else [value]
