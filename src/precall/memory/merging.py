"""How do two clients become one?"""

from precall.errors import UsageError
from precall.memory.database import Database
from precall.model.memory import Client

_MOVED = ("calls", "promises", "details", "landed", "looks", "aliases")
_JOINED = {
    "names": "folded, shown",
    "states": "sha256, data",
    "planned": "starts_at, ends_at, title, briefing",
    "writings": "path",
    "checkins": "basis, at, sent_at",
    "people": "folded, name, email, phone",
    "given": "what, value, at",
    "elsewhere": "place, what",
}


def merge(db: Database, kept: Client, gone: Client) -> None:
    """Everything of `gone` belongs to `kept` from now on, its domain and names included. UsageError for one client."""
    if kept.id == gone.id:
        raise UsageError(f"{kept.shown} is one client already")
    ids = {"kept": kept.id, "gone": gone.id}
    with db.transaction():
        for table in _MOVED:
            db.run(f"UPDATE {table} SET client_id = :kept WHERE client_id = :gone", **ids)  # noqa: S608
        for table, columns in _JOINED.items():
            # WHERE makes the grammar of INSERT ... SELECT ... ON CONFLICT unambiguous for SQLite.
            db.run(
                f"INSERT INTO {table} (client_id, {columns}) SELECT :kept, {columns} FROM {table}"  # noqa: S608
                " WHERE client_id = :gone ON CONFLICT DO NOTHING",
                **ids,
            )
        for column in ("spoken_at", "touched_at"):
            db.run(
                f"UPDATE clients SET {column} = (SELECT max({column}) FROM clients WHERE id IN (:kept, :gone)) WHERE id = :kept",  # noqa: S608
                **ids,
            )
        db.run("DELETE FROM clients WHERE id = :gone", gone=gone.id)
