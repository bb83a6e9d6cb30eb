"""A copy of the memory is whole or not there, and the memory knows of every one."""

import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from moments import NOW, told

from precall.errors import StorageError
from precall.memory import calls, copies, identity
from precall.memory.database import SqliteDatabase
from precall.memory.versions import open_memory

COPYING = """
import os, resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from precall import outputs
from precall.errors import StorageError
from precall.memory import copies
from precall.memory.versions import open_memory
folder, what = Path(sys.argv[1]), sys.argv[2]
db = open_memory(folder, "", datetime(2026, 2, 2, tzinfo=UTC))
if what == "killed":
    outputs._sync = lambda file: os.kill(os.getpid(), signal.SIGKILL)
else:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    copies.make(db, folder / "copies" / "copy.sqlite3")
except StorageError as error:
    print(error)
"""


@pytest.fixture
def db(tmp_path: Path) -> SqliteDatabase:
    """A memory with some calls in it."""
    made = open_memory(tmp_path, "", NOW)
    assert isinstance(made, SqliteDatabase)
    for number in range(40):
        client = identity.ensured(made, f"client{number}.example", NOW)
        calls.add_call(made, client, told(f"heard: {'a long word of theirs ' * 200}{number}"))
    made.wipe()
    return made


def copying(folder: Path, what: str) -> subprocess.CompletedProcess[str]:
    """Another process that copies the memory, and meets something."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, "-c", COPYING, str(folder), what],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def is_whole(path: Path) -> bool:
    """Whether a copy holds every call."""
    with closing(sqlite3.connect(path)) as copy:
        return copy.execute("SELECT count(*) FROM calls").fetchone() == (40,)


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_a_copy_that_was_killed_is_not_there_and_can_be_made_again(
    tmp_path: Path, db: SqliteDatabase
) -> None:
    """What was left beside its place goes with the next one."""
    place = tmp_path / "copies" / "copy.sqlite3"
    assert copying(tmp_path, "killed").returncode == -signal.SIGKILL
    assert not place.exists()
    assert list(place.parent.iterdir())
    copies.make(db, place)
    assert [path.name for path in place.parent.iterdir()] == ["copy.sqlite3"]
    assert is_whole(place)


@pytest.mark.skipif(os.name != "posix", reason="needs a limit on file sizes")
def test_a_copy_on_a_full_disk_is_not_there_and_said(tmp_path: Path, db: SqliteDatabase) -> None:
    """In one line that names the copy; nobody is told of it later."""
    done = copying(tmp_path, "full")
    assert len(done.stdout.splitlines()) == 1, done.stderr
    assert "copy.sqlite3 cannot be written" in done.stdout
    assert list((tmp_path / "copies").iterdir()) == []
    assert copies.known(db) == ()


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_lies_there_already_stays(tmp_path: Path, db: SqliteDatabase, kind: str) -> None:
    """Also a link that leads nowhere."""
    place = tmp_path / "copy.sqlite3"
    if kind == "file":
        place.write_text("mine", encoding="utf-8")
    else:
        place.symlink_to(tmp_path / "elsewhere.sqlite3")
    with pytest.raises(StorageError, match=r"copy\.sqlite3 is already there\. Give another name"):
        copies.make(db, place)
    assert kind == "link" or place.read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "elsewhere.sqlite3").exists()


def test_of_two_copies_to_one_place_one_is_made(tmp_path: Path, db: SqliteDatabase) -> None:
    """It is whole, and known."""
    place = tmp_path / "copies" / "copy.sqlite3"

    def make(_: int) -> str:
        try:
            copies.make(db, place)
        except StorageError as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(4) as pool:
        ended = list(pool.map(make, range(4)))
    assert ended.count("") == 1
    assert is_whole(place)
    assert copies.known(db) == (place,)


def test_a_damaged_copy_is_to_be_deleted(tmp_path: Path, db: SqliteDatabase) -> None:
    """It may still hold whoever is forgotten."""
    place = tmp_path / "copy.sqlite3"
    copies.make(db, place)
    place.write_bytes(b"\xf5\xff" * 9000)
    with pytest.raises(StorageError, match=r"could not be cleared of this client.*Delete it"):
        copies.clear(place, ["client1.example"])
