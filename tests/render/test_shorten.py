"""Cutting a text without changing what it says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from precall.render.shorten import MARK, clip, shorten, weight


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("We mend boats.", 9, "We mend boats."),
        ("We mend old boats. We also build new ones in winter.", 6, "We mend old boats. …"),
        ("We mend old wooden boats, and in winter we build them too", 7, "We mend old wooden boats…"),
        ("One two three four five six seven eight", 5, "One two three four five…"),
    ],
)
def test_a_text_is_cut_after_a_sentence_a_clause_or_a_word(text: str, limit: int, cut: str) -> None:
    """The first of these that leaves enough to read."""
    assert shorten(text, limit) == cut


@pytest.mark.parametrize(
    "text",
    [
        "We work with every kind of business except banks",
        "We work with every kind of business but never on Sundays",
        "We will always refund your money unless you have opened it",
        "Wir arbeiten mit allen Firmen der Region außer mit Banken",
        "Nous travaillons avec toutes les entreprises sauf les banques de Paris",
        "We do not work with anyone who is in a hurry",
        "We take every case. But only after a talk of an hour",
    ],
)
def test_a_cut_that_would_turn_the_meaning_is_not_made(text: str) -> None:
    """Where the lost words say not, but or except, nothing is shown."""
    assert shorten(text, 6) == ""


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.integers(1, 40))
def test_a_cut_text_keeps_to_its_limit_and_says_that_it_is_cut(text: str, limit: int) -> None:
    """Never longer than asked, never changed but for the mark at its end."""
    text = " ".join(text.split())
    for cut in (shorten(text, limit), clip(text, limit)):
        if cut != text:
            assert not cut or cut.endswith(MARK)
            assert text.startswith(cut.removesuffix(MARK).rstrip())
            assert weight(cut.removesuffix(MARK)) <= limit


@pytest.mark.parametrize("text", ["数" * 500, "0" * 9 + "数" * 500, "x" * 500])
def test_a_text_without_spaces_is_cut_between_letters(text: str) -> None:
    """A page of Japanese is not one word, and its letters are wide, also after narrow ones."""
    cut = clip(text, 10).removesuffix(MARK)
    assert text.startswith(cut)
    assert 9 <= weight(cut) <= 10
