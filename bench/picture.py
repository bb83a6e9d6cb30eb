"""The picture of the demo's briefing that the README shows: page one, taken by headless Chromium."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.facts import environment

PICTURE = Path("docs/briefing.png")
_WIDTH, _HEIGHT = 960, 1240  # pixels: page one of the demo


def main(arguments: Sequence[str]) -> int:
    """Researches the demo's business and writes the picture of its briefing."""
    parser = argparse.ArgumentParser("python -m bench picture", description=__doc__)
    parser.add_argument("--out", type=Path, default=PICTURE, metavar="FILE")
    asked = parser.parse_args(arguments)
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        print("no Chromium on this machine", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        command = [sys.executable, "-m", "precall", "demo", "-q", "--out", str(folder / "out")]
        subprocess.run(command, env=environment(folder, os.environ), stdout=subprocess.DEVNULL, check=True)
        (page,) = (folder / "out").rglob("briefing.html")
        _photograph(browser, page, asked.out, folder)
    return 0


def _photograph(browser: str, page: Path, picture: Path, folder: Path) -> None:
    command = [
        browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--hide-scrollbars", f"--user-data-dir={folder / 'profile'}", f"--window-size={_WIDTH},{_HEIGHT}",
        f"--screenshot={picture.resolve()}", page.as_uri(),
    ]  # fmt: skip
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60, check=True)
