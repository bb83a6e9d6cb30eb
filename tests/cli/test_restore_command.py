"""`precall restore`: the memory as a copy has it, and nobody who is to be left alone comes back with it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from commands import Precall

from precall import folders


@pytest.fixture
def copy(precall: Precall, tmp_path: Path) -> Path:
    """A copy of a memory that holds two clients."""
    (tmp_path / "call.txt").write_text(
        "heard: we want our Sundays back\ni promised: a price by Friday\n", encoding="utf-8"
    )
    for client in ("acme.example", "other.example"):
        assert precall("debrief", client, "--notes", "call.txt").status == 0
    assert precall("backup", "memory.sqlite3").status == 0
    return tmp_path / "memory.sqlite3"


def clients(precall: Precall) -> list[str]:
    """The clients in the memory."""
    return [client["client"] for client in json.loads(precall("clients", "--json").out)]


def test_what_came_since_is_kept_beside_the_memory(precall: Precall, copy: Path) -> None:
    """And what was in the copy is in the memory, with the copies that are known."""
    precall("debrief", "third.example", "--notes", "call.txt")
    looked = precall("restore", str(copy), "--look")
    assert f"{copy}: 2 clients, 2 calls, 2 open promises; the newest call on 2026-02-01" in looked.out
    assert "The memory now: 3 clients, 3 calls, 3 open promises" in looked.out
    assert clients(precall) == ["acme.example", "other.example", "third.example"]
    ended = json.loads(precall("restore", str(copy), "--yes", "--json").out)
    assert clients(precall) == ["acme.example", "other.example"]
    assert precall("restore", ended["kept"], "--yes").status == 0
    assert clients(precall) == ["acme.example", "other.example", "third.example"]
    with closing(sqlite3.connect(folders.memory() / "memory.sqlite3")) as memory:
        known = {row[0] for row in memory.execute("SELECT path FROM backups")}
    assert {str(copy), ended["kept"]} <= known


def test_whom_to_leave_alone_stays_away(precall: Precall, copy: Path, tmp_path: Path) -> None:
    """The copy was moved, so that forgetting did not reach it."""
    moved = copy.rename(tmp_path / "elsewhere.sqlite3")
    precall("forget", "acme.example", "--never", "--yes")
    ended = precall("restore", str(moved), "--yes")
    assert "Left out, as you want them left alone: 1" in ended.out
    assert clients(precall) == ["other.example"]
    assert precall("research", "acme.example").status == 1
    assert b"acme.example" not in (folders.memory() / "memory.sqlite3").read_bytes()


def test_a_damaged_memory_is_moved_aside(precall: Precall, copy: Path) -> None:
    """Nothing of it is lost, and the copy takes its place."""
    place = folders.memory() / "memory.sqlite3"
    place.write_bytes(b"no database at all" * 100)
    for ending in ("-wal", "-shm"):
        Path(f"{place}{ending}").unlink(missing_ok=True)
    assert "none that can be read" in precall("restore", str(copy), "--look").out
    ended = json.loads(precall("restore", str(copy), "--yes", "--json").out)
    assert Path(ended["kept"]).read_bytes().startswith(b"no database")
    assert ended["list_lost"]
    assert clients(precall) == ["acme.example", "other.example"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is no copy that precall backup made: it is another kind of file"),
        (b"words", "is no copy that precall backup made: "),
        (None, "there is no file"),
    ],
)
def test_what_is_no_copy_replaces_nothing(
    precall: Precall, copy: Path, tmp_path: Path, content: bytes | None, said: str
) -> None:
    """The memory is as it was, and nothing lies about."""
    other = tmp_path / "other.sqlite3"
    if content is not None:
        other.write_bytes(content)
    ended = precall("restore", str(other), "--yes")
    assert (ended.status, said in ended.err) == (2, True), ended.err
    assert clients(precall) == ["acme.example", "other.example"]
    assert [path.name for path in folders.memory().iterdir() if "restore" in path.name] == []


def test_a_broken_copy_and_a_newer_one_are_refused(precall: Precall, copy: Path) -> None:
    """Before anything is touched."""
    with sqlite3.connect(copy) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "was made by a newer precall" in precall("restore", str(copy), "--yes").err
    copy.write_bytes(copy.read_bytes()[:20_000])
    assert "is no copy that precall backup made" in precall("restore", str(copy), "--yes").err


def test_nobody_is_asked_without_a_terminal(precall: Precall, copy: Path) -> None:
    """A script says so."""
    assert "say so with --yes" in precall("restore", str(copy)).err
