"""Which times can be kept: those of the years 1900 to 2999, so that no span or time zone leads beyond the calendar."""

from datetime import datetime, tzinfo

YEARS = range(1900, 3000)


def read_moment(text: str, zone: tzinfo) -> datetime:
    """The aware moment of an ISO time; `zone` counts where it names none. ValueError that says what the text is not."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError("is not a time; write it as 2026-12-01T10:00") from None
    if moment.year not in YEARS:
        raise ValueError(f"is not in a year from {YEARS.start} to {YEARS.stop - 1}")
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
