"""Whether a prospect is a good one, by the rep's own list."""

from datetime import date
from pathlib import Path

import pytest
from tests.batch.samples import NOW, fact

from precall.batch.criteria import Looked, judged
from precall.compose import offer
from precall.compose.conditions import Scene
from precall.compose.criterion import Criterion, load, plain_condition
from precall.errors import TemplateError
from precall.model.fact import Evidence, Fact, Kind
from precall.model.page import Miss, PageKind, PageRecord

TODAY = date(2026, 6, 1)


def page(kind: PageKind) -> PageRecord:
    """A page of a kind that was read."""
    return PageRecord(f"https://acme.example/{kind}", 200, kind, kind, "0" * 64, NOW)


def answer(said: str, facts: list[Fact], pages: list[PageKind], *, missed: bool = True) -> str:
    """What one criterion comes to."""
    by_kind: dict[Kind, list[Fact]] = {}
    for one in facts:
        by_kind.setdefault(one.kind, []).append(one)
    looked = Looked(
        [page(kind) for kind in pages], [Miss("https://acme.example/x", "500")] if missed else [], {}, 12
    )
    (result,) = judged([Criterion(said, when=(plain_condition(said),))], Scene(by_kind, TODAY), looked)
    return result.answer


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("country is DE", "country is DE"),
        ("hires", "hiring"),
        ("uses Shopify", "tech is shopify"),
        ("uses Google Analytics", "tech is google-analytics"),
        ("has prices", "price"),
        ("has no prices", "no price"),
        ("newest content under a year", "latest_date within 365 days"),
        ("newest content under 6 months", "latest_date within 186 days"),
        ("offer >= 4", "offer >= 4"),
    ],
)
def test_a_reps_words_are_conditions_over_facts(said: str, means: str) -> None:
    """Each is one of the plain conditions that playbooks use."""
    assert plain_condition(said).text == means


def test_a_country_that_is_stated_decides_both_ways() -> None:
    """Another one is no; none is not known."""
    german = [fact("country", "DE")]
    assert answer("country is DE", german, ["home"]) == "yes"
    assert answer("country is FR", german, ["home"]) == "no"
    assert answer("country is FR", [], ["home"]) == "not known"


def test_an_absence_counts_only_where_the_thing_would_have_stood() -> None:
    """No careers page read: who knows whether they hire."""
    assert answer("hires", [], ["home"]) == "not known"
    assert answer("hires", [], ["home", "careers"]) == "no"
    assert answer("hires", [], ["home"], missed=False) == "no"
    assert answer("hires", [fact("hiring", "A baker")], ["home"]) == "yes"


def test_what_must_be_checked_decides_nothing() -> None:
    """A doubtful price is no price, and no proof that there is none."""
    doubtful = [fact("price", "9 €", check=True)]
    assert answer("has prices", doubtful, ["home", "pricing"]) == "not known"
    assert answer("has no prices", doubtful, ["home", "pricing"]) == "not known"


def test_a_post_about_hiring_is_no_proof_that_nobody_is_sought() -> None:
    """Nor that somebody is."""
    post = [fact("news", "We are hiring two bakers", date="2026-05-20")]
    for said in ("hires", "does not hire"):
        assert answer(said, post, ["home", "careers"]) == "not known"
    assert answer("hires", [fact("news", "A new oven", date="2026-05-20")], ["home", "careers"]) == "no"


def test_an_old_date_is_a_no_and_no_date_is_not_known() -> None:
    """Undated sites are not old sites."""
    assert answer("newest content under a year", [fact("latest_date", "2026-03-01")], ["home"]) == "yes"
    assert answer("newest content under a year", [fact("latest_date", "2020-03-01")], ["home"]) == "no"
    assert answer("newest content under a year", [], ["home"]) == "not known"


def test_an_answer_comes_with_the_words_that_show_it() -> None:
    """Also a no that a fact decides."""
    looked = Looked([page("home")], [], {}, 12)
    criterion = Criterion("in France", when=(plain_condition("country is FR"),))
    (result,) = judged([criterion], Scene({"country": [fact("country", "DE")]}, TODAY), looked)
    assert (result.answer, result.evidence[0].quote) == ("no", "DE")


def test_words_are_looked_for_on_the_pages() -> None:
    """With the sentence in which they stand."""
    text = {"https://acme.example/": "We bake. We teach in schools."}
    looked = Looked([page("home")], [], text, 12)
    (result,) = judged([Criterion("Schools", ("school",))], Scene({}, TODAY), looked)
    assert result.answer == "yes"
    assert result.evidence == (Evidence("https://acme.example/", "We teach in schools.", "text"),)


def test_a_file_of_criteria_is_read(tmp_path: Path) -> None:
    """Lines in quotes, or tables with words and conditions."""
    path = tmp_path / "criteria.toml"
    path.write_text('good = ["has prices", {name = "Small", when = ["person", "person < 10"]}]')
    assert [criterion.name for criterion in load(path)] == ["has prices", "Small"]


LINES = """[
    "country is DE", "hires", "uses shopify", "has prices", "offer >= 4", "newest content under a year", "booking",
    "shopify | woocommerce", "click and collect",
    { name = "Schools", words = ["school"], when = ["has prices", "person < 10"] },
]"""


def test_criteria_and_offer_speak_one_vocabulary(tmp_path: Path) -> None:
    """A line means the same in both files."""
    path = tmp_path / "any.toml"
    path.write_text(f"good = {LINES}")
    good = load(path)
    path.write_text(f"looks_for = {LINES}\nnot_for = {LINES}")
    assert offer.load(path).looks_for == offer.load(path).not_for == good
    assert [bool(one.when) for one in good] == [True] * 7 + [False, False, True]
    assert good[7] == Criterion("shopify", ("shopify", "woocommerce"))


@pytest.mark.parametrize("line", ["is nice", "revenue > 5", "context", "has charm"])
def test_a_line_that_asks_for_no_fact_is_refused_with_its_place(tmp_path: Path, line: str) -> None:
    """Nothing is guessed: neither charm nor revenue."""
    path = tmp_path / "criteria.toml"
    path.write_text(f'good = ["has prices", "{line}"]')
    with pytest.raises(TemplateError, match="good 2"):
        load(path)
