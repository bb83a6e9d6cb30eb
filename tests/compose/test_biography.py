"""Biographies: who leads, and which of the site's own sentences tell of them."""

from datetime import UTC, datetime

from precall.compose.biography import leading
from precall.compose.digest import Digest
from precall.model.fact import Evidence, Fact, Kind
from precall.model.page import PageKind, PageRecord
from precall.model.passage import Passage

HOME, ABOUT, BOOK = "https://acme.example/", "https://acme.example/about", "https://acme.example/book"


def fact(kind: Kind, value: str, url: str = ABOUT, **attributes: str) -> Fact:
    """What a page says."""
    return Fact(kind, value, 0.9, (Evidence(url, value, "text"),), attributes)


def page(url: str, kind: PageKind) -> PageRecord:
    """A page that was read."""
    return PageRecord(url, 200, "Acme", kind, "0" * 64, datetime(2026, 1, 31, tzinfo=UTC))


ORIEL, KIT = fact("person", "Oriel Penrose"), fact("person", "Kit Marrack")


def life(passages: list[Passage], *people: Fact, room: int = 40) -> str:
    """What is said of the first of the people, from a page about them."""
    pages = (page(HOME, "home"), page(ABOUT, "about"))
    found = Digest(pages, {ABOUT: passages}, people, "en", "a client").life(people[0], room)
    return found.text if found else ""


def test_what_came_before_is_told_in_their_own_sentence() -> None:
    """The sentence with a year and a place comes before the mood, and room for one is for that one."""
    before = "Oriel built trawlers in Newlyn from 1998 to 2011."
    mood = Passage(("Oriel loves the smell of cedar.", before), ("Oriel Penrose",))
    assert life([mood], ORIEL, room=12) == before


def test_nobody_gets_the_biography_of_another() -> None:
    """Each has the sentences below their own name."""
    his = Passage(("Kit ran the yard at Looe for nine years.",), ("Kit Marrack",))
    hers = Passage(("She came to the yard from a school of 300 children.",), ("Oriel Penrose",))
    assert life([his, hers], ORIEL, KIT) == hers.text
    assert life([hers, his], KIT, ORIEL) == his.text


def test_who_is_alone_speaks_of_themselves() -> None:
    """Where two are named, nobody knows whose words "I" are."""
    told = Passage(("In 2004 I left the Harbour Bank and bought a shed.",), ("About me",))
    doubts = Passage(("In 2004 I was full of doubts and fears.",), ("About me",))
    assert life([told, doubts], ORIEL) == told.text
    assert life([told, doubts], ORIEL, KIT) == ""


def test_private_life_and_half_of_a_thought_stay_out() -> None:
    """A family is nobody's business on a call, and "This is how" needs what came before."""
    private = Passage(("Oriel lives in Falmouth with her husband and her family.",), ("Oriel Penrose",))
    half = Passage(("This is how she came to the yard in 1998.",), ("Oriel Penrose",))
    before = Passage(("Before that Oriel built trawlers in Newlyn for nine years.",), ("Oriel Penrose",))
    assert life([private, half, before], ORIEL) == ""


def test_what_is_said_of_an_offer_is_no_biography() -> None:
    """Two hours with somebody are for sale, and not who they are."""
    sold = Passage(("Two hours on board with Oriel, and a written list of what to mend first.",), ("Survey",))
    assert life([sold], ORIEL, fact("offer", "Survey")) == ""


def test_who_gave_the_business_its_address_leads() -> None:
    """Then those whose role leads it; a foreword's author does not."""
    author = fact("person", "Una Vane", BOOK, role="Professor")
    head = fact("person", "Kit Marrack", ABOUT, role="Managing director")
    everyone = (author, head, ORIEL)
    assert leading(everyone, (*everyone, fact("email", "orielpenrose@acme.example"))) == (ORIEL, head, author)


def test_a_business_that_bears_a_name_is_not_the_person() -> None:
    """ "Studio Oriel Penrose stands for" tells of the studio."""
    studio = Passage(("Studio Oriel Penrose stands for boats with an eye for detail since 1998.",))
    founder = Passage(("The founder, Oriel Penrose, built trawlers in Newlyn from 1998 to 2011.",))
    assert life([studio, founder], ORIEL) == founder.text


def test_no_sentence_of_a_biography_says_the_same_again() -> None:
    """Two pages often begin alike."""
    one = "Oriel founded the yard in 1998 to mend boats."
    again = "Oriel founded the yard in 1998 with one aim: to mend boats."
    assert life([Passage((one, again), ("Oriel Penrose",))], ORIEL, room=60) in (one, again)


def test_where_two_are_named_no_sentence_of_an_i_is_a_biography() -> None:
    """ "With Kit I built" is Oriel's, or nobody knows whose."""
    told = Passage(("With Kit I built trawlers in Newlyn from 1998 to 2011.",), ("Kit Marrack",))
    assert life([told], KIT, ORIEL) == ""


def test_what_stands_below_a_name_and_tells_of_something_else_is_no_biography() -> None:
    """An invitation, the yard's own years and how one is received are not her life."""
    others = (
        "You need a yard that has mended 300 hulls since 1998.",
        "The yard was built at Newlyn in 1998 by the harbour.",
        "On the day Oriel shows you 30 boats that we built in Newlyn.",
    )
    told = Passage(("Her 12 years at the museum began with one trawler.",), ("Oriel Penrose",))
    below = [Passage((one,), ("Oriel Penrose",)) for one in others]
    assert life([*below, told], ORIEL, room=80) == told.text


def test_a_sentence_of_a_biography_stands_by_itself() -> None:
    """No label before it, no heading in it that names her again, and no word that weighs what stood before, more than names, and not all of them."""
    others = (
        "Fun fact: her first trawler of 1998 still sails.",
        "Oriel Penrose, Head of the Yard Oriel built trawlers in Newlyn from 1998.",
        "Ultimately Oriel built 40 trawlers in Newlyn and Looe.",
        "Check out how Oriel built 40 trawlers in Newlyn and Looe.",
        "Oriel Penrose & Kit Marrack, Newlyn Trawlers; ed.",
        "When we work with her crews we come as guides.",
    )
    told = Passage(("Her 12 years at the museum began with one trawler.",), ("Oriel Penrose",))
    assert life([*(Passage((one,), ("Oriel Penrose",)) for one in others), told], ORIEL, room=80) == told.text
