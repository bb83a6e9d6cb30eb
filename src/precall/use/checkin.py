"""A short mail with a true reason to write, or none."""

import contextlib
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from precall.compose.checkin import CheckIn, check_in
from precall.compose.person_name import in_greeting
from precall.compose.recipient import recipients
from precall.compose.whose_mailbox import is_anothers
from precall.errors import UsageError
from precall.memory import calls, care, identity, looks, writings
from precall.memory.recall import compared
from precall.model.moment import iso_day
from precall.render.follow_up_files import fenced, sender
from precall.render.mail import draft
from precall.site.text import clean, shorten
from precall.use import given
from precall.use.mail_language import MailLanguage, mail_language

if TYPE_CHECKING:
    from precall.app import App
    from precall.model.memory import Client
    from precall.sentences import Sentences

MAIL, MARKDOWN = "check-in.eml", "check-in.md"
_REST = timedelta(days=7)
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Request:
    """To whom. `anyway` also where they heard from the caller within the last week.

    Without `with_name` and `to` those of the last call count; neither is ever guessed.

    `mail_language` is that of the mail, where the caller names one.
    """

    client: str
    with_name: str = ""
    to: str = ""
    anyway: bool = False
    mail_language: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """The mail and where it lies. Without a `found` one there is none, and `why_not` says why.

    `earlier_to` is whom it goes to as the caller said in an earlier run; empty where they said it now, or never.
    """

    client: "Client"
    found: CheckIn | None = None
    mail: Path | None = None
    why_not: str = ""
    mails: MailLanguage | None = None
    earlier_to: str = ""


def checkin(app: "App", request: Request) -> Result:
    """Drafts the mail and remembers what it is built on. Raises UsageError for a client who is not known."""
    app.refuse_never(request.client)
    client = identity.needed(app.memory, request.client)
    soon = "" if request.anyway else _too_soon(app, client)
    if soon:
        return Result(client, why_not=soon)
    mails = _mail_language(app, client, request.mail_language)
    sentences = app.sentences_for(mails.code)
    folder = app.folder_of(request.client)
    whom = _whom(app, client, request)
    to, is_earlier = _recipient(app, client, folder, request, whom)
    found = _found(app, client, whom or _named_in(to), sentences)
    if found is None:
        why_not = app.sentences.say("checkin_draft.none", client=client.shown, domain=client.key)
        return Result(client, why_not=why_not)
    _write(app, folder, client, found, to)
    with app.memory.transaction():
        care.draft_check_in(app.memory, client, found.basis, app.now())
        writings.add(app.memory, client, folder)
    given.keep_mail_language(app, client.key, request.mail_language)
    return Result(
        client, found, folder / MAIL, mails=mails, earlier_to=to if is_earlier and found.is_ready else ""
    )


def _whom(app: "App", client: "Client", request: Request) -> str:
    """Whom to greet: as said now, for the next call, or in the last one."""
    last = calls.newest_call(app.memory, client)
    return request.with_name or given.with_name(app, client.key) or (last.with_name if last else "")


def _recipient(app: "App", client: "Client", folder: Path, request: Request, whom: str) -> tuple[str, bool]:
    """To whom, and whether that was said in an earlier run; nobody whose mailbox may be somebody else's than the one greeted."""
    if request.to:
        return request.to, False
    earlier = given.recipient(app, client.key, folder)
    with contextlib.suppress(UsageError):  # a draft that was edited by hand
        boxes = recipients(earlier) if earlier else ()
        people = [person.name for person in identity.people_of(app.memory, client)]
        if len(boxes) > 1 or (boxes and not is_anothers(boxes[0], whom, people)):
            return earlier, True
    return "", False


def _named_in(to: str) -> str:
    """Who alone is named in an address to write to."""
    boxes = recipients(to) if to else ()
    return boxes[0].name if len(boxes) == 1 else ""


def _too_soon(app: "App", client: "Client") -> str:
    """Why it is too soon to write again; empty where it is not."""
    if client.touched_at is None or app.now() - client.touched_at >= _REST:
        return ""
    day = iso_day(client.touched_at, app.zone)
    return app.sentences.say("checkin_draft.too_soon", client=client.shown, day=day, domain=client.key)


def _mail_language(app: "App", client: "Client", option: str) -> MailLanguage:
    """That of their site stands in the folder of their files; the memory does not keep it."""
    from precall import client_folder

    dossier = client_folder.dossier_in(app.folder_of(client.key))
    return mail_language(app, client.key, dossier.facts if dossier else (), option)


def _found(app: "App", client: "Client", with_name: str, sentences: "Sentences") -> CheckIn | None:
    newest = looks.newest_look(app.memory, client)
    _, changes = compared(app.memory, client, newest) if newest else (None, ())
    return check_in(
        changes,
        care.gifts(app.memory),
        calls.details_of(app.memory, client),
        used=care.sent_bases(app.memory, client),
        caller=app.settings.caller,
        sentences=sentences,
        name=in_greeting(shorten(clean(with_name), _LONGEST_NAME), formal=sentences.mail.greets_whole),
    )


def _write(app: "App", folder: Path, client: "Client", found: CheckIn, to: str) -> None:
    from precall import client_folder

    boxes = recipients(to) if to else ()
    title = app.sentences.say("checkin_draft.file_title", client=client.key)
    why = "\n".join(
        (found.why, *(f"{proof.url}  {app.sentences.quoted(proof.quote)}" for proof in found.evidence))
    )
    shown = f"# {title}\n\n{fenced(found.body)}\n\n{app.sentences.say('checkin_draft.file_why')}\n\n{fenced(why)}\n"
    mail = draft(
        found.subject, found.body, sender=sender(app.settings.caller), to=boxes if found.is_ready else ()
    )
    client_folder.add(folder, {MARKDOWN: shown, MAIL: mail})
