"""What the tests of the memory are given: an empty one, embedded and on a real PostgreSQL server."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from cluster import cluster, empty
from moments import NOW, Opened

from precall.memory import identity
from precall.memory.database import FILE_NAME, Database
from precall.memory.versions import open_memory
from precall.model.memory import Client


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The folder of a running server's socket."""
    with cluster() as folder:
        yield folder


@pytest.fixture
def database_url(server: str) -> str:
    """The address of an empty database on the server."""
    return empty(server, "clients", "template0")


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A memory with nothing in it, to be copied."""
    folder = tmp_path_factory.mktemp("migrated")
    open_memory(folder, "", NOW).close()
    return folder / FILE_NAME


@pytest.fixture(scope="session")
def migrated_database(server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database on the server that is a memory with nothing in it, to be copied."""
    open_memory(tmp_path_factory.mktemp("none"), empty(server, "migrated", "template0"), NOW).close()
    return "migrated"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opened]:
    """Opens one and the same memory as often as it is called."""
    if request.param == "postgres":
        template = request.getfixturevalue("migrated_database")
        url = empty(request.getfixturevalue("server"), "clients", template)
    else:
        url = ""
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / FILE_NAME)
    connections: list[Database] = []

    def another() -> Database:
        connections.append(open_memory(tmp_path, url, NOW))
        return connections[-1]

    yield another
    for connection in connections:
        connection.close()


@pytest.fixture
def db(opened: Opened) -> Database:
    """An empty memory."""
    return opened()


@pytest.fixture
def acme(db: Database) -> Client:
    """A client in it."""
    return identity.ensured(db, "acme.example", NOW)
