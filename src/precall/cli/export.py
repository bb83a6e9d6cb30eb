"""`precall export`: the memory for other programs."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from precall.app import App
    from precall.exchange.tables import Everything

_FORMATS = ("json", "ics", "vcf", "hubspot", "pipedrive")


@click.command(name="export")
@click.argument("place", type=click.Path(path_type=Path), metavar="FILE_OR_DIR")
@click.option(
    "--as", "wanted", type=click.Choice(_FORMATS), help="The format.  [default: by the file's ending]"
)
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def command(place: Path, wanted: str | None, as_json: bool) -> int:
    """Write everything as JSON, follow-ups and promises as .ics, people as .vcf, or tables for HubSpot or Pipedrive.

    The tables are several CSV files, so their place is a folder. What you export is yours to delete: precall forget
    names the exports that it knows of.

    \b
    precall export memory.json
    precall export promises.ics
    precall export people.vcf
    precall export tables --as hubspot
    """
    from precall.cli.options import app_with
    from precall.cli.printing import print_json, print_lines
    from precall.memory import elsewhere
    from precall.outputs import write_all

    kind = wanted or place.suffix.lower().removeprefix(".")
    if kind not in _FORMATS:
        raise click.UsageError(f"no format by the ending of {place}; give --as {', '.join(_FORMATS)}")
    app = app_with({})
    folder = place if kind in ("hubspot", "pipedrive") else place.parent
    files, keys = _files(app, kind, place.name)
    written = [str(folder / name) for name in files]
    for path in written:
        elsewhere.note(app.memory, keys, str(Path(path).absolute()), "export")
    write_all(folder, files)
    print_json({"written": written}) if as_json else print_lines(*written)
    return 0


def _files(app: "App", kind: str, name: str) -> tuple[dict[str, str | bytes], list[str]]:
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
        return {name: whole.dump(memory)}, keys
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
