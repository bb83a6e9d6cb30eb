"""How the commands of the memory print: JSON for programs, plain lines for people."""

import json
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from precall.model.memory import Client, KeptPromise


def print_json(data: object) -> None:
    """The data as indented ASCII, so that no terminal obeys anything in it."""
    click.echo(json.dumps(data, ensure_ascii=True, indent=2))


def print_lines(*lines: str) -> None:
    """Lines of text with nothing in them that a terminal would obey; their indentation stays."""
    from precall.render.escaping import shown

    for line in lines:
        click.echo(" " * (len(line) - len(line.lstrip(" "))) + shown(line))


def promise_data(kept: "KeptPromise") -> dict[str, Any]:
    """A promise for JSON."""
    from precall.memory.times import written, written_or_none

    return {
        "number": kept.id,
        "client": kept.client,
        "who": kept.promise.who,
        "text": kept.promise.text,
        "by": kept.promise.by.isoformat() if kept.promise.by else None,
        "made_at": written(kept.made_at),
        "kept_at": written_or_none(kept.kept_at),
        "let_go_at": written_or_none(kept.let_go_at),
    }


def client_data(client: "Client") -> dict[str, Any]:
    """A client for JSON."""
    from precall.memory.times import written_or_none

    return {
        "client": client.key,
        "name": client.name,
        "phone": client.phone,
        "rhythm_days": client.rhythm,
        "spoken_at": written_or_none(client.spoken_at),
        "touched_at": written_or_none(client.touched_at),
    }
