"""What precall keeps and writes is for the caller's eyes alone."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from commands import Precall
from every_command import EVERY, lay_inputs

from precall.batch.checkpoint import Checkpoint
from precall.memory.database import SqliteDatabase
from precall.net.snapshots import SnapshotStore


@pytest.fixture(autouse=True)
def everybodys_umask() -> Iterator[None]:
    """A umask that takes nothing away."""
    old = os.umask(0)
    yield
    os.umask(old)


def modes(*folders: Path) -> dict[str, int]:
    """The permission bits of everything below these folders."""
    return {
        str(path): stat.S_IMODE(path.lstat().st_mode)
        for folder in folders
        for path in folder.rglob("*")
        if not path.is_symlink()
    }


def test_no_command_leaves_anything_that_others_may_read(
    precall: Precall, acme: Path, tmp_path: Path, own_home: Path
) -> None:
    """Notes, drafts, briefings, exports, batches, kept pages, the memory with its logs, copies, settings."""
    lay_inputs(tmp_path)
    given = modes(tmp_path, own_home)
    for arguments in EVERY:
        if arguments[0] == "forget":
            continue  # so that there is more to look at
        ended = precall(*arguments)
        assert ended.status == 0, (arguments, ended)
        shown = {
            path: oct(mode)
            for path, mode in modes(tmp_path, own_home).items()
            if path not in given and mode & 0o77
        }
        assert shown == {}, arguments
    assert modes(tmp_path, own_home).keys() > given.keys()


def test_a_bug_report_is_for_the_caller_alone(
    precall: Precall, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It can hold what was typed."""

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("precall.settings.load", fail)
    report = Path(precall("clients").err.rpartition(" ")[2].strip())
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    report.unlink()


def test_modes_that_the_caller_chose_stay(
    precall: Precall, acme: Path, tmp_path: Path, own_home: Path
) -> None:
    """A folder for all, a settings file with a password for nobody else."""
    settings = own_home / "config" / "precall" / "precall.toml"
    settings.parent.mkdir(parents=True, mode=0o755)
    settings.write_text('database_url = ""\n')
    settings.chmod(0o600)
    (tmp_path / "briefings" / "acme.example").mkdir(parents=True)
    for folder in (tmp_path / "briefings", tmp_path / "briefings" / "acme.example"):
        folder.chmod(0o755)
    assert precall("init", "--name", "Jo").status == 0
    assert precall("research", "acme.example", "-q").status == 0
    briefing = tmp_path / "briefings" / "acme.example" / "briefing.md"
    briefing.chmod(0o644)
    assert precall("research", "acme.example", "-q", "--with", "Ann").status == 0
    now = modes(tmp_path / "briefings", own_home / "config")
    assert (now[str(settings)], now[str(briefing)], now[str(briefing.parent)]) == (0o600, 0o644, 0o755)


def test_what_sqlite_lays_beside_a_database_has_its_mode(tmp_path: Path) -> None:
    """The write-ahead logs of the memory, the kept pages and a batch."""
    opened = (
        SqliteDatabase(tmp_path / "memory" / "memory.sqlite3"),
        SnapshotStore(tmp_path / "cache", clock=lambda: datetime.now(UTC)),
        Checkpoint(tmp_path / "batch"),
    )
    opened[0].run("CREATE TABLE notes (text)")
    opened[2].note("name", "value")
    found = modes(tmp_path)
    assert {Path(path).name for path in found} >= {
        f"{name}.sqlite3{ending}"
        for name in ("memory", "snapshots", "batch")
        for ending in ("", "-wal", "-shm")
    }
    assert {path: oct(mode) for path, mode in found.items() if mode & 0o77} == {}


def test_a_killed_batch_leaves_its_list_nowhere(tmp_path: Path) -> None:
    """A list from standard input is kept without a name, so nothing is left of it even by SIGKILL."""
    (tmp_path / "temporary").mkdir()
    command = [sys.executable, "-P", "-m", "precall", "batch", "-", "--out", "out", "--offline", "--yes"]
    environ = {**os.environ, "TMPDIR": str(tmp_path / "temporary")}
    batch = subprocess.Popen(
        command, cwd=tmp_path, env=environ, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert batch.stdin is not None
    batch.stdin.write(b"website\none.example\n" * 20_000)  # more than a pipe holds: most of it was read
    batch.stdin.flush()
    batch.kill()
    batch.communicate()
    assert [path.name for path in tmp_path.rglob("*")] == ["temporary"]
