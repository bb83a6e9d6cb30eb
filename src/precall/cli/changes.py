"""`precall changes`: what is new, gone or different on a client's site."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from precall.app import App
    from precall.compose.changes import Change
    from precall.memory.database import Database
    from precall.model.memory import Client, Seen
    from precall.net.visitor import Mode


@click.command(name="changes")
@click.argument("address", metavar="ADDRESS")
@click.option("--since", metavar="DATE", help="Compare with the last look on or before this day.")
@click.option("--offline", "mode", flag_value="offline", help="Use kept pages only.")
@click.option("--refresh", "mode", flag_value="refresh", help="Ask for every page again.")
@click.option("--kept", "kept_only", is_flag=True, help="Compare what is in the memory; read nothing.")
@click.option("--allow-private", is_flag=True, default=None, help="Let your own network be read.")
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
def command(
    address: str, since: str | None, mode: "Mode | None", kept_only: bool, as_json: bool, **flags: Any
) -> int:
    """What is new, gone or different on a client's site, fact by fact, with the words then and now.

    Looks at the site first, as precall research does. Another order, a counter or today's date is no change, and what
    stood on a page that could not be read is left open.

    \b
    precall changes acme.com
    precall changes acme.com --since 2026-01-01
    precall changes acme.com --kept
    """
    from precall.cli.options import app_with, moment
    from precall.cli.printing import print_json, print_lines
    from precall.memory import identity
    from precall.memory.recall import compared

    app = app_with(flags)
    client = identity.needed(app.memory, address)
    day = moment(since, app.settings.caller.timezone, "--since")
    after = _newest(app, client, mode, kept_only=kept_only)
    before, found = compared(app.memory, client, after, _end_of_day(day) if day else None)
    if as_json:
        print_json(_data(client, before, after, found))
    else:
        print_lines(*_lines(app, client, before, after, found))
    return 0


def _newest(app: "App", client: "Client", mode: "Mode | None", *, kept_only: bool) -> "Seen":
    """What the site says now, where it may and can be read; else what the last look saw."""
    from precall.errors import Unresearched, UsageError
    from precall.memory import looks

    if not kept_only and "@" not in client.key:
        try:
            return _look(app, client, mode or "fresh")
        except Unresearched as error:
            click.echo(f"precall: {error}. Comparing what is in the memory.", err=True)
    seen = looks.newest_look(app.memory, client)
    if seen is None:
        raise UsageError(f"{client.key} was never looked at. Begin with: precall research {client.key}")
    return seen


def _look(app: "App", client: "Client", mode: "Mode") -> "Seen":
    from precall.explorer import Explorer
    from precall.memory import looks
    from precall.site.address import parse_address

    with app.store() as store, Explorer(store) as explorer:
        found = explorer.find_out(app, parse_address(client.key), mode=mode)
    whole = len(found.pages) < app.settings.pages
    seen = looks.seen_in(found.subject.researched_at, found.facts, found.pages, found.missed, whole=whole)
    _keep(app.memory, client, seen)
    return seen


def _keep(memory: "Database", client: "Client", seen: "Seen") -> None:
    from precall.memory.looks import add_seen

    with memory.transaction():
        add_seen(memory, client, seen)


def _end_of_day(moment: datetime) -> datetime:
    return moment.replace(hour=23, minute=59, second=59) if moment.hour == moment.minute == 0 else moment


def _data(
    client: "Client", before: "Seen | None", after: "Seen", found: "tuple[Change, ...]"
) -> dict[str, Any]:
    from precall.compose.changes import both_evidences
    from precall.memory.times import written, written_or_none
    from precall.model.fact_data import named_evidence

    return {
        "client": client.key,
        "before": written_or_none(before.at if before else None),
        "after": written(after.at),
        "changes": [
            {
                "kind": change.kind,
                "what": change.what,
                "before": change.before.value if change.before else None,
                "after": change.after.value if change.after else None,
                "evidence": [
                    {"when": when, **data}
                    for when, proof in both_evidences(change)
                    for data in named_evidence((proof,))
                ],
            }
            for change in found
        ],
    }


def _lines(
    app: "App", client: "Client", before: "Seen | None", after: "Seen", found: "tuple[Change, ...]"
) -> list[str]:
    from precall.compose.changes import both_evidences
    from precall.render.spoken_dates import spoken

    sentences = app.sentences
    days = {
        when: spoken(seen.at.astimezone(app.zone).date().isoformat(), sentences)
        for when, seen in (("before", before), ("after", after))
        if seen
    }
    if before is None:
        return [sentences.say("changes.first_look", client=client.shown, **days)]
    if not found:
        return [sentences.say("changes.nothing", client=client.shown, **days)]
    number = sentences.count("changes.number", len(found))
    lines = [sentences.say("changes.title", client=client.shown, number=number, **days)]
    for change in found:
        lines.append(f"  {change.said(sentences)}")
        for when, proof in both_evidences(change):
            lines.append(f"    {sentences.say(f'changes.{when}')}: {proof.url}  “{proof.quote[:160]}”")
    return lines
