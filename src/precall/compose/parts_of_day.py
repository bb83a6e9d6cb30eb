"""Which part of a day do words mean, how does another language say it, and which hour is meant in it."""

from datetime import time
from functools import cache

from precall.compose.clock import Clock
from precall.compose.spoken_dates import date_words

_NIGHT, _NOON = 5, 12  # o'clock


def part_of_day(noted: str, language: str) -> str:
    """The part that a word means in a language: morning, noon, afternoon or evening; empty for another word."""
    return _parts(language).get(noted.lower(), "")


def part_in(noted: str, language: str, other: str) -> str:
    """What another language says for a part of the day; as it was noted where it has no word for it."""
    ways = date_words(other).get("parts", {})
    if language == other:
        return str(ways.get(noted.lower(), noted))
    part = part_of_day(noted, language)
    word = next((word for word, means in _parts(other).items() if means == part), "") if part else ""
    return str(ways[word]) if word else noted


def in_part(clock: Clock, part: str) -> Clock:
    """A time on the half of the day that the words beside its day tell: at 8 on Friday evening is 20:00."""
    if clock.marked or ":" in clock.words or clock.begin.hour == _NOON:
        return clock
    hour = clock.begin.hour
    if (
        part in ("noon", "afternoon", "evening")
        and _NIGHT <= hour < _NOON
        and (part == "evening" or hour < _NIGHT + 3)
    ):
        return clock._replace(
            begin=_hours_on(clock.begin, _NOON), until=clock.until and _hours_on(clock.until, _NOON)
        )
    if part == "morning" and str(hour) not in clock.words and hour > _NOON:
        return clock._replace(begin=_hours_on(clock.begin, -_NOON))
    return clock


def _hours_on(at: time, hours: int) -> time:
    return at.replace(hour=(at.hour + hours) % 24)


@cache
def _parts(language: str) -> dict[str, str]:
    return {
        word: part for part, listed in date_words(language).get("part_kinds", {}).items() for word in listed
    }
