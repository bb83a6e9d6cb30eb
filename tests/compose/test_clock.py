"""Times of day as people write them, whose hour it is, and how it is said to somebody elsewhere."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precall import words
from precall.compose.clock import find_clocks
from precall.compose.dates import write_out
from precall.compose.zones import Hours, hours_of
from precall.model.call import Caller
from precall.model.fact import Evidence, Fact
from precall.render import templates
from precall.sentences import load

ENGLISH = load("en", templates.folders())
CALL = date(2026, 12, 1)
AT = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "begin", "until"),
    [
        ("call at 10:00", "10:00", ""),
        ("call at 9.30", "09:30", ""),
        ("around 10h", "10:00", ""),
        ("at 17h30", "17:30", ""),
        ("5pm", "17:00", ""),
        ("5 p.m. then", "17:00", ""),
        ("12pm", "12:00", ""),
        ("12am", "00:00", ""),
        ("2-3pm", "14:00", "15:00"),
        ("11-1pm", "11:00", "13:00"),
        ("10:00–11:15", "10:00", "11:15"),
    ],
)
def test_a_time_of_day_is_found_however_it_is_written(text: str, begin: str, until: str) -> None:
    """With am and pm, with a colon, an h, or a point where nothing else can be meant."""
    (clock,) = find_clocks(text)
    assert clock.begin == time.fromisoformat(begin)
    assert clock.until == (time.fromisoformat(until) if until else None)
    assert clock.words in text


@pytest.mark.parametrize(
    "text",
    ["costs 9.30", "at 9.30 EUR", "takes 3h", "24/7", "half of 12", "version 1.12.3", "10.50 a head", "13pm", "25:00", "1:2"],
)  # fmt: skip
def test_what_is_no_time_is_left_alone(text: str) -> None:
    """A price, a span and a version have points and hours, too."""
    assert find_clocks(text) == ()


def test_a_point_behind_a_day_is_a_time() -> None:
    """ "Thursday 9.30" has no "at"."""
    assert write_out("Thursday 9.30", CALL).clock is not None
    assert write_out("Thursday 10h", CALL).clock is not None


@given(st.text(max_size=80) | st.text(alphabet="0123456789:.h-apm @tC", max_size=40))
def test_any_text_is_read_for_times(text: str) -> None:
    """Never a crash, and what is found stands where it is said to stand."""
    for clock in find_clocks(text, words.languages(), behind=(3,)):
        assert text[clock.start : clock.end] == clock.words


def said(text: str, hours: Hours) -> str:
    """A text as the mail has it."""
    return write_out(text, CALL, hour=lambda clock, day: hours.shown(clock, day, ENGLISH), near=True).text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Thursday 3 December 10:00", "Thursday 3 December, 11:00 your time (10:00 in London)"),
        ("Thursday 10am", "Thursday 3 December, 11am your time (10am in London)"),
        ("Thursday 19:30 his", "Thursday 3 December, 19:30 your time (18:30 in London)"),
        ("Thursday 10:00 my time", "Thursday 3 December, 11:00 your time (10:00 in London)"),
        ("Thursday 5pm ET", "Thursday 3 December, 11pm your time (10pm in London)"),
        ("Thursday 10:00-11:00 CET", "Thursday 3 December, 10:00–11:00 your time (9:00–10:00 in London)"),
        ("Thursday 10:00 IST", "Thursday 3 December, 10:00 IST"),
        ("around 10:00", "around 10:00"),
    ],
)  # fmt: skip
def test_the_clients_own_hour_comes_first(text: str, shown: str) -> None:
    """Whatever zone the notes name; one that could be two, and a time without a day, stay as they are."""
    assert said(text, Hours("Europe/London", "Europe/Madrid", "phone")) == shown


@pytest.mark.parametrize("language", words.languages())
def test_a_zone_is_called_as_the_language_calls_it(language: str) -> None:
    """MEZ, hora peninsular, UK time: the moment is that of the zone, not of the caller's."""
    for called, zone in words.table("dates")[language]["zones"].items():
        (clock,) = find_clocks(f"10:00 {called}", (language,))
        assert clock.zone == called
        assert Hours("Asia/Tokyo").moment(clock, CALL) == datetime(2026, 12, 1, 10, tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("said", "zone"),
    [("Berlin time", "Europe/Berlin"), ("Mexico City time", "America/Mexico_City")],
)
def test_any_city_has_its_time(said: str, zone: str) -> None:
    """Where the time zone database knows the city."""
    (clock,) = find_clocks(f"10:00 {said}")
    assert Hours("Asia/Tokyo").moment(clock, CALL) == datetime(2026, 12, 1, 10, tzinfo=ZoneInfo(zone))


