"""What does a day of calls look like: in order of time, with briefings, and where it has no break."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from precall.compose.spoken_dates import clock_words, in_full
from precall.sentences import Sentences

USUAL_LENGTH = timedelta(hours=1)  # of a call whose end nobody wrote down
BREAK = timedelta(minutes=15)
LONG = timedelta(hours=2)

Span = tuple[datetime, datetime | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One call of the agenda, on the caller's clock.

    `lines` are the first question, what changed and the like; `trouble` says what is missing where there is no briefing;
    `remarks` are about the entry in the calendar itself.
    """

    start: datetime
    end: datetime | None
    title: str
    client: str = ""
    briefing: str = ""
    lines: tuple[str, ...] = ()
    trouble: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """One day: its title, its calls in order of time, and what is to be said about breaks."""

    day: date
    title: str
    entries: tuple[Entry, ...]
    breaks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a call since the last agenda: it is new, something about it is other than it was, or it is gone."""

    kind: Literal["new", "changed", "gone"]
    entry: Entry


def agenda(entries: Iterable[Entry], sentences: Sentences) -> tuple[AgendaDay, ...]:
    """The days in order, each with its calls."""
    days: dict[date, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: (entry.start, entry.title)):
        days.setdefault(entry.start.date(), []).append(entry)
    return tuple(agenda_day(day, found, sentences) for day, found in days.items())


def agenda_day(day: date, entries: Iterable[Entry], sentences: Sentences) -> AgendaDay:
    """One day with its calls, which may be none."""
    found = tuple(entries)
    breaks = tuple(no_breaks(((entry.start, entry.end) for entry in found), sentences))
    return AgendaDay(day, in_full(day, sentences.language), found, breaks)


def changes(
    before: Iterable[Entry], after: Iterable[Entry], now: datetime, until: datetime
) -> tuple[Change, ...]:
    """What is new since an earlier agenda, in order of time. Calls that are over, or lie beyond `until`, are not gone."""
    known = {(entry.start, entry.title): entry for entry in before}
    found = [
        Change("changed" if (entry.start, entry.title) in known else "new", entry)
        for entry in after
        if known.get((entry.start, entry.title)) != entry
    ]
    left = {(entry.start, entry.title) for entry in after}
    gone = (entry for key, entry in known.items() if key not in left and now <= entry.start < until)
    ordered = sorted((*found, *(Change("gone", entry) for entry in gone)), key=lambda one: one.entry.start)
    return tuple(ordered)


def no_breaks(calls: Iterable[Span], sentences: Sentences) -> Iterator[str]:
    """One line for each stretch that has no break."""
    for start, end in without_break(calls):
        yield sentences.say(
            "today.no_break", start=clock_words(start, sentences), end=clock_words(end, sentences)
        )


def without_break(calls: Iterable[Span]) -> Iterator[tuple[datetime, datetime]]:
    """The stretches of two hours or more in which no quarter of an hour is free between calls."""
    start = end = None
    for begins, given_end in sorted(calls, key=lambda span: span[0]):
        ends = given_end or begins + USUAL_LENGTH
        if start is None or end is None or begins - end >= BREAK:
            if start and end and end - start >= LONG:
                yield start, end
            start, end = begins, ends
        else:
            end = max(end, ends)
    if start and end and end - start >= LONG:
        yield start, end
