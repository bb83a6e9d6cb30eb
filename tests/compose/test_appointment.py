"""Which next step is a meeting, when it is, and what is left of its words."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from precall.compose.appointment import appointment, what_and_where, what_it_is
from precall.compose.dates import write_out
from precall.compose.notes import parse_notes
from precall.compose.zones import Hours

CALL = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("step", "start", "end", "words"),
    [
        ("call Thursday 10 December at 10am", "2026-12-10T10:00", "", "call"),
        ("next Tuesday 10:00, second call, on the phone", "2026-12-08T10:00", "", "second call, on the phone"),
        ("we meet on 11 December from 14:00-15:30 at the yard", "2026-12-11T14:00", "2026-12-11T15:30", "we meet, at the yard"),
        ("Thursday 9.30", "2026-12-03T09:30", "", ""),
        ("call Thursday 19:30 his", "2026-12-03T18:30", "", "call"),
    ],
)  # fmt: skip
def test_a_meeting_with_day_and_time_is_an_appointment(step: str, start: str, end: str, words: str) -> None:
    """In the zone that was said, else in the caller's."""
    hours = Hours("Europe/London", "Europe/Madrid", "country")
    found = appointment([(parse_notes("x").notes[0], write_out(step, CALL))], hours)
    assert found is not None
    assert f"{found.start.astimezone(ZoneInfo(hours.mine)):%Y-%m-%dT%H:%M}" == start
    assert (f"{found.end:%Y-%m-%dT%H:%M}" if found.end else "") == end
    assert found.words == words


@pytest.mark.parametrize(
    "step",
    ["call on Thursday", "call at 10:00", "send the offer by Friday 10:00", "call next Friday 10:00", "call Thursday 10:00 IST"],
)  # fmt: skip
def test_without_a_day_a_time_or_a_meeting_there_is_none(step: str) -> None:
    """Nobody is invited to half a date."""
    dated = write_out(step, CALL)
    assert appointment([(parse_notes("x").notes[0], dated)], Hours("Europe/London")) is None


def test_the_words_for_the_day_and_the_time_go_without_a_trace() -> None:
    """No comma hangs over."""
    assert what_it_is(write_out("on Thursday at 10:00: a walk, by the sea", CALL)) == "a walk, by the sea"


@pytest.mark.parametrize(
    ("words", "language", "what", "place"),
    [
        ("call, on Zoom", "en", "call", "Zoom"),
        ("zoom call", "en", "zoom call", "zoom"),
        ("Teams", "en", "", "Teams"),
        ("phone not Zoom", "en", "phone", ""),
        ("phone, I call her mobile", "en", "phone", ""),
        ("we meet, at the yard", "en", "", "at the yard"),
        ("second call, on the phone", "en", "second call", "on the phone"),
        ("demo https://meet.example/abc?d=1", "en", "demo", "https://meet.example/abc?d=1"),
        ("Telefonat", "de", "Telefonat", ""),
        ("Gespräch im Büro", "de", "Gespräch", "im Büro"),
        ("visite chez eux", "fr", "visite", "chez eux"),
        ("call", "fr", "call", ""),
        ("", "en", "", ""),
    ],
)
def test_where_one_meets_is_told_from_what_it_is(words: str, language: str, what: str, place: str) -> None:
    """A calendar has a line of its own for the place."""
    assert what_and_where(words, (language,)) == (what, place)


@pytest.mark.parametrize(
    ("noted", "language"),
    [
        ("Telefonat am Donnerstag von 9 bis 10 Uhr", "de"),
        ("appel jeudi de 9h à 10h", "fr"),
        ("llamada el jueves de 9 a 10", "es"),
        ("telefonata giovedì dalle 9 alle 10", "it"),
        ("belafspraak donderdag van 9 tot 10 uur", "nl"),
        ("chamada na quinta das 9h às 10h", "pt"),
        ("samtal torsdag kl 9-10", "sv"),
    ],
)
def test_a_span_of_hours_leaves_nothing_of_itself_in_what_is_met_for(noted: str, language: str) -> None:
    """Neither the word before its first hour nor that between the two."""
    assert what_it_is(write_out(noted, CALL, ("en", language))) == noted.split()[0]
