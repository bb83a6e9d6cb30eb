"""What was promised, beside the day by which."""

from datetime import date

import pytest

from precall.compose.due import without_day
from precall.compose.notes import parse_notes
from precall.compose.told import promises


@pytest.mark.parametrize(
    ("noted", "shown"),
    [
        ("send the worksheet by Friday", "send the worksheet"),
        ("the list of requests, by 9 December", "the list of requests"),
        ("call Ola on Friday about the seats", "call Ola about the seats"),
        ("the plan, soon", "the plan, soon"),
        ("by Friday", "by Friday"),
        ("offer by 12/01", "offer by 12/01"),
    ],
)
def test_a_day_is_said_once(noted: str, shown: str) -> None:
    """ "Send it by Friday, by 4 December" says it twice; a day that is open stays as it was noted."""
    (promise,) = promises(parse_notes(f"i promised: {noted}"), date(2026, 12, 1))
    assert without_day(promise) == shown