def test_one_hour_for_both_is_said_once_with_its_zone() -> None:
    """Nobody counts for nothing."""
    assert said("Thursday 10:00", Hours("Europe/London")) == "Thursday 3 December, 10:00 (London time)"
    there = Hours("Europe/Berlin", "Europe/Vienna", "country")
    assert said("Thursday 10:00", there) == "Thursday 3 December, 10:00, your time and mine"
    here = Hours("Europe/Berlin", "Europe/Berlin", "country")
    assert said("Thursday 10:00", here) == "Thursday 3 December, 10:00"


def test_another_day_there_is_said() -> None:
    """Late in London is tomorrow in Tokyo."""
    shown = said("Thursday 22:00", Hours("Europe/London", "Asia/Tokyo", "country"))
    assert "7:00 on Friday 4 December your time (22:00 on Thursday 3 December in London)" in shown


def fact(kind: str, value: str) -> Fact:
    """A fact of a site."""
    return Fact(kind, value, 0.9, (Evidence("https://x.example/", value, "text"),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "theirs", "known"),
    [
        ([], "", ""),
        ([("country", "NL")], "Europe/Amsterdam", "country"),
        ([("country", "US")], "", ""),
        ([("country", "US"), ("phone", "+12125550123")], "America/New_York", "phone"),
        ([("country", "ES")], "Europe/Madrid", "country"),
        ([("country", "GB")], "Europe/London", "country"),
        ([("phone", "not a number"), ("country", "DE")], "Europe/Berlin", "country"),
    ],
)  # fmt: skip
def test_a_clients_zone_is_that_of_their_number_or_country(
    facts: list[tuple[str, str]], theirs: str, known: str
) -> None:
    """A country with several hours tells none; a number that belongs to a place does."""
    hours = hours_of(Caller(timezone="Europe/London"), [fact(*one) for one in facts], AT)
    assert (hours.theirs, hours.known) == (theirs, known)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("call tomorrow at 9", "09:00"),
        ("Friday at 14, at the yard", "14:00"),
        ("call Friday at 3", ""),
        ("session, 11 Dec, 10-11", "10:00"),
        ("Friday 10-12 stalls", ""),
        ("Friday 12-10", ""),
        ("Friday at 9 stalls", ""),
        ("look at 9", ""),
    ],
)
def test_a_bare_hour_behind_a_day_is_a_time_where_the_half_of_the_day_is_plain(text: str, clock: str) -> None:
    """Nobody calls at three in the morning, so three may be in the afternoon; "at 9 stalls" is a place."""
    found = write_out(text, CALL).clock
    assert (f"{found.begin:%H:%M}" if found else "") == clock


@pytest.mark.parametrize(
    ("language", "text", "begin"),
    [
        ("es", "el jueves a las 10", time(10)),
        ("de", "morgen um 9 telefonieren", time(9)),
        ("fr", "vendredi 14h", time(14)),
        ("fr", "le 4 décembre à 14 h 30", time(14, 30)),
        ("fr", "vendredi à 10", time(10)),
        ("fr", "vendredi à 10 personnes", None),
        ("it", "giovedì alle 10", time(10)),
        ("nl", "donderdag om 10", time(10)),
        ("pt", "amanhã às 9", time(9)),
        ("sv", "torsdag kl 10", time(10)),
        ("de", "um 9 Plätze", None),
        ("en", "Thursday at 3", None),
    ],
)
def test_a_bare_hour_behind_a_day_is_a_time_in_each_language(
    language: str, text: str, begin: time | None
) -> None:
    """Where clocks have twenty-four hours, and where the words before it leave no other reading."""
    clock = write_out(text, date(2026, 12, 1), ("en", language)).clock
    assert (clock.begin if clock else None) == begin


def test_am_and_pm_are_not_written_where_nobody_does() -> None:
    """An hour that was noted as 2pm."""
    german = replace(ENGLISH, language="de")
    assert said("Thursday 2pm", Hours("Europe/London")).endswith("2pm (London time)")
    found = write_out("Thursday 2pm", date(2026, 12, 1)).clock
    assert found
    assert Hours("Europe/London").shown(found, date(2026, 12, 3), german) == "14:00 (London time)"


def test_a_caller_whom_nobody_can_place_has_the_hour_of_the_client() -> None:
    """A computer in UTC is a server somewhere: nobody writes UTC to a client, and no zone where none is known."""
    nowhere = Caller(zone_is_guessed=True)
    theirs = hours_of(nowhere, [fact("country", "DE")], AT)
    assert (theirs.mine, theirs.mine_known) == ("Europe/Berlin", False)
    assert said("Thursday 10:00", theirs) == "Thursday 3 December, 10:00"
    assert said("Thursday 10:00", hours_of(nowhere, [], AT)) == "Thursday 3 December, 10:00"
    assert "UTC" in said("Thursday 10:00", hours_of(Caller(timezone="UTC"), [], AT))


def test_the_longer_reading_of_a_time_wins_over_another_languages() -> None:
    """Else a mail says "14:30 Uhr Uhr"."""
    assert [clock.words for clock in find_clocks("um 14:30 Uhr am 3.12.", ("en", "de"))][:1] == ["14:30 Uhr"]
