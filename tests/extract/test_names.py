"""What a person's name looks like."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from precall.extract import names
from precall.words.letters import plain

READ = [
    ("Ada Winterbourne", "Ada Winterbourne"),
    ("ADA WINTERBOURNE", "Ada Winterbourne"),
    ("ADA MCKENNA, MBA", "Ada McKenna"),
    ("Ada M. Winterbourne", "Ada M. Winterbourne"),
    ("Ada Winterbourne, PhD, PCC", "Ada Winterbourne"),
    ("Dr. Ada Winterbourne", "Dr. Ada Winterbourne"),
    ("Frau Greta Holm", "Greta Holm"),
    ("Dr. med. dent. Anna-Lena Müller", "Dr. med. dent. Anna-Lena Müller"),
    ("Prof. Dr. Hans von der Heide", "Prof. Dr. Hans von der Heide"),
    ("Robert “Bob” Linden", "Robert Linden"),
    ("María José García López", "María José García López"),
    ("Nathalie de la Tour", "Nathalie de la Tour"),
    ("Sanne van 't Hof", "Sanne van 't Hof"),
    ("Maggie Fay", "Maggie Fay"),
    ("– Ada Winterbourne –", "Ada Winterbourne"),
]
NO_NAME = [
    "Executive Coaching", "Our Team", "Meeting Facilitation", "Read More", "Hill House", "Dr. Smith", "Frau Müller", "Leadership",
    "Berlin Mitte GmbH & Co.", "Unsere Leistungen", "Qui Sommes Nous", "Intelligence Artificielle", "La Olmeda Veterinarios", "IS RED Jeff",
    "What we do for you", "12 Orchard Street", "", "x", "A" * 500, "Ada Winterbourne founded the bakery in 1994 with her brother",
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), READ)
def test_a_name_is_read_without_the_letters_behind_it(text: str, name: str) -> None:
    """Titles that are degrees stay, courtesy titles and letters after the name go."""
    found = names.read(text)
    assert found is not None
    assert found.text == name


@pytest.mark.parametrize("text", NO_NAME)
def test_headings_and_firms_are_no_names(text: str) -> None:
    """Capital letters alone make no person."""
    assert names.read(text) is None


def test_a_given_name_alone_says_that_it_is_alone() -> None:
    """First names are people too, but less can be said of them."""
    found = names.read("Ottoline") or names.read("Debbie")
    assert found is not None
    assert found.alone


def test_a_known_given_name_is_surer_than_an_unknown_one() -> None:
    """Lists of given names are one vote."""
    known, ambiguous, unknown = (names.read(text) for text in ("Sabine Qvist", "Mark Qvist", "Zuliko Qvist"))
    assert known is not None
    assert ambiguous is not None
    assert unknown is not None
    assert known.sure > ambiguous.sure > unknown.sure


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("Ada Winterbourne is a partner", "Ada Winterbourne", " is a partner"),
        ("Ada M. Winterbourne, founder of the bakery", "Ada M. Winterbourne", ", founder of the bakery"),
        ("Ada Winterbourne, DDS, sees patients", "Ada Winterbourne", ", sees patients"),
        ("Ada Winterbourne.", "Ada Winterbourne", "."),
    ],
)
def test_a_sentence_may_start_with_a_name(text: str, name: str, rest: str) -> None:
    """The name ends where the sentence goes on."""
    found = names.leading(text)
    assert found is not None
    assert (found[0].text, found[1]) == (name, rest)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ada Winterbourne", "Dr. Ada M. Winterbourne", True),
        ("Anna-Lena Müller", "Anna Lena Muller", True),
        ("Ada Winterbourne", "Ada Summer", False),
        ("Ada", "Ada Winterbourne", False),
    ],
)
def test_two_spellings_can_be_one_person(one: str, other: str, same: bool) -> None:
    """Titles, initials, hyphens and accents make no difference."""
    assert names.same(one, other) is same


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    """Whatever the text, a name's words stand in it."""
    names.leading(text)
    found = names.read(text)
    assert found is None or plain(found.given) in plain(text)
