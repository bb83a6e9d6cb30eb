"""Clutter: words of a page that say nothing about the business."""

import pytest

from precall.compose.clutter import breaks_off, is_clutter, is_unfinished, without_calls


@pytest.mark.parametrize(
    "text",
    [
        "We open the yard at seven in the morning.",
        "Call-outs are free within ten miles of the quay.",
        "Contact lenses are fitted by Una Vane.",
        "Book in by the first of May and pay £20 less.",
        "Get the hull dry, then call 01326 555 010.",
        "Varnish > 20 coats",
        "Dinghies/Cutters/Yawls",
        "02 555 01 23",
        "Berths 3-5 of 12 metres",
        "Open 9-17 all 7 days",
        "Get in touch by phone:",
        "We look forward to the 40th spring of the yard.",
        "0% finance for boats above £900",
        "+ Free berth for the first week",
        "12 March 2025: the sheds are open to all",
        "Berths 1, 2 and 3 are dry (by June).",
    ],
)
def test_what_says_something_stays(text: str) -> None:
    """Also where it begins like a call to act, or holds a sign of a trail."""
    assert not is_clutter(text, ("en",))


@pytest.mark.parametrize(
    "text",
    [
        "0+ boats varnished",
        "Showing 1–12 of 34 results",
        "Showing all 7 results",
        "+ happy sailors",
        "0",
        "We use cookies to understand how visitors use our pages.",
        "Please fill in the form and one of us will get back to you.",
        "Thank you for visiting the pages of our yard, and have a good time on the water.",
        "Learn more about our boats",
        "Let's plan your next season.",
        "Home > Boats > Dinghies",
        "Home » Journal » How we laid the keel of the Thistle in the winter of 2019",
        "12 March 2025 by Una Vane",
        "Home/Boats/Dinghies under sail",
        "002 — What we do",
        "Choose your kind of boat",
        "Is your question not answered here?",
        "Feel free to reach out to me with your questions and I'll find a day.",
        "We will get back to you as soon as we can!",
        "Your details have been submitted and Una will write.",
        "By using this site you take our rules as they are.",
        "Back 1 2 3 4 5 6 Forward",
        "Day of your sail (MM/DD/YY) Do you need a skipper? (Y/N)",
        "All boats of the yard on one page →",
    ],
)
def test_what_speaks_of_the_website_or_calls_to_act_is_clutter(text: str) -> None:
    """A caller knows that there is a form."""
    assert is_clutter(text, ("en",))


def test_words_of_another_language_are_no_clutter() -> None:
    """The German "Jetzt" opens a call; on an English page it is a name."""
    assert is_clutter("Jetzt Boot mieten!", ("de",))
    assert not is_clutter("Jetzt Boot mieten!", ("en",))


def test_what_breaks_off_or_is_to_be_filled_is_unfinished() -> None:
    """A teaser ends in the middle; three dots behind a list mean more of the kind."""
    assert is_unfinished("In this post Una explains how a keel is ...")
    assert is_unfinished("Written by [Coach Name] in 2025.")
    assert is_unfinished("Siège social : [À COMPLÉTER — adresse]")
    assert not is_unfinished("We mend masts, sails, rudders ...")
    assert not is_unfinished("Oak [1] and ash [2] are dried for a year.")


def test_an_address_that_a_page_hides_makes_no_sentence() -> None:
    """Nobody can write to "[email protected]"."""
    assert is_unfinished("Write to [email protected] and we answer within a day.")


@pytest.mark.parametrize(
    ("cells", "left"),
    [
        (("New courses from May", "Learn more"), ("New courses from May",)),
        (("Lab work and tests", "View prices →"), ("Lab work and tests",)),
        (("Survey", "£350", "one day"), ("Survey", "£350", "one day")),
        (("Learn more",), ("Learn more",)),
    ],
)
def test_a_row_ends_before_its_button(cells: tuple[str, ...], left: tuple[str, ...]) -> None:
    """The button says nothing, and the row stays."""
    assert without_calls(cells, ("en",)) == left


def test_a_line_that_ends_in_an_article_has_lost_what_follows() -> None:
    """A link or a field stood there; a sentence with its full stop ends as it ends."""
    assert breaks_off("You find our notes on the", ("en",))
    assert breaks_off("Wir sind Mitglied im", ("de",))
    assert not breaks_off("This is the yard that we came from.", ("en",))
    assert not breaks_off("Wir rufen Sie an", ("de",))
