"""What is owed to whom today, and what is ahead: one screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from precall.compose.agenda import no_breaks
from precall.compose.due import without_day
from precall.compose.goal import asked_again
from precall.compose.spoken_dates import age, hour_of, in_full, spoken, zone
from precall.model.memory import Ahead, Client, KeptPromise, Waiting
from precall.model.moment import has_hour
from precall.sentences import Sentences

LATE = timedelta(hours=2)
SOON = timedelta(days=7)
MOST_SHOWN = 8  # lines of a section on the screen; the rest is counted


@dataclass(frozen=True, slots=True)
class Item:
    """One line: whom it concerns, what it says, the number to settle it with, the day that counts, whether it is late.

    `client` is the client's key, `name` what to call them; both are empty on the caller's own lines.
    """

    text: str
    client: str = ""
    name: str = ""
    number: int | None = None
    day: date | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A titled group of lines; `key` is sent, debrief, mine, theirs, undated, open, ahead, silent, thanks or you."""

    key: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """The day as the caller sees it. `kind_word` stands where nothing waits; `place` says where all this is kept."""

    title: str
    groups: tuple[Group, ...]
    kind_word: str
    place: str


def today(waiting: Waiting, sentences: Sentences, *, place: str) -> Today:
    """The day's groups in the order of their urgency; empty groups are left out."""
    day = waiting.now.astimezone(zone(waiting.timezone)).date()
    made = (
        ("sent", _unsent(waiting, sentences)),
        ("debrief", (_to_debrief(call, waiting, sentences) for call in waiting.past)),
        ("mine", _promises("me", waiting, day, sentences)),
        ("theirs", _promises("them", waiting, day, sentences)),
        ("undated", _undated("me", waiting, day, sentences)),
        ("open", _undated("them", waiting, day, sentences)),
        (
            "ahead",
            (_ahead(call, waiting, day, sentences) for call in waiting.ahead if call not in waiting.past),
        ),
        ("silent", (_silent(client, waiting, day, sentences) for client in waiting.silent)),
        ("thanks", _thanks(waiting, sentences)),
        ("you", _you(waiting, day, sentences)),
    )
    groups = tuple(
        Group(key, sentences.say(f"today.{key}"), found) for key, items in made if (found := tuple(items))
    )
    waits = any(group.key not in ("thanks", "you") for group in groups)
    moment = sentences.say("today.title", day=in_full(day, sentences.language), zone=waiting.timezone)
    return Today(
        moment,
        groups,
        "" if waits else _kind_word(waiting, sentences),
        sentences.say("today.place", place=place),
    )


def _kind_word(waiting: Waiting, sentences: Sentences) -> str:
    """That nothing waits; that everybody has what was promised only where no promise of the caller's is open."""
    owed = any(kept.promise.who == "me" for kept in waiting.open)
    return sentences.say("today.nothing_due" if owed else "today.nothing")


def screen(day: Today, sentences: Sentences, *, most: int = MOST_SHOWN) -> Iterator[str]:
    """The day as lines of text; at most so many of a group, and how many more there are."""
    yield day.title
    if day.kind_word:
        yield f"  {day.kind_word}"
    for group in day.groups:
        yield group.title
        yield from (f"  {_line(item, sentences)}" for item in group.items[:most])
        if len(group.items) > most:
            yield "  " + sentences.say("today.more", number=len(group.items) - most)
    yield day.place


def _line(item: Item, sentences: Sentences) -> str:
    late, colon = sentences.say("today.late") if item.late else "", sentences.say("writing.colon")
    number = f"[{item.number}]" if item.number is not None else ""
    return " ".join(
        part for part in (late, number, f"{item.name}{colon}" if item.name else "", item.text) if part
    )


def _unsent(waiting: Waiting, sentences: Sentences) -> Iterator[Item]:
    """The calls whose mail is not out, each with the command that says so: of several with one client by their days."""
    days = [(call.client, local(call.at, waiting.timezone).date()) for call in waiting.unsent]
    for call, (client, day) in zip(waiting.unsent, days, strict=True):
        at = local(call.at, waiting.timezone)
        of = ""
        if [one for one, _ in days].count(client) > 1:
            is_alone = days.count((client, day)) == 1
            of = f" --of {at:%Y-%m-%d}" if is_alone else f" --of {at:%Y-%m-%dT%H:%M}"
        said = spoken(day.isoformat(), sentences)
        text = sentences.say("today.unsent", day=said, time=hour_of(at, sentences), client=f"{client}{of}")
        yield Item(text, client, call.name or client, day=day, late=_is_late(at, waiting.now))


