"""Does a memory of another version stay safe?"""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from moments import NOW, Opened, told

from precall.errors import SettingsError, StorageError
from precall.memory import calls, copies, elsewhere, identity
from precall.memory.database import Database, SqliteDatabase
from precall.memory.versions import SCHEMA, VERSIONS, migrate, open_memory, version_of


def test_a_new_memory_has_the_newest_version(db: Database) -> None:
    """It went through every migration."""
    assert version_of(db) == VERSIONS[-1]
    scripts = Path(calls.__file__).parent.glob("migrations/versions/*.py")
    assert tuple(sorted(path.name[:4] for path in scripts)) == VERSIONS


def test_a_newer_memory_is_refused_kindly_and_left_alone(opened: Opened) -> None:
    """The message names the version and the way out."""
    db = opened()
    db.run("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(
        StorageError, match=r"written by a newer precall.*9999.*Nothing was changed.*Update precall"
    ):
        opened()
    assert version_of(db) == "9999"


def older(path: Path) -> None:
    """A memory of the first version with a client in it."""
    db = sqlite3.connect(path)
    for table in ("gifts", "checkins", "people", "given", "elsewhere", "outreach"):
        db.execute(f"DROP TABLE {table}")
    db.execute("ALTER TABLE looks DROP COLUMN asker")
    db.execute("UPDATE alembic_version SET version_num = '0001'")
    db.commit()
    db.close()


def test_an_older_memory_is_migrated_after_a_copy_was_made(tmp_path: Path) -> None:
    """What it held is there, and the copy is known, so that forgetting reaches it."""
    db = open_memory(tmp_path, "", NOW)
    client = identity.ensured(db, "acme.example", NOW)
    calls.add_call(db, client, told())
    db.close()
    older(tmp_path / "memory.sqlite3")
    db = open_memory(tmp_path, "", NOW)
    assert version_of(db) == VERSIONS[-1]
    assert identity.people_of(db, client) == ()
    assert len(calls.promises_of(db, client)) == 2
    (copy,) = copies.known(db)
    assert version_of(SqliteDatabase(copy)) == "0001"


@pytest.mark.postgres
def test_an_older_memory_on_a_server_is_migrated(database_url: str, tmp_path: Path) -> None:
    """Its operator makes the copies there."""
    db = open_memory(tmp_path, database_url, NOW)
    identity.ensured(db, "acme.example", NOW)
    for table in ("gifts", "checkins", "people", "given", "elsewhere", "outreach"):
        db.run(f"DROP TABLE {table}")
    db.run("ALTER TABLE looks DROP COLUMN asker")
    db.run("UPDATE alembic_version SET version_num = '0001'")
    db.close()
    db = open_memory(tmp_path, database_url, NOW)
    assert version_of(db) == VERSIONS[-1]
    assert identity.people_of(db, identity.needed(db, "acme.example")) == ()
    db.close()


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    """It is not overwritten."""
    (tmp_path / "memory.sqlite3").write_bytes(b"this is a shopping list" * 100)
    with pytest.raises(StorageError, match="not a database"):
        open_memory(tmp_path, "", NOW)
    assert (tmp_path / "memory.sqlite3").read_bytes().startswith(b"this is a shopping list")


@pytest.mark.parametrize("url", ["nonsense", "mongodb://host/x"])
def test_an_address_that_is_none_is_refused(url: str, tmp_path: Path) -> None:
    """The message shows what it should look like."""
    with pytest.raises(SettingsError, match="postgresql"):
        open_memory(tmp_path, url, NOW)


def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    """Passwords never reach a message."""
    pytest.importorskip("psycopg")
    with pytest.raises(StorageError, match="cannot be used") as refused:
        open_memory(tmp_path, f"postgresql://ann:geheim@/x?host={tmp_path}", NOW)
    assert "geheim" not in str(refused.value)


def test_a_new_file_is_what_all_migrations_make_of_an_empty_one(tmp_path: Path) -> None:
    """The shipped schema and the migrations say the same: copy what `_schema_of` gives after a new migration."""
    migrated = SqliteDatabase(tmp_path / "migrated.sqlite3")
    migrate(migrated)
    assert SCHEMA.read_text(encoding="utf-8") == _schema_of(migrated)
    made = open_memory(tmp_path, "", NOW)
    assert isinstance(made, SqliteDatabase)
    assert _schema_of(made) == _schema_of(migrated)
    for db in (migrated, made):
        db.close()


def test_the_memory_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    """Copies, too."""
    db = open_memory(tmp_path, "", NOW)
    assert isinstance(db, SqliteDatabase)
    identity.ensured(db, "acme.example", NOW)
    db.copy_to(tmp_path / "copy.sqlite3")
    assert {path.stat().st_mode & 0o077 for path in tmp_path.iterdir()} == {0}
    db.close()


def test_looking_something_up_does_not_import_the_libraries_of_servers_and_migrations(tmp_path: Path) -> None:
    """They would cost more than the look-up."""
    code = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC;"
        "from precall.memory.versions import open_memory;"
        f"open_memory(Path({str(tmp_path)!r}), '', datetime.now(UTC));"
        "sys.exit('sqlalchemy' in sys.modules or 'alembic' in sys.modules)"
    )
    source = str(Path(calls.__file__).parents[2])
    assert (
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": source}, check=False
        ).returncode
        == 0
    )


def test_exports_of_an_earlier_version_may_hold_everybody_who_was_known_then(tmp_path: Path) -> None:
    """Nobody noted whom; so forgetting either names them."""
    db = open_memory(tmp_path, "", NOW)
    for domain in ("acme.example", "other.example"):
        identity.ensured(db, domain, NOW)
    for table in ("elsewhere", "outreach"):
        db.run(f"DROP TABLE {table}")
    db.run("ALTER TABLE looks DROP COLUMN asker")
    db.run("UPDATE alembic_version SET version_num = '0003'")
    db.run("INSERT INTO meta (name, value) VALUES ('export /home/ann/all.json', 'export')")
    db.close()
    db = open_memory(tmp_path, "", NOW)
    for domain in ("acme.example", "other.example"):
        assert elsewhere.places(db, identity.needed(db, domain)) == (("/home/ann/all.json", "export"),)
    assert db.rows("SELECT count(*) FROM meta") == [(0,)]
    db.close()


def _schema_of(database: SqliteDatabase) -> str:
    """The statements that make the tables and indexes of a database."""
    rows = database.rows(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, name"
    )
    lines = (line.rstrip() for row in rows for line in f"{row[0].strip()};".splitlines())
    return "".join(f"{line}\n" for line in lines)
