"""Which times can be kept: those of the years 1900 to 2999, so that no span or time zone leads beyond the calendar."""

from datetime import datetime, tzinfo

YEARS = range(1900, 3000)
HOW = "write it as 2026-12-01T10:00, in a year from 1900 to 2999"


def read_moment(text: str, zone: tzinfo) -> datetime:
    """The aware moment of an ISO time; `zone` counts where it names none. ValueError for what is none, or cannot be kept."""
    moment = datetime.fromisoformat(text.strip())
    if moment.year not in YEARS:
        raise ValueError(f"{text} is not in a year from {YEARS.start} to {YEARS.stop - 1}")
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
