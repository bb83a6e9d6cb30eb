"""After the call: what was said is kept, the mail finished from the caller's notes, and the next appointment laid beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from precall import client_folder
from precall.compose.followup import site_language
from precall.compose.note_reading import Reading
from precall.compose.person_name import in_usual_order
from precall.compose.proposals import (
    MARK,
    Proposal,
    accepted,
    counting,
    left_out,
    proposals,
    shown,
)
from precall.compose.spoken import client_name
from precall.errors import NotesError, Unaccepted, Unprefixed, UsageError
from precall.exchange.invitation import FILE_NAME, Invitation, invitation
from precall.model.call import Call
from precall.model.followup import NOTES, Notes
from precall.render.follow_up_files import MAIL, MARKDOWN, FollowUpFiles, sender, write_follow_up
from precall.use import given
from precall.use.keep_call import Kept, correct, keep
from precall.use.mail_language import MailLanguage, mail_language
from precall.use.preparing import newest_notes, told_call, turn
from precall.use.rehearsal import rehearsal
from precall.use.spoken_to import known_people, met_before, whom, written_to
from precall.use.which_call import earlier_call
from precall.words.match import phrases

PROPOSALS = "proposals.md"
"""The file in a client's folder in which lines without a prefix stand as what they may be."""

if TYPE_CHECKING:
    from precall.app import App
    from precall.model.call import Appointment
    from precall.model.fact import Fact
    from precall.model.memory import KeptCall
    from precall.sentences import Sentences


@dataclass(frozen=True, slots=True)
class Request:
    """Whom the call was with, and when. `to` is None where it was not given, so that an earlier one counts.

    `notes` names a file of the caller's; None takes those that are known of the client. `told` are notes that count in
    any case, such as answers. `accept` says that what the lines without a prefix may be counts. With `must_keep` nothing is written where the call cannot be kept. `landed` are the reasons why the questions that landed were asked; `another` says that it
    is a further call on the same day, not the same one told better. `mail_language` is the language of the mail, where the
    caller names one.
    """

    client: str
    notes: Path | None = None
    with_name: str = ""
    when: datetime | None = None
    to: str | None = None
    told: Notes | None = None
    landed: Sequence[str] = ()
    another: bool = False
    must_keep: bool = False
    accept: bool = False
    mail_language: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """The mail as it stands or would be written, what was kept, and what to tell about it.

    `others` are the notes that counted in place of the file that was given, because they are newer or it was empty.
    `proposed` are the lines without a prefix that may be something; they lie in `proposals`. `left_out` are those that have a
    sentence on illness. `kept` is None where there are no notes yet and where it could not be kept; `not_kept` says
    why. `invitation` is the file beside the mail,
    where the notes name an appointment. `set_aside` is the draft of an earlier call that is not out, under a name of its own.
    `greeted` is who is greeted because they were met before at the address that the mail goes to.
    """

    domain: str
    folder: Path
    names: "Names"
    notes: Notes
    files: FollowUpFiles
    has_briefing: bool
    mails: MailLanguage
    others: "Others | None" = None
    proposed: tuple[Proposal, ...] = ()
    left_out: tuple[int, ...] = ()
    kept: Kept | None = None
    not_kept: str = ""
    invitation: Path | None = None
    set_aside: Path | None = None
    greeted: str = ""

    @property
    def mail(self) -> Path:
        """The draft."""
        return self.names.mail

    @property
    def proposals(self) -> Path:
        """Where the proposed lines lie, once they are written."""
        return self.names.proposals

    @property
    def earlier_recipient(self) -> str:
        """Whom the mail goes to as it was said in an earlier run; empty where it was said now, or nowhere."""
        source = self.files.follow_up.to_source
        return source.words if source and source.kind == "earlier" else ""


class Names(NamedTuple):
    """Where the files about a call lie in a client's folder; those of a call before the last one end in its day."""

    folder: Path
    ending: str = ""

    @property
    def mail(self) -> Path:
        """The draft to send."""
        return self._called(MAIL)

    @property
    def markdown(self) -> Path:
        """The draft to read."""
        return self._called(MARKDOWN)

    @property
    def invitation(self) -> Path:
        """The invitation to the next appointment."""
        return self._called(FILE_NAME)

    @property
    def proposals(self) -> Path:
        """The lines that may be something."""
        return self._called(PROPOSALS)

    def _called(self, name: str) -> Path:
        place = self.folder / name
        return place.with_stem(f"{place.stem}-{self.ending}") if self.ending else place


