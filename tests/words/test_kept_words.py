"""Word lists that were read once are kept as Python keeps its compiled modules."""

import os
import sys
from pathlib import Path

import pytest

from precall import words


@pytest.fixture
def english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A word list of one table, in a folder where compiled files may be kept."""
    file = tmp_path / "words" / "en.toml"
    file.parent.mkdir()
    file.write_text('[pages]\nabout = ["about us"]\n')
    monkeypatch.setattr(words, "_FOLDER", file.parent)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return file


def read() -> object:
    """What a new process would read."""
    return words._compiled.__wrapped__("en")


def kept(english: Path) -> list[Path]:
    """The files that were kept of it."""
    return sorted(english.parents[1].glob("kept/**/*.json"))


def test_a_kept_list_is_the_list_until_the_file_changes(english: Path) -> None:
    """The second reading parses nothing; a changed file is read again."""
    first = read()
    assert first == {"pages": {"about": ["about us"]}}
    assert len(kept(english)) == 1
    assert read() == first
    english.write_text('[pages]\nabout = ["who we are"]\n')
    os.utime(english, (1, 1))
    assert read() == {"pages": {"about": ["who we are"]}}


def test_a_damaged_copy_is_made_again(english: Path) -> None:
    """Half a file is no file."""
    first = read()
    for file in kept(english):
        file.write_text('[[1, 2], {"pa')
    assert read() == first


def test_nothing_is_kept_where_python_keeps_nothing(english: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PYTHONDONTWRITEBYTECODE holds for these files too."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert read() is None
    assert kept(english) == []
