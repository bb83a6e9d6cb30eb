"""The digest: what a site says, chosen within so many words, and nothing twice."""

from datetime import UTC, datetime

import pytest
from precall.model.digest import Digest

from precall.compose.digest import digest
from precall.model.fact import Evidence, Fact
from precall.model.page import PageKind, PageRecord
from precall.model.passage import Passage

HOME, PRICES, PRIVACY = "https://acme.example/", "https://acme.example/prices", "https://acme.example/privacy"
FILLER = " ".join(
    f"The {n} quiet rivers of this valley carry leaves towards a distant bay." for n in ("old", "new")
)


def page(url: str, kind: PageKind, title: str = "Acme") -> PageRecord:
    """A page that was read."""
    return PageRecord(url, 200, title, kind, "0" * 64, datetime(2026, 1, 31, tzinfo=UTC))


ABOUT = "https://acme.example/about"
PAGES = (
    page(HOME, "home"),
    page(ABOUT, "about"),
    page(PRICES, "pricing"),
    page(PRIVACY, "legal", "Privacy policy"),
)


def made(
    passages: dict[str, list[Passage]], facts: tuple[Fact, ...] = (), *, sheet: int = 100, more: int = 100, said: tuple[str, ...] = ()
) -> Digest:  # fmt: skip
    """The digest of a site that says this."""
    return digest(PAGES, passages, facts, "en", said=said, sheet_words=sheet, more_words=more)


def texts(found: Digest) -> list[str]:
    """All that the digest shows."""
    return [one.text for part in (found.sheet, found.words) for ones in part.values() for one in ones]


def test_a_price_comes_before_a_mood() -> None:
    """Where there is room for one of them."""
    price = Passage(("A survey costs £350 and takes one day.",), ("Prices",))
    mood = Passage(("Water has always spoken to those who listen.",), ("Welcome",))
    assert texts(made({HOME: [mood], PRICES: [price]}, sheet=12, more=0)) == [price.text]


def test_no_sentence_stands_twice() -> None:
    """Neither where two pages say it, nor where page one does."""
    one, two = Passage(("We never hurry a hull, not even in March.",)), Passage(("A survey costs £350.",))
    assert texts(made({HOME: [one, two], PRICES: [two]})) == [f"{one.text} {two.text}"]
    assert texts(made({HOME: [one, two]}, said=(f"They say: {one.text}",))) == [two.text]


def test_what_stands_between_two_excerpts_is_marked() -> None:
    """A reader sees where something was left out."""
    said = [
        Passage(
            (
                f"Stage {n} costs £{n}00 and takes {n} weeks of work in our yard, with a report at the end.",
                FILLER,
            )
        )
        for n in (1, 2)
    ]
    assert " … " in texts(made({HOME: said}, sheet=46, more=0))[0]


def test_the_cells_of_a_row_are_told_apart() -> None:
    """So that a price list can be read."""
    row = Passage(("Survey", "£350", "one day"), ("Prices",), "row")
    assert texts(made({PRICES: [row]})) == ["Survey · £350 · one day"]


def test_a_clients_words_stand_below_their_author() -> None:
    """They are not what the business says of itself."""
    words = "They found us the right boat after two years."
    fact = Fact(
        "testimonial",
        words,
        0.9,
        (Evidence(HOME, words, "text"),),
        {"author": "Ines", "author_role": "Harbour School"},
    )
    found = made({HOME: [Passage((words,), ("Home",))]}, (fact,))
    assert [(one.by, one.heading) for one in found.sheet["proof"]] == [("Ines, Harbour School", "")]


def test_of_a_privacy_page_only_names_and_dates_are_kept() -> None:
    """The rest is the same everywhere."""
    page = [
        Passage(("We use cookies to improve your visit to this site.",)),
        Passage(("Last updated in July 2026.",)),
    ]
    assert texts(made({PRIVACY: page})) == ["Last updated in July 2026."]


def test_a_short_line_of_every_page_belongs_to_the_frame() -> None:
    """Unless it says how to reach them."""
    frame = [Passage(("Wooden boats of Falmouth",)), Passage(("yard@acme.example",))]
    assert texts(made(dict.fromkeys((HOME, ABOUT, PRICES), frame))) == ["yard@acme.example"]


@pytest.mark.parametrize("words", [0, 20, 60])
def test_the_digest_keeps_to_its_words(words: int) -> None:
    """Headings included."""
    said = [
        Passage((f"Number {n} of the boats that we mended was from {1900 + n}.",), (f"Boat {n}",))
        for n in range(30)
    ]
    found = made({HOME: said}, sheet=words, more=0)
    shown = [f"{one.heading} {one.text}" for ones in found.sheet.values() for one in ones]
    assert len(" ".join(shown).split()) <= words


def test_each_pages_share_is_told() -> None:
    """What was left out is said."""
    found = made({HOME: [Passage(("A survey costs £350.",))], PRICES: [Passage((FILLER,))]}, sheet=8, more=0)
    assert found.shown == {HOME: 1.0, PRICES: 0.0}
