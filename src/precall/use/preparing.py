"""What research found, prepared for a call with what is remembered and noted; and what the memory keeps of it."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from precall import client_folder
from precall.use import given
from precall.use.mail_language import MailLanguage

if TYPE_CHECKING:
    from precall.app import App
    from precall.model.call import Call, Meeting, Remembered
    from precall.model.findings import Findings
    from precall.model.followup import Notes
    from precall.model.memory import Client, KeptCall, Replanned
    from precall.prepare import Prepared


def check(app: "App", call: "Call") -> None:
    """Raises what would stop `prepared` for every client: a mistake in the playbook, the offer or the templates.

    What is shipped has none, and is not loaded here.
    """
    from precall.render.templates import is_shipped

    settings = app.settings
    shipped = is_shipped(f"playbooks/{call.playbook}.toml")
    in_english = settings.language == "en" and not settings.mail_language
    if shipped and not app.own_templates and not settings.offer and in_english:
        return
    app.playbook(call.playbook)
    _ = app.offer
    app.environment_for(settings.mail_language or settings.language).check()


def prepared(
    app: "App", found: "Findings", call: "Call", folder: Path | None, mails: MailLanguage
) -> "Prepared":
    """The files of one client for a call. `folder` is the client's, where one is kept on this computer."""
    from precall.model.followup import Notes
    from precall.prepare import Occasion, prepare

    domain = found.subject.domain
    notes = newest_notes(app, domain, folder, until_sent=True) if folder else Notes()
    occasion = Occasion(
        call=call,
        caller=app.settings.caller,
        playbook=app.playbook(call.playbook),
        offer=app.offer,
        remembered=_remembered(app, found),
        notes=notes,
        told=told_call(app, domain, call) if notes else call,
        turn=turn(app, domain),
        earlier_to=given.recipient(app, domain, folder) if folder else "",
        now=app.now(),
    )
    return prepare(found, occasion, app.environment_for(mails.code))


def told_call(app: "App", domain: str, call: "Call", kept: "KeptCall | None" = None) -> "Call":
    """The call that the notes are of: the one that was `kept` of them, or the last one whose follow-up still waits; else this one."""
    client, last = _last_call(app, domain)
    told = kept or (None if last and last.sent_at else last)
    if client is None or told is None:
        return call
    return replace(
        call,
        with_name=told.with_name or call.with_name,
        when=told.said(app.now(), app.zone),
        meeting=_meeting(app, client, told),
    )


def told_notes(app: "App", domain: str, folder: Path) -> dict[str, bytes]:
    """The notes that lie in a folder, under a name of their own, where they are of a call whose follow-up is out.

    The next call gets notes to fill in; these are kept beside them.
    """
    client, last = _last_call(app, domain)
    if client is None or last is None or not last.sent_at:
        return {}
    from precall.memory import calls

    sha = client_folder.notes_sha(folder)
    if not sha or sha != calls.file_sha_of(app.memory, last):
        return {}
    day = last.at.astimezone(app.zone).date()
    return {f"notes-{day}.md": client_folder.notes_bytes(folder)}


def turn(app: "App", domain: str, kept: "KeptCall | None" = None) -> int | None:
    """How many calls were before one that was `kept`, or a client's last one, so that no two follow-ups in a row read alike."""
    told = kept or _last_call(app, domain)[1]
    if told is None:
        return None
    from precall.memory import calls

    return calls.number_before(app.memory, told.at)


def _meeting(app: "App", client: "Client", last: "KeptCall") -> "Meeting":
    from precall.memory import calls

    return "second" if any(call.at < last.at for call in calls.calls_of(app.memory, client)) else "first"


def _last_call(app: "App", domain: str) -> "tuple[Client | None, KeptCall | None]":
    memory = app.memory_if_any
    if memory is None:
        return None, None
    from precall.memory import calls, identity

    client = identity.lookup(memory, domain)
    return client, calls.newest_call(memory, client) if client else None


def newest_notes(app: "App", address: str, folder: Path, *, until_sent: bool = False) -> "Notes":
    """The newest notes of a client: those in the `folder` where they changed since the last debrief, else that one's.

    With `until_sent`, a call whose follow-up went out has none left.
    """
    memory, lying = app.memory_if_any, client_folder.notes_in(folder)
    if memory is None:
        return lying
    from precall.memory import recall

    sha = client_folder.notes_sha(folder)
    return recall.newest_notes(memory, address, lying, sha, until_sent=until_sent)


def remember(
    app: "App",
    prepared: "Prepared",
    call: "Call",
    folder: Path,
    *,
    title: str = "",
    end: datetime | None = None,
    by_hand: bool = False,
) -> "Replanned | None":
    """Keeps what one piece of research saw, for the next briefing, `changes` and `today`; tells of a call that it moved.

    `title` and `end` are those of the calendar's entry, where the call stands in one. What was given for it
    `by_hand` counts for the next run, too.
    """
    if not app.remembers:
        return None
    from precall.memory import given as kept_given
    from precall.memory import outreach
    from precall.memory.recall import keep_research

    whole = len(prepared.dossier.pages) < app.settings.pages
    with app.memory.transaction():
        client = keep_research(
            app.memory, prepared.dossier, call, folder, app.now(), whole=whole, title=title, end=end
        )
        kept_given.keep(app.memory, client, "for", call.playbook, app.now())
        moved = kept_given.keep_call(app.memory, client, call, app.now()) if by_hand else None
        draft = prepared.outreach
        if draft:
            outreach.note(app.memory, [draft], app.now())
        elif prepared.judgement.no_mail:
            outreach.withdraw(app.memory, [client.key])
    return moved


def remember_call(app: "App", key: str, call: "Call") -> "tuple[bool, Replanned | None]":
    """Keeps a call that was given for a client whose site could not be read, and tells whether and of one that it moved.

    For a client to be left alone nothing is kept.
    """
    from precall.memory.forgetting import is_never

    if not app.remembers or call.when is None or is_never(app.left_alone, key):
        return False, None
    from precall.memory import given as kept_given
    from precall.memory import identity, looks
    from precall.model.memory import Ahead

    with app.memory.transaction():
        client = identity.ensured(app.memory, key, app.now())
        moved = kept_given.keep_call(app.memory, client, call, app.now())
        looks.plan(app.memory, client, Ahead(client.key, client.name, call.when, title=call.with_name))
    return True, moved


def _remembered(app: "App", found: "Findings") -> "Remembered":
    """What the memory holds of the client whose site was read, and what changed there."""
    from precall.model.call import Remembered

    memory = app.memory_if_any
    if memory is None:
        return Remembered()
    from precall.memory.recall import recall_for

    zone = app.settings.caller.timezone
    return recall_for(memory, found, app.now(), zone, app.environment.sentences)
