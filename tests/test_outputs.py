"""A folder of results is the old one or the new one."""

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
    (tmp_path / "pages" / ".2.txt.x.precall-new").write_text("half")
    write_all(tmp_path, {"pages/3.txt": "new"}, replaces=("pages/*.txt",))
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["3.txt", "notes.md"]


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_left_behind(tmp_path: Path) -> None:
    """The message names the folder and what to do."""
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(StorageError, match="taken"):
        write_all(tmp_path / "taken", {"a.txt": "text"})
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
