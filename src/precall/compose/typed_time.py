"""Which moment does the caller mean by a time that they type: 2026-12-01T10:00, Friday 15:00, today at 5pm, 4 December?"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from precall.compose.appointment import what_it_is
from precall.compose.dates import FARTHEST, Dated, write_out
from precall.compose.spoken_dates import in_full
from precall.compose.zones import Hours
from precall.model.moment import of_day, read_moment
from precall.words.match import phrases

_DAY = re.compile(r"\s*\d{4}-\d{2}-\d{2}\s*")
_ISO_HOUR = re.compile(r"\dT\d")
_LONG_AGO = timedelta(days=FARTHEST)
_WEEK = timedelta(days=7)


def typed_time(
    text: str, now: datetime, timezone: str, languages: Sequence[str] = ("en",), *, past: bool = False
) -> datetime:
    """The aware moment, in the caller's zone where none is named: an ISO time, or what notes take, counted from `now`.

    A day without a time is its last minute, which says that nobody said the hour; of what is over (`past`) it is the
    first one. A time without a day is today's. A weekday is the next one, of a call that is over the last one.
    ValueError that says what the text is not.
    """
    zone = ZoneInfo(timezone)
    try:
        read = read_moment(text, zone)
        return of_day(read.date(), zone) if _DAY.fullmatch(text) and not past else read
    except ValueError as error:
        today = now.astimezone(zone).date()
        plain, day = _looking_back(" ".join(text.split()), today, languages) if past else (text, today)
        dated = write_out(plain, day, (*languages, "en"))
        if past and any(said.trouble == "past" for said in dated.said):
            dated = write_out(plain, today - _LONG_AGO, ("en", *languages))
        moment = _moment(dated, today if not dated.said else dated.by, zone, past=past)
        if moment is None or what_it_is(dated) or dated.is_either:
            if "; write" not in str(error):  # an ISO time of a year that cannot be counted with
                raise
            raise ValueError(
                f"{_trouble(dated, text, languages)}; write it as Friday 15:00, or as 2026-12-01T10:00"
            ) from None
        is_over = (
            past and moment.date() > today and not any(letter.isdigit() for letter in dated.said[0].words)
        )
        return moment - _WEEK if is_over else moment


def _looking_back(text: str, today: date, languages: Sequence[str]) -> tuple[str, date]:
    """A text with "yesterday" as a date and without "last" before a day, and the day from which it is counted then."""
    spoken = ("en", *languages)
    last = phrases("dates", "last", spoken).starts(text)
    found = phrases("dates", "yesterday", spoken).first(text)
    if found is None:
        return (text[last.end() :].strip() if last else text), today
    yesterday = today - timedelta(days=1)
    return f"{text[: found.start()]}{yesterday}{text[found.end() :]}", yesterday


def _moment(dated: Dated, day: date | None, zone: ZoneInfo, *, past: bool) -> datetime | None:
    if day is None:
        return None
    if dated.clock is None:
        of_the_day = datetime.combine(day, time(), zone) if past else of_day(day, zone)
        return of_the_day if dated.said else None
    return Hours(zone.key).moment(dated.clock, day)


def _trouble(dated: Dated, text: str, languages: Sequence[str]) -> str:
    several = next((said.readings for said in dated.said if len(said.readings) > 1), ())
    if several:
        *days, last = (in_full(day, languages[0]) for day in several)
        return f"could be {', '.join(days)} or {last}"
    is_past = any(said.trouble == "past" for said in dated.said)
    is_over = is_past and not _ISO_HOUR.search(text)
    return "is over, or almost a year ahead" if is_over else "is not a time"
