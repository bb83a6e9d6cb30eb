"""What the caller keeps of clients: promises, what matters to them, who is who, and everything in order of time."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from precall.compose.due import without_day
from precall.compose.spoken_dates import spoken
from precall.memory import calls, drafts, forgetting, identity, looks, merging, outreach
from precall.model.call import Promise
from precall.model.memory import DetailKind
from precall.model.moment import has_hour

if TYPE_CHECKING:
    from precall.app import App
    from precall.model.memory import Client, Detail, Draft, KeptPromise


@dataclass(frozen=True, slots=True)
class Moment:
    """Something in a client's time line: when (UTC), what it was (look, call, sent, promise, kept, let go), in words."""

    at: datetime
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Sent:
    """How many mails to a client, by key and as they are called, were noted as sent.

    None was where several wait, or none of the day that was named: `waiting` has them then.
    """

    key: str
    shown: str
    number: int
    waiting: "tuple[Draft, ...]" = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """All that is known of a client; `aliases` are the further names and addresses that mean them."""

    client: "Client"
    aliases: tuple[str, ...]
    promises: "tuple[KeptPromise, ...]"
    details: "tuple[Detail, ...]"
    time_line: tuple[Moment, ...]


def show(app: "App", typed: str) -> Shown:
    """A client with the time line, oldest first. Raises UsageError for one who is not known."""
    client = identity.needed(app.memory, typed)
    aliases = forgetting.aliases_of(app.memory, client)
    return Shown(
        client,
        tuple(alias for alias in aliases if alias != client.key),
        tuple(calls.promises_of(app.memory, client)),
        tuple(calls.details_of(app.memory, client)),
        _time_line(app, client),
    )


def promise(
    app: "App", typed: str, text: str, *, by: date | None, words: str, theirs: bool
) -> "tuple[Client, KeptPromise]":
    """Keeps a promise in mind; `words` is how the day `by` which it is due was said."""
    app.refuse_never(typed)
    with app.memory.transaction():
        client = identity.ensured(app.memory, typed, app.now())
        made = Promise("them" if theirs else "me", text.strip(), by, words)
        number = calls.add_promise(app.memory, client, made, app.now())
    return client, calls.promise(app.memory, number)


def remember(
    app: "App", typed: str, text: str, *, kind: DetailKind, name: str = "", rhythm: int | None = None
) -> "tuple[Client, int | None]":
    """Keeps what was told, a further name, and after how many days to be in touch; gives the detail's number, if any."""
    app.refuse_never(typed)
    memory, now = app.memory, app.now()
    with memory.transaction():
        client = identity.ensured(memory, typed, now)
        number = calls.add_detail(memory, client, kind, text.strip(), now) if text.strip() else None
        if name.strip():
            identity.add_names(memory, client.id, [name])
            identity.name_client(memory, client.id, name.strip())
        if rhythm:
            identity.set_rhythm(memory, client.id, rhythm)
        return identity.by_key(memory, client.key), number


def merge(app: "App", kept: str, gone: str) -> "tuple[Client, Client]":
    """Joins two clients that are one: everything of `gone` belongs to `kept` from now on."""
    with app.memory.transaction():
        one, other = (identity.needed(app.memory, typed) for typed in (kept, gone))
        merging.merge(app.memory, one, other)
    return one, other


def everybody(app: "App") -> "tuple[tuple[Client, str], ...]":
    """All clients, each with the best name that is known for them."""
    names = identity.names_of_all(app.memory)
    everyone = identity.all_clients(app.memory)
    return tuple((client, client.name or names.get(client.id, client.key)) for client in everyone)


def sent(app: "App", typed: str, *, of: datetime | None = None, everything: bool = False) -> Sent:
    """Notes that what was drafted for a client or a prospect is out: what waits, where it is more than one, `of` a day alone.

    UsageError for somebody for whom nothing was ever drafted.
    """
    memory = app.memory
    with memory.transaction():
        client = identity.lookup(memory, typed)
        keys = forgetting.aliases_of(memory, client) if client else (identity.named(typed).key,)
        waiting = drafts.drafts(memory, client, keys)
        if client is None and not waiting and not outreach.written_to(memory).keys() & set(keys):
            client = identity.needed(memory, typed)
        key, shown = (client.key, client.shown) if client else (keys[0], keys[0])
        meant = tuple(one for one in waiting if of is None or _is_of(one, of, app))
        if (len(meant) > 1 and not everything) or (of and not meant):
            return Sent(key, shown, 0, waiting)
        if meant:
            drafts.mark_sent(memory, client, keys, meant, app.now())
        return Sent(key, shown, len(meant))


def _is_of(draft: "Draft", moment: datetime, app: "App") -> bool:
    """Whether a mail is that of a day, or of an hour where one is named."""
    asked, at = moment.astimezone(app.zone), draft.at.astimezone(app.zone)
    same_hour = not has_hour(asked) or (asked.hour, asked.minute) == (at.hour, at.minute)
    return same_hour and asked.date() == at.date()


def kept(app: "App", number: int, *, let_go: bool = False) -> "KeptPromise":
    """Settles a promise: it was kept, or with `let_go` will not be. Raises UsageError where none has the number."""
    return calls.settle_promise(app.memory, number, app.now(), let_go=let_go)


def reached(app: "App", number: int) -> str:
    """Notes that a goal was reached; gives its words. Raises UsageError where none has the number."""
    return calls.reach_goal(app.memory, number, app.now())


def _time_line(app: "App", client: "Client") -> tuple[Moment, ...]:
    say = app.sentences.say
    moments = [Moment(at, "look", say("terminal.time_look")) for at in looks.looks_of(app.memory, client)]
    written = outreach.written_to(app.memory)
    moments += [
        Moment(written[key], "first mail", say("terminal.time_first_mail"))
        for key in forgetting.aliases_of(app.memory, client)
        if key in written
    ]
    for call in calls.calls_of(app.memory, client):
        whom = call.with_name
        said = say("terminal.time_call_with", name=whom) if whom else say("terminal.time_call")
        moments.append(Moment(call.at, "call", said))
        if call.sent_at:
            moments.append(Moment(call.sent_at, "sent", say("terminal.time_sent")))
    for kept in calls.promises_of(app.memory, client):
        number, text, by = kept.id, kept.promise.text, kept.promise.by
        key = f"terminal.time_promise_{kept.promise.who}{'_by' if by else ''}"
        due = without_day(kept.promise)
        moments.append(
            Moment(
                kept.made_at,
                "promise",
                say(key, number=number, text=due, date=spoken(by.isoformat(), app.sentences) if by else ""),
            )
        )
        if kept.kept_at:
            moments.append(Moment(kept.kept_at, "kept", say("terminal.time_kept", number=number, text=text)))
        if kept.let_go_at:
            moments.append(
                Moment(kept.let_go_at, "let go", say("terminal.time_let_go", number=number, text=text))
            )
    for ahead in looks.planned_of(app.memory, client):
        title = ahead.title
        said = say("terminal.time_planned_as", title=title) if title else say("terminal.time_planned")
        moments.append(Moment(ahead.start, "planned", said))
    return tuple(sorted(moments, key=lambda moment: moment.at))
