"""What waits for the caller: everything in the memory that `today` is decided from."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from precall.compose.agenda import USUAL_LENGTH
from precall.memory import calls, looks
from precall.memory.database import Database
from precall.memory.identity import clients_where
from precall.memory.times import known, written
from precall.model.memory import HEARD, Ahead, Client, DetailKind, Waiting

BEHIND = timedelta(days=2)
THANKS = timedelta(days=14)
_LONGEST_RHYTHM = 3650  # days; as remember and import take them


def waiting(db: Database, now: datetime, timezone: str, *, most: int) -> Waiting:
    """What waits at a moment; `most` is how many clients not spoken to for long are wanted."""
    morning = now.astimezone(ZoneInfo(timezone)).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = morning - timedelta(days=morning.weekday())
    back = calls.last_look_back(db)
    touched = db.rows("SELECT count(*) FROM clients WHERE touched_at >= :monday", monday=written(monday))[0][
        0
    ]
    reaching_out = silent(db, now, max(0, most - touched))
    return Waiting(
        now,
        timezone,
        unsent=calls.unsent(db),
        open=calls.open_promises(db),
        past=tuple(call for call in looks.planned(db, now - BEHIND, now) if _is_over(call, now)),
        ahead=looks.planned(db, morning),
        silent=reaching_out,
        goals=_newest(db, reaching_out, ("goal",)),
        heard=_newest(db, reaching_out, HEARD),
        reached=calls.goals_reached_since(db, now - THANKS),
        kept_word=calls.kept_since(db, now - THANKS),
        recommended=_recommended(db, now - THANKS),
        touched_this_week=touched,
        back=back[0] if back else "",
        back_at=back[1] if back else None,
    )


def silent(db: Database, now: datetime, most: int) -> tuple[Client, ...]:
    """The clients who were spoken to once and not for longer than their rhythm, longest silence first."""
    found: list[Client] = []
    for (rhythm,) in db.rows("SELECT DISTINCT rhythm FROM clients WHERE spoken_at IS NOT NULL"):
        found += clients_where(
            db,
            "rhythm = :rhythm AND spoken_at IS NOT NULL AND touched_at <= :before"
            " AND NOT EXISTS (SELECT 1 FROM planned WHERE client_id = clients.id AND starts_at >= :now)"
            " ORDER BY touched_at, key LIMIT :most",
            rhythm=rhythm,
            before=written(now - timedelta(days=max(1, min(rhythm, _LONGEST_RHYTHM)))),
            now=written(now),
            most=most,
        )
    return tuple(sorted(found, key=lambda client: (client.touched_at or now, client.key))[:most])


def _is_over(call: Ahead, now: datetime) -> bool:
    return (call.end or call.start + USUAL_LENGTH) <= now


def _newest(db: Database, clients: tuple[Client, ...], kinds: tuple[DetailKind, ...]) -> dict[str, str]:
    """The last thing of some kinds that each of these clients told, by key; a goal that was reached does not count."""
    found = {}
    for client in clients:
        rows = db.rows(
            "SELECT text FROM details WHERE client_id = :client AND kind IN (:kind, :other) AND reached_at IS NULL"
            " ORDER BY id DESC LIMIT 1",
            client=client.id,
            kind=kinds[0],
            other=kinds[-1],
        )
        if rows:
            found[client.key] = str(rows[0][0])
    return found


def _recommended(db: Database, since: datetime) -> tuple[tuple[str, str], ...]:
    """Who came by whose recommendation since a moment: (client, who recommended them)."""
    rows = db.rows(
        "SELECT clients.key, text, at FROM details JOIN clients ON clients.id = client_id"
        " WHERE kind = 'came-from' AND at >= :since ORDER BY at DESC, details.id",
        since=written(since),
    )
    return tuple((str(key), str(text)) for key, text, at in rows if known(at) >= since)
