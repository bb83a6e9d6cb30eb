"""What was said in calls, and what was promised: kept whole or not at all."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from precall.errors import UsageError
from precall.memory.database import Database, Row, damaged, one
from precall.memory.times import day, known, moment, written
from precall.model.call import Promise
from precall.model.memory import Client, Detail, DetailKind, KeptCall, KeptPromise, Told

ONE_CALL = timedelta(hours=12)
"""Notes of the same client within this time are of the same call, told better."""

_PROMISE = (
    "SELECT promises.id, clients.key, clients.name, who, text, by_day, said, promises.made_at, kept_at, let_go_at"
    " FROM promises JOIN clients ON clients.id = client_id"
)
_CALL = (
    "SELECT calls.id, clients.key, clients.name, at, with_name, notes, sent_at, kept_at"
    " FROM calls JOIN clients ON clients.id = client_id"
)


def add_call(db: Database, client: Client, told: Told) -> int:
    """The number of the call, kept with its promises and all that was told, in one transaction."""
    with db.transaction():
        number = _insert(
            db,
            "INSERT INTO calls (client_id, at, kept_at, with_name, notes, file_sha, better)"
            " VALUES (:client, :at, :kept_at, :with_name, :notes, :file_sha, :better)",
            client=client.id,
            at=written(told.at),
            kept_at=written(told.kept_at),
            with_name=told.with_name,
            notes=told.notes,
            file_sha=told.file_sha,
            better=told.better,
        )
        for promise in told.promises:
            add_promise(db, client, promise, told.kept_at, call=number)
        for kind, text in told.details:
            add_detail(db, client, kind, text, told.kept_at, call=number)
        _add_landed(db, client, told)
        touch(db, client.id, told.at, spoken=True)
        db.run(
            "DELETE FROM planned WHERE client_id = :client AND starts_at <= :now",
            client=client.id,
            now=written(told.kept_at),
        )
    return number


def keep_call(db: Database, client: Client, told: Told, *, another: bool = False) -> tuple[int, bool]:
    """The number of the call, and whether anything was new.

    The last call told again with the same notes is the same call. Told with other notes for the same time, or within
    half a day and before its follow-up was sent, or with most of its lines as they were, it is corrected, unless it is
    `another`.
    """
    last = newest_call(db, client)
    if last is None or another or not is_same_call(last, told):
        return add_call(db, client, told), True
    whole = last.with_name or not told.with_name
    if last.notes == told.notes and whole and abs(told.at - last.at) < ONE_CALL:
        return last.id, False
    with db.transaction():
        _correct(db, client, last, told)
    return last.id, True


def correct(db: Database, client: Client, call: KeptCall, told: Told) -> bool:
    """Whether anything is new in a kept call as it is told now; it is kept so."""
    if (call.notes, call.at, call.with_name) == (told.notes, told.at, told.with_name):
        return False
    with db.transaction():
        _correct(db, client, call, told)
    return True


def is_same_call(last: KeptCall, told: Told) -> bool:
    """Whether what is told is the last call, told again or better."""
    if last.notes == told.notes or last.at == told.at or tells_better(last.notes, told.notes):
        return True
    return last.sent_at is None and abs(told.at - last.at) < ONE_CALL


def tells_better(before: str, after: str) -> bool:
    """Whether notes are earlier ones with a few lines changed: half of the earlier lines or more stand in them."""
    old, new = (set(filter(None, map(str.strip, notes.splitlines()))) for notes in (before, after))
    return bool(old) and 2 * len(old & new) >= len(old)


def _correct(db: Database, client: Client, last: KeptCall, told: Told) -> None:
    """The call as it is told now; what is told as before keeps its number and whether it was kept or reached."""
    db.run(
        "UPDATE calls SET at = :at, kept_at = :kept_at, with_name = :with_name, notes = :notes, file_sha = :file_sha,"
        " better = :better WHERE id = :id",
        id=last.id,
        at=written(told.at),
        kept_at=written(last.kept_at if last.kept_at and told.at == last.at else told.kept_at),
        with_name=told.with_name or last.with_name,
        notes=told.notes,
        file_sha=told.file_sha,
        better=told.better,
    )
    _correct_promises(db, client, last, told)
    _correct_details(db, client, last, told)
    _add_landed(db, client, told)
    touch(db, client.id, told.at, spoken=True)


def _correct_promises(db: Database, client: Client, last: KeptCall, told: Told) -> None:
    left = list(told.promises)
    for kept in promises_in(db, last.id):
        same = next(
            (one for one in left if (one.who, one.text) == (kept.promise.who, kept.promise.text)), None
        )
        if same is None:
            db.run("DELETE FROM promises WHERE id = :id", id=kept.id)
            continue
        left.remove(same)
        day = same.by.isoformat() if same.by else None
        db.run(
            "UPDATE promises SET by_day = :by, said = :said WHERE id = :id",
            id=kept.id,
            by=day,
            said=same.said,
        )
    for promise in left:
        add_promise(db, client, promise, told.kept_at, call=last.id)


def _correct_details(db: Database, client: Client, last: KeptCall, told: Told) -> None:
    left = list(told.details)
    for number, kind, text in db.rows(
        "SELECT id, kind, text FROM details WHERE call_id = :call ORDER BY id", call=last.id
    ):
        if (kind, text) in left:
            left.remove((kind, text))
        else:
            db.run("DELETE FROM details WHERE id = :id", id=number)
    for kind, text in left:
        add_detail(db, client, kind, text, told.kept_at, call=last.id)


def _add_landed(db: Database, client: Client, told: Told) -> None:
    for because in told.landed:
        db.run(
            "INSERT INTO landed (client_id, because, at) VALUES (:client, :because, :at)",
            client=client.id,
            because=because,
            at=written(told.kept_at),
        )


def number_before(db: Database, at: datetime) -> int:
    """How many calls were before a moment, of whichever client."""
    return int(one(db, "SELECT count(*) FROM calls WHERE at < :at", at=written(at))[0])


def call(db: Database, number: int) -> KeptCall:
    """The call of a number that exists."""
    return call_of(one(db, f"{_CALL} WHERE calls.id = :id", id=number))


def newest_call(db: Database, client: Client) -> KeptCall | None:
    """The last call that was debriefed."""
    rows = db.rows(
        f"{_CALL} WHERE client_id = :client ORDER BY at DESC, calls.id DESC LIMIT 1", client=client.id
    )
    return call_of(rows[0]) if rows else None


def file_sha_of(db: Database, call: KeptCall) -> str:
    """The hash of the client's notes.md when a call was kept; empty where there was none."""
    return str(one(db, "SELECT file_sha FROM calls WHERE id = :id", id=call.id)[0])


