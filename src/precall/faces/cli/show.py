"""`precall show`: all that is known of one client, in order of time."""

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from precall.sentences import Sentences
    from precall.use.clients import Shown

_MOST = 40


@click.command(name="show")
@click.argument("address", metavar="ADDRESS")
@click.option("--all", "show_all", is_flag=True, help="Show every line.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def command(address: str, show_all: bool, as_json: bool) -> int:
    """Show a client: who they are, what waits, and the time line of looks, calls and promises.

    \b
    precall show acme.com
    precall show "Ann Lee"
    """
    from precall.compose.spoken_dates import stamp
    from precall.faces.cli.options import app_with
    from precall.faces.cli.printing import print_json, print_lines
    from precall.use import clients

    app = app_with({})
    shown = clients.show(app, address)
    if as_json:
        print_json(_data(shown))
        return 0
    print_lines(*_head(shown, app.sentences))
    line = shown.time_line if show_all else shown.time_line[-_MOST:]
    left = len(shown.time_line) - len(line)
    if left:
        print_lines(f"  {app.sentences.count('terminal.earlier', left, client=shown.client.key)}")
    print_lines(*(f"  {stamp(moment.at.astimezone(app.zone))}  {moment.text}" for moment in line))
    return 0


def _data(shown: "Shown") -> dict[str, Any]:
    from precall.faces.cli.printing import client_data, promise_data
    from precall.memory.times import written, written_or_none

    return {
        **client_data(shown.client),
        "also": list(shown.aliases),
        "question": shown.client.question,
        "promises": [promise_data(kept) for kept in shown.promises],
        "details": [
            {
                "number": detail.id,
                "kind": detail.kind,
                "text": detail.text,
                "at": written(detail.at),
                "reached_at": written_or_none(detail.reached_at),
            }
            for detail in shown.details
        ],
        "time_line": [
            {"at": written(moment.at), "what": moment.what, "text": moment.text} for moment in shown.time_line
        ],
    }


def _head(shown: "Shown", sentences: "Sentences") -> list[str]:
    client = shown.client
    also = ", ".join(shown.aliases)
    lines = [sentences.say("terminal.client_also", client=client.shown, names=also) if also else client.shown]
    lines += [f"  {client.phone}"] if client.phone else []
    for detail in shown.details:
        text = sentences.say("terminal.goal_reached", goal=detail.text) if detail.reached_at else detail.text
        number = f"[{detail.id}] " if detail.kind == "goal" else ""
        label = sentences.say(f"terminal.label_{detail.kind.replace('-', '_')}")
        lines.append(f"  {label}{sentences.say('writing.colon')} {number}{text}")
    return lines