@dataclass(frozen=True, slots=True)
class Others:
    """Notes that count in place of the file that was given: where they come from, and whether that file was empty."""

    name: str
    given: Path
    given_is_empty: bool


def followup(app: "App", request: Request, *, write: bool = True) -> Result:
    """Keeps the call and finishes the follow-up draft; without `write` it is told as it would be, and nothing stays.

    Without notes the draft stays open, and notes to fill in are laid out. Raises Unreadable or NotesError for notes
    that cannot be read, AddressError for what is no client.
    """
    if write:
        return _finished(app, request, write=True)
    with rehearsal(app) as stage:
        return _finished(stage, request, write=False)


def _finished(app: "App", request: Request, *, write: bool) -> Result:
    from precall.memory.identity import named

    app.refuse_never(request.client)
    folder = app.folder_of(request.client)
    domain = app.client_key(request.client) or named(request.client).key
    notes, others = _notes(app, domain, folder, request)
    if not notes and not folder.exists():
        _refuse_slip(app, request.client)
    facts = client_folder.facts_in(folder)
    reading = _reading(app, domain, facts, notes, request)
    without = left_out(notes, reading)
    if request.accept:
        certain = (one for one in proposals(notes, reading) if not one.is_open)
        notes = accepted(notes, certain)
    mails = mail_language(app, domain, facts, request.mail_language)
    if notes and not notes.marked:
        raise _not_understood(app, domain, folder, notes, proposals(notes, reading), write=write)
    earlier = earlier_call(app, domain, request.when, notes) if notes and not request.another else None
    kept, not_kept = (
        _kept_if_possible(app, folder, request, notes, mails.code, earlier) if notes else (None, "")
    )
    call = _call(app, domain, request, kept, written_to(app, domain, folder, request, notes))
    names = Names(folder, _ending(app, domain, earlier) if earlier else "")
    files = _files(app, domain, names, notes, call, request.to, mails, kept)
    place = aside = None
    open_ = () if request.accept else proposals(notes, reading)
    if write:
        _remember_folder(app, domain, folder)
        given.keep_mail_language(app, domain, request.mail_language)
        if request.to is not None and not earlier:
            given.keep_recipient(app, domain, request.to)
        waiting = _set_aside(app, folder, kept.before) if kept and kept.is_new and kept.before else {}
        aside = next((folder / name for name in waiting if name.endswith(".eml")), None)
        beside: dict[str, str | bytes] = {**waiting}
        if open_:
            beside[names.proposals.name] = _page(app, domain, names.proposals, notes, open_)
        is_given = request.notes is not None and request.notes.name == names.proposals.name
        place = _write(app, domain, names, files, call, beside, keeps=is_given)
    has_briefing = client_folder.dossier_in(folder) is not None
    return Result(
        domain,
        folder,
        names,
        notes,
        files,
        has_briefing,
        mails,
        others,
        open_,
        without,
        kept,
        not_kept,
        place,
        aside,
        _greeted(app, domain, request, notes, call, kept),
    )


def _greeted(app: "App", domain: str, request: Request, notes: Notes, call: Call, kept: Kept | None) -> str:
    """Who is greeted although nobody said so for this call."""
    said = (kept.call.with_name if kept else "") or whom(app, domain, request, notes)
    return "" if said else call.with_name


def _refuse_slip(app: "App", typed: str) -> None:
    """UsageError for a client of whom nothing is known where the name is nearly that of a known one."""
    from precall.memory.identity import named, near

    memory = app.memory_if_any
    if memory is None or app.client_key(typed):
        return
    if close := near(memory, named(typed)):
        raise UsageError(f"no client {typed!r} is known, and there are no notes. Did you mean {close}?")


def to_accept(app: "App", request: Request) -> tuple[Notes, tuple[Proposal, ...]]:
    """The notes that count, and what those of their lines may be that have no prefix."""
    from precall.memory.identity import named

    folder = app.folder_of(request.client)
    domain = app.client_key(request.client) or named(request.client).key
    notes, _ = _notes(app, domain, folder, request)
    return notes, proposals(notes, _reading(app, domain, client_folder.facts_in(folder), notes, request))


def _reading(app: "App", domain: str, facts: "Sequence[Fact]", notes: Notes, request: Request) -> Reading:
    """How the lines without a prefix are read: in which language, from which day on, who is who."""
    caller = app.settings.caller
    client = whom(app, domain, request, notes)
    day = (request.when or app.now()).astimezone(app.zone).date()
    return Reading.of(_noted_in(app, domain, facts, notes, request), day, caller.name, client)


