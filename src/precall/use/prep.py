"""The calls in a calendar, each researched and prepared, and the agenda of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from precall import folders
from precall.compose.agenda import Entry, agenda
from precall.diary.foreign_calendar import LARGEST, meetings_in
from precall.diary.whom import whom
from precall.errors import Unresearched
from precall.model.call import Call
from precall.model.events import Tell, nobody
from precall.render.agenda_file import FILE_NAME, agenda_page
from precall.site.address import parse_address
from precall.use import research

if TYPE_CHECKING:
    from precall.app import App
    from precall.diary.meetings import Meeting
    from precall.diary.whom import Whom
    from precall.net.visitor import Mode
    from precall.use.explorer import Explorer


@dataclass(frozen=True, slots=True)
class Request:
    """The bytes of an iCalendar export, how many days ahead count, and where the calendar is, for `forget` to name."""

    calendar: bytes
    days: int
    mode: "Mode" = "fresh"
    place: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """Every call ahead, with its briefing or what is missing, and where the agenda was written."""

    entries: tuple[Entry, ...]
    agenda: Path

    @property
    def is_whole(self) -> bool:
        """Whether every client that was found could be researched."""
        return all(entry.briefing for entry in self.entries if entry.client)


async def prep(app: "App", explorer: "Explorer", request: Request, tell: Tell = nobody) -> Result:
    """Researches the client of each call ahead and writes the agenda. Raises UsageError for what is no calendar."""
    entries = tuple(
        [await _entry(app, explorer, meeting, request.mode, tell) for meeting in _ahead(app, request)]
    )
    folder = folders.at_home(app.settings.out)
    path = folder / FILE_NAME
    from precall.outputs import write_all

    write_all(folder, {FILE_NAME: agenda_page(agenda(entries, app.sentences), folder)})
    _note_agenda(app, entries, path, request.place)
    return Result(entries, path)


async def calendar_at(app: "App", url: str) -> bytes:
    """The calendar at an address, which is often a secret: no error names it. Raises Unresearched where it cannot be had."""
    from precall.model.page import Miss

    client = app.client()
    try:
        answer = await client.get(url, limit_bytes=LARGEST, purpose="calendar")
    finally:
        await client.aclose()
    if isinstance(answer, Miss):
        raise Unresearched(f"the calendar could not be fetched: {answer.reason}")
    trouble = f"its server answers {answer.status}" if answer.status != 200 else answer.partial
    if trouble:  # a part of a calendar would hide calls
        raise Unresearched(f"the calendar could not be fetched: {trouble}")
    return answer.body


def _ahead(app: "App", request: Request) -> "Iterator[Meeting]":
    now = app.now()
    yield from meetings_in(request.calendar, now, now + timedelta(days=request.days), app.zone)


async def _entry(app: "App", explorer: "Explorer", meeting: "Meeting", mode: "Mode", tell: Tell) -> Entry:
    """One call of the agenda, researched where it is clear whom it is with."""
    start = meeting.start.astimezone(app.zone)
    end = meeting.end.astimezone(app.zone) if meeting.end else None
    found = whom(meeting, _own(app), lambda address: _site_of(app, address))
    if not found.site:
        kind, _, sites = found.missing.partition(": ")
        return Entry(start, end, meeting.title, trouble=app.sentences.say(f"agenda.{kind}", sites=sites))
    try:
        result = await research.research(app, explorer, _request(app, meeting, found, mode), tell)
    except Unresearched as error:
        return Entry(start, end, meeting.title, found.site, trouble=str(error))
    first = tuple(question.text for question in result.prepared.dossier.questions[:1])
    return Entry(start, end, meeting.title, found.site, str(result.briefing), first)


def _request(app: "App", meeting: "Meeting", found: "Whom", mode: "Mode") -> research.Request:
    call = Call(app.settings.playbook, found.with_name, meeting.start, found.context)
    address = parse_address(found.site)
    return research.Request(address, call, mode, title=meeting.title, end=meeting.end, must_know=True)


def _own(app: "App") -> list[str]:
    """The caller's own addresses and domains."""
    email = app.settings.email.strip().lower()
    return [email, email.rpartition("@")[2]] if "@" in email else []


def _site_of(app: "App", address: str) -> str:
    """The site of the client to whom an e-mail address belongs; empty where none is known."""
    from precall.memory.identity import lookup_alias

    memory = app.memory_if_any
    client = lookup_alias(memory, address) if memory else None
    return client.key if client and "@" not in client.key else ""


def _note_agenda(app: "App", entries: tuple[Entry, ...], path: Path, calendar: str) -> None:
    """The agenda names several clients; whoever of them is forgotten takes it along. The calendar is the caller's."""
    from precall.memory import elsewhere, identity, writings

    memory = app.memory_if_any
    for entry in entries:
        client = identity.lookup(memory, entry.client) if memory and entry.client else None
        if memory and client:
            writings.add(memory, client, path)
            if calendar:
                elsewhere.note(memory, [client.key], calendar, "calendar")
