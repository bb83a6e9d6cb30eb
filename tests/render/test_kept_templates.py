"""Templates that were compiled once are kept as Python keeps its compiled modules."""

import sys
from pathlib import Path

import jinja2
import pytest

from precall.render import templates
from precall.render.environment import Environment
from precall.sentences import load


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which Python keeps what it compiles."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "kept"


def files(folder: Path) -> list[Path]:
    """The files below a folder."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def notes(own: Path | None = None) -> jinja2.Template:
    """The template of the notes, read by a process that has read none."""
    return Environment(load("en", templates.folders(own)), own).parse("notes.md")


def test_a_template_is_compiled_once(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second process takes what the first one kept."""
    first = notes()
    assert files(kept)
    monkeypatch.setattr(jinja2.Environment, "compile", lambda *_, **__: pytest.fail("compiled again"))
    assert notes().filename == first.filename


def test_what_was_kept_and_is_damaged_is_compiled_anew(kept: Path) -> None:
    """A cut file harms nobody."""
    notes()
    for file in files(kept):
        file.write_bytes(file.read_bytes()[:40])
    assert notes().name == "notes.md.j2"


def test_nothing_is_kept_where_python_keeps_nothing(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As its own compiled modules."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    notes()
    assert files(kept) == []


def test_a_folder_that_cannot_be_written_keeps_nothing(kept: Path) -> None:
    """A file stands where the folder would be."""
    kept.write_text("not a folder")
    assert notes().name == "notes.md.j2"


def test_a_callers_own_template_is_never_kept(kept: Path, tmp_path: Path) -> None:
    """It may do less than the shipped ones, and is compiled for that each time."""
    own = tmp_path / "templates"
    own.mkdir()
    (own / "notes.md.j2").write_text("Notes")
    assert notes(own).render() == "Notes"
    assert [file for file in files(kept) if file.name.startswith("notes")] == []
