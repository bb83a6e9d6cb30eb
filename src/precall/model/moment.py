"""Which times can be kept: those of the years 1900 to 2999, so that no span or time zone leads beyond the calendar."""

from datetime import date, datetime, time, tzinfo

YEARS = range(1900, 3000)
LAST_MINUTE = time(23, 59)
"""The time of a call of which only the day is known: it is ahead until the day is over."""


def of_day(day: date, zone: tzinfo) -> datetime:
    """The moment that stands for a day whose hour nobody said."""
    return datetime.combine(day, LAST_MINUTE, zone)


def iso_day(moment: datetime, zone: tzinfo) -> str:
    """The day of a moment in a zone, as tables and commands write it: 2026-12-01."""
    return moment.astimezone(zone).date().isoformat()


def has_hour(local: datetime) -> bool:
    """Whether somebody said the hour of a local time: not of the last minute of a day, nor of its first."""
    return local.time().replace(second=0) not in (LAST_MINUTE, time())


def read_moment(text: str, zone: tzinfo) -> datetime:
    """The aware moment of an ISO time; `zone` counts where it names none. ValueError that says what the text is not."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError("is not a time; write it as 2026-12-01T10:00") from None
    if moment.year not in YEARS:
        raise ValueError(f"is not in a year from {YEARS.start} to {YEARS.stop - 1}")
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
