"""How a date is said in a language, and how long ago it was."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from precall import words
from precall.model.moment import has_hour
from precall.sentences import Sentences, habits

NEAR = 300  # days
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.{0,40})?")


def day_of(text: str) -> date | None:
    """The day of an ISO date; the first of its month or year where that is all it says; None for anything else."""
    found = _ISO.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None


def spoken(text: str, sentences: Sentences) -> str:
    """An ISO date of any precision as one says it: 14 March 2025, March 2025, 2025; empty where it is none."""
    day, found = day_of(text), _ISO.fullmatch(text.strip())
    if day is None or found is None:
        return ""
    if found[2] is None:
        return found[1]
    month = _month(day, sentences.language)
    key = "calendar.month_of_year" if found[3] is None else "calendar.day"
    return sentences.say(key, day=_number(day, sentences.language), month=month, year=day.year)


def in_full(day: date, language: str = "en", *, since: date | None = None) -> str:
    """A day with its weekday, as one writes it in that language: Friday 4 December 2026.

    The year is left out of the days that come within ten months of `since`: a weekday and a month say which it is.
    """
    said = {
        "weekday": _weekday(day, language),
        "day": _number(day, language),
        "month": _month(day, language),
        "year": day.year,
    }
    is_near = since is not None and 0 <= (day - since).days <= NEAR
    return _calendar(language)["near" if is_near else "full"].format(**said)


def recent(day: date, today: date, language: str = "en") -> str:
    """A day that was lately, as one writes it: its weekday where that can mean no other, else the date without a year."""
    return _weekday(day, language) if 0 <= (today - day).days < 7 else in_full(day, language, since=day)


def date_words(language: str) -> Mapping[str, Any]:
    """The words for dates of a language, the English ones where it has none of its own."""
    tables = words.table("dates")
    return tables.get(language, tables["en"])


def short_weekday(day: date, language: str) -> str:
    """A weekday in three letters, as on a list: Tue."""
    return _weekday(day, language)[:3]


def _month(day: date, language: str) -> str:
    return _calendar(language)[f"month_{day.month}"]


def _weekday(day: date, language: str) -> str:
    return _calendar(language)[f"weekday_{day.weekday()}"]


def _number(day: date, language: str) -> str:
    """The number of a day: in French the first of a month is an ordinal."""
    return str(date_words(language).get("first_day", 1)) if day.day == 1 else str(day.day)


def _calendar(language: str) -> Mapping[str, str]:
    """The names and forms of dates of a language, the English ones where CLDR has none."""
    return (habits(language) or habits("en"))["calendar"]


def spoken_moment(moment: datetime, timezone: str, sentences: Sentences) -> str:
    """A moment in the caller's zone, with weekday and zone: Tuesday 3 February 2026, 14:30, Europe/London.

    Of a moment whose hour nobody said it is the day alone.
    """
    local = moment.astimezone(zone(timezone))
    if not has_hour(local):
        return in_full(local.date(), sentences.language)
    return sentences.say(
        "dates.moment",
        weekday=_weekday(local.date(), sentences.language),
        date=spoken(local.date().isoformat(), sentences),
        time=clock_words(local, sentences),
        zone=timezone,
    )


def clock_words(local: time | datetime, sentences: Sentences, *, padded: bool = True) -> str:
    """A time of the day as the language writes it: 14:30, and in French 14 h 30 and 14 h; `padded` gives 09:30 for 9:30."""
    hour = f"{local.hour:02}" if padded else str(local.hour)
    if not local.minute:
        return sentences.say("dates.full_hour", hour=hour)
    return sentences.say("dates.clock", hour=hour, minute=f"{local.minute:02}")


def hour_of(local: datetime, sentences: Sentences) -> str:
    """The hour of a call, 14:30; its weekday where nobody said the hour."""
    return clock_words(local, sentences) if has_hour(local) else _weekday(local.date(), sentences.language)


def stamp(local: datetime) -> str:
    """A local time in a list, 2026-12-04 14:30; without the hour where nobody said it."""
    return f"{local:%Y-%m-%d %H:%M}" if has_hour(local) else f"{local:%Y-%m-%d}      "


def zone(name: str) -> ZoneInfo:
    """The time zone of that IANA name, UTC where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def age(day: date, today: date, sentences: Sentences) -> str:
    """How long ago a day was, in the coarsest honest unit: today, 5 days ago, 3 weeks ago, 10 months ago, 4 years ago."""
    days = (today - day).days
    if days == 0:
        return sentences.say("dates.today")
    when = "ago" if days > 0 else "ahead"
    for unit, length, up_to in (
        ("days", 1, 14),
        ("weeks", 7, 60),
        ("months", 30.44, 730),
        ("years", 365.25, 10**9),
    ):
        if abs(days) < up_to:
            return sentences.count(f"dates.{unit}_{when}", int(abs(days) / length))
    raise AssertionError("every span has a unit")
