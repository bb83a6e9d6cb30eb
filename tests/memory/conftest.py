"""What the tests of the memory are given: an empty one, embedded and on a real PostgreSQL server."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from moments import NOW, Opened

from precall.memory import identity
from precall.memory.database import FILE_NAME, Database
from precall.memory.versions import open_memory
from precall.model.memory import Client


def programs() -> Path | None:
    """Where PostgreSQL's programs are."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    named = shutil.which("initdb")
    return Path(named).parent if named else found[-1].parent if found else None


def unprivileged() -> dict[str, object]:
    """Who runs the server: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid}
    pytest.skip("PostgreSQL does not run as root, and there is no user named postgres or nobody")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The folder of a running server's socket: a cluster of its own in a temporary folder, without network."""
    home = programs()
    if home is None:
        pytest.skip("no PostgreSQL server is installed here (apt-get install postgresql)")
    pytest.importorskip("psycopg", reason="the driver is not installed: pip install 'precall[postgres]'")
    whose = unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # short: the path of a Unix socket has at most 107 bytes
    if whose:
        os.chown(folder, int(str(whose["user"])), int(str(whose["group"])))
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": "/", **whose}
    data = folder / "data"
    subprocess.run(
        [home / "initdb", "-D", data, "-U", "precall", "-A", "trust", "--no-sync", "-E", "UTF8"], **quiet
    )
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off -c timezone=UTC"
    start = [home / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w"]
    subprocess.run([*start, "start"], **quiet)
    yield str(folder)
    subprocess.run([home / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **quiet)
    shutil.rmtree(folder, ignore_errors=True)


def empty(server: str, name: str, template: str) -> str:
    """The address of a new database on the server."""
    import psycopg

    with psycopg.connect(host=server, user="precall", dbname="postgres", autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return f"postgresql+psycopg://precall@/{name}?host={server}"


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
