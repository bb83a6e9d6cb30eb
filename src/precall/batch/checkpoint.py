"""What of a batch is done, and what is left? One SQLite file that survives any end of the program."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from precall.batch.job import Outcome, State, Task
from precall.batch.prospects import NO_CLIENT, BadRow, Prospect
from precall.errors import PlaceUnusable, StorageError, said_by
from precall.outputs import make_file
from precall.site.address import parse_address

FILE_NAME = "batch.sqlite3"
_VERSION = 1
_BUSY_SECONDS = 30.0
_DAMAGE = ("malformed", "not a database", "no such", "decode", "already exists", "constraint")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS clients (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, typed TEXT NOT NULL, with_name TEXT NOT NULL,
    starts_at TEXT, columns TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'waiting', reason TEXT NOT NULL DEFAULT '',
    line TEXT NOT NULL DEFAULT '{}', criteria TEXT NOT NULL DEFAULT '[]', criteria_yes INTEGER NOT NULL DEFAULT 0,
    reason_age INTEGER, pages INTEGER NOT NULL DEFAULT 0, requests INTEGER NOT NULL DEFAULT 0,
    seconds REAL NOT NULL DEFAULT 0, ended_at REAL
);
CREATE INDEX IF NOT EXISTS clients_by_state ON clients (state, id);
CREATE TABLE IF NOT EXISTS rows (number INTEGER PRIMARY KEY, client INTEGER NOT NULL, cells TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS rows_by_client ON rows (client);
"""
_RESULTS = """
SELECT number, cells, key, typed, state, reason, line, criteria, pages,
    (SELECT min(number) FROM rows AS others WHERE others.client = rows.client) AS first
FROM rows JOIN clients ON clients.id = rows.client ORDER BY
    CASE state WHEN 'done' THEN 0 WHEN 'flagged' THEN 1 WHEN 'failed' THEN 2 WHEN 'skipped' THEN 3 ELSE 4 END,
    criteria_yes DESC, reason_age IS NULL, reason_age, number
"""


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One row of the list with what came of its client. `same_as` is the first row with that client, 0 where it is this one."""

    number: int
    cells: tuple[str, ...]
    key: str
    typed: str
    state: State
    reason: str
    line: Mapping[str, Any]
    criteria: tuple[Mapping[str, Any], ...]
    pages: int
    same_as: int = 0

    @property
    def client(self) -> str:
        """Whose website was asked: the domain, and on a shared host the path; empty where a row means nobody."""
        return parse_address(self.typed).key if self.typed else ""


class Checkpoint:
    """The state of one batch in its folder. Every method raises StorageError when the file cannot be read or written.

    One program writes; any number may read at the same time.
    """

    def __init__(self, folder: Path, *, readonly: bool = False) -> None:
        self.path = folder / FILE_NAME
        if readonly and not self.path.is_file():
            raise StorageError(f"{folder} holds no batch: give the folder that precall batch wrote to")
        with self._plain():
            self._db = _on_paper(self.path) if readonly else _open(self.path)
            try:
                self._prepare(readonly)
            except BaseException:
                self._db.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def take(self, prospects: Iterable[Prospect | BadRow], header: Sequence[str]) -> tuple[int, int]:
        """Makes this list the batch's; what is finished of it stays finished. The rows and the clients they mean.

        A row that means nobody stands in the results as skipped, with the reason.
        """
        with self._changing():
            self._db.execute("DELETE FROM rows")
            self._note("header", json.dumps(header))
            for prospect in prospects:
                if isinstance(prospect, BadRow):
                    self._leave_out(prospect)
                else:
                    self._take(prospect, header)
            self._db.execute("DELETE FROM clients WHERE id NOT IN (SELECT client FROM rows)")
        rows = self._one("SELECT count(*) FROM rows")
        meant = self._one("SELECT count(*) FROM clients WHERE key NOT LIKE ?", f"{NO_CLIENT}%")
        return int(rows), int(meant)

    def waiting(self, after: int, most: int) -> list[tuple[int, Task]]:
        """The next clients to research, in the order of the list, with their numbers; those after a number."""
        with self._plain():
            found = self._db.execute(
                "SELECT id, key, typed, with_name, starts_at, columns FROM clients"
                " WHERE state = 'waiting' AND id > ? ORDER BY id LIMIT ?",
                (after, most),
            ).fetchall()
        try:
            return [
                (
                    number,
                    Task(key, typed, name, datetime.fromisoformat(at) if at else None, json.loads(columns)),
                )
                for number, key, typed, name, at, columns in found
            ]
        except (ValueError, TypeError) as error:
            raise self._damaged() from error

    def keep(self, outcome: Outcome, ended_at: float) -> None:
        """Keeps what came of a client; from now on it is finished. `ended_at` is in seconds since 1970."""
        with self._changing():
            self._db.execute(
                "UPDATE clients SET state = ?, reason = ?, line = ?, criteria = ?, criteria_yes = ?, reason_age = ?,"
                " pages = ?, requests = ?, seconds = ?, ended_at = ? WHERE key = ?",
                (
                    outcome.state,
                    outcome.reason,
                    json.dumps(outcome.line, ensure_ascii=True),
                    json.dumps(outcome.criteria, ensure_ascii=True),
                    outcome.line.get("criteria_yes") or 0,
                    outcome.line.get("reason_age_days"),
                    outcome.pages,
                    outcome.requests,
                    outcome.seconds,
                    ended_at,
                    outcome.key,
                ),
            )

    def note_written(self, days: Mapping[str, str]) -> None:
        """Which clients' first mails went out by now, each on its ISO day: their lines say so."""
        with self._changing():
            self._db.executemany(
                "UPDATE clients SET line = json_set(line, '$.first_mail', 'sent ' || ?)"
                " WHERE key = ? AND state IN ('done', 'flagged')",
                [(day, key) for key, day in days.items()],
            )

    def retry(self, state: State = "failed") -> int:
        """Puts the clients in a state back among the waiting; how many they were."""
        with self._changing():
            return self._db.execute(
                "UPDATE clients SET state = 'waiting', reason = '', line = '{}', criteria = '[]' WHERE state = ?",
                (state,),
            ).rowcount

    def forget(self, keys: Sequence[str]) -> bool:
        """Whether tables that were written may still name one of these clients, until `forgotten`; no byte of them is left here."""
        with self._plain():
            self._db.execute("PRAGMA secure_delete = ON")
        with self._changing():
            marks = ", ".join("?" * len(keys))
            wanted = f"SELECT id FROM clients WHERE key IN ({marks})"  # noqa: S608 (question marks)
            self._db.execute(f"DELETE FROM rows WHERE client IN ({wanted})", tuple(keys))  # noqa: S608
            gone = self._db.execute(f"DELETE FROM clients WHERE key IN ({marks})", tuple(keys)).rowcount  # noqa: S608
            if gone:
                self._note("stale tables", "yes")
        with self._plain():
            self._db.execute("VACUUM")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return bool(self.noted("stale tables"))

    def forgotten(self) -> None:
        """The tables name those who were forgotten no more."""
        self.note("stale tables", "")

    def note(self, name: str, value: str) -> None:
        """Keeps a fact about the batch as a whole."""
        with self._changing():
            self._note(name, value)

    def noted(self, name: str) -> str:
        """A fact about the batch as a whole; empty where there is none."""
        return str(self._one("SELECT value FROM facts WHERE name = ?", name) or "")

    def header(self) -> tuple[str, ...]:
        """The names of the list's own columns."""
        with self._plain():
            return tuple(json.loads(self.noted("header") or "[]"))

    def counts(self) -> Mapping[str, int]:
        """How many clients are in each state."""
        return dict(self._all("SELECT state, count(*) FROM clients GROUP BY state"))

    def totals(self) -> tuple[int, int]:
        """The rows of the list and the pages read so far."""
        rows = int(self._one("SELECT count(*) FROM rows"))
        return rows, int(self._one("SELECT coalesce(sum(pages), 0) FROM clients"))

    def slowest(self, most: int) -> list[tuple[str, float]]:
        """The clients that took longest, in seconds."""
        return self._all(
            "SELECT key, seconds FROM clients WHERE seconds > 0 ORDER BY seconds DESC, key LIMIT ?", most
        )

    def reasons(self, most: int) -> list[tuple[str, int]]:
        """Why clients were not researched, without their names; the most frequent reason first."""
        return self._all(
            "SELECT reason, count(*) FROM clients WHERE state = 'failed' GROUP BY reason"
            " ORDER BY count(*) DESC, reason LIMIT ?",
            most,
        )

    def addresses(self, states: Sequence[State]) -> Iterator[str]:
        """The addresses of the clients in these states, in the order of the list."""
        marks = ", ".join("?" * len(states))
        with self._plain():
            for (key,) in self._db.execute(
                f"SELECT key FROM clients WHERE state IN ({marks}) ORDER BY id",  # noqa: S608 (question marks)
                tuple(states),
            ):
                yield key

    def results(self) -> Iterator[ResultRow]:
        """Every row of the list, best first: done, then by criteria met, then by how fresh the reason is."""
        with self._plain():
            for row in self._db.execute(_RESULTS):
                number, cells, key, typed, state, reason, line, criteria, pages, first = row
                yield ResultRow(
                    number,
                    tuple(json.loads(cells)),
                    key,
                    typed,
                    state,
                    reason,
                    json.loads(line),
                    tuple(json.loads(criteria)),
                    pages,
                    first if first != number else 0,
                )

    def _take(self, prospect: Prospect, header: Sequence[str]) -> None:
        columns = json.dumps(dict(zip(header, prospect.cells, strict=False)), ensure_ascii=True)
        at = prospect.when.isoformat() if prospect.when else None
        client = self._db.execute("SELECT id FROM clients WHERE key = ?", (prospect.key,)).fetchone()
        if client is None:
            client = self._db.execute(
                "INSERT INTO clients (key, typed, with_name, starts_at, columns) VALUES (?, ?, ?, ?, ?) RETURNING id",
                (prospect.key, prospect.address.typed, prospect.with_name, at, columns),
            ).fetchone()
        cells = json.dumps(prospect.cells, ensure_ascii=True)
        self._db.execute("INSERT INTO rows VALUES (?, ?, ?)", (prospect.number, client[0], cells))

    def _leave_out(self, row: BadRow) -> None:
        client = self._db.execute(
            "INSERT INTO clients (key, typed, with_name, columns, state, reason) VALUES (?, '', '', '{}', 'skipped', ?)"
            " ON CONFLICT (key) DO UPDATE SET reason = excluded.reason RETURNING id",
            (row.key, row.reason),
        ).fetchone()
        cells = json.dumps(row.cells, ensure_ascii=True)
        self._db.execute("INSERT INTO rows VALUES (?, ?, ?)", (row.number, client[0], cells))

    def _prepare(self, readonly: bool) -> None:
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version > _VERSION:
            raise StorageError(f"{self.path} was written by a newer precall: update precall")
        if readonly:
            self._db.execute("PRAGMA query_only = ON")
            return
        self._db.execute("PRAGMA journal_mode = WAL").fetchone()
        self._db.execute("PRAGMA synchronous = NORMAL")
        if version == 0:
            with self._changing():
                for statement in _SCHEMA.split(";"):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version = {_VERSION}")

    def _note(self, name: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def _one(self, query: str, *values: object) -> Any:
        rows = self._all(query, *values)
        return rows[0][0] if rows else None

    def _all(self, query: str, *values: object) -> list[Any]:
        with self._plain():
            return self._db.execute(query, values).fetchall()

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """All of what is written inside, or nothing of it."""
        with self._plain():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def _damaged(self) -> StorageError:
        return PlaceUnusable(
            f"the batch's state {self.path} cannot be used: it is damaged (pages that were kept today will not be asked for again)"
        )

    @contextmanager
    def _plain(self) -> Iterator[None]:
        try:
            yield
        except (FileExistsError, NotADirectoryError) as error:
            raise StorageError(f"{self.path.parent} cannot be a folder: a file is in its way") from error
        except (UnicodeDecodeError, json.JSONDecodeError) as error:
            raise self._damaged() from error
        except (sqlite3.Error, OSError) as error:
            said = str(error).lower()
            if isinstance(error, sqlite3.Error) and any(sign in said for sign in _DAMAGE):
                raise self._damaged() from error
            told = said_by("SQLite", error) if isinstance(error, sqlite3.Error) else str(error)
            why = "the disk is full" if "full" in said or "no space" in said else told
            raise StorageError(
                f"the batch's state {self.path} cannot be used: {why}."
                " Make room or make the folder writable; the same command then goes on."
            ) from error


def _open(path: Path) -> sqlite3.Connection:
    if path.is_symlink():  # laid there to have some other database of the caller's written to
        raise StorageError(f"{path} is a link, and a batch keeps its state behind none. Take it away")
    make_file(path)
    return sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)


def _on_paper(path: Path) -> sqlite3.Connection:
    """For reading alone, also where the folder cannot be written to: a write-ahead log wants to be written."""
    db = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        db.execute("SELECT count(*) FROM facts").fetchone()
    except sqlite3.OperationalError:
        db.close()
        return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    return db
