"""Which files of the caller's own hold which client: exports and calendars. `forget` names them and leaves them alone."""

from collections.abc import Iterable
from typing import Literal

from precall.memory.database import Database
from precall.model.memory import Client

What = Literal["export", "calendar"]


def note(db: Database, keys: Iterable[str], place: str, what: What) -> None:
    """Remember that a file, or an address on the web, holds the clients of these keys."""
    with db.transaction():
        for key in keys:
            db.run(
                "INSERT INTO elsewhere (client_id, place, what) SELECT id, :place, :what FROM clients WHERE key = :key"
                " ON CONFLICT DO NOTHING",
                place=place,
                what=what,
                key=key,
            )


def places(db: Database, client: Client) -> tuple[tuple[str, What], ...]:
    """Where a client was written to, or read from, and may still be; what lies there is the caller's to delete."""
    rows = db.rows(
        "SELECT place, what FROM elsewhere WHERE client_id = :client ORDER BY place, what", client=client.id
    )
    return tuple((str(place), "calendar" if what == "calendar" else "export") for place, what in rows)
