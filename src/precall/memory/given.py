"""What did the caller give for a call, so that nobody has to type it twice?"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import get_args

from precall.memory import calls
from precall.memory.database import Database
from precall.memory.times import known, written
from precall.model.call import Call
from precall.model.memory import Client, Given, GivenKind, Replanned

_OF_A_CALL: tuple[GivenKind, ...] = ("context", "when", "with")
"""What counts until the call is over; the rest is given for the client."""


def given(db: Database, client: Client) -> dict[GivenKind, Given]:
    """What was given last for a client, by its kind."""
    rows = db.rows("SELECT what, value, at FROM given WHERE client_id = :client", client=client.id)
    return {row[0]: Given(row[0], row[1], known(row[2])) for row in rows if row[0] in get_args(GivenKind)}


def ahead(db: Database, client: Client, now: datetime) -> dict[GivenKind, Given]:
    """What was given for a call that is still ahead: none of it where its time is over, or where a call was told since.

    A time that lies ahead counts, also one that was agreed on in the last call.
    """
    found = {kind: one for kind, one in given(db, client).items() if kind in _OF_A_CALL}
    when = found.get("when")
    if when and known(when.value) <= now:
        return {}
    last = calls.newest_call(db, client)
    return {kind: one for kind, one in found.items() if last is None or last.at < one.at or kind == "when"}


def completed(
    db: Database, client: Client, call: Call, left_open: Collection[GivenKind], now: datetime
) -> tuple[Call, tuple[Given, ...]]:
    """A call with what was given before for those kinds that were left open now, and what that is."""
    used = tuple(one for kind, one in sorted(ahead(db, client, now).items()) if kind in left_open)
    for one in used:
        if one.kind == "context":
            call = replace(call, context=one.value)
        elif one.kind == "with":
            call = replace(call, with_name=one.value)
        else:
            call = replace(call, when=known(one.value))
    return call, used


def keep(db: Database, client: Client, kind: GivenKind, value: str, now: datetime) -> None:
    """Keep what was given; the same given again keeps its time, and nothing takes away what was there."""
    values = {"client": client.id, "what": kind, "value": value}
    if not value:
        db.run("DELETE FROM given WHERE client_id = :client AND what = :what", client=client.id, what=kind)
        return
    db.run(
        "INSERT INTO given (client_id, what, value, at) VALUES (:client, :what, :value, :now)"
        " ON CONFLICT (client_id, what) DO UPDATE SET value = excluded.value, at = excluded.at"
        " WHERE given.value <> excluded.value",
        **values,
        now=written(now),
    )


def drop(db: Database, client: Client, kind: GivenKind, value: str) -> None:
    """Take back what was given, where it is still that."""
    db.run(
        "DELETE FROM given WHERE client_id = :client AND what = :what AND value = :value",
        client=client.id,
        what=kind,
        value=value,
    )


def with_name(db: Database, client: Client) -> str:
    """Whom the caller gave to speak to since the last call that was told; empty where they gave nobody."""
    one, last = given(db, client).get("with"), calls.newest_call(db, client)
    return one.value if one and (last is None or last.at < one.at) else ""


def keep_call(db: Database, client: Client, call: Call, now: datetime) -> Replanned | None:
    """Keep what was given for a call, and tell of another that was planned with the client.

    A call that was moved leaves no second one behind, but one of the calendar's stays, and one that the notes agreed
    on for another day: who writes a time may mean a call before it.
    """
    found = given(db, client)
    moved, agreed = found.get("when"), found.get("agreed")
    when = written(call.when) if call.when else ""
    replanned = None
    if moved and moved.value != when:
        before = known(moved.value)
        is_agreed = agreed is not None and agreed.value == moved.value
        stays = is_agreed and call.when is not None and not _same_day(before, call.when)
        if not stays:
            db.run(
                "DELETE FROM planned WHERE client_id = :client AND starts_at = :start AND ends_at IS NULL",
                client=client.id,
                start=moved.value,
            )
        if call.when and before > now:
            replanned = Replanned(before, stays)
    keep(db, client, "context", call.context, now)
    keep(db, client, "with", call.with_name, now)
    keep(db, client, "when", when, now)
    return replanned


def _same_day(one: datetime, other: datetime) -> bool:
    """Whether two moments are of one day where the second is told."""
    return one.astimezone(other.tzinfo).date() == other.date()
