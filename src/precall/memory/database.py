"""Which database is the memory, and how is it spoken to: one small seam, SQLite embedded or a team's server.

The statements are plain SQL that SQLite and PostgreSQL both take, with `:named` values. SQLite is spoken to by the
standard library, so that a run that only looks something up does not pay for importing SQLAlchemy (110 ms); every
other database, and every change of the schema, goes through SQLAlchemy.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from precall.errors import MemoryUnusable, StorageError, UsageError, said_by
from precall.outputs import make_file, whole_file
from precall.per_thread import PerThread

FILE_NAME = "memory.sqlite3"
BUSY_SECONDS = 20.0

Row = tuple[Any, ...]

_NO_DAMAGE = (
    "full",
    "readonly",
    "read-only",
    "unable to open",
    "disk I/O",
    "authoriz",
    "interrupted",
    "too big",
)
_NUMBERS = frozenset({"id", "client_id", "call_id", "rhythm"})
_MAY_BE_MISSING = frozenset(
    {
        "call_id",
        "by_day",
        "sent_at",
        "kept_at",
        "let_go_at",
        "reached_at",
        "ends_at",
        "spoken_at",
        "touched_at",
    }
)


class Database(Protocol):
    """Statements in, rows out. Every method raises MemoryUnusable where the database cannot be used.

    `place` says where it is, without a password.
    """

    place: str

    def rows(self, sql: str, **values: object) -> list[Row]:
        """The rows of a query."""

    def run(self, sql: str, **values: object) -> int:
        """How many rows a statement changed."""

    def transaction(self) -> AbstractContextManager[None]:
        """All of what is written inside, or nothing of it; one inside another belongs to the outer one."""

    def close(self) -> None:
        """Let go of the database."""


@dataclass(slots=True)
class _Link:
    """One thread's connection; a transaction is its alone."""

    db: sqlite3.Connection
    in_transaction: bool = False


class SqliteDatabase:
    """The embedded database in one file. Each thread has a connection of its own."""

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        self.path = path
        self.place = str(path)
        self._readonly = readonly
        if path.exists() and not path.is_file():
            raise MemoryUnusable(f"the client memory {path} is no file. Move away what lies there")
        with _plain_errors(path):
            if not readonly:
                make_file(path)
            self._links = PerThread(self._link, self._link())

    def _link(self) -> "_Link":
        if self._readonly:
            return _Link(_on_paper(self.path))
        db = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA secure_delete = ON")
        use_write_ahead_log(db)
        return _Link(db)

    @property
    def _db(self) -> sqlite3.Connection:
        return self._links.get().db

    def rows(self, sql: str, **values: object) -> list[Row]:
        with _plain_errors(self.path):
            found = self._db.execute(sql, values)
            rows = found.fetchall()
        names = [column[0] for column in found.description or ()]
        for name, column in zip(names, zip(*rows, strict=True), strict=False):
            if not _kinds(name).issuperset(map(type, column)):
                raise damaged(f"there is something in {name} that does not belong there", self.place)
        return rows

    def run(self, sql: str, **values: object) -> int:
        with _plain_errors(self.path):
            return self._db.execute(sql, values).rowcount

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with _plain_errors(self.path):
            link = self._links.get()
        if link.in_transaction:
            yield
            return
        self.run("BEGIN IMMEDIATE")
        link.in_transaction = True
        try:
            yield
        except BaseException:
            if link.db.in_transaction:
                self.run("ROLLBACK")
            raise
        else:
            self.run("COMMIT")
        finally:
            link.in_transaction = False

    def wipe(self) -> None:
        """Leave nothing of what was removed in the file or in its write-ahead log. MemoryUnusable where others read on."""
        self.run("VACUUM")
        with _plain_errors(self.path):
            is_busy, *_ = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if is_busy:
            raise _told(self.place, "locked")

    def copy_to(self, target: Path) -> None:
        """A copy of the whole database in a new file, consistent even while others write.

        StorageError where a file is there already, or none can be written.
        """
        with whole_file(target, overwrites=False) as beside, closing(sqlite3.connect(beside)) as copy:
            try:
                self._db.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
            except sqlite3.DatabaseError as error:
                if not any(word in str(error) for word in _NO_DAMAGE):
                    raise _told(self.place, str(error)) from error
                raise StorageError(
                    f"the copy {target} cannot be written: {error}. Make room, or give another place."
                ) from error

    def become(self, source: Path) -> None:
        """Takes over everything of another database, in one go; MemoryUnusable where others write meanwhile."""
        with _plain_errors(self.path), closing(sqlite3.connect(source)) as other:
            other.backup(self._db)
        self.wipe()

    def close(self) -> None:
        with _plain_errors(self.path):
            for link in self._links.all():
                link.db.close()


def _on_paper(path: Path) -> sqlite3.Connection:
    """For reading alone, also where a write-ahead log cannot be opened in the ordinary way."""
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS, check_same_thread=False
    )
    try:
        db.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        db.close()
        return sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
    return db


def use_write_ahead_log(db: sqlite3.Connection) -> None:
    """Writers do not wait for readers; switching to the log needs the file alone, so it is tried for a while."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            if db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


@contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _told(str(path), str(error)) from error
    except UnicodeDecodeError as error:  # of the driver's own message, which quotes what it met
        raise damaged("something in it is no text", str(path)) from error
    except OSError as error:
        raise MemoryUnusable(f"the client memory {path} cannot be used: {error.strerror or error}") from error
    except UnicodeEncodeError as error:
        raise no_text(error) from error


def no_text(error: UnicodeEncodeError) -> UsageError:
    """The error about a text that no database takes, such as the name of a folder in another encoding."""
    return UsageError(
        f"{error.object[:200]!r} is not UTF-8, so it cannot be kept. Rename it, or write it in UTF-8."
    )


def _told(place: str, error: str) -> MemoryUnusable:
    """The driver's error as the caller's: which of them are damage is known by their words alone."""
    if "locked" in error:
        why = f"another precall has kept it busy for {BUSY_SECONDS:.0f} seconds. Try again when it is done"
    elif any(word in error for word in _NO_DAMAGE):
        why = said_by("SQLite", error)
    else:
        return damaged(said_by("SQLite", error.splitlines()[0][:80]), place)
    return MemoryUnusable(f"the client memory {place} cannot be used: {why}")


def damaged(what: str, place: str = "") -> MemoryUnusable:
    """The error for a memory in which something is not as it was written."""
    which = f"the client memory {place}".rstrip()
    return MemoryUnusable(f"{which} is damaged: {what}. Put it back from a copy: precall restore FILE")


def one(db: Database, sql: str, **values: object) -> Row:
    """The row of a query that has one. MemoryUnusable where it has none."""
    rows = db.rows(sql, **values)
    if not rows:
        raise damaged("a row is missing", db.place)
    return rows[0]


@cache
def _kinds(column: str) -> frozenset[type]:
    """What can stand in a column of a sound memory; anything where that is no column but computed."""
    if not column.isidentifier():
        return frozenset({str, int, float, bytes, type(None)})
    kind = int if column in _NUMBERS else bytes if column == "data" else str
    return frozenset({kind, type(None)} if column in _MAY_BE_MISSING else {kind})
