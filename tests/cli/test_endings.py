"""How precall ends: the status says how it went, the last line why, and a bug leaves a report."""

import subprocess
import sys
from pathlib import Path

import pytest
from commands import Precall

from precall import __version__
from precall.app import App
from precall.render import templates
from precall.sentences import languages


def test_the_version_is_told(precall: Precall) -> None:
    """For reports."""
    assert precall("--version").out == f"precall {__version__}\n"


LANGUAGES = languages(templates.folders())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["reserach"], "No such command 'reserach'. Did you mean 'research'? See: precall --help"),
        (["prep", "--calender", "x"], "No such option '--calender'. Did you mean '--calendar'? See: precall prep --help"),
        (["demo", "--opne"], "No such option '--opne'. Did you mean '--open'? See: precall demo --help"),
        (["followup"], "Missing argument 'ADDRESS'. See: precall followup --help"),
        (["completion", "tcsh"], "Invalid value for '{bash|zsh|fish}': 'tcsh' is not one of 'bash', 'zsh', 'fish'. See: precall completion --help"),
    ],
)  # fmt: skip
def test_a_slip_of_the_keys_is_told_in_one_line(precall: Precall, arguments: list[str], said: str) -> None:
    """Status 2, with the command that explains."""
    ended = precall(*arguments)
    assert (ended.status, ended.out, ended.err) == (2, "", f"precall: {said}\n")


def test_without_a_command_there_is_the_list(precall: Precall) -> None:
    """Somebody only looks."""
    ended = precall()
    assert ended.status == 2
    assert "Before the call:" in ended.err


def test_a_bug_leaves_a_report_and_one_line(precall: Precall, monkeypatch: pytest.MonkeyPatch) -> None:
    """Status 3; the caller sees no traceback, the report has it."""

    def broken(self: App) -> None:
        raise ZeroDivisionError("of ours")

    monkeypatch.setattr(App, "store", broken)
    ended = precall("cache")
    assert (ended.status, ended.out) == (3, "")
    (line,) = ended.lines
    assert line.startswith("precall: this is a bug in precall (ZeroDivisionError); the report is in ")
    report = Path(line.rpartition(" ")[2]).read_text(encoding="utf-8")
    assert report.startswith(f"precall {__version__}, Python 3.")
    assert "ZeroDivisionError: of ours" in report


def test_what_a_terminal_would_obey_is_left_out_of_messages(precall: Precall) -> None:
    """An address with an escape sequence in it."""
    ended = precall("research", "a\x1b[31mcme com")
    assert ended.status == 2
    assert "\x1b" not in ended.err


def test_whoever_reads_the_output_may_stop(tmp_path: Path) -> None:
    """As `head` does: no complaint, and the status of a command that went well."""
    code = "import sys; from precall.faces.cli import run; sys.exit(run(['config']))"
    reader, writer = subprocess.Popen, subprocess.PIPE
    process = reader([sys.executable, "-c", code], cwd=tmp_path, stdout=writer, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    complaint = process.stderr.read().decode()
    process.stderr.close()
    assert (process.wait(), "Traceback" in complaint, "precall: " in complaint) == (0, False, False)


def test_a_module_can_be_run_as_the_command(tmp_path: Path) -> None:
    """`python -m precall` is `precall`."""
    told = subprocess.run(
        [sys.executable, "-m", "precall", "--version"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert told.stdout == f"precall {__version__}\n"


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("CACHE_DIR", "/dev/null/below", "the snapshot store /dev/null/below/snapshots.sqlite3 cannot be used: Not a directory. Choose another folder with PRECALL_CACHE_DIR"),
        ("LANGUAGE", "xx", f"no sentences in the language 'xx'; there are {', '.join(LANGUAGES)}. Choose one of these, or add sentences/xx.toml."),
        ("OFFER", "gone.toml", "gone.toml cannot be read: No such file or directory"),
        ("PLAYBOOK", "pirate", "no playbook named 'pirate'; there are coach, sales. To make one: precall templates copy playbooks/coach.toml"),
    ],
)  # fmt: skip
def test_a_setting_that_leads_nowhere_is_told_before_anything_is_read(
    precall: Precall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str, value: str, said: str
) -> None:
    """One line with what to do, and nothing is begun."""
    monkeypatch.setenv(f"PRECALL_{setting}", value)
    ended = precall("research", "acme.example")
    assert (ended.status, ended.out, ended.err) == (2, "", f"precall: {said}\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("command", ["config", "debrief acme.example --notes -", "followup acme.example"])
def test_a_stream_that_was_closed_is_an_empty_one(tmp_path: Path, closed: str, command: str) -> None:
    """As some schedulers start a command; the status is one of those that are documented, and none of a bug."""
    line = f'"{sys.executable}" -m precall {command} {closed}'
    ended = subprocess.run(["sh", "-c", line], capture_output=True, text=True, cwd=tmp_path)
    assert ended.returncode in (0, 2)
    assert "Traceback" not in ended.stderr
