"""Whom does the caller mean: one client, however it was typed."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from precall.errors import AddressError, UsageError
from precall.memory.database import Database, one
from precall.memory.times import moment, written
from precall.model.memory import Client, Person
from precall.site.address import parse_address
from precall.site.nobodys import is_free_mail
from precall.site.text import clean, shorten

_COLUMNS = "clients.id, clients.key, clients.name, clients.phone, clients.question, clients.rhythm, clients.spoken_at, clients.touched_at"
_MAIL = re.compile(r"[^\s@<>:/]{1,64}@[^\s@<>:/]{1,253}")
_NOT_IN_NAME = re.compile(r"[^\w]+")
_LONGEST_NAME = 120
_SUGGESTED = 3


class Named(NamedTuple):
    """What was typed, as the memory looks it up: a domain (on a shared host with the owner's path), an e-mail address, or a name."""

    typed: str
    domain: str = ""
    email: str = ""
    folded: str = ""

    @property
    def key(self) -> str:
        """What a new client would be kept under; empty for a name alone."""
        return self.domain or self.email


def named(typed: str) -> Named:
    """What was typed, read as a website, an e-mail address (of a free provider, too) or a name."""
    text = clean(typed).removeprefix("mailto:")
    found = _MAIL.search(text)
    email = found[0].lower() if found else ""
    try:
        domain = parse_address(typed).key
    except AddressError:
        domain = ""
    return Named(shorten(text, 80), domain, email, "" if domain or email else folded(text))


def folded(name: str) -> str:
    """A name without regard to case, accents and punctuation; empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", clean(name).casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_IN_NAME.sub(" ", letters).strip()[:_LONGEST_NAME]


def lookup(db: Database, typed: str) -> Client | None:
    """The client that was typed; None where there is none. UsageError where a name belongs to several."""
    who = named(typed)
    for alias in filter(None, (who.email, who.domain)):
        if client := lookup_alias(db, alias):
            return client
    wanted = who.folded or folded(typed)
    found = db.rows(
        f"SELECT {_COLUMNS} FROM names JOIN clients ON clients.id = client_id WHERE folded = :folded ORDER BY clients.id",  # noqa: S608
        folded=wanted,
    )
    if len(found) > 1:
        keys = ", ".join(str(row[1]) for row in found)
        raise UsageError(
            f"{who.typed!r} could be {keys}. Give the domain, or join two that are one: precall merge"
        )
    return client_of(found[0]) if found else None


def lookup_alias(db: Database, alias: str) -> Client | None:
    """The client whom exactly this domain or e-mail address means."""
    rows = db.rows(
        f"SELECT {_COLUMNS} FROM aliases JOIN clients ON clients.id = client_id WHERE alias = :alias",  # noqa: S608
        alias=alias.lower(),
    )
    return client_of(rows[0]) if rows else None


def needed(db: Database, typed: str) -> Client:
    """The client that was typed; UsageError with who is known where there is none."""
    client = lookup(db, typed)
    if client is None:
        close = near(db, named(typed))
        hint = f" Did you mean {close}?" if close else ""
        raise UsageError(
            f"no client {shorten(clean(typed), 80)!r} in the memory.{hint} precall clients lists them."
        )
    return client


def ensured(db: Database, typed: str, now: datetime) -> Client:
    """The client that was typed, made where it is new. UsageError for a name that nobody goes by."""
    client = lookup(db, typed)
    if client:
        return client
    who = named(typed)
    if not who.key:
        close = near(db, who)
        hint = f" Did you mean {close}?" if close else ""
        raise UsageError(
            f"nobody in the memory goes by {who.typed!r}.{hint} The first time, give the website or an e-mail address."
        )
    return made(db, who, now)


def made(db: Database, who: Named, now: datetime) -> Client:
    """A client under its key, made unless another process was faster."""
    with db.transaction():
        db.run(
            "INSERT INTO clients (key, made_at) VALUES (:key, :now) ON CONFLICT (key) DO NOTHING",
            key=who.key,
            now=written(now),
        )
        client = by_key(db, who.key)
        for alias in dict.fromkeys(filter(None, (who.key, who.email))):
            add_alias(db, client.id, alias)
    return client


def by_key(db: Database, key: str) -> Client:
    """The client that is kept under a key."""
    return client_of(one(db, f"SELECT {_COLUMNS} FROM clients WHERE key = :key", key=key))  # noqa: S608


def add_alias(db: Database, client_id: int, alias: str) -> None:
    """Let a domain or an e-mail address mean this client, unless it means another one."""
    alias = alias.lower()
    _, at, host = alias.rpartition("@")
    if alias and not (not at and is_free_mail(host)):
        db.run(
            "INSERT INTO aliases (alias, client_id) VALUES (:alias, :client) ON CONFLICT (alias) DO NOTHING",
            alias=alias,
            client=client_id,
        )


def add_names(db: Database, client_id: int, names: Iterable[str]) -> None:
    """Let these names mean this client, too."""
    for name in names:
        if wanted := folded(name):
            db.run(
                "INSERT INTO names (client_id, folded, shown) VALUES (:client, :folded, :shown)"
                " ON CONFLICT (client_id, folded) DO NOTHING",
                client=client_id,
                folded=wanted,
                shown=shorten(clean(name), _LONGEST_NAME),
            )


def add_person(db: Database, client_id: int, person: Person) -> None:
    """Keep a person of a client; a name that is known gains what was not known of it."""
    name = shorten(clean(person.name), _LONGEST_NAME)
    if not folded(name):
        return
    db.run(
        "INSERT INTO people (client_id, folded, name, email, phone) VALUES (:client, :folded, :name, :email, :phone)"
        " ON CONFLICT (client_id, folded) DO UPDATE SET"
        " email = CASE WHEN excluded.email <> '' THEN excluded.email ELSE people.email END,"
        " phone = CASE WHEN excluded.phone <> '' THEN excluded.phone ELSE people.phone END",
        client=client_id,
        folded=folded(name),
        name=name,
        email=person.email.lower(),
        phone=person.phone,
    )
    add_names(db, client_id, [name])
    if person.email:
        add_alias(db, client_id, person.email)


def people_of(db: Database, client: Client) -> tuple[Person, ...]:
    """The people of a client, by name."""
    rows = db.rows(
        "SELECT name, email, phone FROM people WHERE client_id = :client ORDER BY folded", client=client.id
    )
    return tuple(Person(*row) for row in rows)


def name_client(db: Database, client_id: int, name: str) -> None:
    """Call a client by this name, where it has none yet."""
    db.run("UPDATE clients SET name = :name WHERE id = :client AND name = ''", name=name, client=client_id)


def set_rhythm(db: Database, client_id: int, days: int) -> None:
    """How many days may pass between two calls with this client."""
    db.run("UPDATE clients SET rhythm = :days WHERE id = :client", days=days, client=client_id)


def all_clients(db: Database) -> tuple[Client, ...]:
    """Every client, by key."""
    return tuple(map(client_of, db.rows(f"SELECT {_COLUMNS} FROM clients ORDER BY key")))  # noqa: S608


def names_of_all(db: Database) -> dict[int, str]:
    """A name that each client also goes by, such as a person's, by the client's number."""
    return {
        int(row[0]): str(row[1])
        for row in db.rows("SELECT client_id, min(shown) FROM names GROUP BY client_id")
    }


def clients_where(db: Database, condition: str, **values: object) -> tuple[Client, ...]:
    """The clients for which a condition of ours (never of a user's) holds."""
    return tuple(map(client_of, db.rows(f"SELECT {_COLUMNS} FROM clients WHERE {condition}", **values)))  # noqa: S608


def domains_below(db: Database, domains: Collection[str]) -> tuple[str, ...]:
    """The sub-domains of these domains that mean a client of their own."""
    known = (str(row[0]) for row in db.rows("SELECT alias FROM aliases ORDER BY alias"))
    return tuple(alias for alias in known if any(alias.endswith(f".{domain}") for domain in domains))


def client_of(row: tuple[object, ...]) -> Client:
    """A client from the columns of a row."""
    number, key, name, phone, question, rhythm, spoken_at, touched_at = row
    return Client(
        int(str(number)),
        str(key),
        str(name),
        str(phone),
        str(question),
        int(str(rhythm)),
        moment(None if spoken_at is None else str(spoken_at)),
        moment(None if touched_at is None else str(touched_at)),
    )


def near(db: Database, who: Named) -> str:
    """The closest names of clients, for a slip of the pen."""
    from difflib import get_close_matches

    rows = db.rows("SELECT folded, key FROM names JOIN clients ON clients.id = client_id ORDER BY folded")
    keys = {str(row[0]): str(row[1]) for row in rows}
    keys |= {str(row[0]): str(row[0]) for row in db.rows("SELECT key FROM clients ORDER BY key LIMIT 5000")}
    wanted = who.key or who.folded
    return ", ".join(
        dict.fromkeys(keys[near] for near in get_close_matches(wanted, list(keys)[:5000], _SUGGESTED, 0.75))
    )
