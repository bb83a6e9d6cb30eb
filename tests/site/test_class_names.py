"""Names of classes and ids say what a part of a page is."""

import pytest

from precall.site.class_names import meaning


@pytest.mark.parametrize(
    ("what", "name", "means"),
    [
        ("team", "our-team", True),
        ("team", "team_list", True),
        ("team", "steamship", False),
        ("card", "card", True),
        ("card", "price-card__item", True),
        ("card", "card-title", False),
        ("role", "member__title", True),
        ("role", "title", False),
        ("praise", "mytestimonials2", True),
        ("praise", "voices", True),
        ("praise", "invoices", False),
        ("news", "mod_article", False),
        ("news", "latest news", True),
        ("hidden", "price hide", True),
        ("hidden", "hide-on-phones", False),
    ],
)
def test_a_name_means_what_its_parts_mean(what: str, name: str, means: bool) -> None:
    """A part of a name counts, the title within a card is no card, a word within another word is none, and some names count whole."""
    assert (meaning(what).search(name) is not None) == means


def test_several_meanings_can_be_asked_at_once() -> None:
    """A list of posts is news, too."""
    assert meaning("news", "post").search("post")
    assert not meaning("news").search("post")
