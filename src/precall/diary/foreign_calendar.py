"""The meetings of a calendar that others can write into, found in a child process: its size and its rules are theirs."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import IO, Any
from zoneinfo import ZoneInfo

from precall.conversion import NotConverted, converted, serve
from precall.diary.meetings import Meeting, meetings
from precall.errors import UsageError
from precall.model.followup import Mailbox

LARGEST = 20_000_000  # bytes
_MOST_SECONDS = 20.0  # of the processor; twenty thousand events take about three
_MOST_ANSWER = 20_000_000  # bytes; the most meetings that there can be, each with all its text


def meetings_in(
    calendars: Mapping[str, bytes], start: datetime, end: datetime, zone: ZoneInfo
) -> tuple[Meeting, ...]:
    """The same as `meetings` of several calendars, by what to call them, in bounded time and memory.

    UsageError says in one line why there are none.
    """
    for called, data in calendars.items():
        if b"BEGIN:VCALENDAR" not in data.upper():
            raise UsageError(f"{called} cannot be read: it is no iCalendar (.ics) file: it has no VCALENDAR")
    with tempfile.TemporaryFile() as calendar:
        calendar.write(b"\r\n".join(calendars.values()))
        calendar.flush()
        try:
            with converted(
                __name__,
                calendar,
                start.isoformat(),
                end.isoformat(),
                zone.key,
                seconds=_MOST_SECONDS,
                most=_MOST_ANSWER,
            ) as answer:
                return tuple(map(_meeting, json.load(answer)))
        except NotConverted as error:
            raise UsageError(
                f"{' and '.join(calendars)} cannot be read: {error}. Export it again as .ics, or fewer months of it."
            ) from error


def _convert(calendar: IO[bytes], made: IO[bytes], arguments: Sequence[str]) -> None:
    start, end, zone = arguments
    found = meetings(
        calendar.read(), datetime.fromisoformat(start), datetime.fromisoformat(end), ZoneInfo(zone)
    )
    made.write(json.dumps([_data(meeting) for meeting in found]).encode())


def _data(meeting: Meeting) -> dict[str, Any]:
    return {
        "start": meeting.start.isoformat(),
        "end": meeting.end.isoformat() if meeting.end else None,
        "texts": [meeting.title, meeting.text, meeting.place, meeting.url],
        "guests": [[box.address, box.name] for box in meeting.guests],
        "host": [meeting.host.address, meeting.host.name] if meeting.host else None,
        "declined": sorted(meeting.declined),
        "rest": [meeting.owner, meeting.likely_owner, meeting.strange_zone, meeting.is_private],
    }


def _meeting(data: Mapping[str, Any]) -> Meeting:
    title, text, place, url = data["texts"]
    return Meeting(
        datetime.fromisoformat(data["start"]),
        datetime.fromisoformat(data["end"]) if data["end"] else None,
        title,
        text,
        place,
        url,
        tuple(Mailbox(*box) for box in data["guests"]),
        Mailbox(*data["host"]) if data["host"] else None,
        frozenset(data["declined"]),
        *data["rest"],
    )


if __name__ == "__main__":
    serve(_convert)
