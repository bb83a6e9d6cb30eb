"""`precall prep`: the calls in the calendar, prepared."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from precall.cli.options import app_with, out_option

if TYPE_CHECKING:
    from precall.app import App
    from precall.compose.agenda import Entry
    from precall.diary.meetings import Meeting
    from precall.diary.whom import Whom
    from precall.explorer import Explorer
    from precall.net.visitor import Mode

_WEBCAL = re.compile(r"^webcals?://", re.IGNORECASE)


@click.command(name="prep")
@click.option(
    "--calendar", required=True, metavar="FILE_OR_URL", help="An iCalendar export (.ics), or its address."
)
@click.option("--days", type=click.IntRange(1, 31), default=2, show_default=True, help="How many days ahead.")
@click.option(
    "--for", "playbook", metavar="PLAYBOOK", help="coach, sales, or a playbook of yours.  [default: coach]"
)
@out_option()
@click.option("--offline", "mode", flag_value="offline", help="Use kept pages only.")
@click.option("--allow-private", is_flag=True, default=None, help="Let your own network be read.")
@click.option("--quiet", "-q", is_flag=True, help="No progress.")
@click.option("--json", "as_json", is_flag=True, help="Print the agenda as JSON.")
def command(calendar: str, days: int, mode: "Mode | None", quiet: bool, as_json: bool, **flags: Any) -> int:
    """Research the client of each call ahead, and write the briefings and a one-page agenda.

    The client's site is taken from the guests' addresses, from links in the invitation or from its title; where these
    name none, or several, the call is listed with what is missing. What they wrote when booking becomes the context.

    \b
    precall prep --calendar calendar.ics
    precall prep --calendar https://calendar.example/me.ics --days 1 --quiet
    """
    from precall.cli.printing import print_json, print_lines
    from precall.cli.progress import Reporter
    from precall.compose.agenda import agenda
    from precall.folders import at_home
    from precall.outputs import write_all
    from precall.render.agenda_file import FILE_NAME, agenda_page

    app = app_with(flags)
    with Reporter(quiet=quiet or as_json) as reporter:
        app = app.with_memory(reporter.tell)
        data = _calendar(app, calendar)
        entries = tuple(_entries(app, data, days, mode or "fresh", reporter))
    folder = at_home(app.settings.out)
    pages = agenda(entries, app.sentences)
    write_all(folder, {FILE_NAME: agenda_page(pages, folder)})
    _note_agenda(app, entries, folder / FILE_NAME)
    if as_json:
        print_json([_data(entry) for entry in entries])
    else:
        for entry in entries:
            print_lines(f"{entry.start:%a %H:%M}  {entry.title}  {entry.briefing or entry.trouble}")
        click.echo(str(folder / FILE_NAME))
    return 1 if any(entry.client and not entry.briefing for entry in entries) else 0


def _calendar(app: "App", place: str) -> bytes:
    """The calendar's bytes, from a file or from the web."""
    from precall.diary.foreign_calendar import LARGEST
    from precall.folders import at_home
    from precall.input_file import bytes_in, name_of

    if "://" in place:
        return _fetched(app, place)
    advice = "Export it as .ics, or fewer months of it."
    return bytes_in(at_home(place), most=LARGEST, called=f"the calendar {name_of(place)}", advice=advice)


def _fetched(app: "App", url: str) -> bytes:
    """The bytes at an address, which is often a secret: it is named nowhere."""
    import asyncio

    from precall.diary.foreign_calendar import LARGEST
    from precall.errors import Unresearched
    from precall.model.page import Miss

    async def get() -> bytes:
        client = app.client()
        try:
            answer = await client.get(_WEBCAL.sub("https://", url), limit_bytes=LARGEST, purpose="calendar")
        finally:
            await client.aclose()
        if isinstance(answer, Miss):
            raise Unresearched(f"the calendar could not be fetched: {answer.reason}")
        trouble = f"its server answers {answer.status}" if answer.status != 200 else answer.partial
        if trouble:  # a part of a calendar would hide calls
            raise Unresearched(f"the calendar could not be fetched: {trouble}")
        return answer.body

    return asyncio.run(get())


def _entries(app: "App", data: bytes, days: int, mode: "Mode", reporter: Any) -> "Iterator[Entry]":
    """Each call ahead, researched where it is clear whom it is with."""
    from precall.diary.foreign_calendar import meetings_in
    from precall.explorer import Explorer

    now = app.now()
    with app.store() as store, Explorer(store) as explorer:
        for meeting in meetings_in(data, now, now + timedelta(days=days), app.zone):
            yield _entry(app, explorer, meeting, mode, reporter)


def _entry(app: "App", explorer: "Explorer", meeting: "Meeting", mode: "Mode", reporter: Any) -> "Entry":
    from precall.compose.agenda import Entry
    from precall.diary.whom import whom
    from precall.errors import Unresearched

    start = meeting.start.astimezone(app.zone)
    end = meeting.end.astimezone(app.zone) if meeting.end else None
    found = whom(meeting, _own(app), lambda address: _known(app, address))
    if not found.site:
        kind, _, sites = found.missing.partition(": ")
        return Entry(start, end, meeting.title, trouble=app.sentences.say(f"agenda.{kind}", sites=sites))
    try:
        briefing, lines = _prepared(app, explorer, meeting, found, mode, reporter)
    except Unresearched as error:
        return Entry(start, end, meeting.title, found.site, trouble=str(error))
    return Entry(start, end, meeting.title, found.site, str(briefing), lines)


def _prepared(
    app: "App", explorer: "Explorer", meeting: "Meeting", found: "Whom", mode: "Mode", reporter: Any
) -> tuple[Path, tuple[str, ...]]:
    from precall.model.call import Call
    from precall.outputs import write_all
    from precall.prepare import REPLACED
    from precall.render.follow_up_files import NOTES
    from precall.site.address import parse_address

    address = parse_address(found.site)
    folder = app.out(address)
    call = Call(app.settings.playbook, found.with_name, meeting.start, found.context)
    prepared = app.prepare(
        explorer.find_out(app, address, mode=mode, progress=reporter.reading), call, folder
    )
    notes = {} if (folder / NOTES).exists() else {NOTES: prepared.notes}
    write_all(folder, {**prepared.files, **notes}, replaces=REPLACED)
    app.remember(prepared, call, folder, title=meeting.title, end=meeting.end)
    return folder / "briefing.html", tuple(question.text for question in prepared.dossier.questions[:1])


def _own(app: "App") -> list[str]:
    email = app.settings.email.strip().lower()
    return [email, email.rpartition("@")[2]] if "@" in email else []


def _known(app: "App", address: str) -> str:
    """The site of the client to whom an e-mail address belongs; empty where none is known."""
    from precall.memory.identity import lookup_alias

    memory = app.memory_if_any
    client = lookup_alias(memory, address) if memory else None
    return client.key if client and "@" not in client.key else ""


def _note_agenda(app: "App", entries: "tuple[Entry, ...]", path: Path) -> None:
    """The agenda names several clients; whoever of them is forgotten takes it along."""
    from precall.memory import identity, looks

    memory = app.memory_if_any
    for entry in entries:
        client = identity.lookup(memory, entry.client) if memory and entry.client else None
        if memory and client:
            looks.add_writing(memory, client, path)


def _data(entry: "Entry") -> dict[str, Any]:
    return {
        "start": entry.start.isoformat(),
        "end": entry.end.isoformat() if entry.end else None,
        "title": entry.title,
        "client": entry.client,
        "briefing": entry.briefing,
        "begin_with": entry.lines[0] if entry.lines else "",
        "missing": entry.trouble,
    }
