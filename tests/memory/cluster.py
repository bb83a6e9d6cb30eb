"""A PostgreSQL server of the tests' own: a cluster in a temporary folder, reached by a socket, without network."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


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


@contextmanager
def cluster() -> Iterator[str]:
    """The folder of a running server's socket. Skips, saying why, where there can be none."""
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
