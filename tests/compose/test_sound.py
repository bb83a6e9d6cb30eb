"""Which finished sentences can be sent, and which are said as they were noted instead."""

import pytest

from precall.compose.sound import is_sound


@pytest.mark.parametrize(
    "text",
    [
        "You sell cut roses to 40 florists.",
        "You hope that the team runs without you.",
        "You hope that customers hear a date on the phone.",
        "You said that the council has to agree.",
        "You have a partner who runs the yard and works nights.",
        "You know you are late.",
        "You and your brother share the mill.",
        "I will send you the list by Friday 4 December.",
        "The diary is not your problem, and the tax returns are.",
        "Our demo is on Tuesday 8 December, with your head mechanic.",
        "You put it like this: “I plant on Sundays.”",
    ],
)
def test_a_whole_sentence_is_sound(text: str) -> None:
    """It may be long, hold another one, or end with a small word."""
    assert is_sound(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "You cut timber wholesaler, 9 people.",
        "You, riding school, 12 horses.",
        "You (finance) and Ana both on the call.",
        "You hope that the harvest counted.",
        "You hope that alarm wakes the right person.",
        "You hope that 9 of 10 by Easter.",
        "What you hope is that one list for all barns before the season opens.",
        "Your best smith left and you have not replaced you.",
        "You said that on the call were you and Ana.",
        "You say yes to every bride and then works till midnight.",
        "You sells bread.",
        "I will send the plan by before Friday.",
        "I will give you the key for you.",
        "You named the price, and he said that's.",
        "We meet with the your foreman.",
        "You put it like this: “I plant on Sundays.",
    ],
)
def test_a_broken_sentence_is_not(text: str) -> None:
    """Its verb does not fit, an article is missing or doubled, or something is left hanging."""
    assert not is_sound(text, "en")
