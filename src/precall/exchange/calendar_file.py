"""How follow-ups and promises become entries of a calendar (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import icalendar

from precall.model.memory import KeptCall, KeptPromise
from precall.render.escaping import plain

FOLLOW_UP_AFTER = timedelta(hours=2)


def calendar(promises: Iterable[KeptPromise], unsent: Iterable[KeptCall], now: datetime) -> bytes:
    """To-dos: one for each open promise of the caller, one for each follow-up not yet sent, and events for what others promised."""
    made = icalendar.Calendar()
    made.add("prodid", "-//precall//memory//EN")
    made.add("version", "2.0")
    for kept in promises:
        made.add_component(_promise(kept, now))
    for call in unsent:
        made.add_component(_follow_up(call, now))
    return bytes(made.to_ical())


def _promise(kept: KeptPromise, now: datetime) -> Any:
    mine = kept.promise.who == "me"
    entry = _todo(f"promise-{kept.id}", now, kept.made_at)
    whose = "" if mine else "Theirs: "
    entry.add("summary", plain(f"{whose}{kept.promise.text} ({kept.name or kept.client})"))
    if kept.promise.by:
        entry.add("due", kept.promise.by)
    if kept.kept_at:
        entry.add("status", "COMPLETED")
        entry.add("completed", kept.kept_at.astimezone(UTC))
    return entry


def _follow_up(call: KeptCall, now: datetime) -> Any:
    entry = _todo(f"follow-up-{call.id}", now, call.at)
    entry.add("summary", plain(f"Follow-up: {call.name or call.client}"))
    entry.add("due", (call.at + FOLLOW_UP_AFTER).astimezone(UTC))
    return entry


def _todo(what: str, now: datetime, made_at: datetime) -> Any:
    entry = icalendar.Todo()
    entry.add("uid", f"{sha256(f'{what} {made_at.isoformat()}'.encode()).hexdigest()[:32]}@precall.invalid")
    entry.add("dtstamp", now.astimezone(UTC))
    return entry
