"""What a client's site said each time it was read; a look that saw nothing new costs one row."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from precall.memory import writings
from precall.memory.database import Database, damaged, one
from precall.memory.identity import add_alias, add_names
from precall.memory.times import known, written, written_or_none
from precall.model.dossier import Dossier
from precall.model.fact import Fact, Kind
from precall.model.fact_data import of_row, row
from precall.model.kinds import ROWS
from precall.model.memory import Ahead, Client, Seen
from precall.model.page import Miss, PageRecord
from precall.site.url import owner_of

CALLER = "caller"
"""The asker who looks by the command line; another face has a name of its own."""
HALF_A_DAY = timedelta(hours=12)
_EVIDENCE = 2
_LONGEST_NAME = 200
_MOST_PEOPLE = 20
MALFORMED = (ValueError, TypeError, KeyError, IndexError, AttributeError)


def add_look(
    db: Database, client: Client, dossier: Dossier, *, whole: bool, folder: Path, asker: str = CALLER
) -> None:
    """Keep what a piece of research saw, and what the next one and `today` need of it."""
    subject = dossier.subject
    with db.transaction():
        add_seen(
            db,
            client,
            seen_in(subject.researched_at, dossier.facts, dossier.pages, dossier.missed, whole=whole),
            asker,
        )
        db.run(
            "UPDATE clients SET name = :name, phone = :phone, question = :question WHERE id = :client",
            client=client.id,
            name=_sure(dossier, "name") or client.name or _sure(dossier, "legal_name"),
            phone=_phone(dossier) or client.phone,
            question=dossier.questions[0].text if dossier.questions else client.question,
        )
        add_alias(db, client.id, subject.domain)
        add_alias(db, client.id, owner_of(subject.url))
        add_names(db, client.id, filter(None, (_sure(dossier, "name"), _sure(dossier, "legal_name"))))
        people = (str(person.value) for person in dossier.of("person") if not person.check)
        add_names(db, client.id, islice(people, _MOST_PEOPLE))
        writings.add(db, client, folder)


def add_seen(db: Database, client: Client, seen: Seen, asker: str = CALLER) -> None:
    """Keep one look of an asker; what it saw is kept once, however often it is seen."""
    data = packed(_plain(seen))
    sha = hashlib.sha256(data).hexdigest()
    db.run(
        "INSERT INTO states (client_id, sha256, data) VALUES (:client, :sha, :data) ON CONFLICT DO NOTHING",
        client=client.id,
        sha=sha,
        data=data,
    )
    db.run(
        "INSERT INTO looks (client_id, at, sha256, asker) VALUES (:client, :at, :sha, :asker)",
        client=client.id,
        at=written(seen.at),
        sha=sha,
        asker=asker,
    )


def looks_of(db: Database, client: Client) -> tuple[datetime, ...]:
    """When a client's site was read, oldest first."""
    rows = db.rows("SELECT at FROM looks WHERE client_id = :client ORDER BY at, id", client=client.id)
    return tuple(known(row[0]) for row in rows)


def look_before(db: Database, client: Client, moment: datetime, asker: str = CALLER) -> Seen | None:
    """The asker's newest look before a moment."""
    return _newest(db, client, "at < :moment AND asker = :asker", moment=written(moment), asker=asker)


def newest_look(db: Database, client: Client) -> Seen | None:
    """The newest look, whoever looked."""
    return _newest(db, client, "1 = 1")


def looks_before(
    db: Database, client: Client, moment: datetime, asker: str = CALLER, most: int = 20
) -> Iterator[Seen]:
    """The asker's looks before a moment that each saw something else than the one after, newest first, at most so many."""
    rows = db.rows(
        "SELECT max(at), sha256 FROM looks JOIN states USING (client_id, sha256)"
        " WHERE client_id = :client AND at < :moment AND asker = :asker GROUP BY sha256 ORDER BY max(at) DESC LIMIT :most",
        client=client.id,
        moment=written(moment),
        asker=asker,
        most=most,
    )
    for at, sha in rows:
        kept = "SELECT data FROM states WHERE client_id = :client AND sha256 = :sha"
        yield unpacked(known(at), one(db, kept, client=client.id, sha=sha)[0])


def oldest_look(db: Database, client: Client, asker: str = CALLER) -> Seen | None:
    """The asker's first look that is still kept."""
    rows = db.rows(
        "SELECT at, data FROM looks JOIN states USING (client_id, sha256) WHERE client_id = :client AND asker = :asker"
        " ORDER BY at, id LIMIT 1",
        client=client.id,
        asker=asker,
    )
    return unpacked(known(rows[0][0]), rows[0][1]) if rows else None


def plan(db: Database, client: Client, call: Ahead) -> None:
    """Keep a planned call with its briefing; the same client at the same time is the same call, known better."""
    db.run(
        "INSERT INTO planned (client_id, starts_at, ends_at, title, briefing) VALUES (:client, :start, :end, :title, :briefing)"
        " ON CONFLICT (client_id, starts_at) DO UPDATE SET ends_at = coalesce(excluded.ends_at, planned.ends_at),"
        " title = CASE excluded.title WHEN '' THEN planned.title ELSE excluded.title END,"
        " briefing = CASE excluded.briefing WHEN '' THEN planned.briefing ELSE excluded.briefing END",
        client=client.id,
        start=written(call.start),
        end=written_or_none(call.end),
        title=call.title,
        briefing=call.briefing,
    )


