"""Which events of calendar files still stand: the newest version of each, without those that were cancelled (RFC 5546)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from precall.model.moment import YEARS
from precall.site.text import clean
from precall.words.match import fold, vocabulary

When = datetime | date
"""An occurrence as a calendar names it: a moment with its zone, a time on the event's own clock, or a whole day."""

_NO_STATE = ("REPLY", "COUNTER", "REFRESH", "DECLINECOUNTER")  # somebody's answer, not the event


@dataclass(frozen=True, slots=True)
class Version:
    """One VEVENT as it was sent: `method` is what for, `replaces` the occurrence of a series that it stands for.

    `calendar` is the number of the calendar in which it stands.
    """

    event: Any
    uid: str
    method: str = ""
    replaces: When | None = None
    calendar: int = 0

    @property
    def is_cancelled(self) -> bool:
        """By its status, by what it was sent for, or by its title where its time is free, as Outlook and Exchange write."""
        return (
            self.method == "CANCEL"
            or _said(self.event, "STATUS") == "CANCELLED"
            or (_is_free(self.event) and _is_titled_cancelled(self.event))
        )

    @property
    def is_for_all_that_follow(self) -> bool:
        """Whether it stands for its occurrence and all later ones of the series."""
        value = self.event.get("RECURRENCE-ID")
        return str(getattr(value, "params", {}).get("RANGE", "")).upper() == "THISANDFUTURE"

    @property
    def rank(self) -> tuple[int, str, bool]:
        """What makes it newer than another version of the same; of two that are equal in all else the cancellation counts."""
        number = str(self.event.get("SEQUENCE", "")).strip()
        stamp = getattr(self.event.get("DTSTAMP"), "dt", None)
        stamped = stamp.strftime("%Y%m%d%H%M%S") if isinstance(stamp, datetime) else ""
        return int(number) if number.isdecimal() and len(number) < 10 else 0, stamped, self.is_cancelled


@dataclass(frozen=True, slots=True)
class Series:
    """An event with all that was said of single occurrences: `event` is the whole (None where only exceptions are there)."""

    event: Version | None = None
    exceptions: tuple[Version, ...] = ()

    @property
    def replaced(self) -> frozenset[When]:
        """The occurrences that an exception stands for."""
        return frozenset(one.replaces for one in self.exceptions if one.replaces is not None)


def standing(calendars: Iterable[Any]) -> tuple[Series, ...]:
    """The events that still stand, in the order in which they were first named; of exceptions the cancelled ones, too."""
    newest: dict[str, dict[When | None, Version]] = {}
    for version in _versions(calendars):
        held = newest.setdefault(version.uid, {})
        if version.replaces not in held or held[version.replaces].rank <= version.rank:
            held[version.replaces] = version
    return tuple(series for versions in newest.values() if (series := _series(versions)) is not None)


def _series(versions: Mapping[When | None, Version]) -> Series | None:
    """None where the whole was cancelled."""
    whole = versions.get(None)
    if whole is not None and whole.is_cancelled:
        return None
    return Series(whole, tuple(one for occurrence, one in versions.items() if occurrence is not None))


def _versions(calendars: Iterable[Any]) -> Iterator[Version]:
    number = 0
    for place, calendar in enumerate(calendars):
        method = clean(str(calendar.get("METHOD", ""))).upper()
        for event in calendar.walk("VEVENT") if method not in _NO_STATE else ():
            number += 1
            uid = str(event.get("UID", "")) or f"without a name {number}"
            yield Version(event, uid, method, when(event.get("RECURRENCE-ID")), place)


def when(value: Any) -> When | None:
    """Which occurrence a property names; None where it names none that can be counted with."""
    named = None if isinstance(value, str) else getattr(value, "dt", value)
    return named if isinstance(named, date) and named.year in YEARS else None


def names(occurrences: frozenset[When], begins: datetime) -> bool:
    """Whether one of these is the occurrence that begins then."""
    return bool({begins, begins.replace(tzinfo=None), begins.date()} & occurrences)


def _is_free(event: Any) -> bool:
    return _said(event, "TRANSP") == "TRANSPARENT" or "FREE" in (
        _said(event, "X-MICROSOFT-CDO-BUSYSTATUS"),
        _said(event, "X-MICROSOFT-CDO-INTENDEDSTATUS"),
    )


def _is_titled_cancelled(event: Any) -> bool:
    word, colon, _ = fold(clean(str(event.get("SUMMARY", "")))).partition(":")
    return bool(colon) and word.strip() in vocabulary("invitation", "cancelled")


def _said(event: Any, name: str) -> str:
    return clean(str(event.get(name, ""))).upper()
