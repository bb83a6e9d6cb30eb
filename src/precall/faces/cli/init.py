"""`precall init`: seven questions, so that no draft lacks a signature and no calendar takes you for a client."""

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from precall.sentences import Sentences

_ADDRESS = re.compile(r"[^@\s,]{1,64}@[^@\s,]{1,253}")
_QUESTIONS = ("name", "company", "signature", "playbook", "email", "timezone", "addresses")


@click.command(name="init")
@click.option("--language", metavar="CODE", is_eager=True, help="Your language, such as de.  [default: en]")
@click.option("--name", metavar="TEXT", help="Your name.")
@click.option("--company", metavar="TEXT", help="Your company.")
@click.option(
    "--signature",
    metavar="TEXT",
    help="How your mails end; \\n begins a new line.  [default: name and company]",
)
@click.option("--playbook", metavar="PLAYBOOK", help="coach, sales, or a playbook of yours.")
@click.option("--email", metavar="ADDRESS", help="Your e-mail address.")
@click.option("--timezone", metavar="ZONE", help="Your time zone, such as Europe/Berlin.")
@click.option(
    "--addresses", metavar="LIST", help="Your other addresses, so that a calendar takes none for a client."
)
def command(**answers: str | None) -> int:
    """Write your own settings: who you are, at which addresses, and how your mails end.

    Asks seven questions on a terminal, from the second on in your language, and for your time zone where this computer
    does not say it; what an option answers is not asked. Elsewhere only the options count. Other settings in the file
    stay as they are.

    \b
    precall init
    precall init --language de
    precall init --name "Jo Field" --company "Field Coaching" --playbook coach
    """
    from precall.errors import PrecallError
    from precall.faces.cli import say, with_way_on
    from precall.folders import own_settings
    from precall.settings import language_code
    from precall.settings_file import change

    path = own_settings()
    given = {name: value for name, value in answers.items() if value is not None}
    if "language" in given:
        given["language"] = language_code(given["language"])
    if sys.stdin.isatty():
        given = _asked(given, _known(path))
    if not given:
        raise click.UsageError(
            "there is nobody to ask here; give --language, --name, --company, --signature, --playbook, --email, --timezone or --addresses"
        )
    click.get_current_context().params["language"] = given.get("language")  # in which mistakes are told, too
    words = _sentences(given.get("language") or _known(path).get("language", ""))
    try:
        _check(given)
    except PrecallError as error:
        say(with_way_on(error, words.reason))
        return error.exit_status
    kept = change(path, given)
    if kept:
        click.echo(words.say("init.kept", file=kept), err=True)
    click.echo(str(path))
    return 0


def _asked(given: dict[str, str], known: dict[str, str]) -> dict[str, str]:
    """The answers of the person at the terminal; what is known already is offered as the default."""
    answers = {"language": given.get("language") or _language(known.get("language", ""))}
    from precall.home_zone import UTC, home_zone

    say = _sentences(answers["language"]).say
    for name in _QUESTIONS:
        if name in given:
            answers[name] = given[name]
            continue
        if name == "timezone" and not known.get(name) and home_zone(os.environ)[0] != UTC:
            continue
        default = (known.get(name, "") or _suggested(name, answers)).replace("\n", "\\n")
        question = f"{say(f'init.{name}')}{f' [{default}]' if default else ''}{say('writing.colon')}"
        said = click.prompt(question, default=default, show_default=False, prompt_suffix=" ", err=True)
        answers[name] = str(said).strip()
    return answers


def _language(known: str) -> str:
    """The language that is chosen among those that there are sentences in; asked before it is known in which to ask."""
    from precall.sentences import languages
    from precall.settings import language_code

    codes = languages(_template_folders())
    default = known or _of_this_computer(codes)
    while True:
        asked = f"Language ({', '.join(codes)}) [{default}]:"
        said = click.prompt(asked, default=default, show_default=False, prompt_suffix=" ", err=True)
        if (code := language_code(str(said))) in codes:
            return code


def _of_this_computer(codes: tuple[str, ...]) -> str:
    """The language in which this computer speaks to its user (POSIX: LC_ALL, then LC_MESSAGES, then LANG), else English."""
    named = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    from precall.settings import language_code

    return code if (code := language_code(named)) in codes else "en"


def _sentences(language: str) -> "Sentences":
    """The sentences of a language; SettingsError where there are none."""
    from precall.sentences import load

    return load(language or "en", _template_folders())


def _template_folders() -> tuple[Path, ...]:
    from precall import folders
    from precall.render import templates

    return templates.folders(folders.own_templates(os.environ.get("PRECALL_TEMPLATES_DIR", "")))


def _suggested(name: str, answers: dict[str, str]) -> str:
    from precall.home_zone import zone_of_mailbox

    if name == "playbook":
        return "coach"
    if name == "timezone":
        return zone_of_mailbox(answers.get("email", ""))
    lines = (answers.get("name", ""), answers.get("company", ""))
    return "\n".join(filter(None, lines)) if name == "signature" else ""


def _known(path: Path) -> dict[str, str]:
    """The answers that the settings file holds; none of a file that cannot be read."""
    from precall.errors import Unreadable
    from precall.toml_file import toml_in

    try:
        _, table = toml_in(path)
    except Unreadable:
        return {}
    return {name: value for name in ("language", *_QUESTIONS) if isinstance(value := table.get(name), str)}


def _check(given: dict[str, str]) -> None:
    """Refuses what is no address, and a playbook that there is none of."""
    from precall.home_zone import is_zone

    for name in ("email", "addresses"):
        for address in filter(None, (part.strip() for part in given.get(name, "").split(","))):
            if not _ADDRESS.fullmatch(address):
                raise click.UsageError(f"{address!r} is not an e-mail address, such as jo@field.example")
    if given.get("timezone") and not is_zone(given["timezone"]):
        raise click.UsageError(f"{given['timezone']!r} is no time zone, such as Europe/Berlin")
    if "playbook" not in given:
        return
    from precall.compose.playbook import load

    load(given["playbook"], _template_folders())
