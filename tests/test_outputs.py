"""A folder of results is the old one or the new one."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from precall.errors import StorageError
from precall.outputs import write_all


def test_files_are_written_below_their_folders(tmp_path: Path) -> None:
    """Folders come into being with their files."""
    write_all(tmp_path / "a", {"b/c.txt": "text", "d.bin": b"\x00"})
    assert (tmp_path / "a/b/c.txt").read_text() == "text"
    assert (tmp_path / "a/d.bin").read_bytes() == b"\x00"


def test_an_unchanged_file_is_left_alone(tmp_path: Path) -> None:
    """The same bytes are not written again."""
    write_all(tmp_path, {"a.txt": "text"})
    before = (tmp_path / "a.txt").stat().st_mtime_ns
    write_all(tmp_path, {"a.txt": "text"})
    assert (tmp_path / "a.txt").stat().st_mtime_ns == before


def test_what_a_run_no_longer_writes_is_taken_away_and_the_rest_stays(tmp_path: Path) -> None:
    """Pages of the last run go, the caller's notes stay, unfinished files of a killed run go."""
    write_all(tmp_path, {"pages/1.txt": "old", "notes.md": "mine"})
    half = tmp_path / "pages" / ".2.txt.x.precall-new"
    half.write_text("half")
    os.utime(half, (0, 0))
    write_all(tmp_path, {"pages/3.txt": "new"}, replaces=("pages/*.txt",))
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["3.txt", "notes.md"]


def test_a_file_that_another_run_is_writing_is_left_alone(tmp_path: Path) -> None:
    """Two runs for one client at the same time do not take away each other's unfinished files."""
    waiting = tmp_path / ".briefing.md.x.precall-new"
    waiting.write_text("almost done")
    write_all(tmp_path, {"briefing.md": "mine"})
    assert waiting.read_text() == "almost done"


def test_two_runs_at_once_leave_whole_files(tmp_path: Path) -> None:
    """Each file is one run's or the other's."""
    runs = [{f"pages/{n}.txt": name * 50_000 for n in range(8)} for name in "ab"]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: write_all(tmp_path, runs[n % 2], replaces=("pages/*.txt",)), range(24)))
    texts = {path.read_text() for path in tmp_path.rglob("*.txt")}
    assert texts <= {"a" * 50_000, "b" * 50_000}
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 8


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_left_behind(tmp_path: Path) -> None:
    """The message names the folder and what to do."""
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(StorageError, match="taken"):
        write_all(tmp_path / "taken", {"a.txt": "text"})
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
