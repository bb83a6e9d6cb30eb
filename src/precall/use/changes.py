"""What is new, gone or different on a client's site since the last look."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from precall.errors import Unresearched, UsageError
from precall.memory import identity, looks
from precall.memory.recall import compared
from precall.model import events
from precall.model.events import Tell, nobody
from precall.site.address import parse_address

if TYPE_CHECKING:
    from precall.app import App
    from precall.compose.changes import Change
    from precall.model.memory import Client, Seen
    from precall.net.visitor import Mode
    from precall.use.explorer import Explorer


@dataclass(frozen=True, slots=True)
class Request:
    """Whose site, compared with the last look on or before `since` (without it: the last one that saw something else).

    `kept_only` compares what is in the memory and reads nothing. Each `asker` has looks of its own: what one was told,
    another has yet to hear.
    """

    client: str
    since: datetime | None = None
    mode: "Mode" = "fresh"
    kept_only: bool = False
    asker: str = looks.CALLER


@dataclass(frozen=True, slots=True)
class Comparison:
    """A client's site then and now; `before` is None where there is nothing to compare with."""

    client: "Client"
    before: "Seen | None"
    after: "Seen"
    changes: "tuple[Change, ...]"


async def changes(app: "App", explorer: "Explorer", request: Request, tell: Tell = nobody) -> Comparison:
    """What changed. The site is read first, where it may and can be; else the last look counts, and `tell` is told why.

    Raises UsageError for a client who is not known, or was never looked at.
    """
    client = identity.needed(app.memory, request.client)
    after = await _newest(app, explorer, client, request, tell)
    before, found = compared(app.memory, client, after, _end_of_day(request.since), request.asker)
    return Comparison(client, before, after, found)


async def _newest(app: "App", explorer: "Explorer", client: "Client", request: Request, tell: Tell) -> "Seen":
    if not request.kept_only and "@" not in client.key:
        try:
            return await _look(app, explorer, client, request, tell)
        except Unresearched as error:
            tell(events.Ended(client.key, reason=str(error)))
    seen = looks.newest_look(app.memory, client)
    if seen is None:
        raise UsageError(f"{client.key} was never looked at. Begin with: precall research {client.key}")
    return seen


async def _look(app: "App", explorer: "Explorer", client: "Client", request: Request, tell: Tell) -> "Seen":
    found = await explorer.find_out(app, parse_address(client.key), mode=request.mode, tell=tell)
    whole = len(found.pages) < app.settings.pages
    seen = looks.seen_in(found.subject.researched_at, found.facts, found.pages, found.missed, whole=whole)
    with app.memory.transaction():
        looks.add_seen(app.memory, client, seen, request.asker)
    return seen


def _end_of_day(moment: datetime | None) -> datetime | None:
    """A day without a time means its end."""
    if moment is None or moment.hour or moment.minute:
        return moment
    return moment.replace(hour=23, minute=59, second=59)
