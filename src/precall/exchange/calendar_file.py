"""How follow-ups and promises become entries of a calendar (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any, Literal

import icalendar

from precall.compose.due import without_day
from precall.model.memory import KeptCall, KeptPromise
from precall.render.escaping import plain
from precall.sentences import Sentences

FOLLOW_UP_AFTER = timedelta(hours=2)
Entries = Literal["events", "to-dos"]
"""Google and Outlook show events alone; Apple and Thunderbird have lists of to-dos, too."""


def calendar(
    promises: Iterable[KeptPromise],
    unsent: Iterable[KeptCall],
    now: datetime,
    words: Sentences,
    entries: Entries = "events",
) -> bytes:
    """One entry for each open promise, on the day when it is due, and one for each follow-up not yet sent, in the caller's words.

    As events a promise without a day stands on the day on which it was made.
    """
    made = icalendar.Calendar()
    made.add("prodid", "-//precall//memory//EN")
    made.add("version", "2.0")
    add = _event if entries == "events" else _todo
    for kept in promises:
        text = without_day(kept.promise)
        said = text if kept.promise.who == "me" else words.say("export.theirs", text=text)
        what = f"{said} ({kept.name or kept.client})"
        day = kept.promise.by or (kept.made_at.date() if entries == "events" else None)
        made.add_component(add(_uid(f"promise-{kept.id}", kept.made_at), what, day, now))
    for call in unsent:
        what = words.say("export.follow_up", name=call.name or call.client)
        due = (call.at + FOLLOW_UP_AFTER).astimezone(UTC)
        made.add_component(add(_uid(f"follow-up-{call.id}", call.at), what, due, now))
    return bytes(made.to_ical())


def _todo(uid: str, what: str, due: date | None, now: datetime) -> Any:
    """A to-do (RFC 5545, 3.6.2)."""
    entry = _entry(icalendar.Todo(), uid, what, now)
    if due:
        entry.add("due", due)
    return entry


def _event(uid: str, what: str, due: date | None, now: datetime) -> Any:
    """An event on the day when something is due, which keeps nobody busy (RFC 5545, 3.6.1 and 3.8.2.7)."""
    entry = _entry(icalendar.Event(), uid, what, now)
    assert due is not None
    entry.add("dtstart", due)
    if isinstance(due, datetime):
        entry.add("dtend", due + timedelta(minutes=15))
    else:
        entry.add("dtend", due + timedelta(days=1))
    entry.add("transp", "TRANSPARENT")
    return entry


def _entry(entry: Any, uid: str, what: str, now: datetime) -> Any:
    entry.add("uid", uid)
    entry.add("dtstamp", now.astimezone(UTC))
    entry.add("summary", plain(what))
    return entry


def _uid(what: str, made_at: datetime) -> str:
    return f"{sha256(f'{what} {made_at.isoformat()}'.encode()).hexdigest()[:32]}@precall.invalid"
