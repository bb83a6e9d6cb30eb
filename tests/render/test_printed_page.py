"""The page in a real browser: one printed sheet for page one, no request, no error."""

import shutil
import subprocess
from pathlib import Path

import pytest
import sample
from pypdf import PdfReader

from precall import sentences
from precall.model.call import Call, Remembered
from precall.render import templates
from precall.render.briefing import render_briefing
from precall.render.environment import Environment

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
LONG = "Wunderbarerweise " * 90
CASES = {
    "rich": (sample.rich(), sample.CALL, sample.REMEMBERED),
    "sparse": (sample.sparse(), Call(), Remembered()),
    "hostile": (sample.hostile(LONG), sample.hostile_call(LONG), sample.hostile_memory(LONG)),
}


def page(case: str) -> str:
    """The page of a sample."""
    dossier, call, remembered = CASES[case]
    environment = Environment(sentences.load("en", templates.folders()))
    texts = render_briefing(dossier, call, sample.CALLER, remembered, now=sample.NOW, environment=environment)
    return texts["briefing.html"]


def on_paper(html: str, size: str) -> str:
    """The page for one paper size: the browser's command line cannot choose one, and the policy forbids other styles."""
    lines = [line for line in html.splitlines() if "Content-Security-Policy" not in line]
    return "\n".join(lines).replace("@page {", f"@page {{ size: {size};")


def browse(folder: Path, html: str, *options: str) -> str:
    """What the browser logs while it opens the page."""
    assert CHROMIUM
    place = folder / "briefing.html"
    place.write_text(html, encoding="utf-8")
    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--enable-logging=stderr",
        f"--user-data-dir={folder / 'profile'}", *options, place.as_uri(),
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stderr


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
@pytest.mark.parametrize("size", ["A4", "letter"])
@pytest.mark.parametrize("case", CASES)
def test_page_one_is_exactly_one_sheet(case: str, size: str, tmp_path: Path) -> None:
    """It begins and ends on the first sheet, with room for the pen; the fact sheet begins on the second."""
    target = tmp_path / "page.pdf"
    browse(tmp_path, on_paper(page(case), size), "--no-pdf-header-footer", f"--print-to-pdf={target}")
    sheets = [sheet.extract_text() for sheet in PdfReader(target).pages]
    assert "Room for the pen" in sheets[0]
    assert "they promised" in sheets[0]
    assert "Fact sheet" not in sheets[0]
    assert "Fact sheet" in sheets[1]


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_the_browser_finds_nothing_against_the_policy(tmp_path: Path) -> None:
    """The style's hash is right, and nothing on the page breaks the Content-Security-Policy."""
    log = browse(tmp_path, page("hostile"), f"--screenshot={tmp_path / 'page.png'}")
    assert "Content Security Policy" not in log
    assert (tmp_path / "page.png").stat().st_size > 10_000
