"""How sure a fact is, and when it is marked "check this"."""

from itertools import pairwise

import pytest
from whole_site import site

from precall.extract import confidence
from precall.extract.confidence import RIGHT
from precall.model.fact import Evidence, Fact, Kind
from precall.model.kinds import ROWS
from precall.model.page import PageKind

HOME, OTHER = "https://larkspur.example/", "https://larkspur.example/2"


def told(kind: Kind, score: float, *urls: str, check: bool = False) -> Fact:
    """A settled fact with one evidence for each address."""
    return Fact(
        kind, "Ada Winterbourne", score, tuple(Evidence(url, "Ada", "text") for url in urls), {}, check
    )


def kind_of(url: str) -> PageKind:
    """The home page, and one that is of no kind."""
    return "home" if url == HOME else "other"


def test_a_kind_whose_labels_are_not_complete_keeps_its_score_and_its_mark() -> None:
    """Nobody knows how many credentials beside the labelled ones are right."""
    facts = [told("credential", 0.4, HOME), told("credential", 0.8, HOME, check=True)]
    assert list(confidence.judged(facts, kind_of)) == facts


@pytest.mark.parametrize("kind", RIGHT)
def test_a_better_score_and_more_support_never_make_a_fact_less_sure(kind: Kind) -> None:
    """Another page that says the same is no reason to doubt."""
    rows = RIGHT[kind]
    assert len(rows) == confidence.SUPPORTS
    assert all(one <= other for row in rows for one, other in pairwise(row))
    assert all(one <= other for one, other in zip(rows[1], rows[2], strict=True))
    assert all(0 < share < 1 for row in rows for share in row)
    assert kind in ROWS


def test_a_person_whom_two_pages_name_is_surer_than_one_named_once_on_a_page_of_no_kind() -> None:
    """What one page in a corner says is to be checked; below one half it is not shown."""
    often, once = told("person", 0.85, HOME, OTHER), told("person", 0.85, OTHER)
    sure, doubted = confidence.judged([often, once], kind_of)
    assert (sure.check, doubted.check) == (False, True)
    assert sure.confidence > doubted.confidence


def test_a_number_of_one_page_is_checked_where_all_pages_give_another() -> None:
    """It may be that of a clinic which they recommend; where each branch has a page of its own, all numbers are theirs."""
    pages = [f"https://larkspur.example/{n}" for n in range(4)]
    usual, other = told("phone", 0.95, *pages), told("phone", 0.95, OTHER)
    assert [fact.check for fact in confidence.judged([usual, other], kind_of)] == [False, True]
    branches = [told("phone", 0.95, page) for page in pages]
    assert not any(fact.check for fact in confidence.judged(branches, kind_of))


def test_what_one_of_several_pages_says_alone_is_checked_for_some_kinds() -> None:
    """The newest day of one post, an offer that the home page does not tell; not where only a page or two were read."""
    pages = [f"https://larkspur.example/{n}" for n in range(4)]
    name = told("name", 0.95, HOME, *pages)
    for kind in ("latest_date", "contact_page", "offer"):
        alone = told(kind, 0.95, OTHER)
        assert [fact.check for fact in confidence.judged([name, alone], kind_of)] == [False, True]
    for kind in ("latest_date", "contact_page"):
        assert not any(fact.check for fact in confidence.judged([told(kind, 0.95, OTHER)], kind_of))
    (_, shown) = confidence.judged([name, told("offer", 0.95, HOME, OTHER)], kind_of)
    assert not shown.check


def test_an_amount_outside_of_price_lists_says_what_it_is_for_or_is_checked() -> None:
    """It may be a grant, an example, a competitor's; on a page of prices the row says what it is for."""
    prices = [
        Fact("price", value, 0.95, (Evidence(url, value, "text"),))
        for value, url in (
            ("$40", OTHER),
            ("$40 per hour", OTHER),
            ("$40", "https://larkspur.example/prices"),
        )
    ]
    judged = confidence.judged(prices, lambda url: "pricing" if url.endswith("prices") else kind_of(url))
    assert [fact.check for fact in judged] == [True, False, False]
    listed = [Fact("price", f"${n}", 0.95, (Evidence(OTHER, f"${n}", "text"),)) for n in (40, 50, 60)]
    assert not any(fact.check for fact in confidence.judged(listed, kind_of))


def test_a_mark_that_an_extractor_set_stays() -> None:
    """A link that dials another number than it shows is to be checked however sure the number is."""
    (fact,) = confidence.judged([told("phone", 0.99, HOME, OTHER, check=True)], kind_of)
    assert fact.check


def test_other_kinds_still_see_the_scores_of_the_sightings() -> None:
    """Only what leaves the site's view is measured: extractors compare scores with scores."""
    view = site("<title>Larkspur</title><p>Owner: Ada Winterbourne</p>")
    (person,) = view.facts("person")
    (measured,) = (fact for fact in view.all_facts() if fact.kind == "person")
    assert person.confidence != measured.confidence
    assert person.value == measured.value


def test_the_title_of_a_late_page_makes_an_offer_no_surer() -> None:
    """Any entry of a menu has such a page; two of the main pages that agree are something."""
    offer = told("offer", 0.85, HOME, OTHER)
    of_both, of_one = (next(iter(confidence.judged([offer], kind_of, late))) for late in ((), (OTHER,)))
    assert of_both.confidence > of_one.confidence
