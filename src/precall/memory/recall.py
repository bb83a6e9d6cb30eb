"""What the next briefing should know of a client, and what a finished one leaves in the memory."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from precall.compose.changes import Change, changes
from precall.compose.notes import parse_notes
from precall.memory import calls, identity, looks, outreach, writings
from precall.memory.database import Database
from precall.model.call import Call, Remembered
from precall.model.dossier import Dossier
from precall.model.findings import Findings
from precall.model.followup import Notes
from precall.model.memory import HEARD, Ahead, Client, Person, Seen
from precall.sentences import Sentences

DEBRIEF = "debrief"
_MOST = 12  # points and sentences of the last call


def recall_for(
    db: Database, found: Findings, now: datetime, timezone: str, sentences: Sentences
) -> Remembered:
    """What the memory holds of the client whose site was read, with what changed there since the last look."""
    landed, written_to = calls.landed(db), outreach.written_to(db).get(found.subject.domain)
    client = identity.lookup(db, found.subject.domain)
    if client is None:
        return Remembered(landed=landed, written_to=written_to)
    before = earlier_look(db, client, now, timezone)
    after = looks.seen_in(found.subject.researched_at, found.facts, found.pages, found.missed, whole=True)
    same_site = before is not None and before.domain == after.domain
    changed = (
        tuple(change.said(sentences) for change in changes(before, after)) if before and same_site else ()
    )
    told = recall(db, client, now, timezone)
    return told._replace(changes=changed, landed=landed, written_to=written_to)


def newest_notes(db: Database, address: str, lying: Notes, lying_sha: str, *, until_sent: bool) -> Notes:
    """The newest notes of a client: those that lie in the folder where they changed since the last debrief, else its own."""
    client = identity.lookup(db, address)
    last = calls.newest_call(db, client) if client else None
    if last is None or (lying and lying_sha != calls.file_sha_of(db, last)):
        return lying
    if until_sent and last.sent_at:
        return Notes()
    return parse_notes(last.notes, DEBRIEF) or lying


def recall(db: Database, client: Client, now: datetime, timezone: str) -> Remembered:
    """What was told by and promised to a client, newest first, and when the caller last looked and called."""
    before = earlier_look(db, client, now, timezone)
    last = calls.newest_call(db, client)
    told = calls.details_of(db, client)
    then = [detail for detail in told if last and detail.at >= last.at]
    heard = [detail.text for detail in then if detail.kind in HEARD]
    return Remembered(
        last_look=before.at if before else None,
        last_call=last.at if last else None,
        last_with=last.with_name if last else "",
        heard=tuple(heard[:_MOST]),
        agreed=tuple(detail.text for detail in then if detail.kind == "agreed")[:_MOST],
        promises=tuple(kept.promise for kept in calls.promises_of(db, client) if kept.is_open),
        people=tuple(detail.text for detail in reversed(told) if detail.kind == "person"),
        goals=tuple(detail.text for detail in told if detail.kind == "goal" and not detail.reached_at),
    )


def earlier_look(db: Database, client: Client, now: datetime, timezone: str) -> Seen | None:
    """The newest look before today: looking twice in a day is one look."""
    morning = now.astimezone(ZoneInfo(timezone)).replace(hour=0, minute=0, second=0, microsecond=0)
    return looks.look_before(db, client, morning)


def compared(
    db: Database, client: Client, after: Seen, since: datetime | None = None, asker: str = looks.CALLER
) -> tuple[Seen | None, tuple[Change, ...]]:
    """The asker's look that a later one is compared with, and the changes.

    It is the newest one up to `since` (the oldest of all where none is that old). Without `since` it is the newest one
    of the same site that saw something else; None where there is none to compare with.
    """
    if since is not None:
        before = looks.look_before(db, client, since + timedelta(seconds=1), asker) or looks.oldest_look(
            db, client, asker
        )
        return (before, changes(before, after)) if before and before.at < after.at else (None, ())
    earlier = None
    for before in looks.looks_before(db, client, after.at, asker):
        if before.domain == after.domain:
            earlier = earlier or before
            if found := changes(before, after):
                return before, found
    return earlier, ()


def keep_research(
    db: Database,
    dossier: Dossier,
    call: Call,
    folder: Path,
    now: datetime,
    *,
    whole: bool,
    title: str,
    end: datetime | None,
) -> Client:
    """The client, with what a piece of research saw, and the call that it was made for.

    Of a site that may not be the company's own nothing is kept as seen; the client and the call are.
    """
    with db.transaction():
        client = identity.ensured(db, dossier.subject.domain, now)
        if dossier.subject.flag:
            writings.add(db, client, folder)
        else:
            looks.add_look(db, client, dossier, whole=whole, folder=folder)
        if call.with_name:
            identity.add_person(db, client.id, Person(call.with_name))
        if call.when:
            briefing = str((folder / "briefing.html").absolute())
            ahead = Ahead(client.key, client.name, call.when, end, title or call.with_name, briefing)
            looks.plan(db, client, ahead)
    return client
