"""Research for one call: a client's address in; the briefing, the dossier and the drafts in the client's folder out."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from precall import client_folder
from precall.errors import MemoryUnusable, PrecallError, StorageError, Unresearched
from precall.model import events
from precall.model.call import Call
from precall.model.events import Tell, nobody
from precall.model.left_alone import REASON
from precall.site.address import Address
from precall.use import given, preparing
from precall.use.mail_language import MailLanguage, mail_language

if TYPE_CHECKING:
    from precall.app import App
    from precall.model.findings import Findings
    from precall.model.memory import GivenKind, Replanned
    from precall.net.visitor import Mode
    from precall.prepare import Prepared
    from precall.use.explorer import Explorer

BRIEFING = "briefing.html"


class Request(NamedTuple):
    """Whom to research, and for which call.

    What of the call was `left_open` is filled with what was given in an earlier run. `by_hand` says that the caller
    gave the rest now, so that it counts for the next run; `title` and `end` are those of a calendar's entry.
    `folder` is where the files go; the client's own folder where it is None. With `must_know` nobody is researched
    where it cannot be known whom to leave alone. `mail_language` is that of the drafts, where the caller names one.
    """

    address: Address
    call: Call
    mode: "Mode" = "fresh"
    left_open: "frozenset[GivenKind]" = frozenset()
    by_hand: bool = False
    title: str = ""
    end: datetime | None = None
    folder: Path | None = None
    must_know: bool = False
    mail_language: str = ""


class Result(NamedTuple):
    """What was written, and where. `not_remembered` says why the memory does not hold it; empty where it does."""

    address: str
    folder: Path
    prepared: "Prepared"
    mails: MailLanguage
    not_remembered: str = ""

    @property
    def briefing(self) -> Path:
        """The briefing to read."""
        return self.folder / BRIEFING

    @property
    def first_mail(self) -> Path | None:
        """The first mail, where there was a true reason to write one."""
        from precall.prepare import FIRST_MAIL

        return self.folder / FIRST_MAIL if FIRST_MAIL in self.prepared.files else None

    @property
    def flag(self) -> str:
        """Why this may not be the company's own site; empty where it is."""
        return self.prepared.dossier.subject.flag


def from_kept(app: "App", explorer: "Explorer", request: Request, tell: Tell = nobody) -> Result | None:
    """The result without a visit, where one would find what an earlier one found; None where there must be one.

    `research` gives the same; this needs no event loop. Raises what `research` raises.
    """
    with _told(app, request, tell):
        try:
            return _at_hand(app, explorer, request, tell)
        except MemoryUnusable as error:
            app, said = _without_memory(app, error, request, tell)
            result = _at_hand(app, explorer, request, tell)
            return result and result._replace(not_remembered=said)


async def research(app: "App", explorer: "Explorer", request: Request, tell: Tell = nobody) -> Result:
    """Reads the client's site, writes the folder and remembers what was seen.

    It goes on without a memory that turns out to be damaged. It may be cancelled at any time, as every task: then
    nothing is half-written. Raises Unresearched where the home page cannot be read, StorageError where the folder
    cannot be written, and UsageError for a mistake in a template.
    """
    with _told(app, request, tell):
        try:
            return await _visited(app, explorer, request, tell)
        except MemoryUnusable as error:
            app, said = _without_memory(app, error, request, tell)
            result = await _visited(app, explorer, request, tell)
            return result._replace(not_remembered=said)


def _without_memory(app: "App", why: MemoryUnusable, request: Request, tell: Tell) -> "tuple[App, str]":
    app, said = app.without_memory(why, must_know=request.must_know)
    tell(events.WithoutMemory(said))
    return app, said


def _at_hand(app: "App", explorer: "Explorer", request: Request, tell: Tell) -> Result | None:
    found = explorer.at_hand(app, request.address, mode=request.mode)
    return _finished(app, _begun(app, request, tell), found, tell) if found else None


async def _visited(app: "App", explorer: "Explorer", request: Request, tell: Tell) -> Result:
    ready = _begun(app, request, tell)
    found = await explorer.find_out(app, ready.address, mode=ready.mode, tell=tell)
    return _finished(app, ready, found, tell)


@contextmanager
def _told(app: "App", request: Request, tell: Tell) -> Iterator[None]:
    """What ends research is told as well as raised; a call that was given is kept though its site could not be read."""
    try:
        yield
    except PrecallError as error:
        if isinstance(error, Unresearched) and request.by_hand and REASON not in str(error):
            with suppress(StorageError):
                _keep_call(app, request, tell)
        tell(events.Ended(request.address.typed, reason=str(error)))
        raise


def _keep_call(app: "App", request: Request, tell: Tell) -> None:
    kept, moved = preparing.remember_call(app, request.address.key, request.call)
    _tell_of(moved, tell)
    if kept:
        tell(events.CallKept(request.address.key))


def _begun(app: "App", request: Request, tell: Tell) -> Request:
    """The request with all that is left open filled in; raises what would stop the files from being written."""
    folder = request.folder or app.out(request.address)
    client_folder.check(folder)
    if request.mail_language:
        app.sentences_for(request.mail_language)
    call, used = given.completed(app, request.address.key, request.call, request.left_open)
    tell(events.Started(request.address.typed, app.settings.pages, used))
    return request._replace(call=call, folder=folder)


def _finished(app: "App", request: Request, found: "Findings", tell: Tell) -> Result:
    folder = request.folder or app.out(request.address)
    mails = mail_language(app, request.address.key, found.facts, request.mail_language)
    prepared = preparing.prepared(app, found, request.call, folder, mails)
    told = preparing.told_notes(app, request.address.domain, folder)
    client_folder.lay(folder, prepared.files, prepared.notes, told)
    tell(events.Written(str(folder)))
    not_remembered = _kept(app, request, prepared, folder, tell)
    result = Result(request.address.typed, folder, prepared, mails, not_remembered)
    tell(events.Ended(result.address, str(result.briefing), result.flag))
    return result


def _kept(app: "App", request: Request, prepared: "Prepared", folder: Path, tell: Tell) -> str:
    """The briefing is written; why it could not be remembered spoils nothing."""
    try:
        moved = preparing.remember(
            app,
            prepared,
            request.call,
            folder,
            title=request.title,
            end=request.end,
            by_hand=request.by_hand,
        )
        _tell_of(moved, tell)
        given.keep_mail_language(app, request.address.key, request.mail_language)
    except StorageError as error:
        tell(events.WithoutMemory(f"not remembered: {error}"))
        return str(error)
    return ""


def _tell_of(moved: "Replanned | None", tell: Tell) -> None:
    if moved:
        tell(events.CallMoved(moved))
