"""After the call: what was said is kept, the mail finished from the caller's notes, and the next appointment laid beside it."""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from precall import client_folder
from precall.compose.person_name import two_of
from precall.compose.proposals import (
    MARK,
    Proposal,
    Reading,
    accepted,
    counting,
    left_out,
    proposals,
    shown,
)
from precall.compose.recipient import recipients
from precall.compose.spoken import client_name
from precall.compose.whose_mailbox import is_anothers
from precall.errors import NotesError, Unaccepted, Unprefixed, UsageError
from precall.exchange.invitation import FILE_NAME, Invitation, invitation
from precall.model.call import Call
from precall.model.followup import NOTES, Mailbox, Notes
from precall.model.moment import iso_day
from precall.render.follow_up_files import MAIL, MARKDOWN, FollowUpFiles, sender, write_follow_up
from precall.use import given
from precall.use.mail_language import MailLanguage, mail_language
from precall.use.preparing import newest_notes, told_call, turn
from precall.use.rehearsal import rehearsal
from precall.words.match import phrases

AN_HOUR = timedelta(hours=1)
"""So far from the last call, at least, is another one."""
_OF_THE_NEXT: tuple["GivenKind", ...] = ("when", "agreed")
PROPOSALS = "proposals.md"
"""The file in a client's folder in which lines without a prefix stand as what they may be."""

