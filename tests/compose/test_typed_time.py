"""Which moment is meant by a time that is typed with an option?"""

from datetime import UTC, datetime

import pytest

from precall.compose.spoken_dates import spoken_moment
from precall.compose.typed_time import typed_time
from precall.render import templates
from precall.sentences import load

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)  # a Tuesday


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-12-01T10:00", "2026-12-01T10:00:00+01:00"),
        ("2026-12-04", "2026-12-04T23:59:00+01:00"),
        ("Friday 15:00", "2026-12-04T15:00:00+01:00"),
        ("today 15:00", "2026-12-01T15:00:00+01:00"),
        ("tomorrow 5pm", "2026-12-02T17:00:00+01:00"),
        ("4 December", "2026-12-04T23:59:00+01:00"),
        ("tomorrow at 9", "2026-12-02T09:00:00+01:00"),
        ("Friday at 14", "2026-12-04T14:00:00+01:00"),
        ("Friday 4 December at 9.30", "2026-12-04T09:30:00+01:00"),
        ("15:00", "2026-12-01T15:00:00+01:00"),
        ("Freitag 15 Uhr", "2026-12-04T15:00:00+01:00"),
        ("Friday 15:00 UTC", "2026-12-04T15:00:00+00:00"),
    ],
)
def test_an_option_takes_what_notes_take(typed: str, meant: str) -> None:
    """In the caller's zone and language, counted from now."""
    assert typed_time(typed, NOW, "Europe/Berlin", ("de",)).isoformat() == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Friday 15:00", "2026-11-27T15:00:00"),
        ("today 8:00", "2026-12-01T08:00:00"),
        ("yesterday", "2026-11-30T00:00:00"),
        ("yesterday at 10", "2026-11-30T10:00:00"),
        ("yesterday 16:30", "2026-11-30T16:30:00"),
        ("2026-11-20", "2026-11-20T00:00:00"),
        ("last Friday", "2026-11-27T00:00:00"),
        ("4 Nov", "2026-11-04T00:00:00"),
        ("4 Nov 10:00", "2026-11-04T10:00:00"),
    ],
)
def test_of_a_call_that_is_over_a_weekday_is_the_last_one(typed: str, meant: str) -> None:
    """Whoever writes up a call on Tuesday means last Friday."""
    assert typed_time(typed, NOW, "UTC", past=True).replace(tzinfo=None).isoformat() == meant


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("soon", "is not a time; write it as Friday 15:00, or as 2026-12-01T10:00"),
        ("Friday maybe", "is not a time; write it as"),
        ("tomorrow at 3", "is not a time; write it as"),
        ("yesterday", "is not a time; write it as"),
        ("noonish", "is not a time; write it as"),
        ("28 November", "is over, or almost a year ahead; write it as Friday 15:00"),
        ("4/12 10:00", "could be Friday 4 December 2026 or Monday 12 April 2027; write it as"),
        ("1066-10-14T09:00", "is not in a year from 1900 to 2999"),
    ],
)
def test_what_is_no_time_is_refused_with_what_to_write(typed: str, said: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(ValueError, match=said):
        typed_time(typed, NOW, "UTC")


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (datetime(2026, 12, 4, 14, 30, tzinfo=UTC), "Friday 4 December 2026, 14:30, UTC"),
        (datetime(2026, 12, 4, 23, 59, tzinfo=UTC), "Friday 4 December 2026"),
    ],
)
def test_of_a_day_without_an_hour_no_hour_is_shown(moment: datetime, shown: str) -> None:
    """ "4 December" is no call at midnight."""
    assert spoken_moment(moment, "UTC", load("en", templates.folders())) == shown
