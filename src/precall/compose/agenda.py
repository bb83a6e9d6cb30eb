"""What does a day of calls look like: in order of time, with briefings, and where it has no break."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from precall.compose.spoken_dates import in_full
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

    title: str
    entries: tuple[Entry, ...]
    breaks: tuple[str, ...]


def agenda(entries: Iterable[Entry], sentences: Sentences) -> tuple[AgendaDay, ...]:
    """The days in order, each with its calls."""
    days: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: (entry.start, entry.title)):
        days.setdefault(in_full(entry.start.date(), sentences.language), []).append(entry)
    return tuple(
        AgendaDay(
            title,
            tuple(found),
            tuple(no_breaks(((entry.start, entry.end) for entry in found), sentences)),
        )
        for title, found in days.items()
    )


def no_breaks(calls: Iterable[Span], sentences: Sentences) -> Iterator[str]:
    """One line for each stretch that has no break."""
    for start, end in without_break(calls):
        yield sentences.say("today.no_break", start=f"{start:%H:%M}", end=f"{end:%H:%M}")


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
