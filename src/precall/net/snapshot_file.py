"""How is the snapshot file opened, and what is said when it cannot be used?"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from precall.errors import StorageError, said_by
from precall.outputs import make_file, trouble_with

FILE_NAME = "snapshots.sqlite3"
BUSY_SECONDS = 15.0
_AGAIN = 0.02
_BASIC_CODE = 0xFF  # SQLite's extended result codes keep the basic one in their lowest byte

_DAMAGE = ("malformed", "not a database", "no such", "decode", "already exists", "constraint")

_STEPS = (
    """
CREATE TABLE answers (
    url TEXT PRIMARY KEY, domain TEXT NOT NULL, final_url TEXT NOT NULL, final_domain TEXT NOT NULL,
    status INTEGER NOT NULL, headers TEXT NOT NULL, sha256 TEXT NOT NULL, partial TEXT NOT NULL,
    fetched_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX answers_by_body ON answers (sha256);
CREATE TABLE failures (
    url TEXT PRIMARY KEY, domain TEXT NOT NULL, reason TEXT NOT NULL, transient INTEGER NOT NULL,
    failed_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE bodies (sha256 TEXT PRIMARY KEY, data BLOB NOT NULL, used_at TEXT NOT NULL);
CREATE INDEX bodies_by_use ON bodies (used_at);
CREATE TABLE sources (sha256 TEXT NOT NULL, domain TEXT NOT NULL, PRIMARY KEY (sha256, domain)) WITHOUT ROWID;
CREATE INDEX sources_by_domain ON sources (domain);
""",
    "CREATE TABLE findings (visit TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID;",
    """
ALTER TABLE answers RENAME TO plain_answers;
CREATE TABLE answers (
    url TEXT NOT NULL, shape TEXT NOT NULL, domain TEXT NOT NULL, final_url TEXT NOT NULL, final_domain TEXT NOT NULL,
    status INTEGER NOT NULL, headers TEXT NOT NULL, sha256 TEXT NOT NULL, partial TEXT NOT NULL,
    fetched_at TEXT NOT NULL, drawn_from TEXT NOT NULL, PRIMARY KEY (url, shape)
) WITHOUT ROWID;
INSERT INTO answers SELECT url, 'answer', domain, final_url, final_domain, status, headers, sha256, partial, fetched_at, ''
    FROM plain_answers;
DROP TABLE plain_answers;
CREATE INDEX answers_by_body ON answers (sha256);
ALTER TABLE failures RENAME TO plain_failures;
CREATE TABLE failures (
    url TEXT NOT NULL, shape TEXT NOT NULL, domain TEXT NOT NULL, reason TEXT NOT NULL, transient INTEGER NOT NULL,
    failed_at TEXT NOT NULL, PRIMARY KEY (url, shape)
) WITHOUT ROWID;
INSERT INTO failures SELECT url, 'answer', domain, reason, transient, failed_at FROM plain_failures;
DROP TABLE plain_failures;
""",
)
"""What each version of the file adds to the one before."""
SCHEMA_VERSION = len(_STEPS)


def open_file(path: Path) -> tuple[sqlite3.Connection, bool]:
    """The open database, made where there is none yet, and whether it can only be read. StorageError otherwise."""
    with plain_errors(path):
        try:
            make_file(path)
            return _opened(path), False
        except sqlite3.OperationalError:
            if not path.is_file() or (os.access(path, os.W_OK) and not trouble_with(path.parent)):
                raise
        # On a read-only medium a write-ahead log cannot be opened in the ordinary way.
        return _connected(f"{path.absolute().as_uri()}?mode=ro&immutable=1"), True


def discard(folder: Path) -> None:
    """Delete a folder's snapshot file, however damaged. StorageError where it cannot be."""
    with plain_errors(folder / FILE_NAME):
        for ending in ("", "-wal", "-shm"):
            (folder / (FILE_NAME + ending)).unlink(missing_ok=True)


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All of what is written inside, or nothing of it."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn the database's and the file system's errors into a StorageError that says what to do."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
        raise StorageError(_plain(path, error)) from error


def _connected(place: str) -> sqlite3.Connection:
    """A connection that another thread may close; a path is no URI, since it does not begin with file:."""
    return sqlite3.connect(
        place,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        uri=place.startswith("file:"),
        check_same_thread=False,
    )


def _opened(path: Path) -> sqlite3.Connection:
    """The database ready for use. Where several processes make it at once, SQLite refuses some without any waiting."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            return _prepared(_connected(str(path.absolute())), path)
        except sqlite3.OperationalError as error:
            is_busy = error.sqlite_errorcode & _BASIC_CODE == sqlite3.SQLITE_BUSY
            if not is_busy or time.monotonic() > until:
                raise
        time.sleep(_AGAIN)


def _prepared(db: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    try:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            raise StorageError(f"{path} was written by a newer precall: update precall")
        if version < SCHEMA_VERSION:
            _bring_up_to_date(db)
        db.execute("PRAGMA secure_delete = ON")
        db.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        db.close()
        raise
    return db


def _bring_up_to_date(db: sqlite3.Connection) -> None:
    """Make the tables that are missing; another process may be doing the same at this moment."""
    db.execute("PRAGMA auto_vacuum = INCREMENTAL")
    db.execute("PRAGMA journal_mode = WAL").fetchone()
    with transaction(db):
        version = db.execute("PRAGMA user_version").fetchone()[0]
        for step in _STEPS[version:]:
            for statement in step.split(";"):
                db.execute(statement)
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _plain(path: Path, error: Exception) -> str:
    text = str(error).lower()
    if not isinstance(error, OSError) and any(sign in text for sign in _DAMAGE):
        return f"the snapshot store {path} is damaged: move the file away, or clear the cache"
    if "full" in text or "no space" in text:
        return f"the snapshot store {path} cannot grow: the disk is full"
    if "disk i/o" in text:
        return f"the snapshot store {path} cannot be read or written: is the disk full or damaged?"
    if "readonly" in text or "read-only" in text or "permission" in text:
        return f"the snapshot store {path} cannot be written: the file or its folder is read-only"
    if "unable to open" in text:
        return f"the snapshot store {path} cannot be opened: is its folder writable?"
    if "locked" in text:
        return f"the snapshot store {path} is in use by another program for too long: try again"
    why = (error.strerror if isinstance(error, OSError) else "") or said_by("SQLite", error)
    return f"the snapshot store {path} cannot be used: {why}. Choose another folder with PRECALL_CACHE_DIR"
