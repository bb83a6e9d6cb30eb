"""A batch with websites that only a script draws: one browser a worker, and what breaks it is one client's reason."""

import contextlib
import csv
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from precall.demo.server import serve
from precall.drawing import chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not chromium.has_library(), reason="precall[browser] is not installed here"),
    pytest.mark.skipif(chromium.find("") is None, reason="no Chromium on this machine"),
]
SHELL = '<!doctype html><html lang="en"><title>Larkspur Boats</title><body><div id="root"></div><script src="/app.js"></script>'
SCRIPT = """
const host = location.hostname;
if (host.startsWith("greedy")) { const all = []; for (;;) all.push(new Array(1e6).fill(all.length)); }
document.getElementById("root").innerHTML = `<main><h1>Larkspur Boats</h1><p>Larkspur Boats builds and mends wooden rowing
  boats for clubs and families on the river Lee, and has done so since 1994. Write to hello@${host}.</p></main>`;
"""
CRASHED = "not drawn: the browser crashed, or needed too much memory"


@pytest.fixture
def website(tmp_path: Path) -> Iterator[str]:
    """It answers under every name, and its script asks which."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text(SHELL)
    (site / "app.js").write_text(SCRIPT)
    with serve(site) as base:
        yield base


def test_what_breaks_the_browser_is_one_clients_reason(website: str, tmp_path: Path) -> None:
    """Those around it are read, by a browser that is started anew, and none is left running."""
    others = ["boats-1.example", "boats-2.example", "boats-3.example"]
    (tmp_path / "list.csv").write_text("\n".join(["website", others[0], "greedy.example", *others[1:]]))
    command = [sys.executable, "-m", "precall", "batch", "list.csv", "--out", "out", "--jobs", "1", "--yes"]
    drawing = {
        "PRECALL_BROWSER": "",
        "PRECALL_BROWSER_SANDBOX": "false",
        "http_proxy": website,
        "TMPDIR": str(tmp_path),
    }
    subprocess.run(command, cwd=tmp_path, env={**os.environ, **drawing}, timeout=180, check=True)
    found = results(tmp_path / "out")
    told = {name: (row["status"], row["contact_route"]) for name, row in found.items()}
    assert told == {
        "greedy.example": ("flagged", ""),
        **{name: ("done", f"hello@{name}") for name in others},
    }
    assert CRASHED in (tmp_path / "out" / "greedy.example" / "dossier.json").read_text()
    assert running_in(tmp_path) == []


def results(folder: Path) -> Mapping[str, Mapping[str, str]]:
    """The rows of a batch by their client."""
    with (folder / "results.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["website"]: row for row in csv.DictReader(file)}


def running_in(folder: Path) -> list[bytes]:
    """The processes that name a folder, as a browser names that of its profile."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            found.append(path.read_bytes())
    return [command for command in found if os.fsencode(folder) in command]
