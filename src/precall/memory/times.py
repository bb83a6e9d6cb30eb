"""How times and days are written in the memory: text in UTC that sorts as it stands."""

from datetime import UTC, date, datetime
from typing import TypeVar

from precall.errors import MemoryUnusable
from precall.memory.database import damaged
from precall.model.moment import YEARS

_FIRST = datetime(YEARS.start, 1, 2, tzinfo=UTC)
_LAST = datetime(YEARS.stop - 1, 12, 30, tzinfo=UTC)

_Time = TypeVar("_Time", date, datetime)


def written(moment: datetime) -> str:
    """A moment as it is kept: 2026-01-31T09:00:00Z. ValueError for one without a zone."""
    if moment.tzinfo is None:
        raise ValueError(f"a time without a zone: {moment.isoformat()}")
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def written_or_none(moment: datetime | None) -> str | None:
    """The same, for a moment that may be missing."""
    return None if moment is None else written(moment)


def moment(text: str | None) -> datetime | None:
    """The aware moment that was kept."""
    return None if text is None else known(text)


def known(text: str) -> datetime:
    """The aware moment of a time that is always there.

    One that an earlier version let in, from a year that cannot be counted with, is moved to the nearest that can.
    MemoryUnusable for a time that cannot be read.
    """
    try:
        return _between(datetime.fromisoformat(text), _FIRST, _LAST)
    except (ValueError, TypeError):
        raise _unreadable(text) from None


def day(text: str | None) -> date | None:
    """The day that was kept; as for `known`."""
    try:
        return None if text is None else _between(date.fromisoformat(text), _FIRST.date(), _LAST.date())
    except (ValueError, TypeError):
        raise _unreadable(text) from None


def _between(time: _Time, first: _Time, last: _Time) -> _Time:
    return min(max(time, first), last)


def _unreadable(text: object) -> MemoryUnusable:
    return damaged(f"it holds {str(text)[:40]!r} for a time")
