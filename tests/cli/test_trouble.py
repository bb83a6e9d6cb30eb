"""Full disks, lost folders, two runs at once, a clock set back: one clear line each, and nothing lost."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from commands import Precall

resource = pytest.importorskip("resource", reason="limits by the system")

FULL = (
    "import resource, sys; from precall.faces.cli import run;"
    " resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2); sys.exit(run(sys.argv[2:]))"
)


def in_its_own_process(folder: Path, *arguments: str, code: str = "") -> "subprocess.CompletedProcess[str]":
    """The command as the shell runs it; `code` runs in its place."""
    command = [sys.executable, *(("-c", code) if code else ("-m", "precall")), *arguments]
    environ = {**os.environ, "PRECALL_NOW": "2026-02-01T09:00:00Z"}
    return subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, timeout=60)


def said(ended: "subprocess.CompletedProcess[str]") -> list[str]:
    """The lines on stderr without the progress."""
    return [line for line in ended.stderr.splitlines() if not line.startswith("reading ")]


@pytest.mark.parametrize("room", [0, 4_000])
def test_a_disk_without_room_is_said_and_the_last_briefing_stays(
    acme: Path, tmp_path: Path, room: int
) -> None:
    """Each file is the old one, whole; the line says what is full."""
    assert in_its_own_process(tmp_path, "research", "acme.example").returncode == 0
    before = {path: path.read_bytes() for path in (tmp_path / "briefings").rglob("*.*") if path.is_file()}
    (acme / "index.html").write_text("<title>Acme</title><h1>Acme Sails</h1><p>We mend sails now.</p>")
    ended = in_its_own_process(tmp_path, str(room), "research", "acme.example", "--refresh", code=FULL)
    assert ended.returncode == 2, ended.stderr
    assert len(said(ended)) == 1
    assert "disk" in said(ended)[0]
    assert {path: path.read_bytes() for path in before} == before
    assert in_its_own_process(tmp_path, "research", "acme.example", "--refresh").returncode == 0


def test_folders_that_were_deleted_come_back(precall: Precall, acme: Path, tmp_path: Path) -> None:
    """Results, kept pages and memory may be thrown away at any time between two runs."""
    assert precall("research", "acme.example").status == 0
    for folder in (
        tmp_path / "briefings",
        *(Path(os.environ[f"PRECALL_{name}_DIR"]) for name in ("CACHE", "DATA")),
    ):
        shutil.rmtree(folder, ignore_errors=True)
    ended = precall("research", "acme.example")
    assert (ended.status, ended.lines) == (0, [])
    assert (tmp_path / "briefings/acme.example/briefing.html").is_file()


def test_two_runs_at_once_both_succeed(acme: Path, tmp_path: Path) -> None:
    """They share the kept pages, the memory and even the folder of results."""
    with ThreadPoolExecutor(2) as pool:
        ended = list(pool.map(lambda _: in_its_own_process(tmp_path, "research", "acme.example"), range(2)))
    assert [run.returncode for run in ended] == [0, 0], [run.stderr for run in ended]
    assert (tmp_path / "briefings/acme.example/briefing.html").read_text().rstrip().endswith("</html>")
    assert not list((tmp_path / "briefings").rglob("*.precall-new"))


def test_a_clock_set_back_loses_nothing(
    precall: Precall, acme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was kept in the future is asked for again, and a run in the past is a run as ever."""
    assert precall("research", "acme.example").status == 0
    monkeypatch.setenv("PRECALL_NOW", "2020-01-01T09:00:00Z")
    ended = precall("research", "acme.example")
    assert (ended.status, ended.lines) == (0, [])
    assert "2020-01-01T09:00:00Z" in (tmp_path / "briefings/acme.example/dossier.json").read_text()
    monkeypatch.setenv("PRECALL_NOW", "2026-02-01T10:00:00Z")
    assert precall("research", "acme.example").status == 0


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_read_only_folder_is_said(precall: Precall, acme: Path, tmp_path: Path) -> None:
    """With the folder and what to do."""
    (tmp_path / "shelf").mkdir(mode=0o500)
    ended = precall("research", "acme.example", "--out", "shelf")
    assert ended.status == 2
    assert "shelf" in ended.err


@pytest.mark.parametrize("typed", ["http://localhost:8000", "192.168.0.1", "http://127.0.0.1:8000"])
def test_a_refused_address_of_ones_own_network_is_told_with_the_way_to_read_it(
    precall: Precall, typed: str
) -> None:
    """A test site of one's own is read where that is asked for."""
    ended = precall("research", typed, "-q")
    assert ended.status == 1
    assert "If it is a test site of your own: --allow-private" in ended.err
