"""`precall changes`: what is new, gone or different on a client's site."""

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from precall.app import App
    from precall.net.visitor import Mode
    from precall.use.changes import Comparison


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
    from precall.faces.cli.loop import Loop
    from precall.faces.cli.options import app_with, moment
    from precall.faces.cli.printing import print_json, print_lines
    from precall.model.events import Ended
    from precall.use import changes
    from precall.use.explorer import Explorer

    def tell(event: object) -> None:
        if isinstance(event, Ended):
            said = app.sentences.say("terminal.comparing", reason=app.sentences.reason(event.reason))
            click.echo(f"precall: {said}", err=True)

    app = app_with(flags)
    day = moment(since, app, "--since", past=True)
    request = changes.Request(address, day, mode or "fresh", kept_only)
    with app.store() as store, Explorer(store) as explorer, Loop() as loop:
        found = loop.run(changes.changes(app, explorer, request, tell))
    if as_json:
        print_json(_data(found))
    else:
        print_lines(*_lines(app, found))
    return 0


def _data(found: "Comparison") -> dict[str, Any]:
    from precall.compose.changes import both_evidences
    from precall.memory.times import written, written_or_none
    from precall.model.fact_data import named_evidence

    return {
        "client": found.client.key,
        "before": written_or_none(found.before.at if found.before else None),
        "after": written(found.after.at),
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
            for change in found.changes
        ],
    }


def _lines(app: "App", found: "Comparison") -> list[str]:
    from precall.compose.changes import both_evidences
    from precall.compose.spoken_dates import spoken

    sentences = app.sentences
    days = {
        when: spoken(seen.at.astimezone(app.zone).date().isoformat(), sentences)
        for when, seen in (("before", found.before), ("after", found.after))
        if seen
    }
    shown = found.client.shown
    if found.before is None:
        return [sentences.say("changes.first_look", client=shown, **days)]
    if not found.changes:
        return [sentences.say("changes.nothing", client=shown, **days)]
    number = sentences.count("changes.number", len(found.changes))
    colon = sentences.say("writing.colon")
    lines = [sentences.say("changes.title", client=shown, number=number, **days)]
    for change in found.changes:
        lines.append(f"  {change.said(sentences)}")
        for when, proof in both_evidences(change):
            lines.append(
                f"    {sentences.say(f'changes.{when}')}{colon} {proof.url}  {sentences.quoted(proof.quote[:160])}"
            )
    return lines
