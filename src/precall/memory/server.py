"""How a team's database server is spoken to, through SQLAlchemy Core."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from precall.errors import MemoryUnusable, said_by
from precall.memory.database import Row, no_text
from precall.memory.database_url import read, refused, shown, without_secrets
from precall.per_thread import PerThread


@dataclass(slots=True)
class _Link:
    """One thread's connection; a transaction is its alone."""

    connection: sqlalchemy.Connection
    in_transaction: bool = False


class ServerDatabase:
    """A database by its URL, such as postgresql+psycopg://host/name. SettingsError where the URL is none."""

    def __init__(self, url: str) -> None:
        self.engine = engine_for(url)
        self.place = shown(url)
        self._url = url
        with self._plain_errors():
            self._links = PerThread(self._link, self._link())

    def _link(self) -> "_Link":
        return _Link(self.engine.connect())

    def rows(self, sql: str, **values: object) -> list[Row]:
        with self.transaction(), self._plain_errors():
            return [tuple(row) for row in self._links.get().connection.execute(sqlalchemy.text(sql), values)]

    def run(self, sql: str, **values: object) -> int:
        with self.transaction(), self._plain_errors():
            return self._links.get().connection.execute(sqlalchemy.text(sql), values).rowcount

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self._plain_errors():
            link = self._links.get()
        if link.in_transaction:
            yield
            return
        link.in_transaction = True
        try:
            with link.connection.begin():
                yield
        except SQLAlchemyError as error:
            raise self._plain(error) from error
        finally:
            link.in_transaction = False

    def close(self) -> None:
        for link in self._links.all():
            link.connection.close()
        self.engine.dispose()

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            raise self._plain(error) from error
        except UnicodeEncodeError as error:
            raise no_text(error) from error

    def reason(self, error: Exception) -> str:
        """What went wrong as the driver tells it, in one line and without a secret."""
        return said_by(self.engine.name, without_secrets(said(error), self._url))

    def _plain(self, error: SQLAlchemyError) -> MemoryUnusable:
        return MemoryUnusable(f"the client memory {self.place} cannot be used: {self.reason(error)}")


def said(error: Exception) -> str:
    """The first line of what the driver says."""
    return next(iter(str(getattr(error, "orig", None) or error).splitlines()), "no reason given")


def engine_for(url: str) -> sqlalchemy.Engine:
    """The engine of a URL; SettingsError where it is none, or its driver is not installed."""
    parts = read(url)
    if parts.drivername in (
        "postgres",
        "postgresql",
    ):  # as hosts give them out: with the driver that precall brings
        parts = parts.set(drivername="postgresql+psycopg")
    try:
        return sqlalchemy.create_engine(parts, poolclass=NullPool)
    except ImportError:
        raise refused("the driver is missing: pip install 'precall[postgres]'") from None
    except (ArgumentError, NoSuchModuleError):
        raise refused("it is not a database URL") from None
