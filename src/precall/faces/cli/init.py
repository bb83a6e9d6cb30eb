"""`precall init`: six questions, so that no draft lacks a signature and no calendar takes you for a client."""

import re
import sys
from pathlib import Path

import click

_ADDRESS = re.compile(r"[^@\s,]{1,64}@[^@\s,]{1,253}")
_QUESTIONS = {
    "name": "Your name",
    "company": "Your company",
    "signature": "How your mails end (\\n begins a new line)",
    "playbook": "What you are before a call: coach or sales",
    "email": "Your e-mail address",
    "addresses": "Your other addresses, if any, separated by commas",
}


@click.command(name="init")
@click.option("--name", metavar="TEXT", help="Your name.")
@click.option("--company", metavar="TEXT", help="Your company.")
@click.option(
    "--signature",
    metavar="TEXT",
    help="How your mails end; \\n begins a new line.  [default: name and company]",
)
@click.option("--playbook", metavar="PLAYBOOK", help="coach, sales, or a playbook of yours.")
@click.option("--email", metavar="ADDRESS", help="Your e-mail address.")
@click.option(
    "--addresses", metavar="LIST", help="Your other addresses, so that a calendar takes none for a client."
)
def command(**answers: str | None) -> int:
    """Write your own settings: who you are, at which addresses, and how your mails end.

    Asks six questions on a terminal; what an option answers is not asked. Elsewhere only the options count. Other
    settings in the file stay as they are.

    \b
    precall init
    precall init --name "Jo Field" --company "Field Coaching" --playbook coach
    """
    from precall.settings import user_file
    from precall.settings_file import change

    path = user_file()
    given = {name: value for name, value in answers.items() if value is not None}
    if sys.stdin.isatty():
        given = _asked(given, _known(path))
    if not given:
        raise click.UsageError(
            "there is nobody to ask here; give --name, --company, --signature, --playbook, --email or --addresses"
        )
    _check(given)
    kept = change(path, given)
    if kept:
        click.echo(f"The old file was kept as {kept}", err=True)
    click.echo(str(path))
    return 0


def _asked(given: dict[str, str], known: dict[str, str]) -> dict[str, str]:
    """The answers of the person at the terminal; what is known already is offered as the default."""
    answers: dict[str, str] = {}
    for name, question in _QUESTIONS.items():
        if name in given:
            answers[name] = given[name]
            continue
        default = known.get(name, "") or _suggested(name, answers)
        answers[name] = str(click.prompt(question, default=default.replace("\n", "\\n"), err=True)).strip()
    return answers


def _suggested(name: str, answers: dict[str, str]) -> str:
    if name == "playbook":
        return "coach"
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
    return {name: value for name in _QUESTIONS if isinstance(value := table.get(name), str)}


def _check(given: dict[str, str]) -> None:
    """Refuses what is no address, and a playbook that there is none of."""
    for name in ("email", "addresses"):
        for address in filter(None, (part.strip() for part in given.get(name, "").split(","))):
            if not _ADDRESS.fullmatch(address):
                raise click.UsageError(f"{address!r} is not an e-mail address, such as jo@field.example")
    if "playbook" not in given:
        return
    import os

    from precall import folders
    from precall.compose.playbook import load
    from precall.render.templates import folders as template_folders

    own = folders.own_templates(os.environ.get("PRECALL_TEMPLATES_DIR", ""))
    load(given["playbook"], template_folders(own))
