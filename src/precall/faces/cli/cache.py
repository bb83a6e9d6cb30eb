"""`precall cache`: which read pages are kept, and how they are removed."""

import sys
from typing import TYPE_CHECKING

import click

from precall.faces.cli.asking import agreed
from precall.faces.cli.options import app_with

if TYPE_CHECKING:
    from precall.app import App
    from precall.model.store import Kept
    from precall.net.snapshots import SnapshotStore
    from precall.sentences import Sentences


@click.group(name="cache", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_context
def command(context: click.Context, as_json: bool) -> int:
    """Show the pages that were read and kept: where, how much, of which sites, how new.

    \b
    precall cache
    precall cache --json
    precall cache clear acme.com
    """
    if context.invoked_subcommand:
        return 0
    app = app_with({})
    with app.store() as store:
        if as_json:
            import json

            click.echo(json.dumps(_as_data(store), indent=2))
        else:
            _show(store, app.settings.cache_mb, app.sentences)
    return 0


@command.command(name="clear", short_help="Remove kept pages, of one site or all.")
@click.argument("address", required=False, metavar="[ADDRESS]")
@click.option("--yes", is_flag=True, help="Do not ask.")
def clear(address: str | None, yes: bool) -> int:
    """Remove the kept pages of one site, or all of them; no byte of them is left in the file.

    \b
    precall cache clear acme.com
    precall cache clear --yes
    """
    from precall.site.address import parse_address

    app = app_with({})
    domain = parse_address(address).domain if address else None
    say = app.sentences.say
    question = say("cache.ask_site", site=domain) if domain else say("cache.ask_all")
    if not _agreed(app.sentences, question, yes):
        click.echo(say("cache.left"))
        return 0
    if domain is None:
        _clear_all(app)
    else:
        with app.store() as store:
            store.forget(domain)
    click.echo(say("cache.removed"))
    return 0


def _agreed(sentences: "Sentences", question: str, yes: bool) -> bool:
    if yes:
        return True
    if not sys.stdin.isatty():
        raise click.UsageError("there is nobody to ask here; say --yes to remove it")
    return agreed(sentences, question)


def _clear_all(app: "App") -> None:
    """Empties the store; a damaged one cannot be opened, so its file goes."""
    from precall import folders
    from precall.errors import StorageError
    from precall.net.snapshot_file import discard

    try:
        with app.store() as store:
            store.clear()
    except StorageError:
        discard(folders.snapshots(app.settings.cache_dir))


def _as_data(store: "SnapshotStore") -> dict[str, object]:
    return {
        "file": str(store.path),
        "bytes": store.size(),
        "sites": [
            {
                "domain": kept.domain,
                "answers": kept.answers,
                "failures": kept.failures,
                "bytes": kept.size,
                "newest": kept.newest.isoformat() if kept.newest else None,
            }
            for kept in store.kept()
        ],
    }


def _show(store: "SnapshotStore", limit: int, sentences: "Sentences") -> None:
    sites = store.kept()
    click.echo(str(store.path))
    count = sentences.count("cache.sites", len(sites))
    size = sentences.decimal(store.size() / 1e6, 1)
    click.echo(sentences.say("cache.size", size=size, limit=limit, sites=count))
    for kept in sites:
        click.echo(_row(kept, sentences))


def _row(kept: "Kept", sentences: "Sentences") -> str:
    from precall.render.escaping import terminal

    newest = kept.newest.strftime("%Y-%m-%d %H:%M") if kept.newest else sentences.say("cache.never")
    answers = sentences.count("cache.answers", kept.answers, number=f"{kept.answers:4}")
    size = sentences.say("cache.megabytes", number=f"{sentences.decimal(kept.size / 1e6, 2):>7}")
    return f"{newest:16}  {answers}  {size}  {terminal(kept.domain)}"