def _is_late(call: datetime, now: datetime) -> bool:
    """Whether a follow-up should be out by now; of a call whose hour nobody said from the next day on."""
    return now - call > LATE if has_hour(call) else now.astimezone(call.tzinfo).date() > call.date()


def _to_debrief(call: Ahead, waiting: Waiting, sentences: Sentences) -> Item:
    start = local(call.start, waiting.timezone)
    day = spoken(start.date().isoformat(), sentences)
    text = sentences.say("today.to_debrief", day=day, time=hour_of(start, sentences), client=call.client)
    return Item(text, call.client, call.name or call.client, day=start.date())


def _promises(who: str, waiting: Waiting, day: date, sentences: Sentences) -> Iterator[Item]:
    """The promises that are over or due within seven days."""
    for kept in waiting.open:
        by = kept.promise.by
        if kept.promise.who == who and by and by - day <= SOON:
            said = spoken(by.isoformat(), sentences)
            text = sentences.say(
                "today.promise", text=without_day(kept.promise), date=said, age=age(by, day, sentences)
            )
            yield Item(text, kept.client, _who(kept), kept.id, by, late=by < day)


def _undated(who: str, waiting: Waiting, day: date, sentences: Sentences) -> Iterator[Item]:
    """What was promised without a day, and since when it waits."""
    for kept in waiting.open:
        made = kept.made_at.astimezone(zone(waiting.timezone)).date()
        if kept.promise.who == who and kept.promise.by is None:
            yield Item(
                sentences.say("today.since", text=kept.promise.text, age=age(made, day, sentences)),
                kept.client,
                _who(kept),
                kept.id,
            )


def _ahead(call: Ahead, waiting: Waiting, day: date, sentences: Sentences) -> Item:
    local = call.start.astimezone(zone(waiting.timezone))
    is_soon = local.date() - day <= SOON
    said = age(local.date(), day, sentences) if is_soon else spoken(local.date().isoformat(), sentences)
    when = sentences.say("today.call", age=said, time=hour_of(local, sentences))
    text = " ".join(part for part in (when, call.title, call.briefing) if part)
    return Item(text, call.client, call.name or call.client, day=local.date())


def _silent(client: Client, waiting: Waiting, day: date, sentences: Sentences) -> Item:
    last = (client.touched_at or waiting.now).astimezone(zone(waiting.timezone)).date()
    question = _first_question(client, waiting, day, sentences)
    parts = (
        sentences.count("today.quiet", (day - last).days),
        client.phone,
        sentences.say("today.begin", question=question) if question else "",
    )
    return Item(", ".join(filter(None, parts)), client.key, client.shown, day=last)


def _first_question(client: Client, waiting: Waiting, day: date, sentences: Sentences) -> str:
    """What to begin with: their goal, else the last briefing's first question, else what they said last."""
    if goal := waiting.goals.get(client.key):
        return asked_again(goal, day, sentences)
    heard = waiting.heard.get(client.key)
    return client.question or (sentences.say("today.heard", words=heard) if heard else "")


def _thanks(waiting: Waiting, sentences: Sentences) -> Iterator[Item]:
    """Where a thank-you would be fair; what to make of it is the caller's to decide."""
    for client, goal, day in waiting.reached:
        said = spoken(day.isoformat(), sentences)
        yield Item(sentences.say("today.reached", goal=goal, date=said), client, client, day=day)
    for kept in waiting.kept_word:
        yield Item(sentences.say("today.kept_word", text=kept.promise.text), kept.client, _who(kept))
    for client, who in waiting.recommended:
        yield Item(sentences.say("today.recommended", who=who, client=client))


def _you(waiting: Waiting, day: date, sentences: Sentences) -> Iterator[Item]:
    """The caller's own line: the last look back, and where the day has no break."""
    if waiting.back and waiting.back_at:
        back_day = waiting.back_at.astimezone(zone(waiting.timezone)).date()
        yield Item(sentences.say("today.back", text=waiting.back, age=age(back_day, day, sentences)))
    spans = [
        (local(call.start, waiting.timezone), call.end and local(call.end, waiting.timezone))
        for call in waiting.ahead
    ]
    yield from (Item(text) for text in no_breaks((s for s in spans if s[0].date() == day), sentences))


def local(moment: datetime, timezone: str) -> datetime:
    """The moment on the caller's clock."""
    return moment.astimezone(zone(timezone))


def _who(kept: KeptPromise) -> str:
    return kept.name or kept.client
