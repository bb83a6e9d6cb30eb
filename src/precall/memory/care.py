"""The caller's shelf of useful notes, and which check-ins were drafted and sent."""

from datetime import datetime

from precall.errors import UsageError
from precall.memory.database import Database, one
from precall.memory.times import written
from precall.model.memory import Client, Gift


def add_gift(db: Database, about: str, text: str, source: str, now: datetime) -> int:
    """The number of a note that is newly on the shelf."""
    row = one(
        db,
        "INSERT INTO gifts (about, text, source, at) VALUES (:about, :text, :source, :now) RETURNING id",
        about=about,
        text=text,
        source=source,
        now=written(now),
    )
    return int(row[0])


def gifts(db: Database) -> tuple[Gift, ...]:
    """The shelf, oldest first."""
    return tuple(Gift(*row) for row in db.rows("SELECT id, about, text, source FROM gifts ORDER BY id"))


def drop_gift(db: Database, number: int) -> None:
    """Takes a note off the shelf. UsageError where there is none of that number."""
    if not db.run("DELETE FROM gifts WHERE id = :id", id=number):
        raise UsageError(f"there is no note {number} on the shelf; precall gift list gives the numbers")


def sent_bases(db: Database, client: Client) -> frozenset[str]:
    """What check-ins rested on that were sent to a client; nothing is written about twice."""
    rows = db.rows(
        "SELECT basis FROM checkins WHERE client_id = :client AND sent_at IS NOT NULL", client=client.id
    )
    return frozenset(str(row[0]) for row in rows)


def draft_check_in(db: Database, client: Client, basis: str, now: datetime) -> None:
    """Keep in mind that a check-in was drafted; an older draft that was not sent is replaced."""
    with db.transaction():
        db.run("DELETE FROM checkins WHERE client_id = :client AND sent_at IS NULL", client=client.id)
        db.run(
            "INSERT INTO checkins (client_id, basis, at) VALUES (:client, :basis, :now) ON CONFLICT DO NOTHING",
            client=client.id,
            basis=basis,
            now=written(now),
        )
