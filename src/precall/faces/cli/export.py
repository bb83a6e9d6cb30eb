"""`precall export`: the memory for other programs."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from precall.faces.cli import say

if TYPE_CHECKING:
    from precall.app import App
    from precall.exchange.tables import Everything

_SHOWN = {"person": "notes about people"}
_FORMATS = ("json", "ics", "vcf", "hubspot", "pipedrive")


@click.command(name="export")
@click.argument("place", type=click.Path(path_type=Path), metavar="FILE_OR_DIR")
@click.option(
    "--as", "wanted", type=click.Choice(_FORMATS), help="The format.  [default: by the file's ending]"
)
@click.option(
    "--private", is_flag=True, help="JSON only: also what is for you alone, for another computer of yours."
)
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def command(place: Path, wanted: str | None, private: bool, as_json: bool) -> int:
    """Write the memory as JSON, follow-ups and promises as .ics, people as .vcf, or tables for HubSpot or Pipedrive.

    Of your notes only what a mail may show goes out: nothing private, nothing without a prefix, no notes about people.
    The tables are several CSV files, so their place is a folder. What you export is yours to delete: precall forget
    names the exports that it knows of.

    \b
    precall export memory.json
    precall export memory.json --private
    precall export promises.ics
    precall export people.vcf
    precall export tables --as hubspot
    """
    from precall.faces.cli.options import app_with
    from precall.faces.cli.printing import print_json, print_lines
    from precall.memory import elsewhere
    from precall.outputs import write_all

    kind = wanted or place.suffix.lower().removeprefix(".")
    if kind not in _FORMATS:
        raise click.UsageError(f"no format by the ending of {place}; give --as {', '.join(_FORMATS)}")
    if private and kind != "json":
        raise click.UsageError("--private is for JSON; the other formats are for others")
    app = app_with({})
    folder = place if kind in ("hubspot", "pipedrive") else place.parent
    files, keys = _files(app, kind, place.name, private=private)
    written = [str(folder / name) for name in files]
    for path in written:
        elsewhere.note(app.memory, keys, str(Path(path).absolute()), "export")
    write_all(folder, files)
    left_out = [] if private or kind in ("ics", "vcf") else sorted(_left_out(app))
    print_json({"written": written, "left_out": left_out}) if as_json else print_lines(*written)
    if left_out and not as_json:
        say(f"left out, as it is for you alone: {', '.join(left_out)}")
    return 0


def _left_out(app: "App") -> set[str]:
    """What kinds of notes there are that are for the caller alone."""
    from precall.compose.outgoing import FOR_OTHERS, left_out
    from precall.memory import calls, identity

    clients = identity.all_clients(app.memory)
    said = {
        kind
        for client in clients
        for call in calls.calls_of(app.memory, client)
        for kind in left_out(call.notes)
    }
    kept = {detail.kind for client in clients for detail in calls.details_of(app.memory, client)}
    return said | {_SHOWN.get(kind, kind) for kind in kept - set(FOR_OTHERS)}


def _files(app: "App", kind: str, name: str, *, private: bool) -> tuple[dict[str, str | bytes], list[str]]:
    """The files by name, and the keys of the clients who stand in them."""
    from precall.exchange import tables, whole
    from precall.exchange.calendar_file import calendar
    from precall.exchange.cards import cards
    from precall.memory import calls

    memory = app.memory
    if kind == "ics":
        promises, unsent = calls.open_promises(memory), calls.unsent(memory)
        keys = [*(kept.client for kept in promises), *(call.client for call in unsent)]
        return {name: calendar(promises, unsent, app.now())}, keys
    everything = _everything(app)
    keys = [client.key for client in everything.clients]
    if kind == "json":
        return {name: whole.dump(memory, private=private)}, keys
    if kind == "vcf":
        return {name: cards(everything.people)}, [client.key for client, _ in everything.people]
    return dict(tables.hubspot(everything) if kind == "hubspot" else tables.pipedrive(everything)), keys


def _everything(app: "App") -> "Everything":
    from precall.exchange.tables import Everything
    from precall.memory import calls, identity

    clients = identity.all_clients(app.memory)
    return Everything(
        clients,
        tuple((client, person) for client in clients for person in identity.people_of(app.memory, client)),
        tuple(call for client in clients for call in calls.calls_of(app.memory, client)),
        tuple(kept for client in clients for kept in calls.promises_of(app.memory, client)),
        app.zone,
    )
