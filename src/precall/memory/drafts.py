"""Which mails to a client were drafted and are not out, and which of them went out?"""

from collections.abc import Collection
from datetime import datetime

from precall.memory import outreach
from precall.memory.calls import newest_call, touch
from precall.memory.database import Database
from precall.memory.times import known, written
from precall.model.memory import Client, Draft
from precall.model.outreach import KeptOutreach


def drafts(db: Database, client: Client | None, keys: Collection[str]) -> tuple[Draft, ...]:
    """What waits to be sent to a client, or to a prospect known by `keys` alone, the oldest first.

    A check-in and a first mail from before the last call wait no longer where anything else does: their time is over.
    """
    found = [Draft("first mail", kept.drafted_at) for kept in _first_mails(db, keys)]
    if client is None:
        return tuple(found)
    rows = db.rows("SELECT at FROM checkins WHERE client_id = :client AND sent_at IS NULL", client=client.id)
    found += [Draft("check-in", known(row[0])) for row in rows]
    last = newest_call(db, client)
    waiting = [one for one in found if last is None or one.at > last.at]
    rows = db.rows("SELECT id, at FROM calls WHERE client_id = :client AND sent_at IS NULL", client=client.id)
    waiting += [Draft("follow-up", known(row[1]), int(row[0])) for row in rows]
    return tuple(sorted(waiting or found, key=lambda one: (one.at, one.call)))


def mark_sent(
    db: Database, client: Client | None, keys: Collection[str], out: Collection[Draft], now: datetime
) -> None:
    """Notes that these went out `now`, and with them what waits no longer."""
    waiting = [one for one in drafts(db, client, keys) if one not in out]
    with db.transaction():
        if not any(one.kind == "first mail" for one in waiting):
            outreach.mark_sent(db, keys, now)
        if client is None:
            return
        if not any(one.kind == "check-in" for one in waiting):
            db.run(
                "UPDATE checkins SET sent_at = :now WHERE client_id = :client AND sent_at IS NULL",
                client=client.id,
                now=written(now),
            )
        for one in out:
            if one.call:
                db.run("UPDATE calls SET sent_at = :now WHERE id = :id", id=one.call, now=written(now))
        touch(db, client.id, now)


def _first_mails(db: Database, keys: Collection[str]) -> tuple[KeptOutreach, ...]:
    return tuple(kept for kept in outreach.waiting(db) if kept.mail.key in keys)
