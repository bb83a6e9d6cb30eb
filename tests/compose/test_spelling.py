"""Names: the site's spelling, doubts about it, and how a person is greeted."""

import pytest

from precall.compose.person_name import in_greeting
from precall.compose.spelling import Spelling
from precall.model.fact import Evidence, Fact, Kind


def fact(kind: Kind, value: str) -> Fact:
    """A fact of an invented site."""
    return Fact(kind, value, 0.9, (Evidence("https://tidewell.example/team", value, "text"),))


SPELLING = Spelling.of(
    [fact("person", "Jörg Müller"), fact("person", "Jan Haverman"), fact("offer", "Discounted Hulls")]
)


def test_a_typed_name_gets_the_accents_of_the_site() -> None:
    """The site lends its spelling, and is cited for it."""
    name, sources = SPELLING.name("jorg muller")
    assert name == "Jörg Müller"
    assert [source.place for source in sources] == ["https://tidewell.example/team"]


def test_a_name_in_a_note_gets_its_accents_and_nothing_else_changes() -> None:
    """Only capitalised words that are a name but for the accents."""
    assert SPELLING.text("Muller keeps the muller at 5%")[0] == "Müller keeps the muller at 5%"
    assert SPELLING.text("Haverman said so") == ("Haverman said so", ())


def test_a_name_that_is_almost_one_of_theirs_is_doubted_not_changed() -> None:
    """Another name may be meant."""
    doubt = SPELLING.doubt("Havermann")
    assert doubt is not None
    assert doubt[0] == "Haverman"
    assert SPELLING.doubt("Haverman") is None
    assert SPELLING.doubt("Tuesday") is None


def test_only_persons_and_the_business_lend_their_names() -> None:
    """No offer, price or news can reach a mail by way of spelling."""
    assert [name for name, _ in SPELLING.names] == ["Jörg Müller", "Jan Haverman"]


@pytest.mark.parametrize(
    ("given", "greeted"),
    [
        ("Jan Haverman", "Jan"),
        ("Jan", "Jan"),
        ("Élodie Petit", "Élodie"),
        ("Dr Haverman", "Dr Haverman"),
        ("Ms. Haverman", "Ms. Haverman"),
        ("Frau Müller", "Frau Müller"),
        ("Van Dijk", "Van Dijk"),
        ("Jan van Dijk", "Jan"),
        ("Dr. Jan van Dijk, MBA", "Jan"),
        ("van Dijk, Jan", "Jan"),
        ("J. Haverman", "J. Haverman"),
        ("jan haverman", "jan haverman"),
        ("the yard", "the yard"),
    ],
)
def test_a_greeting_guesses_neither_title_nor_gender(given: str, greeted: str) -> None:
    """By the given name where there is one; everything else stays as it was given."""
    assert in_greeting(given) == greeted