def unplan(db: Database, client: Client, start: datetime) -> None:
    """Take back a planned call that was noted wrongly; one of the calendar's, which has an end, stays."""
    db.run(
        "DELETE FROM planned WHERE client_id = :client AND starts_at = :start AND ends_at IS NULL",
        client=client.id,
        start=written(start),
    )


def planned(db: Database, start: datetime, end: datetime | None = None) -> tuple[Ahead, ...]:
    """The calls planned from one moment to another, or from then on, in order of time."""
    rows = db.rows(
        "SELECT clients.key, clients.name, starts_at, ends_at, title, briefing FROM planned"
        " JOIN clients ON clients.id = client_id WHERE starts_at >= :start AND starts_at < :end ORDER BY starts_at, clients.key",
        start=written(start),
        end=written(end or datetime.max.replace(tzinfo=UTC)),
    )
    return tuple(Ahead(r[0], r[1], known(r[2]), known(r[3]) if r[3] else None, r[4], r[5]) for r in rows)


def planned_of(db: Database, client: Client) -> tuple[Ahead, ...]:
    """A client's planned calls, in order of time."""
    rows = db.rows(
        "SELECT starts_at, ends_at, title, briefing FROM planned WHERE client_id = :client ORDER BY starts_at",
        client=client.id,
    )
    return tuple(
        Ahead(client.key, client.name, known(r[0]), known(r[1]) if r[1] else None, r[2], r[3]) for r in rows
    )


def planned_before(db: Database, client: Client, now: datetime) -> datetime | None:
    """When the last planned call of a client was, within half a day before now."""
    rows = db.rows(
        "SELECT max(starts_at) FROM planned WHERE client_id = :client AND starts_at <= :now AND starts_at > :before",
        client=client.id,
        now=written(now),
        before=written(now - HALF_A_DAY),
    )
    return known(rows[0][0]) if rows[0][0] else None


def seen_in(
    at: datetime,
    facts: Iterable[Fact],
    pages: Iterable[PageRecord],
    missed: tuple[Miss, ...],
    *,
    whole: bool,
) -> Seen:
    """What a piece of research saw, as the next look is compared with it."""
    kept = tuple(fact for fact in facts if ROWS[fact.kind].remembered)
    return Seen(at, kept, tuple(page.url for page in pages), missed, whole)


def _newest(db: Database, client: Client, condition: str, **values: object) -> Seen | None:
    rows = db.rows(
        "SELECT at, data FROM looks JOIN states USING (client_id, sha256)"  # noqa: S608
        f" WHERE client_id = :client AND {condition} ORDER BY at DESC, id DESC LIMIT 1",
        client=client.id,
        **values,
    )
    return unpacked(known(rows[0][0]), rows[0][1]) if rows else None


def _plain(seen: Seen) -> list[Any]:
    facts = [row(fact, most=_EVIDENCE) for fact in seen.facts]
    missed = [[miss.url, miss.reason, miss.transient] for miss in seen.missed]
    return [facts, list(seen.pages), missed, seen.whole]


def packed(value: object) -> bytes:
    """What a look saw, in the bytes in which it is kept."""
    text = json.dumps(value, separators=(",", ":"), sort_keys=True)
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def plain(data: bytes) -> Any:
    """What a look saw, as JSON, from the bytes in which it is kept. MemoryUnusable where those are damaged."""
    try:
        return json.loads(zlib.decompress(bytes(data)))
    except (ValueError, zlib.error) as error:
        raise damaged(f"what a look saw cannot be read ({error})") from None


def unpacked(at: datetime, data: bytes) -> Seen:
    """The look from the bytes in which it is kept. MemoryUnusable where those are damaged."""
    try:
        return seen_of(at, plain(data))
    except MALFORMED as error:
        raise damaged(f"what a look saw cannot be read ({error})") from None


def seen_of(at: datetime, value: Any) -> Seen:
    """What a look saw, from JSON; one of `MALFORMED` where that says something else."""
    facts, pages, missed, whole = value
    return Seen(
        at,
        tuple(map(of_row, facts)),
        tuple(pages),
        tuple(Miss(*miss) for miss in missed),
        whole,
    )


def _sure(dossier: Dossier, kind: Kind) -> str:
    fact = next((fact for fact in dossier.of(kind) if not fact.check), None)
    return str(fact.value)[:_LONGEST_NAME] if fact else ""


def _phone(dossier: Dossier) -> str:
    voices: Iterable[Fact] = (
        fact for fact in dossier.of("phone") if fact.text("type") != "fax" and not fact.check
    )
    first = next(iter(voices), None)
    return (first.text("shown") or str(first.value))[:40] if first else ""
