"""README and docs: what stands there is what happens. `pytest --regenerate` writes the samples and docs/help.md anew."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest
from commands import Precall

from precall.faces.cli import COMMANDS, SECTIONS
from precall.faces.cli import precall as program

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
HELP = ROOT / "docs" / "help.md"
BLOCK = r"<!-- {mark} -->\n(?P<fence>`{{3,}})[a-z]*\n(?P<text>.*?)(?P=fence)\n"
EXAMPLES = re.compile(r"^  (?:PRECALL_\w+=\S+ )?(precall .*)", re.MULTILINE)
EXAMPLE = re.compile(r"^    (precall [a-z]+)", re.MULTILINE)


def block(mark: str) -> re.Match[str]:
    """The fenced block of the README under a mark."""
    found = re.search(BLOCK.format(mark=re.escape(mark)), README.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found


@pytest.fixture
def regenerate(request: pytest.FixtureRequest) -> bool:
    """Whether the documents are to be written anew."""
    return bool(request.config.getoption("--regenerate"))


def check_sample(mark: str, made: str, regenerate: bool) -> None:
    """Compares a sample in the README with what was made now, or writes it."""
    found = block(mark)
    if regenerate:
        text = README.read_text(encoding="utf-8")
        fence = "````" if "```" in made else "```"
        fresh = f"<!-- {mark} -->\n{fence}text\n{made}{fence}\n"
        README.write_text(text[: found.start()] + fresh + text[found.end() :], encoding="utf-8")
        return
    assert found["text"] == made, "the sample in the README is old: python -m pytest --regenerate tests/cli"


def test_the_samples_in_the_readme_are_what_happens(
    precall: Precall, tmp_path: Path, regenerate: bool
) -> None:
    """The demo, and the mail that its notes become."""
    precall("init", "--name", "Jo Field", "--company", "Field Coaching")
    demo = precall("demo")
    assert demo.status == 0
    check_sample("output: demo", demo.out, regenerate)
    notes = tmp_path / "briefings/fernhollow-gardens.example/notes.md"
    notes.write_text(block("notes: followup")["text"], encoding="utf-8")
    precall("followup", "fernhollow-gardens.example", "--to", "miriam@fernhollow-gardens.example")
    mail = (notes.parent / "follow-up.md").read_text(encoding="utf-8")
    check_sample(
        "output: followup", re.findall(r"^```text\n(.*?)^```$", mail, re.DOTALL | re.MULTILINE)[0], regenerate
    )


def every_command(group: click.Group, name: str) -> list[tuple[str, click.Command]]:
    """A group's commands by their full names, those inside of them too, in order."""
    context = click.Context(group, info_name=name)
    found: list[tuple[str, click.Command]] = []
    for child in group.list_commands(context):
        command = group.get_command(context, child)
        assert command is not None
        found.append((f"{name} {child}", command))
        if isinstance(command, click.Group):
            found += every_command(command, f"{name} {child}")
    return found


def help_of(name: str, command: click.Command) -> str:
    """A command's help as a terminal of 100 columns shows it."""
    context = click.Context(command, info_name=name, terminal_width=100, max_content_width=100)
    context.help_option_names = ["-h", "--help"]
    return command.get_help(context)


def manual_of_parent(name: str) -> str:
    """The help of the command that a command is part of."""
    parent = dict(every_command(program, "precall")).get(name.rpartition(" ")[0])
    return help_of(name.rpartition(" ")[0], parent) if parent else ""


def manual() -> str:
    """The whole of docs/help.md."""
    parts = [
        "# Every command\n\nWritten by `python -m pytest --regenerate tests/cli/test_documents.py`; a test compares.\n"
    ]
    for name, command in [("precall", program), *every_command(program, "precall")]:
        parts.append(f"## {name}\n\n```text\n{help_of(name, command)}\n```\n")
    return "\n".join(parts)


def test_the_manual_is_what_help_says(regenerate: bool) -> None:
    """docs/help.md holds the help of every command."""
    if regenerate:
        HELP.write_text(manual(), encoding="utf-8")
        return
    assert HELP.read_text(encoding="utf-8") == manual(), (
        "docs/help.md is old: python -m pytest --regenerate tests/cli/test_documents.py"
    )


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_is_in_the_readme(name: str) -> None:
    """A command that nobody hears of is not there."""
    assert f"precall {name}" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "command"), every_command(program, "precall"), ids=lambda value: str(value))
def test_every_command_says_what_it_is_for_with_an_example(name: str, command: click.Command) -> None:
    """A sentence, an example that can be typed, and a short line for the list."""
    examples = EXAMPLES.findall(help_of(name, command) + manual_of_parent(name))
    assert any(example.startswith(name) for example in examples)
    assert 10 < len(command.get_short_help_str(limit=200)) <= 70


def test_help_loads_no_command_and_no_heavy_package() -> None:
    """`precall --help` is there at once: beside what says the caller's language it needs click alone."""
    code = (
        "import sys; from precall.faces.cli import run; run(['--help']);"
        "print(*sorted(name for name in sys.modules), file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ended.stderr.split())
    ours = {name.split(".")[1] for name in loaded if name.startswith("precall.")}
    assert ours.isdisjoint({"app", "compose", "extract", "memory", "net", "sentences", "use", "visit"})
    assert {name for name in loaded if name.startswith("precall.faces.cli.")} == {"precall.faces.cli.help"}
    assert loaded.isdisjoint({"httpx", "jinja2", "rich", "lxml", "asyncio", "sqlalchemy", "sqlite3"})


def test_every_example_in_the_readme_is_a_command() -> None:
    """What is indented there can be typed."""
    for example in EXAMPLE.findall(README.read_text(encoding="utf-8")):
        assert example.split()[1] in COMMANDS


def test_continuous_integration_runs_the_readmes_command() -> None:
    """`.ci/run` takes it from the README, so that there is one."""
    for name in ("setup", "tests"):
        told = subprocess.run(
            [str(ROOT / ".ci" / "command"), name], capture_output=True, text=True, check=True
        )
        assert told.stdout == block(f"command: {name}")["text"]
    assert ".ci/command tests" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_changelog_tells_of_this_version() -> None:
    """Its first entry is the version in pyproject.toml and in the package."""
    from precall import __version__

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    entries = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert entries[0] == project["version"] == __version__


def test_links_in_the_documents_lead_somewhere() -> None:
    """Files that the README and the docs point to are there."""
    for document in (README, *sorted((ROOT / "docs").glob("*.md"))):
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name} points to {target}"


def test_no_command_is_listed_twice() -> None:
    """Each stands in one section."""
    names = [name for commands in SECTIONS.values() for name in commands]
    assert len(names) == len(set(names))
