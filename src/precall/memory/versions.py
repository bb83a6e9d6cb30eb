"""Does the database fit this program: made where it is new, migrated where it is old, refused where it is newer."""

import os
from datetime import datetime
from pathlib import Path

from precall.errors import MemoryUnusable, StorageError
from precall.memory import copies
from precall.memory.database import FILE_NAME, Database, SqliteDatabase, damaged
from precall.memory.forgetting import left_alone, refused_in
from precall.model.left_alone import LeftAlone

VERSIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
"""The numbers of the migrations, oldest first."""

SCHEMA = Path(__file__).with_name("schema.sql")
"""What all migrations together make of an empty SQLite file, so that a new one does not pay for importing Alembic."""

_FOLDER = Path(__file__).parent / "migrations"
_SQLITE = "sqlite:///"


def open_memory(folder: Path, url: str, now: datetime) -> Database:
    """The memory in a folder, or the one that `url` names; with the schema of this program.

    An older one is migrated, an embedded one after a copy was laid beside it. Raises MemoryUnusable for a newer one.
    """
    if url and not url.startswith(_SQLITE):
        from precall.memory.server import ServerDatabase

        database: Database = ServerDatabase(url)
    else:
        database = SqliteDatabase(_path_of(folder, url))
    try:
        _fit(database, now)
    except BaseException:
        database.close()
        raise
    return database


def exists(folder: Path, url: str) -> bool:
    """Whether there is a memory to be asked, be it damaged, so that none has to be made for that."""
    if url and not url.startswith(_SQLITE):
        return True
    return os.path.lexists(_path_of(folder, url))


def left_alone_in(folder: Path, url: str) -> LeftAlone:
    """Whom to leave alone, from a memory of any version, which may be damaged elsewhere.

    MemoryUnusable where not even that can be read.
    """
    if not exists(folder, url):
        return LeftAlone()
    if url and not url.startswith(_SQLITE):
        raise MemoryUnusable("the server cannot be asked")
    database = SqliteDatabase(_path_of(folder, url), readonly=True)
    try:
        return left_alone(database)
    except MemoryUnusable:
        return refused_in(database)
    finally:
        database.close()


def _path_of(folder: Path, url: str) -> Path:
    return Path(url.removeprefix(_SQLITE)) if url else folder / FILE_NAME


def version_of(database: Database) -> str:
    """The number of the last migration that a database went through; empty where it is new."""
    if isinstance(database, SqliteDatabase):
        there = database.rows("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'")
    else:
        there = database.rows(
            "SELECT 1 FROM pg_tables WHERE tablename = 'alembic_version' AND schemaname = ANY (current_schemas(false))"
        )
    rows = database.rows("SELECT version_num FROM alembic_version") if there else []
    return str(rows[0][0]) if rows else ""


def _fit(database: Database, now: datetime) -> None:
    version = version_of(database)
    if version == VERSIONS[-1]:
        return
    if not version and isinstance(database, SqliteDatabase):
        _make(database)
        return
    if version and version not in VERSIONS and not (version.isdecimal() and version > VERSIONS[-1]):
        raise damaged(f"its version is {version[:20]!r}", database.place)
    if version and version not in VERSIONS:
        raise MemoryUnusable(
            f"the client memory {database.place} was written by a newer precall (its version is {version}, this program knows {VERSIONS[-1]})."
            " Nothing was changed. Update precall: pip install --upgrade precall"
        )
    if version and isinstance(database, SqliteDatabase):
        _keep_a_copy(database, database.path.with_name(f"before-{VERSIONS[-1]}-{now:%Y%m%dT%H%M%SZ}.sqlite3"))
    migrate(database)


def _keep_a_copy(database: SqliteDatabase, path: Path) -> None:
    try:
        copies.make(database, path)
    except StorageError:
        if not path.exists():  # else another process was faster, and its copy is as good
            raise


def _make(database: SqliteDatabase) -> None:
    """The newest schema in a new file, unless another process was faster."""
    with database.transaction():
        if not version_of(database):
            if database.rows("SELECT 1 FROM sqlite_master"):
                raise damaged("it has tables, but not the one with its version", database.place)
            for statement in SCHEMA.read_text(encoding="utf-8").split(";\n"):
                if statement.strip():
                    database.run(statement)
            database.run("INSERT INTO alembic_version VALUES (:version)", version=VERSIONS[-1])


def migrate(database: Database) -> None:
    """Takes a database through every migration that it has not seen."""
    from alembic import command
    from alembic.config import Config

    from precall.memory.migrating import connected

    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    with connected(database) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
