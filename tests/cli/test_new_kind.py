"""A kind of fact is one row, one extract file and its words: then it stands everywhere. Tried on a copy of precall."""

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOMAIN = "acme.example"
PROMISE = "Every sail is guaranteed for five years."

ROW = """\
    Row(
        "guarantee", pages=("home", "about"), sought=True, listed="proof", change=Telling(5), route="leave",
        called=("promise",), column=Column("guarantee"),
    ),
"""

EXTRACT = '''\
"""For how long they answer for their work."""

from collections.abc import Iterator

from precall.extract import trust
from precall.model.fact import Candidate, Evidence
from precall.site.document import Document
from precall.words.match import phrases

KIND = "guarantee"


def find(page: Document) -> Iterator[Candidate]:
    """Sentences that promise it."""
    for sentence in trust.sentences(page, KIND):
        if phrases("guarantee", "words", page.spoken).stand_in(sentence.text):
            yield Candidate(KIND, sentence.text, 0.9, Evidence(page.url, sentence.text, "text"))
'''

WORDS = {
    "src/precall/words/en.toml": {"guarantee": 'words = ["guaranteed for"]'},
    "src/precall/words/de.toml": {"guarantee": 'words = ["garantie auf"]'},
    "templates/sentences/en.toml": {
        "briefing": 'guarantee = "Guarantee"',
        "changes": 'kind_guarantee = "guarantee"',
        "gaps": 'guarantee = "No guarantee."',
        "index": 'guarantee = "Guarantee"',
    },
}

Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, acme: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a copy of precall that knows the kind, in a folder of its own; acme.example promises nothing yet."""
    copy = tmp_path / "copy"
    for folder in ("src/precall", "templates"):
        shutil.copytree(ROOT / folder, copy / folder)
    _insert(copy / "src/precall/model/kinds.py", "_ROWS = (\n", ROW)
    (copy / "src/precall/extract/guarantee.py").write_text(EXTRACT, encoding="utf-8")
    for file, tables in WORDS.items():
        for table, lines in tables.items():
            _insert(copy / file, f"[{table}]\n", f"{lines}\n")
    monkeypatch.setenv("PRECALL_NOW", "2026-02-01T09:00:00Z")
    monkeypatch.setenv("PYTHONPATH", str(copy / "src"))
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "precall", *arguments],
            capture_output=True,
            text=True,
            env=os.environ,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return command


def test_a_kind_of_one_row_stands_in_dossier_page_gaps_changes_criteria_and_columns(
    run: Run, acme: Path, tmp_path: Path
) -> None:
    """First the site does not say it, then it does."""
    run("research", f"http://{DOMAIN}/", "--out", "out")
    assert "No guarantee." in (tmp_path / f"out/{DOMAIN}/dossier.json").read_text("utf-8")

    page = acme / "index.html"
    page.write_text(page.read_text("utf-8").replace("<footer>", f"<p>{PROMISE}</p><footer>"), "utf-8")
    os.environ["PRECALL_NOW"] = "2026-03-01T09:00:00Z"
    changes = json.loads(run("changes", DOMAIN, "--refresh", "--json"))["changes"]
    (change,) = (one for one in changes if one["kind"] == "guarantee")
    assert (change["kind"], change["what"], change["after"]) == ("guarantee", "new", PROMISE)

    (tmp_path / "list.csv").write_text(f"Website\nhttp://{DOMAIN}/\n", "utf-8")
    (tmp_path / "criteria.toml").write_text('good = ["has promise"]', "utf-8")
    run("batch", "list.csv", "--out", "batch", "--criteria", "criteria.toml", "--jobs", "1", "--yes")
    with (tmp_path / "batch/results.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["guarantee"], row["criterion: has promise"]) == (PROMISE, "yes")

    written = tmp_path / "batch" / row["briefing"]
    (fact,) = [
        f
        for f in json.loads(written.with_name("dossier.json").read_text("utf-8"))["facts"]
        if f["kind"] == "guarantee"
    ]
    assert (fact["value"], fact["evidence"][0]["quote"]) == (PROMISE, PROMISE)
    assert f"Guarantee: {PROMISE}" in written.with_name("briefing.md").read_text("utf-8").replace("**", "")


def _insert(path: Path, behind: str, text: str) -> None:
    """Puts a text behind a line of a file; a table that a word list lacks is added at its end."""
    source = path.read_text(encoding="utf-8")
    if behind not in source:
        source += f"\n{behind}"
    path.write_text(source.replace(behind, behind + text, 1), encoding="utf-8")
