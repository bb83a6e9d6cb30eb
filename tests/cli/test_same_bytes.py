"""The same client gives the same bytes: again, offline, extracted anew, and after an interruption."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from precall.demo.server import ADDRESS, serve

NOW = "2026-02-01T09:00:00Z"
HEAVY = ("asyncio", "httpx", "lxml", "trafilatura", "phonenumbers", "sqlalchemy", "subprocess")


@pytest.fixture(scope="module")
def website() -> Iterator[str]:
    """The bundled business on loopback, reached as a proxy."""
    with serve() as url:
        yield url


def environ(website: str, folder: Path) -> dict[str, str]:
    """What a run of the command sees; its cache lies in `folder`, its memory is empty."""
    own = {"PRECALL_CACHE_DIR": str(folder / "cache"), "PRECALL_NOW": NOW, "http_proxy": website}
    return {**os.environ, **own, "PRECALL_DATA_DIR": str(folder / "data")}


def research(website: str, folder: Path, *options: str) -> Mapping[str, bytes]:
    """The files of one run of the command, each by its name."""
    out = folder / "-".join(("out", *options))
    command = [sys.executable, "-m", "precall", "research", ADDRESS, "--out", str(out), "--quiet", *options]
    subprocess.run(command, env=environ(website, folder), check=True, capture_output=True)
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def forget_findings(folder: Path) -> int:
    """Removes what earlier runs found, so that the next one extracts anew; how many there were."""
    with sqlite3.connect(folder / "cache" / "snapshots.sqlite3") as db:
        return db.execute("DELETE FROM findings").rowcount


@pytest.fixture(scope="module")
def first(website: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Mapping[str, bytes]]:
    """A first run, and its files."""
    folder = tmp_path_factory.mktemp("first")
    return folder, research(website, folder)


def test_a_client_again_offline_and_extracted_anew_is_the_same_to_the_byte(
    website: str, first: tuple[Path, Mapping[str, bytes]]
) -> None:
    """What was found before, what is found again in the kept pages, and what four connections bring: all alike."""
    folder, files = first
    assert len(files) > 15
    assert research(website, folder) == files
    assert research("http://127.0.0.1:9/", folder, "--offline") == files
    assert forget_findings(folder) == 1
    assert research("http://127.0.0.1:9/", folder, "--offline") == files
    assert research(website, folder, "--refresh") == files


def test_an_unchanged_client_needs_no_page_reader_and_no_network_library(
    website: str, first: tuple[Path, Mapping[str, bytes]]
) -> None:
    """The second run reads what was found, and imports neither parsers nor clients."""
    folder, _ = first
    research(website, folder)
    script = (
        "import sys; from precall.faces.cli import run\n"
        f"status = run(['research', {ADDRESS!r}, '--out', {str(folder / 'light')!r}, '-q'])\n"
        f"print(status, sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    command = [sys.executable, "-c", script]
    ended = subprocess.run(command, env=environ(website, folder), capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "0 []"


@pytest.mark.parametrize(
    ("sign", "line"),
    [(signal.SIGINT, 6), (signal.SIGKILL, 1), (signal.SIGKILL, 6)],
    ids=["Ctrl-C", "early", "later"],
)
def test_a_run_after_an_interrupted_one_gives_the_same_bytes(
    website: str, first: tuple[Path, Mapping[str, bytes]], tmp_path: Path, sign: signal.Signals, line: int
) -> None:
    """Ctrl-C or a power cut, early or in the middle of the pages: the next run goes on as if nothing had been."""
    _, files = first
    command = [sys.executable, "-m", "precall", "research", ADDRESS, "--out", str(tmp_path / "out")]
    process = subprocess.Popen(
        command, env=environ(website, tmp_path), stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    for _ in range(line):
        assert process.stderr.readline().startswith("reading ")
    process.send_signal(sign)
    process.communicate(timeout=20)
    assert not (tmp_path / "out").exists()
    assert research(website, tmp_path) == files
