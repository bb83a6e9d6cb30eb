"""`precall import`: an export comes back, or a table of contacts comes in."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from precall.app import App

_LARGEST = 100_000_000  # bytes


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def command(file: Path, as_json: bool) -> int:
    """Read the JSON that precall export wrote, or a CSV of contacts. What is in the memory already is not added again.

    A table needs a column for e-mail addresses or websites; name, company and phone are read where there are such columns.

    \b
    precall import memory.json
    precall import contacts.csv
    """
    from precall.faces.cli.options import app_with
    from precall.faces.cli.printing import print_json, print_lines

    app = app_with({})
    number, refused = _whole(app, file) if file.suffix.lower() == ".json" else _contacts(app, file)
    if as_json:
        print_json({"clients": number, "refused": len(refused)})
        return 0
    print_lines(f"{number} {'client' if number == 1 else 'clients'} read.")
    if refused:
        print_lines(f"{len(refused)} left alone: you asked to forget them for good.")
    return 0


def _whole(app: "App", file: Path) -> tuple[int, tuple[str, ...]]:
    from precall.exchange.whole import load
    from precall.input_file import text_in

    return load(app.memory, text_in(file, most=_LARGEST), app.now())


def _contacts(app: "App", file: Path) -> tuple[int, tuple[str, ...]]:
    from precall.exchange.contacts import contacts
    from precall.memory import identity
    from precall.memory.forgetting import is_never

    refused, seen = [], {}
    with app.memory.transaction():
        for contact in contacts(file):
            if is_never(app.left_alone, contact.key, contact.email):
                refused.append(contact.key)
                continue
            client = identity.ensured(app.memory, contact.key, app.now())
            seen[client.id] = client
            identity.add_names(app.memory, client.id, filter(None, [contact.company]))
            if contact.company:
                identity.name_client(app.memory, client.id, contact.company)
            if contact.person:
                identity.add_person(app.memory, client.id, contact.person)
    return len(seen), tuple(refused)
