"""How is a client forgotten, everywhere and if wished for good?"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from precall.errors import UsageError
from precall.memory.database import Database, SqliteDatabase, damaged
from precall.model.left_alone import LeftAlone, digest, digests

if TYPE_CHECKING:
    from precall.model.memory import Client

_KEY = "never_key"
_TABLES = (
    "aliases", "names", "looks", "states", "landed", "details", "promises", "calls", "planned", "writings", "checkins",
    "people", "given", "elsewhere",
)  # fmt: skip


def aliases_of(db: Database, client: "Client") -> tuple[str, ...]:
    """The domains and e-mail addresses that mean a client."""
    rows = db.rows("SELECT alias FROM aliases WHERE client_id = :client ORDER BY alias", client=client.id)
    return tuple(dict.fromkeys((client.key, *(str(row[0]) for row in rows))))


def forget(db: Database, client: "Client") -> None:
    """Removes a client from the memory; no byte is left in an embedded one."""
    with db.transaction():
        for table in _TABLES:
            db.run(f"DELETE FROM {table} WHERE client_id = :client", client=client.id)  # noqa: S608
        db.run("DELETE FROM clients WHERE id = :client", client=client.id)
    if isinstance(db, SqliteDatabase):
        db.wipe()


def note_batch(db: Database, folder: Path) -> None:
    """Remember where a batch keeps its results, so that `forget` reaches them."""
    db.run(
        "INSERT INTO meta (name, value) VALUES (:name, 'batch') ON CONFLICT (name) DO NOTHING",
        name=f"batch {folder.absolute()}",
    )


def batches(db: Database) -> tuple[Path, ...]:
    """The folders of batches; some may lie elsewhere by now."""
    rows = db.rows("SELECT name FROM meta WHERE value = 'batch' ORDER BY name")
    return tuple(Path(str(row[0]).removeprefix("batch ")) for row in rows)


def mentions(db: Database, words: Iterable[str]) -> tuple[str, ...]:
    """Which clients' notes, promises and details have one of these words in them: those are the caller's to edit."""
    found: dict[str, None] = {}
    for word in words:
        for table, column in (("calls", "notes"), ("details", "text"), ("promises", "text")):
            rows = db.rows(
                f"SELECT DISTINCT clients.key FROM {table} JOIN clients ON clients.id = client_id"  # noqa: S608
                f" WHERE lower({column}) LIKE :pattern ORDER BY clients.key",
                pattern=f"%{word.lower().replace('%', '')}%",
            )
            found |= dict.fromkeys(str(row[0]) for row in rows)
    return tuple(found)


def refused_in(db: Database) -> LeftAlone:
    """Who was forgotten for good."""
    rows = db.rows("SELECT digest FROM never")
    return LeftAlone(_key_of(db), frozenset(str(row[0]) for row in rows)) if rows else LeftAlone()


def left_alone(db: Database) -> LeftAlone:
    """Whom to leave alone: who was forgotten for good, and every client of whom one alias is refused."""
    refused = refused_in(db)
    if not refused:
        return refused
    known = db.rows("SELECT client_id, alias FROM aliases UNION SELECT id, key FROM clients")
    theirs = {client for client, alias in known if refused.covers(str(alias))}
    others = (digest(refused.key, str(alias)) for client, alias in known if client in theirs)
    return LeftAlone(refused.key, refused.digests.union(others))


def is_never(who: LeftAlone, *typed: str) -> bool:
    """Whether one of these addresses, however it was typed, is a client's to be left alone."""
    return any(who.covers(alias) for one in typed for alias in _aliases_in(one))


def never_again(db: Database, aliases: Iterable[str]) -> None:
    """Keep a keyed hash of each alias, so that it is refused although its name is nowhere."""
    import secrets

    with db.transaction():
        db.run(
            "INSERT INTO meta (name, value) VALUES (:name, :value) ON CONFLICT (name) DO NOTHING",
            name=_KEY,
            value=secrets.token_hex(32),
        )
        key = _key_of(db)
        for alias in aliases:
            db.run(
                "INSERT INTO never (digest) VALUES (:digest) ON CONFLICT DO NOTHING",
                digest=digest(key, alias),
            )


def refuse_also(db: Database, who: LeftAlone) -> None:
    """Leave alone whom another memory leaves alone, too. UsageError where this one has a list of its own under another key."""
    if not who or who.key == _key_of(db):
        pass
    elif refused_in(db):
        raise UsageError(
            "both memories have a list of those to be left alone, and neither can be read into the other."
            " Bring the clients over instead: precall export FILE --private there, precall import FILE here"
        )
    else:
        db.run("DELETE FROM meta WHERE name = :name", name=_KEY)
        db.run("INSERT INTO meta (name, value) VALUES (:name, :value)", name=_KEY, value=who.key)
    for name in who.digests:
        db.run("INSERT INTO never (digest) VALUES (:digest) ON CONFLICT DO NOTHING", digest=name)


def forget_refused(db: Database) -> int:
    """Forgets every client who is to be left alone; how many there were."""
    from precall.memory.identity import all_clients

    who = refused_in(db)
    theirs = [client for client in all_clients(db) if is_never(who, *aliases_of(db, client))] if who else []
    for client in theirs:
        forget(db, client)
    return len(theirs)


def allow_again(db: Database, typed: str) -> bool:
    """Whether a client was refused, and is no longer."""
    from precall.memory.identity import lookup

    key, client = _key_of(db), lookup(db, typed)
    aliases = {*_aliases_in(typed), *(aliases_of(db, client) if client else ())}
    refused = {name for alias in aliases for name in digests(key, alias)} if key else set()
    return sum(db.run("DELETE FROM never WHERE digest = :digest", digest=name) for name in refused) > 0


def _key_of(db: Database) -> str:
    rows = db.rows("SELECT value FROM meta WHERE name = :name", name=_KEY)
    key = str(rows[0][0]) if rows else ""
    if key.strip("0123456789abcdef") or len(key) % 2:
        raise damaged("the key of those to be left alone is not what was written", db.place)
    return key


def _aliases_in(typed: str) -> tuple[str, ...]:
    from precall.memory.identity import named

    who = named(typed)
    return tuple(dict.fromkeys(filter(None, (who.email, who.domain))))
