"""`precall show`: all that is known of one client, in order of time."""

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from precall.app import App
    from precall.model.memory import Client

_MOST = 40
_LABELS = {"person": "personal"}  # as the notes have it


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
    from precall.cli.options import app_with
    from precall.cli.printing import print_json, print_lines
    from precall.memory import identity

    app = app_with({})
    client = identity.needed(app.memory, address)
    data = _data(app, client)
    if as_json:
        print_json(data)
        return 0
    print_lines(*_head(client, data))
    line = data["time_line"] if show_all else data["time_line"][-_MOST:]
    left = len(data["time_line"]) - len(line)
    print_lines(*([f"  ... {left} earlier: precall show {client.key} --all"] if left else []))
    print_lines(*(f"  {_local(app, entry['at'])}  {entry['text']}" for entry in line))
    return 0


def _data(app: "App", client: "Client") -> dict[str, Any]:
    from precall.cli.printing import client_data, promise_data
    from precall.memory import calls, forgetting
    from precall.memory.times import written, written_or_none

    told = calls.details_of(app.memory, client)
    return {
        **client_data(client),
        "also": [alias for alias in forgetting.aliases_of(app.memory, client) if alias != client.key],
        "question": client.question,
        "promises": [promise_data(kept) for kept in calls.promises_of(app.memory, client)],
        "details": [
            {
                "number": detail.id,
                "kind": detail.kind,
                "text": detail.text,
                "at": written(detail.at),
                "reached_at": written_or_none(detail.reached_at),
            }
            for detail in told
        ],
        "time_line": _time_line(app, client),
    }


def _time_line(app: "App", client: "Client") -> list[dict[str, str]]:
    """What happened when, oldest first."""
    from precall.memory import calls, looks
    from precall.memory.times import written

    entries = [(at, "look", "looked at their site") for at in looks.looks_of(app.memory, client)]
    for call in calls.calls_of(app.memory, client):
        whom = f" with {call.with_name}" if call.with_name else ""
        entries.append((call.at, "call", f"call{whom}"))
        if call.sent_at:
            entries.append((call.sent_at, "sent", "follow-up sent"))
    for kept in calls.promises_of(app.memory, client):
        who = "you promised" if kept.promise.who == "me" else "they promised"
        by = f", by {kept.promise.by.isoformat()}" if kept.promise.by else ""
        entries.append((kept.made_at, "promise", f"[{kept.id}] {who}: {kept.promise.text}{by}"))
        if kept.kept_at:
            entries.append((kept.kept_at, "kept", f"[{kept.id}] kept: {kept.promise.text}"))
        if kept.let_go_at:
            entries.append((kept.let_go_at, "let go", f"[{kept.id}] let go: {kept.promise.text}"))
    entries.sort(key=lambda entry: entry[0])
    return [{"at": written(at), "what": what, "text": text} for at, what, text in entries]


def _head(client: "Client", data: dict[str, Any]) -> list[str]:
    lines = [client.shown + (f", also {', '.join(data['also'])}" if data["also"] else "")]
    lines += [f"  {client.phone}"] if client.phone else []
    for detail in data["details"]:
        reached = " (reached)" if detail["reached_at"] else ""
        number = f"[{detail['number']}] " if detail["kind"] == "goal" else ""
        lines.append(f"  {_LABELS.get(detail['kind'], detail['kind'])}: {number}{detail['text']}{reached}")
    return lines


def _local(app: "App", at: str) -> str:
    from precall.memory.times import known

    return f"{known(at).astimezone(app.zone):%Y-%m-%d %H:%M}"
