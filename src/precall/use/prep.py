"""The calls in a calendar, each researched and prepared, and the agenda of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from precall import folders
from precall.compose.agenda import Change, Entry, agenda, agenda_day, changes
from precall.diary.foreign_calendar import LARGEST, meetings_in
from precall.diary.whom import Oneself, oneself, was_declined, whom
from precall.errors import Unresearched
from precall.model.call import Call
from precall.model.events import Tell, WithoutMemory, nobody
from precall.render.agenda_file import (
    FILE_NAME,
    STATE_NAME,
    agenda_page,
    day_name,
    entries_to_json,
    kept_entries,
)
from precall.site.address import parse_address
from precall.use import research

AN_HOUR = timedelta(hours=1)
"""Within this time a call of the calendar and one of the notes are the same."""

if TYPE_CHECKING:
    from precall.app import App
    from precall.diary.meetings import Meeting
    from precall.diary.whom import Whom
    from precall.model.memory import Ahead
    from precall.net.visitor import Mode
    from precall.use.explorer import Explorer


@dataclass(frozen=True, slots=True)
class Calendar:
    """The bytes of an iCalendar export, what to call it, and where it is, for `forget` to name (empty for standard input)."""

    data: bytes
    called: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """The calendars, and how many days ahead count."""

    calendars: tuple[Calendar, ...]
    days: int
    mode: "Mode" = "fresh"


@dataclass(frozen=True, slots=True)
class Result:
    """Every call ahead, with its briefing or what is missing, where the agenda was written, and what is new in it."""

    entries: tuple[Entry, ...]
    agenda: Path
    changes: tuple[Change, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every client that was found could be researched."""
        return all(entry.briefing for entry in self.entries if entry.client)


async def prep(app: "App", explorer: "Explorer", request: Request, tell: Tell = nobody) -> Result:
    """Researches the client of each call ahead and writes the agenda.

    It goes on without a memory that cannot be used. Raises UsageError for what is no calendar, MemoryUnusable where it
    cannot be known whom to leave alone.
    """
    app, why_not = app.with_memory(must_know=True)
    if why_not:
        tell(WithoutMemory(why_not))
    meetings = _ahead(app, request)
    me = oneself((app.settings.email, *app.settings.addresses.split(",")), app.settings.name, meetings)
    attended = [meeting for meeting in meetings if not was_declined(meeting, me)]
    entries = tuple([await _entry(app, explorer, meeting, me, request.mode, tell) for meeting in attended])
    noted = [
        await _noted(app, explorer, call, request.mode, tell) for call in _noted_ahead(app, request, entries)
    ]
    return _written(app, request, (*entries, *noted))


def _written(app: "App", request: Request, entries: tuple[Entry, ...]) -> Result:
    """Writes the agenda as one page and by day, and says what is new in it since the last one."""
    from precall.outputs import write_all

    folder, now = folders.at_home(app.settings.out), app.now().astimezone(app.zone)
    until = now + timedelta(days=request.days)
    before = kept_entries(folder)
    over = tuple(entry for entry in before if entry.start < now and entry.start.date() == now.date())
    days = {
        day: [entry for entry in (*over, *entries) if entry.start.date() == day] for day in _days(now, until)
    }
    emptied = {entry.start.date() for entry in before}
    pages = {
        day_name(day): agenda_page([agenda_day(day, found, app.sentences)], folder / "agenda")
        for day, found in days.items()
        if found or day in emptied
    }
    files = {
        FILE_NAME: agenda_page(agenda(entries, app.sentences), folder),
        STATE_NAME: entries_to_json((*over, *entries)),
        **pages,
    }
    write_all(folder, files)
    _note_agenda(app, (*over, *entries), folder, [one.place for one in request.calendars if one.place])
    return Result(entries, folder / FILE_NAME, changes(before, entries, now, until))


def _days(start: datetime, end: datetime) -> list[date]:
    number = (end.date() - start.date()).days + 1
    return [start.date() + timedelta(days=ahead) for ahead in range(number)]


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


def _ahead(app: "App", request: Request) -> "tuple[Meeting, ...]":
    now = app.now()
    calendars = {calendar.called: calendar.data for calendar in request.calendars}
    return meetings_in(calendars, now, now + timedelta(days=request.days), app.zone)


