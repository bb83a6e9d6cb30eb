"""Who was written to first: one draft a prospect, until it is out."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from precall.memory.database import Database
from precall.memory.times import known, moment, written
from precall.model.outreach import KeptOutreach, Outreach

_OF_A_MAIL = Outreach._fields
_COLUMNS = ", ".join((*_OF_A_MAIL, "drafted_at", "sent_at"))


def note(db: Database, mails: Iterable[Outreach], now: datetime) -> None:
    """Keeps drafts in mind; a newer draft takes an older one's place, and one that is out stays as it went out."""
    values = ", ".join(f":{name}" for name in _OF_A_MAIL)
    newer = ", ".join(f"{name} = excluded.{name}" for name in (*_OF_A_MAIL[1:], "drafted_at"))
    with db.transaction():
        for mail in mails:
            db.run(
                f"INSERT INTO outreach ({_COLUMNS}) VALUES ({values}, :now, NULL)"  # noqa: S608
                f" ON CONFLICT (key) DO UPDATE SET {newer} WHERE outreach.sent_at IS NULL",
                **mail._asdict(),
                now=written(now),
            )


def withdraw(db: Database, keys: Iterable[str]) -> None:
    """Lets go of drafts for which there is no reason any more; what is out stays known."""
    with db.transaction():
        for key in keys:
            db.run("DELETE FROM outreach WHERE key = :key AND sent_at IS NULL", key=key)


def waiting(db: Database) -> tuple[KeptOutreach, ...]:
    """The drafts that are not out, the oldest first."""
    return _kept(db, "sent_at IS NULL")


def every(db: Database) -> tuple[KeptOutreach, ...]:
    """All of them, the oldest draft first."""
    return _kept(db, "1 = 1")


def written_to(db: Database) -> Mapping[str, datetime]:
    """When whom was written to, by their keys."""
    rows = db.rows("SELECT key, sent_at FROM outreach WHERE sent_at IS NOT NULL ORDER BY key")
    return {str(key): known(sent) for key, sent in rows}


def mark_sent(db: Database, keys: Iterable[str], now: datetime) -> int:
    """How many of these prospects' drafts went out now."""
    sql = "UPDATE outreach SET sent_at = :now WHERE key = :key AND sent_at IS NULL"
    with db.transaction():
        return sum(db.run(sql, key=key, now=written(now)) for key in keys)


def forget(db: Database, keys: Iterable[str]) -> None:
    """Nothing is left of what was drafted for these prospects."""
    for key in keys:
        db.run("DELETE FROM outreach WHERE key = :key", key=key)


def _kept(db: Database, which: str) -> tuple[KeptOutreach, ...]:
    rows = db.rows(f"SELECT {_COLUMNS} FROM outreach WHERE {which} ORDER BY drafted_at, key")  # noqa: S608
    return tuple(KeptOutreach(Outreach(*row[:-2]), known(row[-2]), moment(row[-1])) for row in rows)
