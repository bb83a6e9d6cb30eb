"""Does precall read the dates of seven languages, and guess none?"""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from precall.extract.day import days


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("12 May 2024", "en", date(2024, 5, 12)), ("May 12th, 2024", "en", date(2024, 5, 12)), ("2024-05-12", "", date(2024, 5, 12)),
        ("12. Mai 2024", "de", date(2024, 5, 12)), ("12.05.2024", "de", date(2024, 5, 12)), ("1er mai 2024", "fr", date(2024, 5, 1)),
        ("7 de mayo de 2024", "es", date(2024, 5, 7)), ("15/11/2024", "es", date(2024, 11, 15)), ("12 maggio 2024", "it", date(2024, 5, 12)),
        ("12 mei 2024", "nl", date(2024, 5, 12)), ("12 de maio de 2024", "pt", date(2024, 5, 12)), ("13/05/2024", "en", date(2024, 5, 13)),
        ("05/13/2024", "en", date(2024, 5, 13)), ("2024/05/12", "", date(2024, 5, 12)), ("5 Min.12. Mai 2024", "de", date(2024, 5, 12)),
    ],
)  # fmt: skip
def test_a_day_is_read_as_its_language_writes_it(text: str, language: str, expected: date) -> None:
    """Words for months of all seven languages, and numbers where the order is certain."""
    assert [day.day for day in days(text, language)] == [expected]


@pytest.mark.parametrize(
    "text", ["05/04/2024", "Hace 4 meses", "3 weeks ago", "31 February 2024", "12 May", "version 1.2.2024.5"]
)
def test_what_could_be_two_days_or_none_is_left(text: str) -> None:
    """An ambiguous, relative, impossible or incomplete date gives nothing."""
    assert not list(days(text, "en"))


def test_a_month_alone_is_said_to_be_one() -> None:
    """Only the month was written, so the day is not claimed."""
    (day,) = days("Posted in May 2025", "en")
    assert (day.day, day.whole) == (date(2025, 5, 1), False)


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="0123456789./- JanuaryMaidemärz,", max_size=60))
def test_any_text_is_searched_without_a_crash(text: str) -> None:
    """What is shown stands in the text where it is said to."""
    for day in days(text):
        assert text[day.start : day.start + len(day.shown)] == day.shown
