"""`--help` speaks the caller's language: every text of it, and nothing that no help says."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import pytest
from commands import Precall
from test_documents import every_command, help_of

from precall.faces.cli import precall as program
from precall.faces.cli.help import FOLDER, Formatter, texts
from precall.model.budget import PAGES
from precall.render import templates

LANGUAGES = sorted(file.stem for file in (templates.shipped() / FOLDER).glob("*.toml"))
"""Those that have a file of help; one without it has help in English."""
AS_IT_IS = re.compile(
    r"precall(?! never)\b.*|PRECALL_PAGES=20 precall config|[\d.,]*|\d*<?=?x[<>]=\d+|N|S|A|coach|local|all|briefings|events|en"
)
"""Examples to type, numbers, and names of what precall knows."""
COMMANDS = [("precall", program), *every_command(program, "precall")]


class Asked(Mapping[str, str]):
    """Words that note what they are asked for, and have none."""

    def __init__(self) -> None:
        self.texts: dict[str, None] = {}

    def __getitem__(self, text: str) -> str:
        self.texts[text] = None
        raise KeyError(text)

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)


@pytest.fixture(scope="module")
def said() -> list[str]:
    """Every text that some help says."""
    asked = Asked()
    for name, command in COMMANDS:
        context = click.Context(command, info_name=name)
        context.help_option_names = ["-h", "--help"]
        command.format_help(context, Formatter(asked, width=100))
    return list(asked.texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_help_is_there_in_the_language(said: list[str], language: str) -> None:
    """And none that no help says any more."""
    known = texts(language)
    missing = [text for text in said if text not in known and not AS_IT_IS.fullmatch(text)]
    assert not missing, "\n".join(missing)
    assert not set(known).difference(said), "\n".join(set(known).difference(said))


@pytest.mark.parametrize("language", LANGUAGES)
def test_options_and_commands_keep_their_names(said: list[str], language: str) -> None:
    """And what stands for a value is called the same in the text as beside its option."""
    known = texts(language)
    for english, text in known.items():
        for name in re.findall(
            r"--[a-z-]+|`[^`]+`|\bprecall (?:followup|research|export|forget|backup)\b", english
        ):
            assert name in text, f"{name} in {text}"
        for place in re.findall(r"\b(?:ADDRESS|DIR|FILE|KEPT|GONE)\b", english):
            assert known[place] in text, f"{known[place]} in {text}"


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_help_is_in_the_language_that_the_settings_name(
    precall: Precall, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """With the headings; that of another language is asked for where a command has an option for it."""
    monkeypatch.setenv("PRECALL_LANGUAGE", language)
    said = texts(language).get("Options", "Options")
    for arguments in (("--help",), ("research", "-h"), ("gift", "add", "--help")):
        assert f"\n{said}" in precall(*arguments).out
    assert "\nFlaggor:\n" in precall("demo", "--language", "sv", "--help").out


def test_a_text_that_no_language_has_is_said_in_english(
    precall: Precall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Help is there whatever the settings say."""
    for language in ("eo", "../../etc/x", ""):
        monkeypatch.setenv("PRECALL_LANGUAGE", language)
        assert "What they wrote when booking." in precall("research", "--help").out


def test_help_of_the_callers_own_wins(
    precall: Precall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A language that they add has its help beside its sentences."""
    (tmp_path / "own" / FOLDER).mkdir(parents=True)
    (tmp_path / "own" / FOLDER / "eo.toml").write_text('"Options" = "Elektoj"\n":" = 5\n', encoding="utf-8")
    monkeypatch.setenv("PRECALL_TEMPLATES_DIR", str(tmp_path / "own"))
    monkeypatch.setenv("PRECALL_LANGUAGE", "eo")
    assert "\nElektoj:\n" in precall("today", "--help").out


@pytest.mark.parametrize("command", ["research", "batch"])
def test_the_help_names_how_many_pages_are_read(precall: Precall, command: str) -> None:
    """The number that counts where nobody says another."""
    said = " ".join(precall(command, "--help").out.split())
    assert (
        f"--pages N How many pages {'of a site ' if command == 'batch' else ''}to read at most. [default: {PAGES}]"
        in said
    )


def test_the_manual_is_the_english_help() -> None:
    """What is asked of the words is what click says of itself."""
    for name, command in COMMANDS:
        context = click.Context(command, info_name=name, max_content_width=100)
        context.help_option_names = ["-h", "--help"]
        formatter = Formatter({}, width=100)
        command.format_help(context, formatter)
        assert formatter.getvalue().rstrip("\n") == help_of(name, command)
