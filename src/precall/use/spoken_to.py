"""Whom was a call with, and who reads the mail after it?"""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from precall.compose.person_name import two_of
from precall.compose.recipient import recipients
from precall.compose.whose_mailbox import is_anothers
from precall.errors import UsageError
from precall.model.call import Call
from precall.model.followup import Mailbox, Notes
from precall.use import given
from precall.use.preparing import told_call

if TYPE_CHECKING:
    from precall.app import App
    from precall.use.followup import Request


def whom(app: "App", domain: str, request: "Request", notes: Notes) -> str:
    """Whom the call was with: as said now, in the notes or before the call, else as the call was kept whose mail still waits."""
    said = request.with_name or named_in(notes) or given.with_name(app, domain)
    return said or told_call(app, domain, Call()).with_name


def named_in(notes: Notes) -> str:
    """Whom the notes say that the caller spoke to."""
    return next((note.text for note in notes.of("with")), "")


def written_to(app: "App", domain: str, folder: Path, request: "Request", notes: Notes) -> str:
    """Whom the mail goes to, as it was typed: now, in the notes or in an earlier run."""
    if request.to is not None:
        return request.to
    return next((note.text for note in notes.of("to")), "") or given.recipient(app, domain, folder)


def met_before(app: "App", domain: str, to: str) -> str:
    """Who alone of those whom the caller met before may have the one mailbox that the mail goes to; else nobody."""
    from precall.memory import calls, identity

    memory = app.memory_if_any
    client = identity.lookup_alias(memory, domain) if memory else None
    boxes = mailboxes(to)
    if memory is None or client is None or len(boxes) != 1:
        return ""
    met = [call.with_name for call in reversed(calls.calls_of(memory, client)) if call.with_name]
    people = known_people(app, domain)
    theirs = [name for name in met if not (two_of(name) or is_anothers(boxes[0], name, people))]
    first = next(iter(theirs), "")
    own = Mailbox(boxes[0].address, first)
    return first if not any(is_anothers(own, name, ()) for name in theirs) else ""


def known_people(app: "App", domain: str) -> tuple[str, ...]:
    """The names of those at a client whom the caller named before."""
    from precall.memory import identity

    memory = app.memory_if_any
    client = identity.lookup_alias(memory, domain) if memory else None
    return tuple(person.name for person in identity.people_of(memory, client)) if memory and client else ()


def mailboxes(typed: str) -> tuple[Mailbox, ...]:
    """The mailboxes that were typed; none where they cannot be read, which the follow-up tells."""
    with contextlib.suppress(UsageError):
        return recipients(typed) if typed else ()
    return ()
