"""`precall restore`: the memory as a copy of it was."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from precall.faces.cli.asking import ask_to_go_on

if TYPE_CHECKING:
    from precall.memory.copies import Content
    from precall.sentences import Sentences
    from precall.use.restore import Look


@click.command(name="restore")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.option("--look", "only_look", is_flag=True, help="Only say what is in FILE and in the memory.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def command(file: Path, only_look: bool, yes: bool, as_json: bool) -> int:
    """Put the memory back as it was when FILE was made by precall backup.

    First it says what is in FILE and what is in the memory now, and asks. The memory as it is now is kept beside it, also
    where it is damaged. Whom you forgot with --never stays away; whom you forgot without it comes back if FILE has them.

    \b
    precall restore memory-2026-12-01.sqlite3 --look
    precall restore memory-2026-12-01.sqlite3
    """
    from precall.faces.cli.options import app_with
    from precall.faces.cli.printing import print_json, print_lines
    from precall.use.restore import look, restore

    app = app_with({})
    seen = look(app, file)
    if only_look and as_json:
        print_json({"copy": _data(seen.copy), "memory": _data(seen.memory)})
    elif not as_json:
        print_lines(*_said(seen, file, app.sentences))
    if only_look:
        return 0
    if not yes:
        _confirm(app.sentences)
    result = restore(app, file)
    if as_json:
        kept = str(result.kept) if result.kept else None
        print_json({"kept": kept, "left_out": result.left_out, "list_lost": result.list_lost})
        return 0
    say = app.sentences.say
    print_lines(say("restore.done"))
    if result.kept:
        print_lines(say("restore.kept", file=result.kept))
    if result.list_lost:
        print_lines(say("restore.list_lost"))
    if result.left_out:
        print_lines(say("restore.left_out", number=app.sentences.number(result.left_out)))
    return 0


def _confirm(sentences: "Sentences") -> None:
    if not sys.stdin.isatty():
        raise click.UsageError("this replaces the memory; say so with --yes, or look first with --look")
    ask_to_go_on(sentences, sentences.say("restore.ask"))


def _said(seen: "Look", file: Path, sentences: "Sentences") -> Iterator[str]:
    yield sentences.say("restore.copy", file=file, content=_content(seen.copy, sentences))
    now = _content(seen.memory, sentences) if seen.memory else sentences.say("restore.none")
    yield sentences.say("restore.now", content=now)


def _content(content: "Content", sentences: "Sentences") -> str:
    counts = (("clients", content.clients), ("calls", content.calls), ("promises", content.promises))
    told = ", ".join(sentences.count(f"restore.{what}", number) for what, number in counts)
    if content.last_call is None:
        return told
    return sentences.say("restore.newest", content=told, day=f"{content.last_call:%Y-%m-%d}")


def _data(content: "Content | None") -> dict[str, Any] | None:
    if content is None:
        return None
    newest = content.last_call.isoformat() if content.last_call else None
    return {
        "clients": content.clients,
        "calls": content.calls,
        "open_promises": content.promises,
        "newest_call": newest,
    }