async def _entry(
    app: "App", explorer: "Explorer", meeting: "Meeting", me: Oneself, mode: "Mode", tell: Tell
) -> Entry:
    """One call of the agenda, researched where it is clear whom it is with."""
    start = meeting.start.astimezone(app.zone)
    end = meeting.end.astimezone(app.zone) if meeting.end else None
    found = whom(meeting, me, lambda address: _site_of(app, address))
    said = _remarks(app, meeting)
    if not found.site:
        return Entry(start, end, meeting.title, remarks=said, trouble=_trouble(app, found))
    try:
        result = await research.research(app, explorer, _request(app, meeting, found, mode), tell)
    except Unresearched as error:
        return Entry(start, end, meeting.title, found.site, trouble=str(error), remarks=said)
    first = tuple(question.text for question in result.prepared.dossier.questions[:1])
    return Entry(start, end, meeting.title, found.site, str(result.briefing), first, remarks=said)


def _noted_ahead(app: "App", request: Request, entries: tuple[Entry, ...]) -> "Iterator[Ahead]":
    """The calls ahead that were agreed on in a call, or given with --when, and stand in no calendar."""
    memory, now = app.memory_if_any, app.now()
    if memory is None:
        return
    from precall.memory import given, identity, looks
    from precall.memory.times import written

    for call in looks.planned(memory, now, now + timedelta(days=request.days)):
        when = given.given(memory, identity.by_key(memory, call.client)).get("when")
        is_listed = any(
            entry.client == call.client and abs(entry.start - call.start) < AN_HOUR for entry in entries
        )
        if when and when.value == written(call.start) and not is_listed:
            yield call


async def _noted(app: "App", explorer: "Explorer", call: "Ahead", mode: "Mode", tell: Tell) -> Entry:
    """One such call of the agenda, researched where the client has a website."""
    start, title = call.start.astimezone(app.zone), call.title or call.name or call.client
    if "@" in call.client:
        return Entry(start, None, title, trouble=app.sentences.say("agenda.no_site", client=call.client))
    wanted = research.Request(
        parse_address(call.client),
        Call(app.settings.playbook, when=call.start),
        mode,
        left_open=frozenset({"with", "context"}),
        title=call.title,
        must_know=True,
    )
    try:
        result = await research.research(app, explorer, wanted, tell)
    except Unresearched as error:
        return Entry(start, None, title, call.client, trouble=str(error))
    first = tuple(question.text for question in result.prepared.dossier.questions[:1])
    return Entry(start, None, title, call.client, str(result.briefing), first)


def _trouble(app: "App", found: "Whom") -> str:
    """What is missing, for the caller; nothing where nobody was to be met."""
    kind, _, sites = found.missing.partition(": ")
    return app.sentences.say(f"agenda.{kind}", sites=sites) if kind else ""


def _remarks(app: "App", meeting: "Meeting") -> tuple[str, ...]:
    zone = meeting.strange_zone
    return (app.sentences.say("agenda.strange_zone", zone=zone),) if zone else ()


def _request(app: "App", meeting: "Meeting", found: "Whom", mode: "Mode") -> research.Request:
    call = Call(app.settings.playbook, found.with_name, meeting.start, found.context)
    address = parse_address(found.site)
    return research.Request(address, call, mode, title=meeting.title, end=meeting.end, must_know=True)


def _site_of(app: "App", address: str) -> str:
    """The site of the client to whom an e-mail address belongs; empty where none is known."""
    from precall.memory.identity import lookup_alias

    memory = app.memory_if_any
    client = lookup_alias(memory, address) if memory else None
    return client.key if client and "@" not in client.key else ""


def _note_agenda(app: "App", entries: tuple[Entry, ...], folder: Path, calendars: Sequence[str]) -> None:
    """The agenda names several clients; whoever of them is forgotten takes it along. The calendar is the caller's."""
    from precall.memory import elsewhere, identity, writings

    memory = app.memory_if_any
    for entry in entries:
        client = identity.lookup(memory, entry.client) if memory and entry.client else None
        if memory and client:
            for name in (FILE_NAME, STATE_NAME, day_name(entry.start.date())):
                writings.add(memory, client, folder / name)
            for calendar in calendars:
                elsewhere.note(memory, [client.key], calendar, "calendar")