def calls_of(db: Database, client: Client) -> tuple[KeptCall, ...]:
    """A client's calls, oldest first."""
    return tuple(
        map(call_of, db.rows(f"{_CALL} WHERE client_id = :client ORDER BY at, calls.id", client=client.id))
    )


def unsent(db: Database) -> tuple[KeptCall, ...]:
    """The calls whose follow-up has not been sent, oldest first."""
    return tuple(map(call_of, db.rows(f"{_CALL} WHERE sent_at IS NULL ORDER BY at, calls.id")))


def touch(db: Database, client_id: int, at: datetime, *, spoken: bool = False) -> None:
    """Notes that a client heard from the caller, or that they spoke, where they did not later."""
    columns: Sequence[str] = ("touched_at", "spoken_at") if spoken else ("touched_at",)
    for column in columns:
        db.run(
            f"UPDATE clients SET {column} = :at WHERE id = :client AND ({column} IS NULL OR {column} < :at)",  # noqa: S608
            client=client_id,
            at=written(at),
        )


def add_promise(
    db: Database, client: Client, promise: Promise, now: datetime, *, call: int | None = None
) -> int:
    """The number of a promise, newly kept in mind."""
    return _insert(
        db,
        "INSERT INTO promises (client_id, call_id, who, text, by_day, said, made_at)"
        " VALUES (:client, :call, :who, :text, :by, :said, :now)",
        client=client.id,
        call=call,
        who=promise.who,
        text=promise.text,
        by=promise.by.isoformat() if promise.by else None,
        said=promise.said,
        now=written(now),
    )


def settle_promise(db: Database, number: int, now: datetime, *, let_go: bool = False) -> KeptPromise:
    """The promise, now marked as kept (or let go). UsageError where there is none of that number."""
    column = "let_go_at" if let_go else "kept_at"
    with db.transaction():
        changed = db.run(
            f"UPDATE promises SET {column} = :now WHERE id = :id AND kept_at IS NULL AND let_go_at IS NULL",  # noqa: S608
            id=number,
            now=written(now),
        )
        rows = db.rows(f"{_PROMISE} WHERE promises.id = :id", id=number)
    if not rows:
        raise UsageError(
            f"there is no promise {number}; precall today and precall show list them with their numbers"
        )
    promise = promise_of(rows[0])
    if not changed:
        how = "kept" if promise.kept_at else "let go"
        raise UsageError(f"promise {number} ({promise.promise.text}) is already marked as {how}")
    return promise


