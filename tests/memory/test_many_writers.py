"""Is nothing lost where several processes write, or one is killed?"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from moments import NOW

from precall.memory.database import Database
from precall.memory.versions import open_memory

SOURCE = Path(__file__).parents[2] / "src"
WRITER = Path(__file__).with_name("writer.py")


def writer(folder: Path, url: str, name: str, calls: int) -> "subprocess.Popen[str]":
    """Starts a writer."""
    command = [sys.executable, str(WRITER), str(folder), url, name, str(calls)]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (WRITER.parent, SOURCE)))},
    )


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_eight_writers_at_once_lose_nothing(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """They begin with no memory at all, so that its making is contended, too."""
    url = request.getfixturevalue("database_url") if kind == "postgres" else ""
    writers = [writer(tmp_path, url, f"w{number}", 6) for number in range(8)]
    assert [process.wait(60) for process in writers] == [0] * 8
    db = open_memory(tmp_path, url, NOW)
    assert count(db, "clients") == 9
    assert count(db, "calls") == 48
    assert count(db, "promises") == 48 * 20
    assert (
        len(
            db.rows("SELECT 1 FROM calls JOIN clients ON clients.id = client_id WHERE key = 'shared.example'")
        )
        == 24
    )
    db.close()


def test_a_call_whose_debrief_is_killed_is_there_or_not_never_half(tmp_path: Path) -> None:
    """Each call that is there has all of its twenty promises, and each that was reported is there."""
    reported = 0
    for attempt in range(6):
        process = writer(tmp_path, "", "w", 10_000)
        assert process.stdout
        for _ in range(attempt + 2):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read()
        process.wait(10)
        reported += attempt + 2 + rest.count("\n")
    db = open_memory(tmp_path, "", NOW)
    promised = db.rows(
        "SELECT count(promises.id) FROM calls LEFT JOIN promises ON promises.call_id = calls.id GROUP BY calls.id"
    )
    assert {row[0] for row in promised} == {20}
    assert reported <= len(promised) <= reported + 6
    assert db.rows("PRAGMA integrity_check") == [("ok",)]
    db.close()


def count(db: Database, table: str) -> int:
    """How many rows a table has."""
    return int(db.rows(f"SELECT count(*) FROM {table}")[0][0])
