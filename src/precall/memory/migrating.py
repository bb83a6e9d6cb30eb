"""How is a database held still while its schema changes: one program at a time, all of a migration or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy
from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from precall.errors import MemoryUnusable
from precall.memory.database import BUSY_SECONDS, Database, SqliteDatabase
from precall.memory.server import ServerDatabase, said

_LOCK = 7_283_331  # any number that no other program on the server uses for its advisory lock


@contextmanager
def connected(database: Database) -> Iterator[sqlalchemy.Connection]:
    """A connection inside a transaction that no other precall can enter; it is committed at the end."""
    engine = _engine(database)
    try:
        with engine.connect() as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(sqlalchemy.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            yield connection
    except (SQLAlchemyError, CommandError) as error:
        why = database.reason(error) if isinstance(database, ServerDatabase) else said(error)
        raise MemoryUnusable(
            f"the client memory {database.place} could not be brought up to date: {why}"
        ) from error
    finally:
        if not isinstance(database, ServerDatabase):
            engine.dispose()


def _engine(database: Database) -> sqlalchemy.Engine:
    if isinstance(database, ServerDatabase):
        return database.engine
    assert isinstance(database, SqliteDatabase)
    engine = sqlalchemy.create_engine(
        f"sqlite:///{database.path}", poolclass=NullPool, connect_args={"timeout": BUSY_SECONDS}
    )
    sqlalchemy.event.listen(engine, "connect", _manual)
    sqlalchemy.event.listen(engine, "begin", _alone)
    return engine


def _manual(connection: Any, _: object) -> None:
    """The driver's own transactions do not cover CREATE TABLE."""
    connection.isolation_level = None


def _alone(connection: sqlalchemy.Connection) -> None:
    connection.exec_driver_sql("BEGIN EXCLUSIVE")
