"""A hasty line is several notes, written out."""

import pytest

from precall.compose.hasty import apart, with_names
from precall.compose.shorthand import written_out
from precall.model.followup import Note


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("vet practice. 3 partners. the youngest", ["vet practice", "3 partners, the youngest"]),
        ("second call. rang the council", ["rang the council"]),
        ("You run a mill. It has two wheels.", ["You run a mill. It has two wheels."]),
        ("Long. I was in the yard every night.", ["Long. I was in the yard every night."]),
        ("rents boats, approx. 20 a day", ["rents boats, approx. 20 a day"]),
        ("mechanic, 44, lives above the shop", ["mechanic, lives above the shop"]),
    ],
)
def test_a_line_tells_each_thing_in_a_note_of_its_own(line: str, parts: list[str]) -> None:
    """Whole sentences stay together, and so do their own words."""
    assert [note.text for note in apart(Note(1, "heard", line), "en")] == parts


@pytest.mark.parametrize(
    "line", ["price: 12 a month ok for her", "Price 12 a month, fine", "price is 12 a month"]
)
def test_a_price_among_what_was_heard_is_one(line: str) -> None:
    """And where it was fine for them, that is told with it."""
    (note,) = apart(Note(1, "heard", line), "en")
    assert note.prefix is None
    assert note.text.startswith("price: 12 a month")
    assert note.text.endswith(", which is fine for you") == (line != "price is 12 a month")


def test_an_initial_is_the_readers_name() -> None:
    """Where no other reader has it; a capital that is a word of its own stays."""
    assert with_names(Note(1, "heard", "D: signs late"), ("Dora", "Mihai")).text == "Dora: signs late"
    assert with_names(Note(1, "heard", "D: signs late"), ("Dora",)).text == "signs late"
    assert with_names(Note(1, "heard", "plan B stays"), ("Dora",)).text == "plan B stays"
    assert with_names(Note(1, "quote", "D: never"), ("Dora",)).text == "D: never"


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        ("3 hrs/day each", "3 hours a day each"),
        ("9 t/day", "9 tonnes a day"),
        ("6.50 per room/month", "6.50 per room and month"),
        ("till end Jan", "until the end of January"),
        ("talk to Jan", "talk to Jan"),
        ("Sun nights, by Fri", "Sunday nights, by Friday"),
        ("left in Aug. sold it", "left in August. Sold it"),
        ("re the gate, tmrw am", "about the gate, tomorrow morning"),
        ("3x wk", "3 times a week"),
        ("one page!!", "one page"),
        ("call at 16h, HR too", "call at 16h, HR too"),
        ("10m wide", "10m wide"),
    ],
)
def test_shorthand_is_written_out(short: str, whole: str) -> None:
    """Where it has one meaning; a name, an hour and a measure stay."""
    assert written_out(short, "en") == whole