if TYPE_CHECKING:
    from precall.app import App
    from precall.compose.zones import Hours
    from precall.model.call import Appointment
    from precall.model.fact import Fact
    from precall.model.memory import Client, GivenKind, KeptCall, KeptPromise, Told
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
class Kept:
    """What the memory holds of a call now. `is_new` says whether anything was new, `next` when they meet again.

    `replaced` is when the call was, as it was told before, where other notes took the place of those. `before` is the
    call before this one, or this one as it was told before, where its follow-up is not out. `gone` are promises that the notes do not tell any more.
    """

    client: "Client"
    call: "KeptCall"
    promises: "tuple[KeptPromise, ...]"
    is_new: bool
    next: "Appointment | None" = None
    replaced: datetime | None = None
    before: "KeptCall | None" = None
    gone: "tuple[KeptPromise, ...]" = ()


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
        return self.folder / MAIL

    @property
    def proposals(self) -> Path:
        """Where the proposed lines lie, once they are written."""
        return self.folder / PROPOSALS

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
    facts = _facts(folder)
    reading = _reading(app, domain, facts, notes, request)
    without = left_out(notes, reading)
    if request.accept:
        certain = (one for one in proposals(notes, reading) if not one.is_open)
        notes = accepted(notes, certain)
    mails = mail_language(app, domain, facts, request.mail_language)
    if notes and not notes.marked:
        raise _not_understood(app, domain, folder, notes, proposals(notes, reading), write=write)
    if notes and not request.another:
        _refuse_earlier(app, domain, notes)
    kept, not_kept = _kept_if_possible(app, folder, request, notes, mails.code) if notes else (None, "")
    call = _call(app, domain, request, kept, _written_to(app, domain, folder, request, notes))
    files = _files(app, domain, folder, notes, call, request.to, mails)
    place = aside = None
    open_ = () if request.accept else proposals(notes, reading)
    if write:
        _remember_folder(app, domain, folder)
        given.keep_mail_language(app, domain, request.mail_language)
        earlier = _set_aside(app, folder, kept.before) if kept and kept.is_new and kept.before else {}
        aside = next((folder / name for name in earlier if name.endswith(".eml")), None)
        beside: dict[str, str | bytes] = {**earlier}
        if open_:
            beside[PROPOSALS] = _page(app, domain, folder, notes, open_)
        is_given = request.notes is not None and request.notes.name == PROPOSALS
        place = _write(app, domain, folder, files, request.to, call, beside, keeps=is_given)
    has_briefing = client_folder.dossier_in(folder) is not None
    return Result(
        domain,
        folder,
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
    said = (kept.call.with_name if kept else "") or _whom(app, domain, request, notes)
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
    return notes, proposals(notes, _reading(app, domain, _facts(folder), notes, request))


def _reading(app: "App", domain: str, facts: "Sequence[Fact]", notes: Notes, request: Request) -> Reading:
    """How the lines without a prefix are read: in which language, from which day on, who is who."""
    caller = app.settings.caller
    client = _whom(app, domain, request, notes)
    day = (request.when or app.now()).astimezone(app.zone).date()
    return Reading.of(_noted_in(app, domain, facts, notes, request), day, caller.name, client)


def _noted_in(app: "App", domain: str, facts: "Sequence[Fact]", notes: Notes, request: Request) -> str:
    """The language of the notes: the caller's, the client's or English, whichever they are in; else the caller's."""
    from precall.compose.noted_language import languages_of

    own = app.settings.language
    client = mail_language(app, domain, facts, request.mail_language)
    known = filter(None, (own, client.code, "en", _site_language(facts)))
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
    client_folder.add(folder, {PROPOSALS: _page(app, domain, folder, notes, found)})
    return Unprefixed(
        f"{said}. {len(found)} of them may be promises, dates, next steps and the like: they stand in {place}, each"
        f" behind a {MARK}. Take the {MARK} away where it is right"
    )


def _page(app: "App", domain: str, folder: Path, notes: Notes, found: Sequence[Proposal]) -> str:
    """The proposals as a file that can be given as notes, with the lines that count already."""
    colon = app.sentences.say("writing.colon")
    return app.environment.render(
        PROPOSALS,
        domain=domain,
        name=notes.name,
        proposals=shown(found, app.settings.language, colon, counting(notes)),
        mark=MARK,
        place=str(folder / PROPOSALS),
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
    said = request.with_name or (kept.call.with_name if kept else "") or _whom(app, domain, request, Notes())
    with_name = said or _met_before(app, domain, to)
    when = request.when
    if when is None and kept:
        when = kept.call.said(app.now(), app.zone)
    call = Call(given.playbook(app, domain), with_name, when)
    return replace(told_call(app, domain, call), with_name=with_name, when=when) if kept else call


def _written_to(app: "App", domain: str, folder: Path, request: Request, notes: Notes) -> str:
    """Whom the mail goes to, as it was typed: now, in the notes or in an earlier run."""
    if request.to is not None:
        return request.to
    return next((note.text for note in notes.of("to")), "") or given.recipient(app, domain, folder)


def _met_before(app: "App", domain: str, to: str) -> str:
    """Who alone of those whom the caller met before may have the one mailbox that the mail goes to; else nobody."""
    from precall.memory import calls, identity

    memory = app.memory_if_any
    client = identity.lookup_alias(memory, domain) if memory else None
    boxes = _mailboxes(to)
    if memory is None or client is None or len(boxes) != 1:
        return ""
    met = [call.with_name for call in reversed(calls.calls_of(memory, client)) if call.with_name]
    people = [person.name for person in identity.people_of(memory, client)]
    theirs = [name for name in met if not (two_of(name) or is_anothers(boxes[0], name, people))]
    first = next(iter(theirs), "")
    own = Mailbox(boxes[0].address, first)
    return first if not any(is_anothers(own, name, ()) for name in theirs) else ""


def _mailboxes(typed: str) -> tuple[Mailbox, ...]:
    """The mailboxes that were typed; none where they cannot be read, which the follow-up tells."""
    with contextlib.suppress(UsageError):
        return recipients(typed) if typed else ()
    return ()


def _facts(folder: Path) -> "tuple[Fact, ...]":
    """What is known of the client's site."""
    dossier = client_folder.dossier_in(folder)
    return dossier.facts if dossier else ()


def _files(
    app: "App", domain: str, folder: Path, notes: Notes, call: Call, to: str | None, mails: MailLanguage
) -> FollowUpFiles:
    """The files as they will be; the recipient of an earlier run stays where none is given now."""
    return write_follow_up(
        domain,
        notes,
        call,
        app.playbook(call.playbook).signed(app.settings.caller),
        now=app.now(),
        environment=app.environment_for(mails.code),
        dossier=client_folder.dossier_in(folder),
        to=to or "",
        earlier_to=given.recipient(app, domain, folder) if to is None else "",
        turn=turn(app, domain),
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


def _write(
    app: "App",
    domain: str,
    folder: Path,
    files: FollowUpFiles,
    to: str | None,
    call: Call,
    others: Mapping[str, str | bytes],
    *,
    keeps: bool,
) -> Path | None:
    """Writes the drafts, these `others`, the notes to fill in, and the invitation, of which it gives the place.

    Proposals of an earlier run go, unless the caller `keeps` their notes there.
    """
    if to is not None:
        given.keep_recipient(app, domain, to)
    made: dict[str, str | bytes] = {MARKDOWN: files.markdown, MAIL: files.mail, **others}
    if keeps:
        made.pop(PROPOSALS, None)
    appointment = files.follow_up.appointment
    if appointment and appointment.start > app.now():
        made[FILE_NAME] = _invitation(app, domain, folder, files, call, appointment)
    client_folder.add(
        folder,
        {**made, **client_folder.blank_notes(folder, files.notes)},
        replaces=(FILE_NAME,) if keeps else (FILE_NAME, PROPOSALS),
    )
    return folder / FILE_NAME if FILE_NAME in made else None


def _invitation(
    app: "App", domain: str, folder: Path, files: FollowUpFiles, call: Call, appointment: "Appointment"
) -> bytes:
    caller = app.settings.caller
    dossier = client_folder.dossier_in(folder)
    guests = files.follow_up.addressees
    guest = call.with_name or (guests[0].name if len(guests) == 1 else "")
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
    place = folder / FILE_NAME
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
    if given_notes and not lying_is_newer:
        return given_notes, None
    others = newest_notes(app, domain, folder)
    if not others:
        return given_notes, None
    return others, Others(others.name, request.notes, not given_notes)


def _is_newer(path: Path, other: Path) -> bool:
    return path.is_file() and path.stat().st_mtime_ns > other.stat().st_mtime_ns


def _kept_if_possible(
    app: "App", folder: Path, request: Request, notes: Notes, spoken: str
) -> tuple[Kept | None, str]:
    """What is kept, or why nothing could be."""
    try:
        return _kept(app, folder, request, notes, spoken), ""
    except UsageError as error:  # the name of a folder in another encoding
        if request.must_keep:
            raise
        return None, str(error)


def _kept(app: "App", folder: Path, request: Request, notes: Notes, spoken: str) -> Kept:
    """The call, kept all at once or not at all, with the next appointment as a call ahead."""
    from precall.memory import calls, identity, writings
    from precall.model.memory import Person

    memory, now = app.memory, app.now()
    with memory.transaction():
        client = identity.ensured(memory, request.client, now)
        last = calls.newest_call(memory, client)
        promised = calls.promises_in(memory, last.id) if last else ()
        hours = _hours(app, folder)
        languages = _languages(app, spoken, _site_language(_facts(folder)))
        at = _time_of(app, client, last, request, notes)
        told = _told(app, folder, request, notes, at, hours, languages)
        if last and request.another and last.notes == notes.text:
            _give_back(app, client, last, hours, languages)
        is_further = request.another or _is_further(last, at, app.now(), notes)
        number, is_new = calls.keep_call(memory, client, told, another=is_further)
        corrected = last if last and last.id == number else None
        _plan(app, client, told, corrected, hours, languages)
        replaced = _keep_replaced(app, client, corrected, notes)
        identity.add_person(memory, client.id, Person(told.with_name))
        _add_mailboxes(app, client, notes, request.to or "")
        writings.add(memory, client, folder)
        call = calls.call(memory, number)
        before = last if last and (replaced or not corrected) and _has_draft(last, notes) else None
        promises = calls.promises_in(memory, call.id)
        left = {one.id for one in promises}
        gone = tuple(one for one in promised if corrected and one.id not in left)
        return Kept(client, call, promises, is_new, told.next, replaced, before, gone)


def _refuse_earlier(app: "App", domain: str, notes: Notes) -> None:
    """NotesError for the notes of a call before the last one, whose place they would take."""
    from precall.memory import calls, identity

    memory = app.memory_if_any
    client = identity.lookup_alias(memory, domain) if memory else None
    told = calls.calls_of(memory, client) if memory and client else ()
    if not told or told[-1].notes == notes.text:
        return
    for call in (one for one in told if one.notes == notes.text):
        day = iso_day(call.at, app.zone)
        raise NotesError(
            f"these are the notes of the call of {day}, and a later call was told since, so nothing was changed. Its"
            " mail lies under its own name in the client's folder"
        )


def _has_draft(last: "KeptCall", notes: Notes) -> bool:
    """Whether the draft that lies there is the last call's and not out: that of other notes than these."""
    return last.sent_at is None and last.notes != notes.text


def _is_further(last: "KeptCall | None", at: datetime, now: datetime, notes: Notes) -> bool:
    """Whether a call is not the last one told better: its time was given or planned, and another one, as are its notes."""
    from precall.memory.calls import tells_better

    if last is None or at == now or tells_better(last.notes, notes.text):
        return False
    return abs(at - last.at) >= AN_HOUR


def _keep_replaced(
    app: "App", client: "Client", corrected: "KeptCall | None", notes: Notes
) -> datetime | None:
    """When the call was whose notes were replaced by others, which are kept for `another`; None where they were told better."""
    from precall.memory import given as kept_given
    from precall.memory.calls import tells_better
    from precall.memory.times import written

    if corrected is None or corrected.notes == notes.text or tells_better(corrected.notes, notes.text):
        return None
    kept_given.keep(app.memory, client, "replaced", f"{written(corrected.at)}\n{corrected.notes}", app.now())
    return corrected.at


def _give_back(
    app: "App", client: "Client", last: "KeptCall", hours: "Hours", languages: Sequence[str]
) -> None:
    """The last call as it was told before the notes of a further one took the place of its own."""
    from precall.compose.debrief import told_in
    from precall.compose.notes import parse_notes
    from precall.memory import calls
    from precall.memory import given as kept_given
    from precall.memory.times import known

    before = kept_given.given(app.memory, client).get("replaced")
    if before is None:
        return
    at, _, text = before.value.partition("\n")
    told = told_in(parse_notes(text), at=known(at), now=known(at), hours=hours, languages=languages)
    calls.keep_call(app.memory, client, told)
    kept_given.drop(app.memory, client, "replaced", before.value)


def _time_of(
    app: "App", client: "Client", last: "KeptCall | None", request: Request, notes: Notes
) -> datetime:
    """When the call was: as given, as planned, as kept where the notes are those of a kept call, else now."""
    from precall.memory import calls, looks

    if request.when:
        return request.when
    now = app.now()
    if (
        last
        and not request.another
        and (last.notes == notes.text or calls.tells_better(last.notes, notes.text))
    ):
        return last.at
    return looks.planned_before(app.memory, client, now) or now


def _told(
    app: "App",
    folder: Path,
    request: Request,
    notes: Notes,
    at: datetime,
    hours: "Hours",
    languages: Sequence[str],
) -> "Told":
    """What of the notes is kept."""
    from precall.compose.debrief import told_in

    return told_in(
        notes,
        at=at,
        now=app.now(),
        hours=hours,
        languages=languages,
        with_name=_whom(app, request.client, request, notes),
        file_sha=client_folder.notes_sha(folder),
        landed=request.landed,
    )


def _whom(app: "App", domain: str, request: Request, notes: Notes) -> str:
    """Whom the call was with: as said now, in the notes or before the call, else as the call was kept whose mail still waits."""
    said = request.with_name or _named_in(notes) or given.with_name(app, domain)
    return said or told_call(app, domain, Call()).with_name


def _named_in(notes: Notes) -> str:
    """Whom the notes say that the caller spoke to."""
    return next((note.text for note in notes.of("with")), "")


def _languages(app: "App", spoken: str, site: str) -> tuple[str, ...]:
    """The languages in which days may be noted: the caller's, English, the site's and, last, the one `spoken` with the client."""
    return tuple(filter(None, (app.settings.language, "en", site, spoken)))


def _site_language(facts: "Sequence[Fact]") -> str:
    """The language of the client's site; empty where that is not known."""
    from precall.compose.followup import site_language

    return site_language(facts)


def _hours(app: "App", folder: Path) -> "Hours":
    from precall.compose.zones import hours_of

    return hours_of(app.settings.caller, _facts(folder), app.now())


def _plan(
    app: "App",
    client: "Client",
    told: "Told",
    corrected: "KeptCall | None",
    hours: "Hours",
    languages: Sequence[str],
) -> None:
    """The next appointment as a call ahead, in place of the one that the notes named before they were corrected."""
    from precall.compose.debrief import told_in
    from precall.compose.notes import parse_notes
    from precall.memory import given as kept_given
    from precall.memory import looks
    from precall.memory.times import written
    from precall.model.memory import Ahead

    memory, now = app.memory, app.now()
    if corrected:
        notes = parse_notes(corrected.notes)
        before = told_in(notes, at=corrected.at, now=now, hours=hours, languages=languages).next
        if before and before != told.next:
            looks.unplan(memory, client, before.start)
            for kind in _OF_THE_NEXT:
                kept_given.drop(memory, client, kind, written(before.start))
    if told.next and told.next.start > now:
        looks.plan(memory, client, Ahead(client.key, client.name, told.next.start, None, told.next.words))
        for kind in _OF_THE_NEXT:
            kept_given.keep(memory, client, kind, written(told.next.start), now)


def _add_mailboxes(app: "App", client: "Client", notes: Notes, to: str) -> None:
    """The addresses that the caller writes to belong to this client from now on."""
    from precall.memory.identity import add_alias, add_person
    from precall.model.memory import Person

    for line in filter(None, (to, *(note.text for note in notes.of("to")))):
        for box in _mailboxes(line):
            add_alias(app.memory, client.id, box.address)
            add_person(app.memory, client.id, Person(box.name, box.address))
