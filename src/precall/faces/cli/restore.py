"""`precall restore`: the memory as a copy of it was."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from precall.memory.copies import Content
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
        print_lines(*_said(seen, file))
    if only_look:
        return 0
    if not yes:
        _confirm()
    result = restore(app, file)
    if as_json:
        kept = str(result.kept) if result.kept else None
        print_json({"kept": kept, "left_out": result.left_out, "list_lost": result.list_lost})
        return 0
    print_lines("Put back.")
    if result.kept:
        print_lines(f"What the memory was until now is kept: {result.kept}")
    if result.list_lost:
        print_lines("Nobody can say whom the damaged memory left alone; the list in the copy counts.")
    if result.left_out:
        print_lines(f"Left out, as you want them left alone: {result.left_out:,}")
    return 0


def _confirm() -> None:
    if not sys.stdin.isatty():
        raise click.UsageError("this replaces the memory; say so with --yes, or look first with --look")
    click.confirm("Put the memory back as this copy has it?", abort=True, err=True)


def _said(seen: "Look", file: Path) -> Iterator[str]:
    yield f"{file}: {_content(seen.copy)}"
    yield f"The memory now: {_content(seen.memory) if seen.memory else 'none that can be read'}"


def _content(content: "Content") -> str:
    parts = [
        f"{number:,} {noun if number == 1 else f'{noun}s'}"
        for number, noun in (
            (content.clients, "client"),
            (content.calls, "call"),
            (content.promises, "open promise"),
        )
    ]
    return ", ".join(parts) + (
        f"; the newest call on {content.last_call:%Y-%m-%d}" if content.last_call else ""
    )


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
