"""Is a client who is forgotten nowhere any more?"""

from pathlib import Path

import pytest
from moments import NOW, told

from precall.memory import calls, copies, forgetting, identity
from precall.memory.database import Database, SqliteDatabase
from precall.memory.versions import open_memory
from precall.model.memory import Client


def holds(folder: Path, word: str) -> list[Path]:
    """The files below a folder that have a word in their bytes."""
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and word.encode().lower() in path.read_bytes().lower()
    ]


def test_no_byte_of_a_forgotten_client_is_left(tmp_path: Path) -> None:
    """Not in the file, not in its log, and not in copies, older ones included."""
    db = open_memory(tmp_path, "", NOW)
    assert isinstance(db, SqliteDatabase)
    for domain in ("acme.example", "other.example"):
        client = identity.ensured(db, domain, NOW)
        calls.add_call(db, client, told(f"heard: the secret of {domain.partition('.')[0]}"))
        identity.add_names(db, client.id, [f"{domain.partition('.')[0].title()} Gardens"])
    copy = tmp_path / "copies" / "copy.sqlite3"
    copies.make(db, copy)
    assert holds(tmp_path, "acme")
    acme = identity.needed(db, "Acme Gardens")
    copies.clear(copy, forgetting.aliases_of(db, acme))
    forgetting.forget(db, acme)
    assert holds(tmp_path, "acme") == []
    assert len(calls.calls_of(db, identity.needed(db, "other.example"))) == 1
    assert (
        len(calls.calls_of(SqliteDatabase(copy), identity.needed(SqliteDatabase(copy), "other.example"))) == 1
    )
    db.close()


def test_forgetting_removes_every_row(db: Database, acme: Client) -> None:
    """Whatever belongs to the client goes with it."""
    calls.add_call(db, acme, told())
    identity.add_names(db, acme.id, ["Acme"])
    forgetting.forget(db, acme)
    assert identity.lookup(db, "acme.example") is None
    for table in ("aliases", "names", "calls", "promises", "details"):
        assert db.rows(f"SELECT count(*) FROM {table}") == [(0,)], table


def test_a_client_forgotten_for_good_is_refused_and_named_nowhere(tmp_path: Path) -> None:
    """Only a keyed hash stays, and it can be taken back."""
    db = open_memory(tmp_path, "", NOW)
    client = identity.ensured(db, "acme.example", NOW)
    identity.add_alias(db, client.id, "ann@gmail.com")
    keys = forgetting.aliases_of(db, client)
    forgetting.forget(db, client)
    forgetting.never_again(db, keys)
    who = forgetting.left_alone(db)
    for typed in (
        "acme.example",
        "https://www.acme.example/x",
        "ACME.Example.",
        "ａｃｍｅ.example:8080",
        "news.shop.acme.example",
        "bob@acme.example",
        "bob@mail.acme.example",
        "Ann Lee <Ann@Gmail.com>",
    ):
        assert forgetting.is_never(who, typed), typed
    for typed in ("other.example", "gmail.com", "bob@gmail.com", "notacme.example", "acme.example.net"):
        assert not forgetting.is_never(who, typed), typed
    assert holds(tmp_path, "acme") == []
    assert forgetting.allow_again(db, "acme.example")
    assert not forgetting.is_never(forgetting.left_alone(db), "acme.example")
    db.close()


def test_a_client_with_a_refused_alias_is_refused_by_every_other_one(db: Database) -> None:
    """However it came into the memory; and taking it back by any of them helps."""
    forgetting.never_again(db, ["acme.example"])
    client = identity.ensured(db, "harbour.example", NOW)
    identity.add_alias(db, client.id, "loft@acme.example")
    identity.add_alias(db, client.id, "ann@gmail.com")
    identity.ensured(db, "other.example", NOW)
    who = forgetting.left_alone(db)
    for typed in ("harbour.example", "ann@gmail.com", "loft@acme.example"):
        assert forgetting.is_never(who, typed), typed
    assert not forgetting.is_never(who, "other.example")
    assert forgetting.allow_again(db, "harbour.example")
    assert not forgetting.left_alone(db)


def test_the_key_of_the_hashes_is_another_one_in_every_memory(tmp_path: Path) -> None:
    """So nobody can look a domain up in a list of hashes."""
    digests = []
    for name in ("one", "two"):
        db = open_memory(tmp_path / name, "", NOW)
        forgetting.never_again(db, ["acme.example"])
        digests += db.rows("SELECT digest FROM never")
        db.close()
    assert digests[0] != digests[1]


@pytest.mark.parametrize(
    "notes", ["heard: acme.example recommended us", "i promised: a word with ACME.example"]
)
def test_notes_of_others_that_mention_a_client_are_named(db: Database, acme: Client, notes: str) -> None:
    """They are the caller's own to edit."""
    calls.add_call(db, identity.ensured(db, "other.example", NOW), told(notes))
    assert forgetting.mentions(db, ["acme.example"]) == ("other.example",)