def promise(db: Database, number: int) -> KeptPromise:
    """The promise of a number that exists."""
    return promise_of(one(db, f"{_PROMISE} WHERE promises.id = :id", id=number))


def promises_in(db: Database, call: int) -> tuple[KeptPromise, ...]:
    """What was promised in one call."""
    return tuple(
        map(promise_of, db.rows(f"{_PROMISE} WHERE call_id = :call ORDER BY promises.id", call=call))
    )


def open_promises(db: Database) -> tuple[KeptPromise, ...]:
    """Every promise that still waits, by its day, those without a day last."""
    where = "kept_at IS NULL AND let_go_at IS NULL ORDER BY by_day IS NULL, by_day, promises.id"
    return tuple(map(promise_of, db.rows(f"{_PROMISE} WHERE {where}")))


def promises_of(db: Database, client: Client) -> tuple[KeptPromise, ...]:
    """A client's promises, oldest first."""
    return tuple(
        map(
            promise_of,
            db.rows(f"{_PROMISE} WHERE client_id = :client ORDER BY promises.id", client=client.id),
        )
    )


def kept_since(db: Database, since: datetime) -> tuple[KeptPromise, ...]:
    """What clients promised and kept since a moment, newest first."""
    where = "kept_at >= :since AND who = 'them' ORDER BY kept_at DESC, promises.id"
    return tuple(map(promise_of, db.rows(f"{_PROMISE} WHERE {where}", since=written(since))))


def add_detail(
    db: Database, client: Client, kind: DetailKind, text: str, now: datetime, *, call: int | None = None
) -> int:
    """The number of something told of a client."""
    return _insert(
        db,
        "INSERT INTO details (client_id, call_id, kind, text, at) VALUES (:client, :call, :kind, :text, :now)",
        client=client.id,
        call=call,
        kind=kind,
        text=text,
        now=written(now),
    )


def details_of(db: Database, client: Client) -> tuple[Detail, ...]:
    """All that was told of a client, oldest first."""
    rows = db.rows(
        "SELECT id, kind, text, at, reached_at FROM details WHERE client_id = :client ORDER BY id",
        client=client.id,
    )
    return tuple(Detail(row[0], row[1], row[2], known(row[3]), moment(row[4])) for row in rows)


def reach_goal(db: Database, number: int, now: datetime) -> str:
    """The words of a goal, now marked as reached. UsageError where there is no open goal of that number."""
    with db.transaction():
        changed = db.run(
            "UPDATE details SET reached_at = :now WHERE id = :id AND kind = 'goal' AND reached_at IS NULL",
            id=number,
            now=written(now),
        )
        rows = db.rows("SELECT text FROM details WHERE id = :id", id=number)
    if not changed:
        raise UsageError(
            f"there is no open goal {number}; precall show ADDRESS lists a client's goals with their numbers"
        )
    return str(rows[0][0])


def goals_reached_since(db: Database, since: datetime) -> tuple[tuple[str, str, date], ...]:
    """Which clients reached which goal since a moment, and on which day; newest first."""
    rows = db.rows(
        "SELECT clients.key, text, reached_at FROM details JOIN clients ON clients.id = client_id"
        " WHERE reached_at >= :since ORDER BY reached_at DESC, details.id",
        since=written(since),
    )
    return tuple((row[0], row[1], known(row[2]).date()) for row in rows)


def last_look_back(db: Database) -> tuple[str, datetime] | None:
    """The caller's last line for themselves, and when."""
    rows = db.rows("SELECT better, at FROM calls WHERE better <> '' ORDER BY at DESC, id DESC LIMIT 1")
    return (str(rows[0][0]), known(rows[0][1])) if rows else None


def landed(db: Database) -> tuple[str, ...]:
    """The reasons of the questions that landed in calls, most often first."""
    rows = db.rows("SELECT because FROM landed GROUP BY because ORDER BY count(*) DESC, because LIMIT 50")
    return tuple(str(row[0]) for row in rows)


def _insert(db: Database, sql: str, **values: object) -> int:
    return int(one(db, f"{sql} RETURNING id", **values)[0])


def promise_of(row: Row) -> KeptPromise:
    """A promise from the columns of a row."""
    if row[3] not in ("me", "them"):
        raise damaged(f"{row[3]!r} stands for who promised")
    promise = Promise(row[3], row[4], day(row[5]), row[6])
    return KeptPromise(row[0], row[1], row[2], promise, known(row[7]), moment(row[8]), moment(row[9]))


def call_of(row: Row) -> KeptCall:
    """A call from the columns of a row."""
    return KeptCall(row[0], row[1], row[2], known(row[3]), row[4], row[5], moment(row[6]), known(row[7]))
