"""What the memory keeps of a call: the call itself, its promises, whom it was with, and the next appointment as a call ahead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from precall import client_folder
from precall.compose.followup import site_language
from precall.compose.zones import Hours, hours_of
from precall.model.followup import Notes
from precall.model.moment import has_hour
from precall.use.spoken_to import mailboxes, named_in, whom

if TYPE_CHECKING:
    from precall.app import App
    from precall.model.call import Appointment
    from precall.model.memory import Client, GivenKind, KeptCall, KeptPromise, Told
    from precall.use.followup import Request

AN_HOUR = timedelta(hours=1)
"""So far from the last call, at least, is another one."""
_OF_THE_NEXT: tuple["GivenKind", ...] = ("when", "agreed")


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


def keep(app: "App", folder: Path, request: "Request", notes: Notes, spoken: str) -> Kept:
    """The last call or a further one, kept all at once or not at all, with the next appointment as a call ahead."""
    from precall.memory import calls, identity

    memory, now = app.memory, app.now()
    with memory.transaction():
        client = identity.ensured(memory, request.client, now)
        last = calls.newest_call(memory, client)
        promised = calls.promises_in(memory, last.id) if last else ()
        hours = _hours(app, folder)
        languages = _languages(app, spoken, site_language(client_folder.facts_in(folder)))
        at = _time_of(app, client, last, request, notes)
        told = _told(app, folder, request, notes, at, hours, languages)
        if last and request.another and last.notes == notes.text:
            _give_back(app, client, last, hours, languages)
        is_further = request.another or _is_further(last, at, app.now(), notes)
        number, is_new = calls.keep_call(memory, client, told, another=is_further)
        corrected = last if last and last.id == number else None
        _plan(app, client, told, corrected, hours, languages)
        replaced = _keep_replaced(app, client, corrected, notes)
        _add_people(app, client, folder, request, notes, told)
        call = calls.call(memory, number)
        before = last if last and (replaced or not corrected) and _has_draft(last, notes) else None
        promises = calls.promises_in(memory, call.id)
        gone = _gone(promised, promises) if corrected else ()
        return Kept(client, call, promises, is_new, told.next, replaced, before, gone)


def correct(
    app: "App", folder: Path, request: "Request", notes: Notes, spoken: str, earlier: "KeptCall"
) -> Kept:
    """A call before the last one as these notes tell it; what was said, promised and agreed in later ones stays as it is.

    Where these notes had taken the last one's place, that is as it was told before.
    """
    from precall.memory import calls, identity

    memory = app.memory
    with memory.transaction():
        client = identity.ensured(memory, request.client, app.now())
        promised = calls.promises_in(memory, earlier.id)
        hours = _hours(app, folder)
        languages = _languages(app, spoken, site_language(client_folder.facts_in(folder)))
        names_hour = request.when and has_hour(request.when.astimezone(app.zone))
        at = request.when if request.when and names_hour else earlier.at
        told = _told(app, folder, request, notes, at, hours, languages)._replace(
            kept_at=earlier.kept_at or earlier.at,
            with_name=request.with_name or named_in(notes) or earlier.with_name,
            file_sha=calls.file_sha_of(memory, earlier),
        )
        last = calls.newest_call(memory, client)
        if last and last.notes == notes.text:
            _give_back(app, client, last, hours, languages)
        is_new = calls.correct(memory, client, earlier, told)
        _plan(app, client, told, earlier, hours, languages, is_last=False)
        _add_people(app, client, folder, request, notes, told)
        promises = calls.promises_in(memory, earlier.id)
        gone = _gone(promised, promises)
        return Kept(client, calls.call(memory, earlier.id), promises, is_new, told.next, gone=gone)


def _gone(before: "Sequence[KeptPromise]", now: "Sequence[KeptPromise]") -> "tuple[KeptPromise, ...]":
    left = {one.id for one in now}
    return tuple(one for one in before if one.id not in left)


def _add_people(
    app: "App", client: "Client", folder: Path, request: "Request", notes: Notes, told: "Told"
) -> None:
    """Whom the call was with, whom the caller writes to, and where their files lie."""
    from precall.memory import identity, writings
    from precall.model.memory import Person

    identity.add_person(app.memory, client.id, Person(told.with_name))
    _add_mailboxes(app, client, notes, request.to or "")
    writings.add(app.memory, client, folder)


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
    app: "App", client: "Client", last: "KeptCall | None", request: "Request", notes: Notes
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
    request: "Request",
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
        with_name=whom(app, request.client, request, notes),
        file_sha=client_folder.notes_sha(folder),
        landed=request.landed,
    )


def _hours(app: "App", folder: Path) -> "Hours":
    return hours_of(app.settings.caller, client_folder.facts_in(folder), app.now())


def _languages(app: "App", spoken: str, site: str) -> tuple[str, ...]:
    """The languages in which days may be noted: the caller's, English, the site's and, last, the one `spoken` with the client."""
    return tuple(filter(None, (app.settings.language, "en", site, spoken)))


def _plan(
    app: "App",
    client: "Client",
    told: "Told",
    corrected: "KeptCall | None",
    hours: "Hours",
    languages: Sequence[str],
    *,
    is_last: bool = True,
) -> None:
    """The next appointment as a call ahead, in place of the one that the notes named before they were corrected.

    Of a call that `is_last` no more, it touches nothing that a later one agreed on.
    """
    from precall.memory import calls, looks
    from precall.memory import given as kept_given
    from precall.memory.times import written
    from precall.model.memory import Ahead

    memory, now = app.memory, app.now()
    before = _agreed_in(app, corrected, hours, languages) if corrected else None
    since = [call for call in calls.calls_of(memory, client) if corrected and call.at > corrected.at]
    later = [] if is_last else [_agreed_in(app, call, hours, languages) for call in since]
    agreed_later = {one.start for one in later if one}
    if not is_last and before == told.next:
        return
    if before and before != told.next and before.start not in agreed_later:
        looks.unplan(memory, client, before.start)
        for kind in _OF_THE_NEXT:
            kept_given.drop(memory, client, kind, written(before.start))
    if told.next and told.next.start > now:
        looks.plan(memory, client, Ahead(client.key, client.name, told.next.start, None, told.next.words))
        for kind in () if agreed_later else _OF_THE_NEXT:
            kept_given.keep(memory, client, kind, written(told.next.start), now)


def _agreed_in(
    app: "App", call: "KeptCall", hours: "Hours", languages: Sequence[str]
) -> "Appointment | None":
    """The next appointment that the notes of a kept call name."""
    from precall.compose.debrief import told_in
    from precall.compose.notes import parse_notes

    notes = parse_notes(call.notes)
    return told_in(notes, at=call.at, now=app.now(), hours=hours, languages=languages).next


def _add_mailboxes(app: "App", client: "Client", notes: Notes, to: str) -> None:
    """The addresses that the caller writes to belong to this client from now on."""
    from precall.memory.identity import add_alias, add_person
    from precall.model.memory import Person

    for line in filter(None, (to, *(note.text for note in notes.of("to")))):
        for box in mailboxes(line):
            add_alias(app.memory, client.id, box.address)
            add_person(app.memory, client.id, Person(box.name, box.address))
