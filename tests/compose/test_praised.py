"""Whom clients name by a first name alone."""

from datetime import UTC, datetime

from precall.compose.praised import is_praising, praised_by_name
from precall.compose.statements import statements
from precall.model.fact import Evidence, Fact
from precall.model.page import PageRecord
from precall.model.passage import Passage
from precall.model.voice import Voice

HOME = "https://acme.example/"
PAGE = PageRecord(HOME, 200, "Acme", "home", "0" * 64, datetime(2026, 1, 31, tzinfo=UTC))


def named(*said: tuple[str, Voice], people: tuple[str, ...] = ()) -> str:
    """The names, where these words stand on the page."""
    passages = {HOME: [Passage((text,), voice=voice) for text, voice in said]}
    known = [Fact("person", name, 0.9, (Evidence(HOME, name, "text"),)) for name in people]
    found = praised_by_name(statements((PAGE,), passages), known)
    return found.text if found else ""


def test_a_first_name_in_the_middle_of_praise_is_somebody_to_ask_for() -> None:
    """The business names nobody of that name."""
    assert named(("We asked, and Ronald mended our boat.", "client")) == "Ronald"
    assert named(("We asked, and Ronald mended our boat.", "client"), people=("Ronald Vane",)) == ""


def test_who_signs_is_not_who_is_praised() -> None:
    """A full name or a line of its own is the client's."""
    assert named(("Ronald Vane was glad of the new boat.", "client")) == ""
    assert named(("Ronald, St Mawes", "client")) == ""
    assert named(("A boat is a house that leaves. — Ronald of the harbour office", "client")) == ""


def test_a_name_that_is_a_word_of_the_site_is_none() -> None:
    """ "Grace of movement" names nobody."""
    said = (
        ("We build boats that move with grace.", "owner"),
        ("Grace of line is what we love here.", "client"),
    )
    assert named(*said) == ""


def test_the_business_may_name_whom_it_likes() -> None:
    """Only what clients say is praise."""
    assert named(("We asked, and Ronald mended our boat.", "owner")) == ""


def test_a_word_that_opens_a_sentence_is_no_name() -> None:
    """ "Even" is a name in Norway."""
    assert named(("Even after a year our boat was dry.", "client")) == ""


def test_a_short_form_of_a_name_is_no_other_person() -> None:
    """Clients call by a short name whom the business names in full."""
    said = ("We asked, and Matt mended our boat.", "client")
    assert named(said) == "Matt"
    assert named(said, people=("Matthew Vane",)) == ""


def test_who_stands_below_praise_alone_is_a_client() -> None:
    """Whoever is named elsewhere, too, is not."""
    row = Passage(("They rigged her well.", "Captain Kit Marr", "Fowey"), ("What our clients say",), "row")
    team = Passage(("Kit Marr runs the loft.",), ("Team",))
    kit = Fact("person", "Kit Marr", 0.9, (Evidence(PAGE.url, "Kit Marr", "text"),))
    assert is_praising(kit, {PAGE.url: (row,)})
    assert not is_praising(kit, {PAGE.url: (row, team)})
    assert not is_praising(kit, {})
