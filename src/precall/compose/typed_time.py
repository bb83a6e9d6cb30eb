"""Which moment does the caller mean by a time that they type: 2026-12-01T10:00, Friday 15:00, today at 5pm, 4 December?"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from precall.compose.appointment import what_it_is
from precall.compose.dates import Dated, write_out
from precall.compose.zones import Hours
from precall.model.moment import read_moment

_WEEK = timedelta(days=7)


def typed_time(
    text: str, now: datetime, timezone: str, languages: Sequence[str] = ("en",), *, past: bool = False
) -> datetime:
    """The aware moment, in the caller's zone where none is named: an ISO time, or what notes take, counted from `now`.

    A day without a time is its first moment, a time without a day is today's. A weekday is the next one, of a call
    that is over (`past`) the last one. ValueError that says what the text is not.
    """
    try:
        return read_moment(text, ZoneInfo(timezone))
    except ValueError as error:
        today = now.astimezone(ZoneInfo(timezone)).date()
        dated = write_out(" ".join(text.split()), today, ("en", *languages))
        moment = _moment(dated, today if not dated.said else dated.by, timezone)
        if moment is None or what_it_is(dated):
            if "; write" not in str(error):  # an ISO time of a year that cannot be counted with
                raise
            raise ValueError(f"{_trouble(dated)}; write it as Friday 15:00, or as 2026-12-01T10:00") from None
        is_over = (
            past and moment.date() > today and not any(letter.isdigit() for letter in dated.said[0].words)
        )
        return moment - _WEEK if is_over else moment


def _moment(dated: Dated, day: date | None, timezone: str) -> datetime | None:
    if day is None:
        return None
    if dated.clock is None:
        return datetime.combine(day, time(), ZoneInfo(timezone)) if dated.said else None
    return Hours(timezone).moment(dated.clock, day)


def _trouble(dated: Dated) -> str:
    several = next((said.readings for said in dated.open if len(said.readings) > 1), ())
    if several:
        return f"could be {' or '.join(day.isoformat() for day in several)}"
    return "is not a time"
