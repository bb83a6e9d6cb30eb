"""After the call: the mail is finished from the caller's notes, and what was said is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from precall import client_folder
from precall.compose.recipient import recipients
from precall.errors import NotesError, UsageError
from precall.model.call import Call
from precall.model.followup import NOTES, Notes
from precall.render.follow_up_files import MAIL, MARKDOWN, FollowUpFiles, write_follow_up
from precall.site.address import parse_address
from precall.use import given
from precall.use.preparing import newest_notes

if TYPE_CHECKING:
    from precall.app import App
    from precall.model.memory import Client, KeptCall, KeptPromise


@dataclass(frozen=True, slots=True)
class Request:
    """Whom the call was with, and when. `to` is None where it was not given, so that an earlier one counts.

    `notes` names a file of the caller's; None takes those that are known of the client.
    """

    client: str
    notes: Path | None = None
    with_name: str = ""
    when: datetime | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The mail as it stands or would be written, and what to tell about it.

    `others` are the notes that counted in place of the file that was given, because they are newer or it was empty.
    """

    domain: str
    folder: Path
    notes: Notes
    files: FollowUpFiles
    has_briefing: bool
    others: "Others | None" = None

    @property
    def mail(self) -> Path:
        """The draft."""
        return self.folder / MAIL

    @property
    def earlier_recipient(self) -> str:
        """Whom the mail goes to as it was said in an earlier run; empty where it was said now, or nowhere."""
        source = self.files.follow_up.to_source
        return source.words if source and source.kind == "earlier" else ""


@dataclass(frozen=True, slots=True)
class Others:
    """Notes that count in place of the file that was given: where they come from, and whether that file was empty."""

    name: str
    given: Path
    given_is_empty: bool


def followup(app: "App", request: Request, *, write: bool = True) -> Result:
    """Finishes the follow-up draft; without `write` nothing is written.

    Raises Unreadable or NotesError for notes that cannot be read, AddressError for what is no client.
    """
    known = app.client_key(request.client)
    domain = known or parse_address(request.client).domain
    folder = app.folder_of(known) if known else app.out(parse_address(request.client))
    notes, others = _notes(app, domain, folder, request.notes)
    files = _files(
        app, domain, folder, notes, Call(with_name=request.with_name, when=request.when), request.to
    )
    if write:
        _remember_folder(app, domain, folder)
        _write(app, domain, folder, files, request.to)
        client_folder.add(folder, client_folder.blank_notes(folder, files.notes))
    has_briefing = client_folder.dossier_in(folder) is not None
    return Result(domain, folder, notes, files, has_briefing, others)


@dataclass(frozen=True, slots=True)
class Debrief:
    """What the caller tells of a call: the notes as text and read, and why the questions that landed were asked.

    `another` says that it is a further call on the same day, not the same one told better.
    """

    request: Request
    text: str
    notes: Notes
    landed: Sequence[str] = field(default=())
    another: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """What the memory holds of a call now. `is_new` says whether anything was new."""

    client: "Client"
    call: "KeptCall"
    promises: "tuple[KeptPromise, ...]"
    mail: Path
    is_new: bool


def debrief(app: "App", told: Debrief) -> Kept:
    """Keeps the call, all at once or not at all, and finishes the draft.

    Raises NotesError where there is nothing in the notes, UsageError for a client whom nobody goes by.
    """
    from precall.memory import calls

    if not told.notes:
        raise NotesError(
            f"there is nothing in {told.notes.name} yet. Write a line such as: heard: we want our Sundays back"
        )
    request = told.request
    app.refuse_never(request.client)
    folder = app.folder_of(request.client)
    client, call, is_new = _kept(app, folder, told)
    with_whom = Call(with_name=request.with_name, when=call.at)
    files = _files(app, client.key, folder, told.notes, with_whom, request.to)
    _write(app, client.key, folder, files, request.to)
    return Kept(client, call, calls.promises_in(app.memory, call.id), folder / MAIL, is_new)


