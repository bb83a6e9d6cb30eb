"""How a team's database server is spoken to, through SQLAlchemy Core."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from precall.errors import SettingsError, StorageError
from precall.memory.database import Row


class ServerDatabase:
    """A database by its URL, such as postgresql+psycopg://host/name. SettingsError where the URL is none."""

    def __init__(self, url: str) -> None:
        self.engine = engine_for(url)
        self.place = self.engine.url.render_as_string(hide_password=True)
        self._depth = 0
        with self._plain_errors():
            self._connection = self.engine.connect()

    def rows(self, sql: str, **values: object) -> list[Row]:
        with self.transaction(), self._plain_errors():
            return [tuple(row) for row in self._connection.execute(sqlalchemy.text(sql), values)]

    def run(self, sql: str, **values: object) -> int:
        with self.transaction(), self._plain_errors():
            return self._connection.execute(sqlalchemy.text(sql), values).rowcount

    @contextmanager
    def transaction(self) -> Iterator[None]:
        if self._depth:
            yield
            return
        self._depth = 1
        try:
            with self._connection.begin():
                yield
        except SQLAlchemyError as error:
            raise self._plain(error) from error
        finally:
            self._depth = 0

    def close(self) -> None:
        self._connection.close()
        self.engine.dispose()

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            raise self._plain(error) from error

    def _plain(self, error: SQLAlchemyError) -> StorageError:
        first = str(getattr(error, "orig", None) or error).splitlines()
        return StorageError(
            f"the client memory {self.place} cannot be used: {first[0] if first else 'no reason given'}"
        )


def engine_for(url: str) -> sqlalchemy.Engine:
    """The engine of a URL; SettingsError where it is none, or its driver is not installed."""
    try:
        return sqlalchemy.create_engine(_with_driver(url), poolclass=NullPool)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        reason = (
            "the driver is missing: pip install 'precall[postgres]'"
            if isinstance(error, ImportError)
            else "it is not a database URL"
        )
        raise SettingsError(
            f"PRECALL_DATABASE_URL cannot be used: {reason}; write it as postgresql+psycopg://user@host/name"
        ) from None


def _with_driver(url: str) -> str:
    """Plain postgres:// addresses, as hosts give them out, with the driver that precall brings."""
    for plain in ("postgres://", "postgresql://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url
