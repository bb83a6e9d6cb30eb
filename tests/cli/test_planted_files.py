"""What lies in the folder where precall is started is never code."""

import os
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from every_command import EVERY, NOW, lay_inputs

from precall.faces.cli import COMMANDS

PRECALL = (str(Path(sys.executable).with_name("precall")),)
SAFE_MODULE = (sys.executable, "-P", "-m", "precall")
MODULE = (sys.executable, "-m", "precall")
MARK = "unheard-of"
FEW = tuple(arguments for arguments in EVERY if arguments[0] in ("research", "batch"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, acme: Path) -> Path:
    """A folder that is full of files that would tell of themselves if they were run."""
    here = tmp_path / "here"
    here.mkdir()
    told = tmp_path / "told"
    said = f"open({str(told)!r}, 'a').write(__name__ + ' ')\n"
    for name in {
        *sys.stdlib_module_names,
        *packages_distributions(),
        "sitecustomize",
        "usercustomize",
        "conftest",
    }:
        (here / f"{name}.py").write_text(said)
    (here / "planted.pth").write_text(f"import sys; open({str(told)!r}, 'a').write('planted.pth ')\n")
    (here / "templates").mkdir()
    for name in (
        "templates/briefing.md.j2",
        "briefing.md.j2",
        "templates/offer.toml",
        ".env",
        "mime.types",
        "alembic.ini",
    ):
        (here / name).write_text(MARK)
    (here / "precall").mkdir()
    lay_inputs(here)
    monkeypatch.setenv("PRECALL_NOW", NOW)
    return here


def ran(folder: Path, command: tuple[str, ...], *, path: str = "") -> set[str]:
    """Which of the planted files ran when a command was started in their folder."""
    environ = {**os.environ, **({"PYTHONPATH": path} if path else {})}
    ended = subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, (command, ended.stdout, ended.stderr)
    return told(folder)


def told(folder: Path) -> set[str]:
    """The names that have told of themselves."""
    place = folder.parent / "told"
    return set(place.read_text().split()) if place.exists() else set()


@pytest.mark.parametrize("arguments", FEW, ids=lambda arguments: arguments[0])
def test_no_file_of_the_folder_runs(folder: Path, arguments: tuple[str, ...]) -> None:
    """Not in the command, not in its page reader, not in a worker."""
    assert ran(folder, (*PRECALL, *arguments)) == set()


@pytest.mark.slow
def test_no_file_of_the_folder_runs_in_a_worker_of_a_cluster(folder: Path) -> None:
    """Its processes are started by Dask."""
    assert (
        ran(folder, (*PRECALL, "batch", "list.csv", "--out", "far", "--jobs", "1", "--engine", "dask"))
        == set()
    )


def test_python_with_p_is_as_safe(folder: Path) -> None:
    """As docs/security.md says of `python -P -m precall`."""
    assert ran(folder, (*SAFE_MODULE, *FEW[0])) == set()


def test_as_a_module_only_pythons_own_start_is_open(folder: Path) -> None:
    """What Python imports before any line of precall's cannot be helped; after that nothing runs, and no child."""
    (folder / "precall").rmdir()
    remove_what_python_starts_with(folder)
    assert ran(folder, (*MODULE, *FEW[0])) == set()


def test_an_empty_part_of_pythonpath_is_not_the_folder(folder: Path) -> None:
    """As in PYTHONPATH=$PYTHONPATH:/more; Python's own start is open here, too."""
    remove_what_python_starts_with(folder)
    assert ran(folder, (*SAFE_MODULE, *FEW[0]), path=":/more") == set()


def remove_what_python_starts_with(folder: Path) -> None:
    """Takes away the files in the folder whose modules an empty script imports."""
    (folder.parent / "empty").mkdir()
    (folder.parent / "empty" / "__main__.py").write_text("import sys\nprint(*sys.modules)")
    command = [sys.executable, "-m", "empty"]
    ended = subprocess.run(command, cwd=folder.parent, capture_output=True, text=True, check=True)
    for name in {*ended.stdout.split(), "sitecustomize", "usercustomize"}:
        (folder / f"{name}.py").unlink(missing_ok=True)


@pytest.mark.slow
def test_no_command_runs_a_file_of_the_folder(folder: Path) -> None:
    """Each of them."""
    assert {arguments[0] for arguments in EVERY} == set(COMMANDS)
    for arguments in EVERY:
        assert ran(folder, (*PRECALL, *arguments)) == set(), arguments
    texts = [path.read_text(errors="replace") for path in folder.rglob("briefing.md")]
    assert texts
    assert not any(MARK in text for text in texts)
