"""The copies that were made of the memory: each is whole, and whoever is forgotten later is forgotten there, too."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from precall.errors import StorageError
from precall.memory.database import Database, SqliteDatabase, one
from precall.memory.times import moment


def make(db: SqliteDatabase, path: Path) -> None:
    """Copies the memory to a new file, even while others write. StorageError where there is a file already, or none can be written.

    The copy is noted before it is there: a program that is killed leaves none that nobody knows.
    """
    place = str(path.absolute())
    is_new = db.run("INSERT INTO backups (path) VALUES (:path) ON CONFLICT DO NOTHING", path=place) > 0
    try:
        db.copy_to(path)
    except BaseException:
        if is_new and not path.exists():
            db.run("DELETE FROM backups WHERE path = :path", path=place)
        raise


class Content(NamedTuple):
    """What a memory holds: how many clients, calls and open promises, and the time of the newest call, None without one."""

    clients: int
    calls: int
    promises: int
    last_call: datetime | None


def content(db: Database) -> Content:
    """What a memory of any version holds."""
    row = one(
        db,
        "SELECT (SELECT count(*) FROM clients), (SELECT count(*) FROM calls),"
        " (SELECT count(*) FROM promises WHERE kept_at IS NULL AND let_go_at IS NULL), (SELECT max(at) FROM calls)",
    )
    return Content(int(row[0]), int(row[1]), int(row[2]), moment(row[3]))


def is_whole(db: Database) -> bool:
    """Whether every page of an embedded database is as SQLite wrote it."""
    return [row[0] for row in db.rows("PRAGMA quick_check(1)")] == ["ok"]


def note(db: Database, paths: Iterable[Path]) -> None:
    """Keep in mind that there are these copies."""
    for path in paths:
        db.run("INSERT INTO backups (path) VALUES (:path) ON CONFLICT DO NOTHING", path=str(path.absolute()))


def known(db: Database) -> tuple[Path, ...]:
    """Every copy that was made; some may lie elsewhere by now, or nowhere."""
    return tuple(Path(row[0]) for row in db.rows("SELECT path FROM backups ORDER BY path"))


def clear(path: Path, keys: Iterable[str]) -> None:
    """Removes a client from a copy, which may be of an older version: whatever has a client_id there is cleared."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as copy:
            copy.execute("PRAGMA secure_delete = ON")
            tables = [row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for key in keys:
                _delete(copy, tables, key)
            copy.execute("VACUUM")
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise StorageError(
            f"{path} is a copy of the memory and could not be cleared of this client: {str(error)[:80]}. Delete it."
        ) from error


def _delete(copy: sqlite3.Connection, tables: list[str], key: str) -> None:
    if "outreach" in tables:
        copy.execute("DELETE FROM outreach WHERE key = ?", (key,))
    rows = copy.execute(
        "SELECT id FROM clients WHERE key = ? UNION SELECT client_id FROM aliases WHERE alias = ?", (key, key)
    ).fetchall()
    for (number,) in rows:
        for table in tables:
            columns = [row[1] for row in copy.execute(f'PRAGMA table_info("{table}")')]
            if "client_id" in columns:
                copy.execute(f'DELETE FROM "{table}" WHERE client_id = ?', (number,))  # noqa: S608
        copy.execute("DELETE FROM clients WHERE id = ?", (number,))
