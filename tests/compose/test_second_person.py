"""A note about the reader speaks to them, where that is safe; nothing else in it changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precall.compose.grammar import lacks_subject
from precall.compose.second_person import turned

NAMES = ("Miriam", "Oakes")


@pytest.mark.parametrize(
    "note",
    [
        "the second yard opens in March",
        "you want your Sundays back",
        "we never wanted to be the biggest",
        "her daughter starts school and it is her first year".replace("her daughter", "your daughter"),
        "two people left and they took the list",
        "more requests than we can serve",
        "the orders pile up and they arrive late",
        "three branches, one spreadsheet, and they all write over each other",
        "sales are down",
        "plans for spring",
        "calls on Sunday",
        "this is the news",
        "two free Sundays a month",
        "a price by Friday",
        "",
    ],
)
def test_what_is_not_about_the_reader_stays_as_it_is(note: str) -> None:
    """Nothing else is reworded."""
    assert turned(note, "en", names=NAMES).text == note


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("she stands in for her three days a week", "you stand in for her three days a week"),
        ("they want two more people", "you want two more people"),
        ("She wants her Sundays back", "You want your Sundays back"),
        ("he never has time, but he likes it", "you never have time, but you like it"),
        ("she preps people and sends the forms", "you prep people and send the forms"),
        ("wants the offer in writing and decides with her partner", "you want the offer in writing and decide with your partner"),
        ("she tries, watches and goes", "you try, watch and go"),
        ("she's been away", "you've been away"),
        ("she's tired of it", "you're tired of it"),
        ("they'll see", "you'll see"),
        ("does not sleep", "you do not sleep"),
        ("sails out of the bay", "you sail out of the bay"),
        ("keeps bees", "you keep bees"),
        ("Miriam keeps bees", "You keep bees"),
        ("Miriam Oakes wants out", "You want out"),
        ("Miriam's shop is full", "Your shop is full"),
        ("the client wants a price", "you want a price"),
        ("Client wants a price", "You want a price"),
        ("her husband runs the shop; she does the books", "your husband runs the shop; you do the books"),
        ("she and her husband want to move", "you and your husband want to move"),
        ("they have more requests than they can serve", "you have more requests than you can serve"),
        ("the orders pile up and they want help", "the orders pile up and you want help"),
        ("he did it himself", "you did it yourself"),
    ],
)  # fmt: skip
def test_she_he_and_they_become_you(note: str, said: str) -> None:
    """With the verb that belongs to it, also behind "and"; a note without a subject gets one."""
    assert turned(note, "en", names=NAMES).text == said


@pytest.mark.parametrize(
    ("note", "gives", "said"),
    [
        ("send her the plan by Friday", True, "send you the plan by Friday"),
        ("send her pricing", True, "send you pricing"),
        ("send me her rota", False, "send me your rota"),
        ("send her rota", False, "send your rota"),
        ("call her", True, "call you"),
        ("call her on Monday", True, "call you on Monday"),
        ("look at her offer", True, "look at your offer"),
        ("send them the list", True, "send you the list"),
        ("send her three questions", True, "send you three questions"),
        ("her three shops are open", False, "your three shops are open"),
        ("her daughter has her first recital", False, "your daughter has her first recital"),
        ("her mother moved in with her", False, "your mother moved in with you"),
        ("her boss wants her to stay", False, "your boss wants you to stay"),
    ],
)
def test_her_is_you_or_your(note: str, gives: bool, said: str) -> None:
    """By what follows it, and by whose promise it is."""
    assert turned(note, "en", gives=gives).text == said


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("her boss said she should wait", "your boss said she should wait"),
        ("more requests than they can serve", "more requests than they can serve"),
        ("she tells Ana when she is ready", "you tell Ana when she is ready"),
    ],
)
def test_who_may_be_somebody_else_stands_as_noted_and_is_told(note: str, said: str) -> None:
    """The caller knows whom they meant."""
    found = turned(note, "en")
    assert found.text == said
    assert len(found.doubts) == 1


def test_a_pronoun_of_somebody_else_is_neither_turned_nor_marked() -> None:
    """Her first year is the daughter's; false warnings teach people to ignore them."""
    found = turned("her daughter starts school, it is her first year", "en")
    assert found.text == "your daughter starts school, it is her first year"
    assert found.doubts == ()


def test_another_language_has_no_grammar_here_and_stays() -> None:
    """Nothing is turned that is not understood."""
    assert turned("sie will ihre Sonntage zurück", "de").text == "sie will ihre Sonntage zurück"
    assert not lacks_subject("keeps bees", "de")


@given(st.text(alphabet="shetymir wantsdo'’.,ABC", max_size=80) | st.text(max_size=60))
def test_any_note_is_read(note: str) -> None:
    """Never a crash; a note that speaks to the reader already is left as it is the second time."""
    once = turned(note, "en")
    assert isinstance(once.text, str)
