"""The command reads a website that only a script draws, and what it read stands as any other page does."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from precall.demo.server import serve
from precall.drawing import chromium, process_tree

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not chromium.has_library(), reason="precall[browser] is not installed here"),
    pytest.mark.skipif(chromium.find("") is None, reason="no Chromium on this machine"),
]
ADDRESS = "http://larkspur-boats.example/"
NOW = "2026-01-31T09:00:00Z"
SHELL = '<!doctype html><html lang="en"><title>Larkspur Boats</title><body><div id="root"></div><script type="module" src="/app.js"></script>'
SCRIPT = """
const pages = {
  "": "<h1>Larkspur Boats</h1><p>Larkspur Boats builds and mends wooden rowing boats for clubs and families on the river Lee, and has done so since 1994.</p>",
  "#/team": "<h1>Our team</h1><div class=card><img src=a.jpg alt=''><h2>Ada Winterbourne</h2><p>Founder and boat builder</p></div><div class=card><img src=b.jpg alt=''><h2>Clara Linden</h2><p>Office Manager</p></div><p>They have worked side by side in the same shed for more than twenty years.</p>",
  "#/contact": "<h1>Contact</h1><p>Call +44 20 7946 0182 or write to hello@larkspur-boats.example. We answer within a day, and on Sundays we are on the river ourselves.</p>",
};
const menu = "<nav><a href='#/team'>Team</a><a href='#/contact'>Contact</a></nav>";
document.getElementById("root").innerHTML = menu + "<main>" + pages[location.hash] + "</main>";
"""


@pytest.fixture
def website(tmp_path: Path) -> Iterator[str]:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text(SHELL)
    (site / "app.js").write_text(SCRIPT)
    with serve(site) as base:
        yield base


def environ(proxy: str, folder: Path, **more: str) -> Mapping[str, str]:
    own = {"PRECALL_CACHE_DIR": str(folder / "cache"), "PRECALL_NOW": NOW, "http_proxy": proxy}
    drawing = {"PRECALL_BROWSER": "", "PRECALL_BROWSER_SANDBOX": "false"}
    return {**os.environ, **own, **drawing, "PRECALL_DATA_DIR": str(folder / "data"), **more}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "precall", *arguments]


def research(out: Path, env: Mapping[str, str], *options: str) -> Mapping[str, bytes]:
    """The files of one run, each by its name."""
    subprocess.run(
        command("research", ADDRESS, "--out", str(out), "-q", *options), env=env, check=True, timeout=120
    )
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def dossier(files: Mapping[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files["larkspur-boats.example/dossier.json"])
    return found


def test_what_was_drawn_is_read_kept_and_found_again_without_the_browser(
    website: str, tmp_path: Path
) -> None:
    """Routes behind the hash are pages; offline, with no browser, every byte is the same and every quote stands."""
    env = environ(website, tmp_path)
    files = research(tmp_path / "first", env)
    found = dossier(files)
    assert [page["url"].removeprefix(ADDRESS) for page in found["pages"]] == ["", "#/contact", "#/team"]
    assert all(page["drawn"] and len(page["drawn_from"]) == 64 for page in found["pages"])
    told = {(fact["kind"], fact["value"]) for fact in found["facts"]}
    assert {("person", "Ada Winterbourne"), ("email", "hello@larkspur-boats.example"), ("phone", "+442079460182")} <= told  # fmt: skip
    picture = files["larkspur-boats.example/home.jpg"]
    assert picture.startswith(b"\xff\xd8\xff")
    assert len(picture) <= 150_000
    assert b"img-src data:" in files["larkspur-boats.example/briefing.html"]
    assert research(tmp_path / "again", env) == files
    without = environ("http://127.0.0.1:9/", tmp_path, PATH=str(tmp_path))
    assert research(tmp_path / "offline", without, "--offline") == files
    verified = subprocess.run(command("verify", str(tmp_path / "first")), env=without, timeout=60)
    assert verified.returncode == 0


MENU = """<!doctype html><html lang="en"><title>Larkspur Boats</title><body><header><nav><a href="/">Home</a>
<a href="/team.html">Our team</a></nav></header><main id="app"></main><footer><p>Larkspur Boats, 12 Harbour Road, Leeds LS1 4AP.
Write to hello@larkspur-boats.example, and we answer within a day, and in winter, when the river is frozen, within two.</p></footer><script src="/fill.js"></script>"""
FILL = """
const team = "<h1>Our team</h1><div><img src=a.jpg alt=''><h2>Ada Winterbourne</h2><p>Founder and boat builder</p></div><p>She has built boats in the same shed for more than twenty years.</p>";
const home = "<h1>Larkspur Boats</h1><p>Larkspur Boats builds and mends wooden rowing boats for clubs and families, and has done so since 1994.</p>";
setTimeout(() => { document.getElementById("app").innerHTML = location.pathname === "/" ? home : team; }, 100);
"""


def test_a_menu_without_content_is_filled_by_the_browser(website: str, tmp_path: Path) -> None:
    """Without one, what stands around the main part is read, and the briefing says what would help."""
    site = tmp_path / "site"
    for name in ("index.html", "team.html"):
        (site / name).write_text(MENU)
    (site / "fill.js").write_text(FILL)
    env = environ(website, tmp_path)
    without = research(tmp_path / "without", {**env, "PRECALL_BROWSER": "off"})
    assert [page["note"] for page in dossier(without)["pages"]] == [
        "its main part is drawn by script only"
    ] * 2
    assert b"precall[browser]" in without["larkspur-boats.example/briefing.html"].replace(b"&#39;", b"'")
    found = dossier(research(tmp_path / "with", env))
    assert [page.get("drawn") for page in found["pages"]] == [True, True]
    assert "flag" not in found["subject"]
    told = {(fact["kind"], fact["value"]) for fact in found["facts"]}
    assert {
        ("person", "Ada Winterbourne"),
        ("founded", 1994),
        ("email", "hello@larkspur-boats.example"),
    } <= told


def test_an_edit_of_a_drawn_page_is_told_and_another_shell_is_none(website: str, tmp_path: Path) -> None:
    """What the server sends around its script is nothing that a visitor sees."""
    research(tmp_path / "out", environ(website, tmp_path))
    index, script = tmp_path / "site" / "index.html", tmp_path / "site" / "app.js"
    index.write_text(SHELL.replace("<body>", "<body data-build=2>"))
    assert changes(environ(website, tmp_path, PRECALL_NOW="2026-02-02T09:00:00Z")) == []
    script.write_text(SCRIPT.replace("7946 0182", "7946 0199"))
    index.write_text(SHELL.replace("<body>", "<body data-build=3>"))
    found = changes(environ(website, tmp_path, PRECALL_NOW="2026-02-04T09:00:00Z"))
    assert {change["kind"] for change in found} == {"phone"}
    assert "+442079460199" in str(found)


def changes(env: Mapping[str, str]) -> list[Any]:
    """What `precall changes` tells of the website now."""
    asked = command("changes", "larkspur-boats.example", "--refresh", "--json")
    told = subprocess.run(asked, env=env, check=True, timeout=120, stdout=subprocess.PIPE)
    found: list[Any] = json.loads(told.stdout)["changes"]
    return found


def test_the_demos_gallery_is_read_with_a_browser(tmp_path: Path) -> None:
    """The one page of the demo that only a script draws; without a browser it is among those not read."""
    subprocess.run(command("demo", "-q"), env=environ("", tmp_path), cwd=tmp_path, check=True, timeout=120)
    written = tmp_path / "briefings" / "fernhollow-gardens.example" / "dossier.json"
    drawn = [page["url"] for page in json.loads(written.read_text())["pages"] if page.get("drawn")]
    assert drawn == ["http://fernhollow-gardens.example/gallery.html"]


def test_without_a_browser_everything_is_as_it_was(website: str, tmp_path: Path) -> None:
    """The notice, and what would help."""
    files = research(tmp_path / "out", environ(website, tmp_path, PRECALL_BROWSER="off"))
    assert dossier(files)["subject"]["flag"] == "drawn by script only"
    assert b"precall[browser]" in files["larkspur-boats.example/briefing.html"].replace(b"&#39;", b"'")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="the sandbox starts for all but root"
)
def test_for_root_the_sandbox_cannot_start_and_that_is_said(website: str, tmp_path: Path) -> None:
    """Nothing is drawn without it until a setting says so."""
    files = research(tmp_path / "out", environ(website, tmp_path, PRECALL_BROWSER_SANDBOX="true"))
    assert "sandbox cannot start here" in dossier(files)["pages"][0]["note"]


@pytest.mark.skipif(sys.platform != "linux", reason="processes are told on Linux alone")
def test_the_browser_dies_with_a_run_that_is_killed(website: str, tmp_path: Path) -> None:
    """With all its processes, and within seconds."""
    (tmp_path / "site" / "app.js").write_text("while (true) {}")
    run = subprocess.Popen(
        command("research", ADDRESS, "--out", str(tmp_path / "out"), "-q"), env=environ(website, tmp_path)
    )
    tree = _when(lambda: _with_renderer(run.pid), 60)
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert _when(lambda: not any(map(_is_alive, tree.processes)), 20)


def _with_renderer(pid: int) -> process_tree.Tree | None:
    tree = process_tree.tree_of(pid)
    is_there = any(b"--type=renderer" in _arguments(process) for process in tree.processes)
    return tree if is_there else None


def _arguments(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _is_alive(pid: int) -> bool:
    """Whether a process is there and has not ended; one that has is there until its parent asks."""
    return bool(_arguments(pid))


def _when(look: Any, seconds: float) -> Any:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := look():
            return found
        time.sleep(0.1)
    pytest.fail("it did not happen in time")
