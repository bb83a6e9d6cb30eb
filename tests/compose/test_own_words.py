"""What is quoted back to a business is its own, and fit to be said."""

from datetime import UTC, datetime

import pytest

from precall.compose.own_words import own_words
from precall.compose.wording import is_sayable
from precall.decency import is_personal
from precall.model.page import PageRecord
from precall.model.passage import Passage
from precall.model.voice import Voice

HOME, TERMS = "https://acme.example/", "https://acme.example/terms"
NOW = datetime(2026, 2, 1, 9, tzinfo=UTC)
PAGES = (
    PageRecord(HOME, 200, "Acme", "home", "", NOW),
    PageRecord(TERMS, 200, "Terms", "legal", "", NOW),
)


@pytest.mark.parametrize("whose", ["client", "third_party", "example", "template", "legal"])
def test_a_line_of_somebody_else_is_none_of_their_words(whose: Voice) -> None:
    """The same line in the business's own voice stays."""
    text = "We bake bread.\nThey run Shopify."
    others = {HOME: (Passage(("We bake bread.",)), Passage(("They run Shopify.",), voice=whose))}
    assert own_words({HOME: text, TERMS: "Shopify"}, others, PAGES) == {HOME: "We bake bread."}
    assert own_words({HOME: text}, {HOME: (Passage(("They run Shopify.",)),)}, PAGES) == {HOME: text}


@pytest.mark.parametrize(
    "text",
    [
        "We never hurry a loaf.",
        "We treat anxiety and depression in children and adults.",
        "Sie erreichen uns jeden Tag bis acht Uhr.",
        "Nous ne vendons que du pain d'ici.",
    ],
)
def test_a_plain_statement_of_theirs_can_be_said(text: str) -> None:
    """What a practice treats is its trade."""
    assert is_sayable(text)


@pytest.mark.parametrize(
    "text",
    [
        "We never see it only as this.",
        "They do that for us every morning.",
        "What if your kitchen could talk?",
        "She came to us two years after her stroke.",
        "One client lost his job through depression.",
        "Anxiety is not a disease, we say.",
        "Sie kam nach ihrer Diagnose, und ein Klient brachte sie her.",
        "Elle est venue chez nous après son cancer.",
        "WE NEVER EVER CLOSE",
    ],
)
def test_what_dangles_asks_or_tells_of_an_illness_is_never_said(text: str) -> None:
    """It would sound odd, or hurt."""
    assert not is_sayable(text)


def test_somebody_elses_illness_is_private() -> None:
    """A trade's own words for what it treats are not."""
    assert is_personal("She lived with cancer for three years.")
    assert not is_personal("We care for people with dementia at home.")
