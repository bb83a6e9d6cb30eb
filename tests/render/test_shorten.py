"""Cutting a text without changing what it says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from precall.render.shorten import MARK, clip, opening, weight


@pytest.mark.parametrize(
    ("text", "limit", "kept"),
    [
        ("We mend boats.", 9, "We mend boats."),
        ("We mend old boats. We also build new ones in winter.", 6, "We mend old boats."),
        (
            "We mend old boats with Dr. Vane. We build new ones in winter.",
            8,
            "We mend old boats with Dr. Vane.",
        ),
        ("We mend old wooden boats, and in winter we build them too", 7, ""),
        ("One two three four five six seven eight", 5, ""),
    ],
)
def test_a_text_stands_in_whole_sentences_or_not_at_all(text: str, limit: int, kept: str) -> None:
    """Half of a sentence says something else, or nothing."""
    assert opening(text, limit) == kept


def test_what_the_next_sentence_takes_back_is_not_said() -> None:
    """Where it begins with but or however, nothing is shown."""
    assert opening("We take every case. But only after a talk of an hour", 6) == ""


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.integers(1, 40))
def test_a_cut_text_keeps_to_its_limit_and_says_that_it_is_cut(text: str, limit: int) -> None:
    """Never longer than asked, never changed but for the mark at its end."""
    text = " ".join(text.split())
    cut = clip(text, limit)
    assert text.startswith(cut.removesuffix(MARK).rstrip())
    assert cut == text or (cut.endswith(MARK) and weight(cut.removesuffix(MARK)) <= limit)
    assert text.startswith(opening(text, limit))
    assert weight(opening(text, limit)) <= limit


@pytest.mark.parametrize("text", ["数" * 500, "0" * 9 + "数" * 500, "x" * 500])
def test_a_text_without_spaces_is_cut_between_letters(text: str) -> None:
    """A page of Japanese is not one word, and its letters are wide, also after narrow ones."""
    cut = clip(text, 10).removesuffix(MARK)
    assert text.startswith(cut)
    assert 9 <= weight(cut) <= 10
