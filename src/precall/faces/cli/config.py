"""`precall config`: each setting, its value, and where that comes from."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from precall.sentences import Sentences
    from precall.settings import Resolved


@click.command(name="config")
@click.option("--json", "as_json", is_flag=True, help="Print the settings as JSON.")
def command(as_json: bool) -> int:
    """Show each setting: its value, where that comes from, and what it is for.

    Options of a command win over PRECALL_* variables, those over precall.toml in this folder, that over your own
    settings file, and that over the defaults. This folder's file may not choose templates, the database, the cache,
    or what may be reached.

    \b
    precall config
    precall config --json
    PRECALL_PAGES=20 precall config
    """
    import os

    from precall.app import App
    from precall.faces.cli.options import words_of
    from precall.settings import files, load

    resolved = load({}, folder=Path.cwd(), environ=os.environ)
    words = words_of(App(resolved.settings, os.environ))
    if as_json:
        import json

        click.echo(json.dumps(_as_data(resolved), indent=2))
        return 0
    for line in _lines(resolved, words):
        click.echo(line)
    own, here = files(Path.cwd())
    for name, path in (("yours", own), ("here", here)):
        is_there = "there" if path.is_file() else "not_there"
        click.echo(f"# {words.say(f'config.{name}_{is_there}', file=path)}", err=True)
    return 0


def _as_data(resolved: "Resolved") -> dict[str, dict[str, object]]:
    from precall.settings import MEANINGS

    return {
        name: {"value": _value(resolved, name), "source": resolved.sources[name], "meaning": meaning}
        for name, meaning in MEANINGS.items()
    }


def _lines(resolved: "Resolved", words: "Sentences") -> Iterator[str]:
    """Lines of TOML, so that any of them can be pasted into a settings file."""
    import json

    from precall.render.escaping import terminal
    from precall.settings import MEANINGS

    for name, meaning in MEANINGS.items():
        value = json.dumps(_value(resolved, name), ensure_ascii=False)
        source, meaning = words.reason(resolved.sources[name]), words.reason(meaning)
        yield terminal(f"{name} = {value}").ljust(40) + f"  # {source}; {meaning}"


def _value(resolved: "Resolved", name: str) -> object:
    """The value in force, without the secrets of a database's address."""
    value = getattr(resolved.settings, name)
    if name == "database_url" and value:
        from precall.memory.database_url import shown

        return shown(value)
    return value
