"""`precall forget`: a client is removed everywhere."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from precall.use.forget import Kind, Result


_LEFT: "tuple[tuple[Kind, str], ...]" = (
    ("own", "Still there, because you laid it there or others are in it, too:"),
    ("export", "Exports that hold them, yours to delete:"),
    ("calendar", "Calendars that name them, yours to edit:"),
    ("table", "Tables of a batch that hold them, out of reach from here:"),
)


@click.command(name="forget")
@click.argument("address", metavar="ADDRESS")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option(
    "--never", is_flag=True, help="Keep a keyed hash, so that no batch or check-in touches them again."
)
@click.option("--allow", is_flag=True, help="Take --never back.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def command(address: str, yes: bool, never: bool, allow: bool, as_json: bool) -> int:
    """Remove a client from the memory and its copies, the kept pages, and the files that precall wrote.

    An agenda with others' calls is written anew without this client's. Files that you laid into the client's folder yourself stay, and are named, as are exports, calendars, and what is no
    longer where it was written. With --never a keyed hash stays behind, from which nobody can read the name, and the
    client is refused from then on, whatever else goes wrong. Ends with status 1 if something could not be removed.

    \b
    precall forget acme.com
    precall forget acme.com --yes --never
    """
    from precall.faces.cli.options import app_with
    from precall.faces.cli.printing import print_json, print_lines
    from precall.memory import forgetting
    from precall.use import forget

    app = app_with({})
    if allow:
        freed = forgetting.allow_again(app.memory, address)
        print_json({"allowed": freed}) if as_json else print_lines(
            "Allowed again." if freed else "Nobody was refused."
        )
        return 0
    if not yes:
        client, keys = forget.whom(app, address)
        _confirm(client.shown if client else keys[0])
    result = forget.forget(app, address, never=never)
    print_json(_data(result, never=never)) if as_json else print_lines(*_said(result, never=never))
    return 1 if result.failed else 0


def _confirm(name: str) -> None:
    if not sys.stdin.isatty():
        raise click.UsageError("this removes a client for good; say so with --yes")
    click.confirm(f"Remove {name} everywhere?", abort=True, err=True)


def _data(result: "Result", *, never: bool) -> dict[str, Any]:
    return {
        "forgotten": bool(result.client),
        "left": sorted(result.left),
        "moved": sorted(result.moved),
        "rewritten": sorted(result.rewritten),
        "mentioned_by": list(result.mentioned_by),
        "failed": result.failed,
        "never": never,
    }


def _said(result: "Result", *, never: bool) -> Iterator[str]:
    if never:
        yield "They are refused from now on."
    yield "Forgotten." if result.client else "Not in the memory; kept pages are removed."
    for title, lines in (
        ("Could not be removed, and still holds them:", result.failed),
        *(
            (title, sorted(place for place in result.left if result.left[place] == kind))
            for kind, title in _LEFT
        ),
        ("Written anew without them, as others stand there, too:", sorted(result.rewritten)),
        ("No longer where it was written; if you moved it, remove it where it is now:", sorted(result.moved)),
    ):
        if lines:
            yield title
            yield from (f"  {line}" for line in lines)
    if result.mentioned_by:
        named = ", ".join(result.mentioned_by)
        yield f"Your notes of these clients mention them, and are yours to edit: {named}"
