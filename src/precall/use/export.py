"""The memory for other programs: as JSON, as a calendar, as cards, as tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from precall.compose.outgoing import ABOUT_PEOPLE, FOR_OTHERS, left_out
from precall.errors import UsageError
from precall.exchange import tables, whole
from precall.exchange.calendar_file import Entries, calendar
from precall.exchange.cards import Version, cards
from precall.exchange.tables import Everything
from precall.memory import calls, elsewhere, identity, outreach
from precall.outputs import write_all

if TYPE_CHECKING:
    from precall.app import App

Format = Literal["json", "ics", "vcf", "hubspot", "pipedrive", "mail-merge"]
FORMATS: tuple[Format, ...] = get_args(Format)
_IN_A_FOLDER: tuple[Format, ...] = ("hubspot", "pipedrive")  # several tables each
_WITHOUT_NOTES: tuple[Format, ...] = ("ics", "vcf", "mail-merge")
_SHOWN = {"person": "notes about people", ABOUT_PEOPLE: "notes about people"}


@dataclass(frozen=True, slots=True)
class Request:
    """Where to, a file or for tables a folder; the format, else by the ending; `private` adds to JSON what is for the caller alone.

    `entries` says what promises are in a calendar, `vcard` the version of cards.
    """

    place: Path
    format: Format | None = None
    private: bool = False
    entries: Entries = "events"
    vcard: Version = "3.0"


@dataclass(frozen=True, slots=True)
class Result:
    """The files that were written, and the kinds of notes that were left out as they are for the caller alone."""

    written: tuple[Path, ...]
    left_out: tuple[str, ...] = ()


def export(app: "App", request: Request) -> Result:
    """Writes the files and notes where they lie, for `forget`. UsageError for no known format, or one that holds nothing private."""
    kind = _format(request)
    folder = request.place if kind in _IN_A_FOLDER else request.place.parent
    files, keys = _files(app, kind, request)
    written = tuple(folder / name for name in files)
    for path in written:
        elsewhere.note(app.memory, keys, str(path.absolute()), "export")
    write_all(folder, files)
    is_all = request.private or kind in _WITHOUT_NOTES
    return Result(written, () if is_all else tuple(sorted(_left_out(app))))


def _format(request: Request) -> Format:
    ending = request.place.suffix.lower().removeprefix(".")
    kind = request.format or next((known for known in FORMATS if known == ending), None)
    if kind is None:
        raise UsageError(f"no format by the ending of {request.place}; say which: {', '.join(FORMATS)}")
    if request.private and kind != "json":
        raise UsageError("what is private goes into JSON only; the other formats are for others")
    return kind


def _left_out(app: "App") -> set[str]:
    """What kinds of notes there are that are for the caller alone."""
    clients = identity.all_clients(app.memory)
    said = {
        kind
        for client in clients
        for call in calls.calls_of(app.memory, client)
        for kind in left_out(call.notes)
    }
    kept = {detail.kind for client in clients for detail in calls.details_of(app.memory, client)}
    return {_SHOWN.get(kind, kind) for kind in said | (kept - set(FOR_OTHERS))}


def _files(app: "App", kind: Format, request: Request) -> tuple[Mapping[str, str | bytes], list[str]]:
    """The files by name, and the keys of the clients who stand in them."""
    memory, name = app.memory, request.place.name
    if kind == "ics":
        promises, unsent = calls.open_promises(memory), calls.unsent(memory)
        keys = [*(kept.client for kept in promises), *(call.client for call in unsent)]
        return {name: calendar(promises, unsent, app.now(), app.sentences, request.entries)}, keys
    if kind == "mail-merge":
        waiting = outreach.waiting(memory)
        known = (identity.lookup(memory, kept.mail.key) for kept in waiting)
        return {name: tables.mail_merge(waiting)}, [client.key for client in known if client]
    everything = _everything(app)
    keys = [client.key for client in everything.clients]
    if kind == "json":
        return {name: whole.dump(memory, private=request.private)}, keys
    if kind == "vcf":
        return {name: cards(everything.people, request.vcard)}, [
            client.key for client, _ in everything.people
        ]
    return tables.hubspot(everything) if kind == "hubspot" else tables.pipedrive(everything), keys


def _everything(app: "App") -> Everything:
    clients = identity.all_clients(app.memory)
    return Everything(
        clients,
        tuple((client, person) for client in clients for person in identity.people_of(app.memory, client)),
        tuple(call for client in clients for call in calls.calls_of(app.memory, client)),
        tuple(kept for client in clients for kept in calls.promises_of(app.memory, client)),
        app.zone,
        app.sentences,
    )
