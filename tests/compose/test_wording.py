"""Statements, labels, loud words and topics."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mill import ABOUT, HOME, OFFER, SALES, judged

from precall.compose.criterion import Criterion
from precall.compose.offer import Offer
from precall.compose.wording import (
    announces,
    dangles,
    is_loud,
    is_statement,
    leans,
    limits,
    opens_back,
    points_back,
    points_early,
    topics,
)
from precall.model.fact import Evidence, Fact


@pytest.mark.parametrize(
    ("text", "says_something"),
    [
        ("We ship to shops.", True),
        ("Custom shelves for bakeries and small shops", True),
        ("Wir nehmen Bestellungen bis Mittag am Telefon an", True),
        ("Nous livrons tous les restaurants de la vallée", True),
        ("Patient forms", False),
        ("Download our forms before you come in", False),
        ("Mehr über unsere Arbeit in den Schulen", False),
        ("Cliquez ici pour voir toutes nos offres", False),
        ("Which of our forms do you need today?", False),
        ("Date of your last visit to us:", False),
        ("Custom Shelves for Bakeries and Shops Everywhere", False),
        ("WE SHIP TO SHOPS ALL OVER THE COUNTRY.", False),
    ],
)
def test_a_sentence_of_theirs_is_told_from_a_label(text: str, says_something: bool) -> None:
    """In any language: by its end, its length, its capitals and its first word."""
    assert is_statement(text) is says_something


@pytest.mark.parametrize(
    ("text", "loud"), [("OUR OFFERS", True), ("SEO", False), ("MBA for all", False), ("", False)]
)
def test_only_whole_texts_in_capitals_are_loud(text: str, loud: bool) -> None:
    """An abbreviation is written so."""
    assert is_loud(text) is loud


def test_topics_are_shared_by_the_forms_of_a_word_and_not_by_words_that_any_text_has() -> None:
    """Plural and verb meet; would, which and about do not count."""
    assert topics("Our deliveries") & topics("I deliver everything myself")
    assert topics("teams") == topics("a team")
    assert topics("I would like to know which of these things you could do about it") == frozenset()


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_judged(text: str) -> None:
    """A statement has words, and none of them is lost to a crash."""
    assert not is_statement(text) or len(text.split()) >= 4
    assert is_loud(text) in (True, False)
    assert all(2 < len(topic) <= 6 for topic in topics(text) if topic.isascii())


def test_the_sentence_that_holds_the_word_is_cited_for_it() -> None:
    """Of a summary from two pages, the second page where the word stands there."""
    one, two = "We mend wooden boats.", "We work for owners who take orders by phone."
    summary = Fact(
        "summary", f"{one} {two}", 0.9, (Evidence(HOME, one, "text"), Evidence(ABOUT, two, "text"))
    )
    offer = Offer(OFFER.what, OFFER.problem, (Criterion("orders by phone", ("orders by phone",)),))
    (row,) = judged((summary,), playbook=SALES, offer=offer, texts={}).fit
    assert (row.url, row.quote) == (ABOUT, two)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="-:–“”\n .!1\U00018d09", max_size=30))
def test_signs_without_a_word_point_to_nothing(signs: str) -> None:
    """A site may say whatever it likes, and where it says no word none is asked for."""
    asked = (announces, dangles, limits, opens_back, points_back, points_early)
    assert not any(ask(signs.rstrip(":"), ("en",)) for ask in asked)
    assert leans(signs, ("en",)) in (True, False)  # a dash goes on with something