def _noted_in(app: "App", domain: str, facts: "Sequence[Fact]", notes: Notes, request: Request) -> str:
    """The language of the notes: the caller's, the client's or English, whichever they are in; else the caller's."""
    from precall.compose.noted_language import languages_of

    own = app.settings.language
    client = mail_language(app, domain, facts, request.mail_language)
    known = filter(None, (own, client.code, "en", site_language(facts)))
    return languages_of((notes.text,), known)[0] or own


def _not_understood(
    app: "App", domain: str, folder: Path, notes: Notes, found: Sequence[Proposal], *, write: bool
) -> NotesError:
    """That no line has a prefix, and what to do; what the lines may be, where that was found, lies in a file then."""
    example = "Begin a line with one, for example: heard: we want our Sundays back"
    count = len(notes.notes)
    said = (
        f"{notes.name}: none of the {count:,} lines begins with a prefix, so none counts"
        if count > 1
        else (f"{notes.name}: its one line begins with no prefix, so it does not count")
    )
    if not found:
        return NotesError(f"{said}. {example}")
    if not write:
        return Unaccepted(said)
    place = folder / PROPOSALS
    client_folder.add(folder, {PROPOSALS: _page(app, domain, place, notes, found)})
    return Unprefixed(
        f"{said}. {len(found)} of them may be promises, dates, next steps and the like: they stand in {place}, each"
        f" behind a {MARK}. Take the {MARK} away where it is right"
    )


def _page(app: "App", domain: str, place: Path, notes: Notes, found: Sequence[Proposal]) -> str:
    """The proposals as a file that can be given as notes, with the lines that count already."""
    colon = app.sentences.say("writing.colon")
    return app.environment.render(
        PROPOSALS,
        domain=domain,
        name=notes.name,
        proposals=shown(found, app.settings.language, colon, counting(notes)),
        mark=MARK,
        place=str(place),
    )


def reasons_of(app: "App", client: str, numbers: Sequence[int]) -> tuple[str, ...]:
    """Why the questions of these numbers were asked in the last briefing; UsageError for a number that it does not have."""
    dossier = client_folder.dossier_in(app.folder_of(client))
    questions = dossier.questions if dossier else ()
    wrong = [number for number in numbers if not 1 <= number <= len(questions)]
    if wrong:
        raise UsageError(f"there is no question {wrong[0]}; the last briefing has {len(questions)}")
    return tuple(questions[number - 1].because for number in numbers)


def _call(app: "App", domain: str, request: Request, kept: Kept | None, to: str) -> Call:
    """The call that the mail is about: its time where that is known, and whom it was with, else who reads the mail."""
    said = request.with_name or (kept.call.with_name if kept else "") or whom(app, domain, request, Notes())
    with_name = said or met_before(app, domain, to)
    if kept is None:
        return Call(given.playbook(app, domain), with_name, request.when)
    when = request.when or kept.call.said(app.now(), app.zone)
    call = Call(given.playbook(app, domain), with_name, when)
    return replace(told_call(app, domain, call, kept.call), with_name=with_name, when=when)


def _files(
    app: "App",
    domain: str,
    names: Names,
    notes: Notes,
    call: Call,
    to: str | None,
    mails: MailLanguage,
    kept: Kept | None,
) -> FollowUpFiles:
    """The files as they will be; the recipient of an earlier run stays where none is given now."""
    before = client_folder.recipient_in(names.folder, names.mail.name) if names.ending else ""
    earlier_to = "" if to is not None else before or given.recipient(app, domain, names.folder)
    return write_follow_up(
        domain,
        notes,
        call,
        app.playbook(call.playbook).signed(app.settings.caller),
        now=app.now(),
        environment=app.environment_for(mails.code),
        dossier=client_folder.dossier_in(names.folder),
        to=to or "",
        earlier_to=earlier_to,
        people=known_people(app, domain),
        turn=turn(app, domain, kept.call if kept else None),
    )


def _remember_folder(app: "App", domain: str, folder: Path) -> None:
    """Where the memory knows the client, so that forgetting finds what is written there."""
    from precall.memory import identity, writings

    memory = app.memory_if_any
    client = identity.lookup_alias(memory, domain) if memory else None
    if memory and client:
        writings.add(memory, client, folder)


def _set_aside(app: "App", folder: Path, call: "KeptCall") -> dict[str, bytes]:
    """The draft of a call that is not out, with its invitation, under names of its own; the newer one takes the usual ones."""
    day = call.at.astimezone(app.zone).date()
    return client_folder.beside(folder, (MAIL, MARKDOWN, FILE_NAME), day)


