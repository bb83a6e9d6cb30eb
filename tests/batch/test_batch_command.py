"""`precall batch` and `precall status`, as a rep uses them."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.batch.site_behind import answering

from precall.batch.alone import alone_in
from precall.batch.plan import Plan
from precall.faces.cli import run

COMMAND = [sys.executable, "-m", "precall", "batch"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder to work in; every site answers on loopback."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PRECALL_NOW", "2026-06-01T09:00:00Z")
    with answering(tmp_path / "site", monkeypatch):
        yield tmp_path


def listed(folder: Path, number: int) -> str:
    """A list of so many clients."""
    rows = "".join(f"Acme {index},c{index:03}.example\n" for index in range(number))
    (folder / "prospects.csv").write_text(f"Company,Website\n{rows}")
    return "prospects.csv"


def results(folder: Path) -> list[dict[str, str]]:
    """results.csv of the batch in `out`."""
    with (folder / "out" / "results.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_list_is_researched_and_the_same_command_does_nothing_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each client has a folder, each row its line."""
    (folder / "criteria.toml").write_text('good = ["has prices", "language is en"]')
    arguments = [
        "batch",
        listed(folder, 5),
        "--out",
        "out",
        "--criteria",
        "criteria.toml",
        "--jobs",
        "2",
        "--pages",
        "3",
    ]
    assert run(arguments) == 0
    rows = results(folder)
    assert [row["status"] for row in rows] == ["done"] * 5
    assert rows[0]["contact_route"] == f"http://{rows[0]['Website']}/contact.html"
    assert rows[0]["criterion: language is en"] == "yes"
    assert (folder / "out" / rows[0]["briefing"]).is_file()
    assert (folder / "out" / "index.html").is_file()
    before = (folder / "out" / "results.jsonl").read_bytes()
    capsys.readouterr()
    assert run(arguments) == 0
    assert "5 of them finished already" in capsys.readouterr().err
    assert (folder / "out" / "results.jsonl").read_bytes() == before
    assert run(["status", "out", "--list", "done"]) == 0
    assert capsys.readouterr().out.split() == [f"c{index:03}.example" for index in range(5)]
    assert run(["status", "out", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["clients"] == {"done": 5}
    without = arguments[: arguments.index("--criteria")] + arguments[arguments.index("--jobs") :]
    assert run(without) == 0
    assert [row["criterion: language is en"] for row in results(folder)] == ["yes"] * 5
    listed(folder, 6)
    capsys.readouterr()
    assert run(without) == 0
    assert "Judged by the 2 criteria of the run before" in capsys.readouterr().err
    assert [row["criterion: language is en"] for row in results(folder)] == ["yes"] * 6
    assert all(row["criterion: has prices"] for row in results(folder))


def test_criteria_among_the_own_templates_count_by_themselves(folder: Path) -> None:
    """As an offer does."""
    assert run(["templates", "copy", "criteria.toml"]) == 0
    assert run(["templates", "check"]) == 0
    assert run(["batch", listed(folder, 1), "--out", "out", "--jobs", "1", "--pages", "1"]) == 0
    assert "criterion: has prices" in results(folder)[0]


def test_bad_rows_are_told_together_before_anything_is_fetched(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And nothing is written."""
    (folder / "prospects.csv").write_text("Website\na.example\nnonsense\nbob@gmail.com\n")
    assert run(["batch", "prospects.csv", "--out", "out"]) == 2
    said = capsys.readouterr().err
    assert "row 3" in said
    assert "row 4" in said
    assert "--skip-bad" in said
    assert not (folder / "out").exists()


def test_bad_rows_that_are_skipped_stand_in_the_results_with_their_reason(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody has to look for them; they are no clients, and a mended row takes its place."""
    (folder / "prospects.csv").write_text("Company,Website\nA,a.example\nB,nonsense\n")
    arguments = ["batch", "prospects.csv", "--out", "out", "--skip-bad", "--jobs", "1", "--pages", "1"]
    assert run(arguments) == 0
    assert "2 rows, 1 client\n" in capsys.readouterr().err
    good, bad = results(folder)
    assert (good["status"], bad["status"], bad["Company"]) == ("done", "skipped", "B")
    assert "nonsense" in bad["reason"]
    assert "nonsense" in (folder / "out" / "index.html").read_text(encoding="utf-8").partition('id="data"')[2]
    (folder / "prospects.csv").write_text("Company,Website\nA,a.example\nB,b.example\n")
    assert run(arguments) == 0
    assert [row["status"] for row in results(folder)] == ["done", "done"]


def test_a_sample_stops_where_nobody_can_be_asked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The others wait for the same command without it."""
    assert (
        run(["batch", listed(folder, 4), "--out", "out", "--sample", "1", "--jobs", "1", "--brief", "none"])
        == 0
    )
    assert "sample of 1" in capsys.readouterr().err
    assert sorted(row["status"] for row in results(folder)) == ["done", "waiting", "waiting", "waiting"]
    assert {path.name for path in (folder / "out" / "c000.example").iterdir()} == {
        "dossier.json",
        ".precall.json",
    }


def test_a_folder_without_a_batch_has_no_status(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A plain line says so."""
    assert run(["status", str(folder)]) == 2
    assert "holds no batch" in capsys.readouterr().err


def started(folder: Path, number: int) -> "subprocess.Popen[str]":
    """A batch that runs in a process group of its own, slowly; of three files of clients one at least is kept as done."""
    listing = listed(folder, number)
    command = [*COMMAND, listing, "--out", "out", "--jobs", "2", "--pages", "3", "--delay", "0.3", "--yes"]
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True, start_new_session=True)
    for _ in range(800):
        if (folder / "out").is_dir() and len(list((folder / "out").glob("*/dossier.json"))) > 2:
            return process
        time.sleep(0.05)
    process.kill()
    raise AssertionError("nothing was researched")


@pytest.mark.slow
@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_batch_ends_within_five_seconds_and_says_how_to_go_on(folder: Path, name: int) -> None:
    """What is finished stays; the tables say who waits."""
    process = started(folder, 200)
    asked = time.monotonic()
    os.killpg(process.pid, name)
    _, said = process.communicate(timeout=20)
    assert time.monotonic() - asked < 6.5
    assert process.returncode == 130
    assert "the same command goes on" in said
    states = [row["status"] for row in results(folder)]
    assert {"done", "waiting"} <= set(states)


@pytest.mark.slow
def test_a_killed_batch_goes_on_and_gives_what_an_uninterrupted_one_gives(folder: Path) -> None:
    """Byte by byte."""
    process = started(folder, 60)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    arguments = ["prospects.csv", "--jobs", "2", "--pages", "3", "--yes", "-q"]
    for out in ("out", "whole"):
        subprocess.run(
            [*COMMAND, *arguments, "--out", out], cwd=folder, check=True, stdout=subprocess.DEVNULL
        )
    for name in ("results.csv", "results.jsonl", "index.html"):
        assert (folder / "out" / name).read_bytes() == (folder / "whole" / name).read_bytes()


def test_what_was_finished_by_another_measure_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """New criteria do not change who is finished, and nobody is left to believe so."""
    arguments = [
        "batch",
        listed(folder, 2),
        "--out",
        "out",
        "--criteria",
        "criteria.toml",
        "--jobs",
        "1",
        "--pages",
        "1",
    ]
    (folder / "criteria.toml").write_text('good = ["has prices"]')
    for said, criteria in (
        ("", "has prices"),
        ("", "has prices"),
        ("2 clients were finished with other", "language is en"),
    ):
        (folder / "criteria.toml").write_text(f'good = ["{criteria}"]')
        capsys.readouterr()
        assert run(arguments) == 0
        err = capsys.readouterr().err
        assert said in err
        assert bool(said) == ("other criteria" in err)


def test_a_folder_that_another_run_is_writing_to_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two runs would ask the same servers twice."""
    (folder / "out").mkdir()
    with alone_in(folder / "out"):
        assert run(["batch", listed(folder, 2), "--out", "out"]) == 2
    assert "another precall batch is writing to out" in capsys.readouterr().err
    with alone_in(folder / "out"):
        assert run(["batch", listed(folder, 2), "--out", "other", "--jobs", "1", "--pages", "1"]) == 0


@pytest.mark.parametrize("mark", ["xx", "", '"', "\\n"])
def test_what_cannot_divide_columns_is_refused_before_anything_is_asked_for(
    folder: Path, mark: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message says what can."""
    assert run(["batch", listed(folder, 2), "--out", "out", "--delimiter", mark]) == 2
    assert "is not one character that can divide columns" in capsys.readouterr().err
    assert not (folder / "out").exists()


def test_the_time_that_is_told_counts_the_pauses_between_requests() -> None:
    """A minute between requests makes a long batch."""
    plan = Plan(rows=10, clients=10, waiting=10, pages=12, places=64, workers=4)
    assert replace(plan, delay=60).seconds == 720 > plan.seconds


@pytest.mark.skipif(os.geteuid() == 0 and not Path("/dev/full").exists(), reason="root may write anywhere")
def test_a_place_that_cannot_be_written_to_is_told_at_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything is asked of anybody."""
    (folder / "file").write_text("x")
    for out in ("file", "file/out"):
        assert run(["batch", listed(folder, 2), "--out", out]) == 2
        assert f"{out} cannot be a folder: a file is in its way" in capsys.readouterr().err


def test_whom_the_caller_forgot_for_good_is_left_alone(folder: Path) -> None:
    """Without a single request."""
    assert run(["forget", "c001.example", "--never", "--yes"]) == 0
    assert (
        run(["batch", listed(folder, 2), "--out", "out", "--jobs", "1", "--pages", "3", "--brief", "none"])
        == 0
    )
    assert {row["Website"]: row["status"] for row in results(folder)} == {
        "c000.example": "done",
        "c001.example": "skipped",
    }
    assert not (folder / "out" / "c001.example").exists()


@pytest.mark.slow
def test_results_may_go_to_a_url(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The files and the tables; the state stays here."""
    pytest.importorskip("fsspec")
    out = f"file://{folder}/far"
    assert run(["batch", listed(folder, 2), "--out", out, "--jobs", "1", "--pages", "3"]) == 0
    assert (folder / "far" / "results.csv").is_file()
    assert (folder / "far" / "c000.example" / "briefing.html").is_file()
    capsys.readouterr()
    assert run(["status", out, "--list", "done"]) == 0
    assert len(capsys.readouterr().out.split()) == 2
