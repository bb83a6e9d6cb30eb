"""`precall forget`: a client is removed everywhere."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from precall.faces.cli.asking import ask_to_go_on

if TYPE_CHECKING:
    from precall.sentences import Sentences
    from precall.use.forget import Kind, Result


_LEFT: "tuple[Kind, ...]" = ("own", "export", "calendar", "table")


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
            app.sentences.say("forget.allowed" if freed else "forget.nobody")
        )
        return 0
    if not yes:
        client, keys = forget.whom(app, address)
        _confirm(app.sentences, client.shown if client else keys[0])
    result = forget.forget(app, address, never=never)
    print_json(_data(result, never=never)) if as_json else print_lines(
        *_said(result, app.sentences, never=never)
    )
    return 1 if result.failed else 0


def _confirm(sentences: "Sentences", name: str) -> None:
    if not sys.stdin.isatty():
        raise click.UsageError("this removes a client for good; say so with --yes")
    ask_to_go_on(sentences, sentences.say("forget.ask", name=name))


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


def _said(result: "Result", sentences: "Sentences", *, never: bool) -> Iterator[str]:
    if never:
        yield sentences.say("forget.refused")
    yield sentences.say("forget.done" if result.client else "forget.unknown")
    for key, lines in (
        ("failed", result.failed),
        *((f"left_{kind}", sorted(p for p in result.left if result.left[p] == kind)) for kind in _LEFT),
        ("rewritten", sorted(result.rewritten)),
        ("moved", sorted(result.moved)),
    ):
        if lines:
            yield sentences.say(f"forget.{key}")
            yield from (f"  {sentences.reason(line)}" for line in lines)
    if result.mentioned_by:
        yield sentences.say("forget.mentioned", names=", ".join(result.mentioned_by))
