"""The memory as JSON (`precall/memory@1`), and back: what is there already is not added again."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, get_args

from precall.compose.outgoing import FOR_OTHERS, outgoing
from precall.errors import UsageError, said_by
from precall.memory import identity, looks
from precall.memory.database import Database, one
from precall.memory.forgetting import is_never, left_alone
from precall.memory.times import written
from precall.model.left_alone import LeftAlone
from precall.model.memory import GivenKind
from precall.model.moment import read_moment
from precall.site.text import is_text

SCHEMA = "precall/memory@1"

# table -> its columns less client_id. Times and days are text, so that a row stands as it is.
_TABLES: Mapping[str, tuple[str, ...]] = {
    "aliases": ("alias",),
    "names": ("folded", "shown"),
    "people": ("folded", "name", "email", "phone"),
    "states": ("sha256", "data"),
    "looks": ("at", "sha256"),
    "calls": ("at", "kept_at", "with_name", "notes", "file_sha", "better", "sent_at"),
    "promises": ("who", "text", "by_day", "said", "made_at", "kept_at", "let_go_at"),
    "details": ("kind", "text", "at", "reached_at"),
    "landed": ("because", "at"),
    "planned": ("starts_at", "ends_at", "title", "briefing"),
    "checkins": ("basis", "at", "sent_at"),
    "given": ("what", "value", "at"),
}
_OF_A_CALL = ("promises", "details")
_CLIENT = ("name", "phone", "question", "rhythm", "made_at", "spoken_at", "touched_at")
_OUTREACH = ("key", "name", "address", "subject", "body", "reason", "link", "drafted_at", "sent_at")
_GIFT = ("about", "text", "source", "at")
_LONGEST = 1_000_000  # characters of one value
_LONGEST_ADDRESS = 400
_MOST_ENTRIES = (
    10_000_000  # values of JSON; each takes fifty bytes of memory or more, and two letters of the file
)


def dump(db: Database, *, private: bool) -> str:
    """Everything but what was forgotten and where files lie; the same memory always gives the same text.

    Without `private` what is for the caller alone stays out: of notes what no mail shows, notes about people.
    """
    clients = [_client_data(db, row) for row in db.rows("SELECT id, key FROM clients ORDER BY key")]
    if not private:
        clients = [_for_others(client) for client in clients]
    shelf = db.rows("SELECT about, text, source, at FROM gifts ORDER BY id")
    gifts = [dict(zip(_GIFT, row, strict=True)) for row in shelf]
    drafts = db.rows(f"SELECT {', '.join(_OUTREACH)} FROM outreach ORDER BY key")  # noqa: S608
    mails = [dict(zip(_OUTREACH, row, strict=True)) for row in drafts]
    data = {"schema": SCHEMA, "clients": clients, "gifts": gifts, "outreach": mails}
    return json.dumps(data, ensure_ascii=True, indent=1) + "\n"


def load(db: Database, text: str, now: datetime) -> tuple[int, tuple[str, ...]]:
    """How many clients were read, and which were refused because they were forgotten for good.

    All or nothing is read. Raises UsageError with the place of what is wrong.
    """
    data = _parsed(text)
    refused, number, who = [], 0, left_alone(db)
    with db.transaction():
        for place, client in enumerate(data["clients"], 1):
            key = _key(client, f"client {place}")
            if is_never(who, key, *_addresses(client)):
                refused.append(key)
                continue
            _load_client(db, client, f"client {place} ({key})", now)
            number += 1
        for place, gift in enumerate(data["gifts"], 1):
            values = {name: _checked(gift, name, f"gift {place}") for name in _GIFT}
            if not db.rows(
                "SELECT 1 FROM gifts WHERE about = :about AND text = :text",
                about=values["about"],
                text=values["text"],
            ):
                db.run(
                    "INSERT INTO gifts (about, text, source, at) VALUES (:about, :text, :source, :at)",
                    **values,
                )
        for place, mail in enumerate(data.get("outreach", ()), 1):
            _load_outreach(db, mail, f"first mail {place}", who)
    return number, tuple(refused)


def _client_data(db: Database, row: tuple[Any, ...]) -> dict[str, Any]:
    number, key = row
    columns = one(db, f"SELECT {', '.join(_CLIENT)} FROM clients WHERE id = :id", id=number)  # noqa: S608
    data: dict[str, Any] = {"key": key, **dict(zip(_CLIENT, columns, strict=True))}
    calls = [
        int(r[0]) for r in db.rows("SELECT id FROM calls WHERE client_id = :id ORDER BY at, id", id=number)
    ]
    places = {call: place for place, call in enumerate(calls)}
    for table, names in _TABLES.items():
        data[table] = [_plain(table, entry, places) for entry in _rows(db, table, names, number)]
    return data


def _for_others(client: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **client,
        "calls": [{**call, "notes": outgoing(call["notes"]), "better": ""} for call in client["calls"]],
        "details": [detail for detail in client["details"] if detail["kind"] in FOR_OTHERS],
        "given": [given for given in client["given"] if given["what"] not in ("context", "replaced")],
    }


def _rows(db: Database, table: str, names: tuple[str, ...], client: int) -> Iterator[dict[str, Any]]:
    wanted = (*names, "call_id") if table in _OF_A_CALL else names
    order = (
        "at, id"
        if table in ("looks", "calls")
        else "id"
        if table in (*_OF_A_CALL, "landed")
        else ", ".join(names[:1])
    )
    sql = f"SELECT {', '.join(wanted)} FROM {table} WHERE client_id = :client ORDER BY {order}"  # noqa: S608
    for row in db.rows(sql, client=client):
        yield dict(zip(wanted, row, strict=True))


def _plain(table: str, row: dict[str, Any], places: Mapping[int, int]) -> dict[str, Any]:
    if table == "states":
        return {"sha256": row["sha256"], "data": looks.plain(row["data"])}
    if table in _OF_A_CALL:
        return {**row, "call_id": places.get(row["call_id"])}
    return row


def _parsed(text: str) -> Mapping[str, Any]:
    if sum(map(text.count, "{[,")) > _MOST_ENTRIES:
        raise UsageError(f"this is more than can be read at once: it has over {_MOST_ENTRIES:,} entries")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"this is no JSON that precall export wrote: {said_by('JSON', error)}") from None
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        found = data.get("schema") if isinstance(data, dict) else None
        if found is None:
            raise UsageError(
                f"this is no {SCHEMA} file: it names no schema. Write one with: precall export FILE.json"
            )
        raise UsageError(
            f"this is no {SCHEMA} file: its schema is {found!r}. Write one with: precall export FILE.json"
        )
    for name in ("clients", "gifts", "outreach"):
        entries = data.get(name, [] if name == "outreach" else None)  # which earlier versions did not write
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise UsageError(f"this is no {SCHEMA} file: {name} is not a list")
    return data


def _load_client(db: Database, data: Mapping[str, Any], place: str, now: datetime) -> None:
    key = str(data["key"])
    client = identity.lookup_alias(db, key) or identity.made(db, identity.named(key), now)
    for column in ("name", "phone", "question"):
        value = _checked(data, column, place)
        sql = f"UPDATE clients SET {column} = :value WHERE id = :id AND {column} = ''"  # noqa: S608
        db.run(sql, value=value, id=client.id)
    db.run("UPDATE clients SET rhythm = :value WHERE id = :id", value=_rhythm(data, place), id=client.id)
    calls: list[int] = []
    for table in _TABLES:
        rows = data.get(table, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise UsageError(f"{place}: {table} is not a list")
        for row in rows:
            _load_row(db, table, row, client.id, calls, f"{place}, {table}")
    for column in ("spoken_at", "touched_at"):
        if latest := _time(data, column, place):
            sql = f"UPDATE clients SET {column} = :at WHERE id = :id AND ({column} IS NULL OR {column} < :at)"  # noqa: S608
            db.run(sql, at=latest, id=client.id)


def _load_outreach(db: Database, data: Mapping[str, Any], place: str, who: LeftAlone) -> None:
    key = _key(data, place)
    if is_never(who, key):
        return
    values = {name: _checked(data, name, place) for name in _OUTREACH if not name.endswith("_at")}
    drafted, sent = _time(data, "drafted_at", place), _time(data, "sent_at", place)
    if drafted is None:
        raise UsageError(f"{place}: drafted_at is missing")
    db.run(
        f"INSERT INTO outreach ({', '.join(_OUTREACH)}) VALUES ({', '.join(f':{name}' for name in _OUTREACH)})"  # noqa: S608
        " ON CONFLICT (key) DO UPDATE SET sent_at = coalesce(outreach.sent_at, excluded.sent_at)",
        **values,
        drafted_at=drafted,
        sent_at=sent,
    )


def _load_row(
    db: Database, table: str, row: Mapping[str, Any], client: int, calls: list[int], place: str
) -> None:
    values = {name: _value(table, row, name, place) for name in _TABLES[table]}
    same = " AND ".join(f"coalesce({name}, '') = :{name}" for name in values if name != "data")
    comparable = {name: "" if value is None else value for name, value in values.items() if name != "data"}
    owner = "" if table == "aliases" else "client_id = :client AND "
    known = db.rows(
        f"SELECT {'id' if table == 'calls' else '1'} FROM {table} WHERE {owner}{same}",  # noqa: S608
        **({} if table == "aliases" else {"client": client}),
        **comparable,
    )
    if known:
        if table == "calls":
            calls.append(int(known[0][0]))
        return
    if table in _OF_A_CALL:
        call = row.get("call_id")
        values["call_id"] = calls[call] if isinstance(call, int) and 0 <= call < len(calls) else None
    names = ", ".join(("client_id", *values))
    marks = ", ".join(f":{name}" for name in ("client_id", *values))
    sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608
    if table == "calls":
        calls.append(int(one(db, f"{sql} RETURNING id", client_id=client, **values)[0]))
    else:
        tail = "" if table in ("promises", "details", "landed", "looks") else " ON CONFLICT DO NOTHING"
        db.run(sql + tail, client_id=client, **values)


def _value(table: str, row: Mapping[str, Any], name: str, place: str) -> Any:
    if name == "data":
        return _state(row.get("data"), place)
    if name == "at" or name.endswith("_at"):
        return _time(row, name, place)
    if name == "by_day":
        return _day(row, place)
    if name == "who" and row.get("who") not in ("me", "them"):
        raise UsageError(f"{place}: who is {row.get('who')!r}; it is me or them")
    if name == "what" and row.get("what") not in get_args(GivenKind):
        raise UsageError(f"{place}: what is {row.get('what')!r}; it is {', '.join(get_args(GivenKind))}")
    if name == "value" and row.get("what") == "when":
        return _time(row, name, place)
    return _checked(row, name, place)


def _state(value: Any, place: str) -> bytes:
    """What a look saw, packed as it is kept; it is read once, so that nothing malformed stays."""
    if not is_text(json.dumps(value, ensure_ascii=False)):
        raise UsageError(f"{place}: what a look saw is not a text")
    try:
        looks.seen_of(datetime(2000, 1, 1, tzinfo=UTC), value)
    except looks.MALFORMED as error:
        raise UsageError(f"{place}: what a look saw cannot be read: {said_by('Python', error)}") from None
    return looks.packed(value)


def _key(row: Mapping[str, Any], place: str) -> str:
    key = _checked(row, "key", place)
    if identity.named(key).key != key:
        raise UsageError(f"{place}: key is {key[:80]!r}, neither a domain nor an e-mail address")
    return key


def _addresses(data: Mapping[str, Any]) -> Iterator[str]:
    """Every other address that means a client, as far as the file is what it should be."""
    for table, column in (("aliases", "alias"), ("people", "email")):
        rows = data.get(table)
        for row in rows if isinstance(rows, list) else ():
            yield str(row.get(column, ""))[:_LONGEST_ADDRESS] if isinstance(row, dict) else ""


def _checked(row: Mapping[str, Any], name: str, place: str) -> str:
    value = row.get(name, "")
    if not isinstance(value, str) or len(value) > _LONGEST or "\0" in value or not is_text(value):
        raise UsageError(f"{place}: {name} is not a text")
    return value


def _time(row: Mapping[str, Any], name: str, place: str) -> str | None:
    value = row.get(name)
    if value is None:
        return None
    try:
        return written(read_moment(str(value), UTC))
    except ValueError:
        raise UsageError(
            f"{place}: {name} is {value!r}, not a time such as 2026-01-31T09:00:00Z, in a year from 1900 to 2999"
        ) from None


def _day(row: Mapping[str, Any], place: str) -> str | None:
    value = row.get("by_day")
    if value is None:
        return None
    try:
        return read_moment(str(value), UTC).date().isoformat()
    except ValueError:
        raise UsageError(
            f"{place}: by_day is {value!r}, not a day such as 2026-01-31, in a year from 1900 to 2999"
        ) from None


def _rhythm(data: Mapping[str, Any], place: str) -> int:
    value = data.get("rhythm", 30)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 3650:
        raise UsageError(f"{place}: rhythm is {value!r}; it is a number of days from 1 to 3650")
    return value