def reasons_of(app: "App", client: str, numbers: Sequence[int]) -> tuple[str, ...]:
    """Why the questions of these numbers were asked in the last briefing; UsageError for a number that it does not have."""
    dossier = client_folder.dossier_in(app.folder_of(client))
    questions = dossier.questions if dossier else ()
    wrong = [number for number in numbers if not 1 <= number <= len(questions)]
    if wrong:
        raise UsageError(f"there is no question {wrong[0]}; the last briefing has {len(questions)}")
    return tuple(questions[number - 1].because for number in numbers)


def _files(app: "App", domain: str, folder: Path, notes: Notes, call: Call, to: str | None) -> FollowUpFiles:
    """The files as they will be; the recipient of an earlier run stays where none is given now."""
    return write_follow_up(
        domain,
        notes,
        call,
        app.settings.caller,
        now=app.now(),
        environment=app.environment,
        dossier=client_folder.dossier_in(folder),
        to=to or "",
        earlier_to=given.recipient(app, domain, folder) if to is None else "",
    )


def _remember_folder(app: "App", domain: str, folder: Path) -> None:
    """Where the memory knows the client, so that forgetting finds what is written there."""
    from precall.memory import identity, writings

    memory = app.memory_if_any
    client = identity.lookup_alias(memory, domain) if memory else None
    if memory and client:
        writings.add(memory, client, folder)


def _write(app: "App", domain: str, folder: Path, files: FollowUpFiles, to: str | None) -> None:
    if to is not None:
        given.keep_recipient(app, domain, to)
    client_folder.add(folder, {MARKDOWN: files.markdown, MAIL: files.mail})


def _notes(app: "App", domain: str, folder: Path, file: Path | None) -> tuple[Notes, Others | None]:
    """The notes that count: the newest that are not empty, of the file given and those known of the client."""
    if file is None:
        return newest_notes(app, domain, folder), None
    given_notes = client_folder.notes_at(file)
    if given_notes and not _is_newer(folder / NOTES, file):
        return given_notes, None
    others = newest_notes(app, domain, folder)
    if not others:
        return given_notes, None
    return others, Others(others.name, file, not given_notes)


def _is_newer(path: Path, other: Path) -> bool:
    return path.is_file() and path.stat().st_mtime_ns > other.stat().st_mtime_ns


def _kept(app: "App", folder: Path, told: Debrief) -> "tuple[Client, KeptCall, bool]":
    from precall.compose.debrief import told_in
    from precall.memory import calls, identity, looks, writings
    from precall.model.memory import Person

    memory, now, request = app.memory, app.now(), told.request
    with memory.transaction():
        client = identity.ensured(memory, request.client, now)
        call = told_in(
            told.notes,
            told.text,
            at=request.when or looks.planned_before(memory, client, now) or now,
            now=now,
            timezone=app.settings.caller.timezone,
            languages=tuple(dict.fromkeys(("en", app.settings.language))),
            with_name=request.with_name,
            file_sha=client_folder.notes_sha(folder),
            landed=told.landed,
        )
        number, is_new = calls.keep_call(memory, client, call, another=told.another)
        identity.add_person(memory, client.id, Person(request.with_name))
        _add_mailboxes(app, client, told.notes, request.to or "")
        writings.add(memory, client, folder)
        return client, calls.call(memory, number), is_new


def _add_mailboxes(app: "App", client: "Client", notes: Notes, to: str) -> None:
    """The addresses that the caller writes to belong to this client from now on."""
    from precall.memory.identity import add_alias, add_person
    from precall.model.memory import Person

    for line in filter(None, (to, *(note.text for note in notes.of("to")))):
        try:
            boxes = recipients(line)
        except UsageError:
            continue  # the follow-up says what is wrong with it
        for box in boxes:
            add_alias(app.memory, client.id, box.address)
            add_person(app.memory, client.id, Person(box.name, box.address))