def _ending(app: "App", domain: str, call: "KeptCall") -> str:
    """What tells the files of a call before the last one: its day, with its hour where there were several that day."""
    from precall.memory import calls, identity

    at = call.at.astimezone(app.zone)
    client = identity.needed(app.memory, domain)
    days = [one.at.astimezone(app.zone).date() for one in calls.calls_of(app.memory, client)]
    return f"{at:%Y-%m-%d}" if days.count(at.date()) == 1 else f"{at:%Y-%m-%dT%H%M}"


def _write(
    app: "App",
    domain: str,
    names: Names,
    files: FollowUpFiles,
    call: Call,
    others: Mapping[str, str | bytes],
    *,
    keeps: bool,
) -> Path | None:
    """Writes the drafts, these `others`, the notes to fill in, and the invitation, of which it gives the place.

    Proposals of an earlier run go, unless the caller `keeps` their notes there.
    """
    made: dict[str, str | bytes] = {
        names.markdown.name: files.markdown,
        names.mail.name: files.mail,
        **others,
    }
    if keeps:
        made.pop(names.proposals.name, None)
    invites, appointment = names.invitation.name, files.follow_up.appointment
    if appointment and appointment.start > app.now():
        made[invites] = _invitation(app, domain, names, files, call, appointment)
    client_folder.add(
        names.folder,
        {**made, **client_folder.blank_notes(names.folder, files.notes)},
        replaces=(invites,) if keeps else (invites, names.proposals.name),
    )
    return names.invitation if invites in made else None


def _invitation(
    app: "App", domain: str, names: Names, files: FollowUpFiles, call: Call, appointment: "Appointment"
) -> bytes:
    caller = app.settings.caller
    dossier = client_folder.dossier_in(names.folder)
    guests = files.follow_up.addressees
    guest = in_usual_order(call.with_name or (guests[0].name if len(guests) == 1 else ""))
    client = guest or (client_name(dossier.facts, dossier.subject) if dossier else "") or domain
    own = caller.name or caller.company or caller.email
    both = files.sentences.mail.say("followup.invitation", caller=own, client=client)
    what = _called(appointment.what, files.sentences.mail)
    if not (what or own):  # a title of the guest's name alone says nothing to them
        what = files.sentences.mail.say("followup.invited_meeting")
    what = what[:1].upper() + what[1:]
    summary = ": ".join(filter(None, (what, both if own else client)))
    told_at = (call.when or app.now()).astimezone(app.zone).date()
    invited = Invitation(
        appointment, summary, sender(caller), files.follow_up.addressees, of=f"{domain} {told_at}"
    )
    place = names.invitation
    return invitation(invited, app.now(), place.read_bytes() if place.is_file() else b"")


def _called(what: str, mail: "Sentences") -> str:
    """What a meeting is, in the language of the mail where a usual word of another one says it: a French "appel" to a German."""
    if not phrases("notes", "meetings", (mail.language,)).is_whole(what):
        for key, name in (("calls", "invited_call"), ("meetings", "invited_meeting")):
            if phrases("notes", key).is_whole(what):
                return mail.say(f"followup.{name}")
    return what


def _notes(app: "App", domain: str, folder: Path, request: Request) -> tuple[Notes, Others | None]:
    """The notes that count: those told now, else the newest that are not empty, of the file given and those known."""
    if request.told is not None:
        if not request.told:
            raise NotesError(
                f"there is nothing in {request.told.name} yet. Write a line such as: heard: we want our Sundays back"
            )
        return request.told, None
    if request.notes is None:
        return newest_notes(app, domain, folder), None
    given_notes = client_folder.notes_at(request.notes)
    lying_is_newer = client_folder.notes_in(folder) and _is_newer(folder / NOTES, request.notes)
    if given_notes and (not lying_is_newer or earlier_call(app, domain, request.when, given_notes)):
        return given_notes, None
    others = newest_notes(app, domain, folder)
    if not others:
        return given_notes, None
    return others, Others(others.name, request.notes, not given_notes)


def _is_newer(path: Path, other: Path) -> bool:
    return path.is_file() and path.stat().st_mtime_ns > other.stat().st_mtime_ns


def _kept_if_possible(
    app: "App", folder: Path, request: Request, notes: Notes, spoken: str, earlier: "KeptCall | None"
) -> tuple[Kept | None, str]:
    """What is kept, or why nothing could be."""
    try:
        if earlier:
            return correct(app, folder, request, notes, spoken, earlier), ""
        return keep(app, folder, request, notes, spoken), ""
    except UsageError as error:  # the name of a folder in another encoding
        if request.must_keep:
            raise
        return None, str(error)
