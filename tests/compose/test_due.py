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
        ("the sample tomorrow noon", "the sample, noon"),
        ("the sample by Wednesday 10:00", "the sample, 10:00"),
        ("the sample on Friday at noon", "the sample at noon"),
        ("the price list not before Friday", "the price list not before Friday"),
        ("the price list after 5 January", "the price list after 5 January"),
        ("the price list from Monday", "the price list"),
    ],
)
def test_a_day_is_said_once(noted: str, shown: str) -> None:
    """ "Send it by Friday, by 4 December" says it twice; a day that is open stays as it was noted."""
    (promise,) = promises(parse_notes(f"i promised: {noted}"), date(2026, 12, 1))
    assert without_day(promise) == shown


@pytest.mark.parametrize(
    ("language", "noted", "shown"),
    [
        ("de", "die Muster bis zum 5. Januar", "die Muster"),
        ("de", "die Muster erst nach dem 5. Januar", "die Muster erst nach dem 5. Januar"),
        ("fr", "les photos des livres pour vendredi", "les photos des livres"),
        ("es", "las fotos a partir del lunes", "las fotos"),
        ("es", "preguntas para decir que no antes del lunes", "preguntas para decir que no"),
        ("nl", "de lijst morgen 10:00 uur", "de lijst, 10:00 uur"),
    ],
)
def test_what_leads_to_the_day_goes_with_it_in_every_language(language: str, noted: str, shown: str) -> None:
    """And where it is only the first day nothing is due on it."""
    (promise,) = promises(parse_notes(f"i promised: {noted}"), date(2026, 12, 1), (language, "en"))
    assert without_day(promise) == shown
    assert (promise.by is None) == (noted == shown)
