"""`precall gift`: the shelf of useful notes of your own."""

import os
from pathlib import Path

import click

_LARGEST = 64 * 1024


@click.group(name="gift")
def command() -> None:
    """A small shelf of your own useful notes; precall checkin offers one to a client who spoke of its topic.

    \b
    precall gift add "Three questions before saying yes to a job" --about "saying no"
    precall gift add checklist.txt --about hiring
    precall gift list
    precall gift drop 3
    """


@command.command(name="add", short_help="Put a note on the shelf.")
@click.argument("file_or_text", metavar="FILE_OR_TEXT")
@click.option("--about", required=True, metavar="TOPIC", help="The topic, in the words that clients use.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def add(file_or_text: str, about: str, as_json: bool) -> int:
    """Put a note on the shelf: a text file, or the text itself."""
    from precall.faces.cli.options import app_with
    from precall.faces.cli.printing import print_json, print_lines
    from precall.memory import care

    text, source = _text(file_or_text)
    app = app_with({})
    number = care.add_gift(app.memory, about.strip(), text, source, app.now())
    if as_json:
        print_json({"number": number, "about": about.strip(), "source": source})
    else:
        print_lines(f"[{number}] about {about.strip()}")
    return 0


@command.command(name="list", short_help="List the shelf.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def list_(as_json: bool) -> int:
    """List the notes on the shelf."""
    from precall.faces.cli.options import app_with
    from precall.faces.cli.printing import print_json, print_lines
    from precall.memory import care
    from precall.site.text import shorten

    found = care.gifts(app_with({}).memory)
    if as_json:
        print_json([{"number": g.id, "about": g.about, "text": g.text, "source": g.source} for g in found])
    else:
        print_lines(*(f"[{gift.id}] about {gift.about}: {shorten(gift.text, 70)}" for gift in found))
    return 0


@command.command(name="drop", short_help="Take a note off the shelf.")
@click.argument("number", type=int, metavar="NUMBER")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def drop(number: int, as_json: bool) -> int:
    """Take a note off the shelf."""
    from precall.faces.cli.options import app_with
    from precall.faces.cli.printing import print_json, print_lines
    from precall.memory import care

    care.drop_gift(app_with({}).memory, number)
    print_json({"dropped": number}) if as_json else print_lines(f"[{number}] is off the shelf.")
    return 0


def _text(typed: str) -> tuple[str, str]:
    """The note, and the name of the file it came from (none for text)."""
    from precall.input_file import text_in

    path = Path(typed)
    if not os.path.exists(path) or os.path.isdir(path):  # a text may be too long for the name of a file
        return typed.strip(), ""
    return text_in(path, most=_LARGEST).strip(), path.name
