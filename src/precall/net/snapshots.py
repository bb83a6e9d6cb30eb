"""What was read before, and is it still there?

One SQLite file keeps the newest answer for each URL, the newest drawing of it by a browser, the newest failure of each,
and every body by its hash, so that old dossiers can be checked too. Nothing here needs the network or its libraries.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import zstandard

from precall.model.page import Fetched, Miss, Shape
from precall.model.store import Kept
from precall.net.snapshot_file import FILE_NAME, open_file, plain_errors, transaction
from precall.per_thread import PerThread
from precall.site.url import owner_of

MAX_BYTES = 500_000_000
# Eviction goes a little below the limit, so that it does not run for each page.
ROOM = 0.9
LOOKED_AT = 500
# The room left is looked up again when so much of it may be used; several processes may be using it.
SHARE_OF_ROOM = 0.1
ROW_BYTES = 2000  # about what an answer takes beside its body
LARGEST_BODY = 200_000_000


@dataclass(frozen=True, slots=True)
class _Tools:
    """What one thread works with; none of it can be shared."""

    db: sqlite3.Connection
    compressor: zstandard.ZstdCompressor = field(
        default_factory=lambda: zstandard.ZstdCompressor(level=1, write_checksum=True)
    )
    decompressor: zstandard.ZstdDecompressor = field(default_factory=zstandard.ZstdDecompressor)


class SnapshotStore:
    """The snapshots in a folder. Every method raises StorageError when the file cannot be read or written.

    Several processes may use one folder at the same time.
    """

    def __init__(self, folder: Path, *, max_bytes: int = MAX_BYTES, clock: Callable[[], datetime]) -> None:
        self.path = folder / FILE_NAME
        self._max_bytes = max_bytes
        self._clock = clock
        self._used: set[tuple[str, str]] = set()
        self._unlooked = 0.0
        db, self.readonly = open_file(self.path)
        self._tools = PerThread(lambda: _Tools(open_file(self.path)[0]), _Tools(db))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Note which bodies were used, and let go of the file."""
        with plain_errors(self.path):
            self._note_use()
            for tools in self._tools.all():
                tools.db.close()

    @property
    def _db(self) -> sqlite3.Connection:
        return self._tools.get().db

    def get(self, url: str, *, site: str = "", shape: Shape = "answer") -> Fetched | None:
        """The newest that is kept for a URL; None where there is nothing, or its bytes are gone or damaged.

        A visit to the `site` of a domain uses it, so that forgetting others leaves it there.
        """
        with plain_errors(self.path):
            row = self._db.execute(
                "SELECT final_url, status, headers, sha256, partial, fetched_at, drawn_from, data"
                " FROM answers JOIN bodies USING (sha256) WHERE url = ? AND shape = ?",
                (_key(url, shape), shape),
            ).fetchone()
        if row is None:
            return None
        try:
            answer = self._restored(_key(url, shape), row)
        except (ValueError, TypeError):
            return None
        if hashlib.sha256(answer.body).hexdigest() != answer.sha256:
            return None
        self._used.add((answer.sha256, site))
        return answer

    def failure(self, url: str, shape: Shape = "answer") -> tuple[Miss, datetime] | None:
        """The failure of the last try and when that was, where the last try of a URL failed; None where that is damaged."""
        with plain_errors(self.path):
            row = self._db.execute(
                "SELECT reason, transient, failed_at FROM failures WHERE url = ? AND shape = ?",
                (_key(url, shape), shape),
            ).fetchone()
        try:
            return row and (
                Miss(_key(url, shape), _text(row[0]), bool(row[1])),
                datetime.fromisoformat(row[2]),
            )
        except (ValueError, TypeError):
            return None

    def body(self, sha256: str) -> bytes | None:
        """The bytes kept under a hash, as they are stored: the hash is not checked. None where none are kept."""
        with plain_errors(self.path):
            row = self._db.execute("SELECT data FROM bodies WHERE sha256 = ?", (sha256,)).fetchone()
        return None if row is None else self._decompressed(row[0])

    def content_type(self, sha256: str) -> str:
        """The Content-Type that came with these bytes; empty where none is known, or not any more."""
        with plain_errors(self.path):
            row = self._db.execute(
                "SELECT headers FROM answers WHERE sha256 = ? LIMIT 1", (sha256,)
            ).fetchone()
        try:
            return "" if row is None else _text(dict(json.loads(row[0])).get("content-type", ""))
        except (ValueError, TypeError):
            return ""

    def put(self, outcome: Fetched | Miss, *, site: str = "", shape: Shape = "answer") -> None:
        """Keep an answer or a drawing, or a failure beside the older one; the whole or nothing of it is written.

        It is kept for visits to the `site` of a domain; for whoever serves it where there is none.
        """
        with plain_errors(self.path), transaction(self._db):
            if isinstance(outcome, Miss):
                self._put_failure(outcome, shape)
            else:
                self._unlooked -= self._put_answer(outcome, site or owner_of(outcome.final_url), shape)
        if isinstance(outcome, Fetched) and not outcome.from_snapshot and self._unlooked <= 0:
            with plain_errors(self.path):
                self._evict(spare=outcome.sha256)
                self._unlooked = SHARE_OF_ROOM * (self._max_bytes - self._bytes_in_use())

    def findings(self, visit: str) -> str | None:
        """The findings kept under a visit's name; None where there are none, or they are damaged."""
        if self.readonly:
            return None
        with plain_errors(self.path):
            row = self._db.execute("SELECT data FROM findings WHERE visit = ?", (visit,)).fetchone()
        try:
            return None if row is None else self._tools.get().decompressor.decompress(row[0]).decode()
        except (zstandard.ZstdError, ValueError, TypeError):
            return None

    def keep_findings(self, visit: str, findings: str) -> None:
        """Keep a visit's findings for as long as the snapshots that they rest on are kept."""
        if self.readonly:
            return
        with plain_errors(self.path), transaction(self._db):
            data = self._tools.get().compressor.compress(findings.encode())
            self._db.execute("INSERT OR REPLACE INTO findings VALUES (?, ?)", (visit, data))

    def kept(self) -> tuple[Kept, ...]:
        """What is held of each domain, by name."""
        with plain_errors(self.path):
            rows = self._db.execute(
                "SELECT domain, sum(answers), sum(failures), sum(size), max(newest) FROM ("
                " SELECT domain, count(*) answers, 0 failures, 0 size, max(fetched_at) newest"
                " FROM answers GROUP BY domain"
                " UNION ALL SELECT domain, 0, count(*), 0, NULL FROM failures GROUP BY domain"
                " UNION ALL SELECT domain, 0, 0, sum(length(data)), NULL"
                " FROM sources JOIN bodies USING (sha256) GROUP BY domain"
                ") GROUP BY domain ORDER BY domain"
            ).fetchall()
        return tuple(
            Kept(str(domain), answers, failures, size, _moment(newest))
            for domain, answers, failures, size, newest in rows
        )

    def size(self) -> int:
        """The bytes in use in the file."""
        with plain_errors(self.path):
            return self._bytes_in_use()

    def clear(self, domain: str | None = None) -> None:
        """Remove everything, or everything of one domain, so that no byte of it is left in the file."""
        if domain is not None:
            self.forget(domain)
            return
        with plain_errors(self.path):
            with transaction(self._db):
                for table in ("answers", "failures", "sources", "bodies", "findings"):
                    self._db.execute(f"DELETE FROM {table}")  # noqa: S608 (the names stand right above)
            self._wipe()

    def forget(self, *domains: str, spare: Collection[str] = ()) -> None:
        """Remove what came from these domains and their sub-domains, less those to `spare`, or by a redirect from or to them.

        Bodies that others' visits use stay, for their dossiers; of the rest no byte is left.
        """
        of, but = ([name.lower().removeprefix("www.") for name in names] for names in (domains, spare))
        with plain_errors(self.path):
            self._note_use()
            self._db.create_function(
                "is_theirs", 1, lambda domain: _is_below(domain, of) and not _is_below(domain, but)
            )
            with transaction(self._db):
                gone = self._db.execute(
                    "SELECT sha256 FROM sources WHERE is_theirs(domain)"
                    " UNION SELECT sha256 FROM answers WHERE is_theirs(domain) OR is_theirs(final_domain)"
                ).fetchall()
                self._db.execute("DELETE FROM sources WHERE is_theirs(domain)")
                self._db.execute("DELETE FROM answers WHERE is_theirs(domain) OR is_theirs(final_domain)")
                self._db.executemany(
                    "DELETE FROM bodies WHERE sha256 = ? AND sha256 NOT IN (SELECT sha256 FROM sources)", gone
                )
                self._db.execute("DELETE FROM answers WHERE sha256 NOT IN (SELECT sha256 FROM bodies)")
                self._db.execute("DELETE FROM failures WHERE is_theirs(domain)")
                self._db.execute("DELETE FROM findings")  # any may quote the domain; they are made again
            self._wipe()

    def _restored(self, url: str, row: tuple[str, int, str, str, str, str, str, bytes]) -> Fetched:
        final_url, status, headers, sha256, partial, fetched_at, drawn_from, data = row
        return Fetched(
            url=url,
            final_url=_text(final_url),
            status=int(status),
            headers=tuple((_text(name), _text(value)) for name, value in json.loads(headers)),
            body=self._decompressed(data),
            sha256=_text(sha256),
            fetched_at=datetime.fromisoformat(fetched_at),
            partial=_text(partial),
            from_snapshot=True,
            drawn_from=_text(drawn_from),
        )

    def _put_answer(self, answer: Fetched, site: str, shape: Shape) -> int:
        """The bytes that it takes, about."""
        now = self._clock().isoformat()
        data = self._tools.get().compressor.compress(answer.body)
        self._db.execute(
            "INSERT INTO bodies VALUES (:sha256, :data, :now)"
            " ON CONFLICT (sha256) DO UPDATE SET data = excluded.data, used_at = excluded.used_at",
            {"sha256": answer.sha256, "data": data, "now": now},
        )
        for url in dict.fromkeys((_key(answer.url, shape), _key(answer.final_url, shape))):
            self._db.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    url,
                    shape,
                    owner_of(url),
                    answer.final_url,
                    owner_of(answer.final_url),
                    answer.status,
                    json.dumps(answer.headers),
                    answer.sha256,
                    answer.partial,
                    answer.fetched_at.isoformat(),
                    answer.drawn_from,
                ),
            )
            self._db.execute("DELETE FROM failures WHERE url = ? AND shape = ?", (url, shape))
        self._db.execute("INSERT OR IGNORE INTO sources VALUES (?, ?)", (answer.sha256, site))
        return len(data) + ROW_BYTES

    def _put_failure(self, miss: Miss, shape: Shape) -> None:
        url = _key(miss.url, shape)
        self._db.execute(
            "INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?, ?, ?)",
            (url, shape, owner_of(url), miss.reason, miss.transient, self._clock().isoformat()),
        )

    def _evict(self, *, spare: str) -> None:
        """Remove the bodies that were not used for longest, until the limit is kept."""
        if self._bytes_in_use() <= self._max_bytes:
            return
        self._note_use()
        with transaction(self._db):
            self._db.execute(
                "DELETE FROM findings"
            )  # the bodies are worth more: findings are made again from them
        while (excess := self._bytes_in_use() - self._max_bytes * ROOM) > 0:
            oldest = self._oldest(spare, excess)
            if not oldest:
                break
            with transaction(self._db):
                for table in ("bodies", "answers", "sources"):
                    self._db.executemany(f"DELETE FROM {table} WHERE sha256 = ?", oldest)  # noqa: S608
        self._db.execute("PRAGMA incremental_vacuum").fetchall()

    def _oldest(self, spare: str, excess: float) -> list[tuple[str]]:
        """The hashes of the bodies not used for longest that make up the excess, or of as many as are looked at."""
        found: list[tuple[str]] = []
        rows = self._db.execute(
            "SELECT sha256, length(data) FROM bodies WHERE sha256 != ? ORDER BY used_at, sha256 LIMIT ?",
            (spare, LOOKED_AT),
        ).fetchall()
        for sha256, size in rows:
            if excess <= 0:
                break
            found.append((sha256,))
            excess -= size
        return found

    def _note_use(self) -> None:
        if self._used and not self.readonly:
            now = self._clock().isoformat()
            with transaction(self._db):
                self._db.executemany(
                    "UPDATE bodies SET used_at = ? WHERE sha256 = ?",
                    [(now, sha) for sha in sorted({sha for sha, _ in self._used})],
                )
                self._db.executemany(
                    "INSERT OR IGNORE INTO sources SELECT sha256, ? FROM bodies WHERE sha256 = ?",
                    [(site, sha) for sha, site in sorted(self._used) if site],
                )
        self._used.clear()

    def _wipe(self) -> None:
        """Leave nothing of what was removed in the file or in its write-ahead log."""
        self._db.execute("VACUUM")
        if self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise sqlite3.OperationalError("database is locked")

    def _bytes_in_use(self) -> int:
        pages, free, page_size = (
            self._db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        return int((pages - free) * page_size)

    def _decompressed(self, data: bytes) -> bytes:
        """The body; damaged data is given as it is, so that its hash shows the damage."""
        try:
            if not isinstance(data, bytes):
                return b""
            parameters = zstandard.get_frame_parameters(data)
            if parameters.content_size > LARGEST_BODY:
                return data
            return self._tools.get().decompressor.decompress(data)
        except zstandard.ZstdError:
            return data


def _is_below(domain: object, others: Collection[str]) -> bool:
    """Whether a domain is one of these, or a sub-domain of one."""
    return any(domain == other or str(domain).endswith(f".{other}") for other in others)


def _text(value: object) -> str:
    """A text of the store. TypeError for what damage made of it."""
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _moment(value: object) -> datetime | None:
    """A time of the store; None where there is none, or none that can be read."""
    try:
        return datetime.fromisoformat(_text(value))
    except (ValueError, TypeError):
        return None


def _key(url: str, shape: Shape = "answer") -> str:
    """The address as it is kept. What stands behind "#" is never sent to a server, but says what a browser draws."""
    asked = url.partition("#")[0] if shape == "answer" else url
    return asked.encode("utf-8", "backslashreplace").decode()
