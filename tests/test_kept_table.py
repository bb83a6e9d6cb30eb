"""Tables that came with precall are parsed once and kept as Python keeps its compiled modules."""

import os
import sys
from pathlib import Path

import pytest

from precall import kept_table


@pytest.fixture
def english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A word list of one table, in a folder where compiled files may be kept."""
    file = tmp_path / "words" / "en.toml"
    file.parent.mkdir()
    file.write_text('[pages]\nabout = ["about us"]\n')
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return file


def copies(english: Path) -> list[Path]:
    """The files that were kept of it."""
    return sorted(english.parents[1].glob("kept/**/*.table"))


def test_a_kept_list_is_the_list_until_the_file_changes(english: Path) -> None:
    """The second reading parses nothing; a changed file is read again."""
    first = kept_table.kept(english)
    assert first == {"pages": {"about": ["about us"]}}
    assert len(copies(english)) == 1
    assert kept_table.kept(english) == first
    english.write_text('[pages]\nabout = ["who we are"]\n')
    os.utime(english, (1, 1))
    assert kept_table.kept(english) == {"pages": {"about": ["who we are"]}}


def test_a_damaged_copy_is_made_again(english: Path) -> None:
    """Half a file is no file."""
    first = kept_table.kept(english)
    for file in copies(english):
        file.write_bytes(file.read_bytes()[:30])
    assert kept_table.kept(english) == first


def test_nothing_is_kept_where_python_keeps_nothing(english: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PYTHONDONTWRITEBYTECODE holds for these files too."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert kept_table.kept(english) is None
    assert copies(english) == []
    assert kept_table.table_in(english) == {"pages": {"about": ["about us"]}}


def test_what_is_made_of_files_is_made_anew_when_one_of_them_changes(english: Path) -> None:
    """Whichever it is; what cannot be kept is made each time."""
    other = english.with_name("de.toml")
    other.write_text("")
    times: list[int] = []

    def made() -> dict[str, object]:
        times.append(1)
        return {"times": len(times)}

    for _ in range(2):
        assert kept_table.made_of((english, other), made, "count") == {"times": 1}
    os.utime(other, (1, 1))
    assert kept_table.made_of((english, other), made, "count") == {"times": 2}
