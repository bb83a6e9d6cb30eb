"""Phrases that are looked for in many texts: a first look must not lose one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precall.words.spoken import Phrases

PHRASES = Phrases.of(["lorem ipsum", "your text here", "¡hola mundo!", "my burn-out", "añade tu texto"])


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("We build boats.", []),
        ("Lorem Ipsum dolor", ["lorem ipsum"]),
        ("Write your own text. We are here.", ["your text here"]),
        ("AÑADE TU TEXTO", ["añade tu texto"]),
    ],
)
def test_only_phrases_whose_words_are_all_there_are_possible(text: str, possible: list[str]) -> None:
    """Case does not count, and neither does where the words stand."""
    assert PHRASES.possible(text) == possible


@given(st.text(max_size=40), st.sampled_from(sorted(PHRASES.words)), st.text(max_size=40))
def test_a_phrase_that_stands_in_a_text_is_possible(before: str, phrase: str, after: str) -> None:
    """Whatever stands around it."""
    assert phrase in PHRASES.possible(f"{before} {phrase} {after}")
