"""What the site does not say."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mill import COACH, FACTS, HOME, PAGES, SALES, SENTENCES, judged

from precall.compose.gaps import gaps, shown
from precall.compose.playbook import Playbook
from precall.model.fact import Fact, Kind
from precall.model.page import Miss

ASKABLE = tuple(kind for kind, route in COACH.routes.items() if route == "ask")


def without(*kinds: Kind) -> tuple[Fact, ...]:
    """The mill's facts less some kinds; a line that insists would answer for what they stand for."""
    gone = (*kinds, "phrase") if "value" in kinds else kinds
    return tuple(fact for fact in FACTS if fact.kind not in gone)


def test_who_insists_on_something_says_what_they_stand_for() -> None:
    """A value or a line that insists answers; without both it is a gap."""
    for answer in ("value", "phrase"):
        assert gaps(tuple(f for f in FACTS if f.kind != answer), COACH, SENTENCES, pages=PAGES) == ()
    assert [gap.kind for gap in gaps(without("value", "phrase"), COACH, SENTENCES, pages=PAGES)] == ["value"]


def test_a_site_that_says_everything_leaves_no_gap() -> None:
    """Where each kind has a fact, nothing is asked about what is known."""
    assert gaps(FACTS, COACH, SENTENCES, pages=PAGES) == ()


@given(st.sets(st.sampled_from(ASKABLE)), st.sampled_from((COACH, SALES)))
@settings(max_examples=60, deadline=None)
def test_each_missing_kind_brings_its_own_gap_with_its_question_and_nothing_else_changes(
    gone: set[Kind], playbook: Playbook
) -> None:
    """Deleting the facts of k kinds gives exactly the k gaps that deleting each alone gives."""
    asked = {kind for kind in gone if playbook.routes[kind] == "ask"}
    found = gaps(without(*sorted(asked)), playbook, SENTENCES, pages=PAGES)
    alone = {kind: gaps(without(kind), playbook, SENTENCES, pages=PAGES) for kind in asked}
    assert {gap.kind for gap in found} == asked
    assert all(gap.route == "ask" and gap.text.rstrip("”").endswith("?") for gap in found)
    assert {(gap,) for gap in found} == set(alone.values())


@given(st.sets(st.sampled_from(ASKABLE), max_size=4))
@settings(max_examples=40, deadline=None)
def test_gaps_that_were_there_before_stay_as_they_were(gone: set[Kind]) -> None:
    """A sparse site's other gaps do not move when a fact more is deleted."""
    sparse = without("hours", "phone", "social", "value")
    before = gaps(sparse, COACH, SENTENCES, pages=PAGES)
    after = gaps(tuple(f for f in sparse if f.kind not in gone), COACH, SENTENCES, pages=PAGES)
    assert [gap for gap in after if gap in before] == list(before)
    assert {gap.kind for gap in after if gap not in before} == gone - {"value"}


def test_opening_hours_and_founding_year_are_not_worth_a_question() -> None:
    """They are said to be missing, and left."""
    found = gaps(without("hours", "founded", "faq"), COACH, SENTENCES)
    assert [(gap.kind, gap.route) for gap in found] == [
        ("faq", "leave"),
        ("founded", "leave"),
        ("hours", "leave"),
    ]
    assert not any("?" in gap.text for gap in found)


def test_a_page_that_could_not_be_read_is_where_to_look_first() -> None:
    """The gap names the page and the reason, and keeps the question for the call."""
    missed = (Miss(HOME + "pricing", "timed out after 10 s"),)
    (gap,) = gaps(without("price"), COACH, SENTENCES, missed=missed)
    assert gap.route == "look"
    assert "/pricing" in gap.text
    assert "timed out after 10 s" in gap.text
    assert "How do you arrive at a price?" in gap.text


def test_a_missing_telephone_number_sends_to_a_profile_of_theirs() -> None:
    """One link, one minute; where there is no link it is a question."""
    (gap,) = gaps(without("phone"), COACH, SENTENCES, pages=PAGES)
    assert gap.route == "look"
    assert "instagram.com/quernsidemill" in gap.text
    (asked,) = (
        g for g in gaps(without("phone", "social"), COACH, SENTENCES, pages=PAGES) if g.kind == "phone"
    )
    assert asked.route == "ask"


def test_the_first_page_shows_three_at_most_and_none_that_is_left() -> None:
    """A call is not a form: the playbook's order decides which three, of those that a text can tell by itself."""
    found = gaps((), COACH, SENTENCES)
    assert [gap.kind for gap in shown(found, COACH)] == ["person", "price", "testimonial"]
    assert shown(gaps(without("hours"), COACH, SENTENCES), COACH) == ()


def test_a_caller_may_word_a_question_of_their_own() -> None:
    """The playbook's own words stand in place of the catalogue's."""
    own = COACH._replace(gap_questions={"price": "How did you arrive at your prices?"})
    (gap,) = gaps(without("price"), own, SENTENCES)
    assert "How did you arrive at your prices?" in gap.text


@pytest.mark.parametrize("playbook", [COACH, SALES], ids=["coach", "sales"])
def test_every_kind_that_a_playbook_wants_has_its_sentences(playbook: Playbook) -> None:
    """No gap of a shipped playbook fails for want of words."""
    assert len(gaps((), playbook, SENTENCES)) == len(playbook.routes)


def test_what_a_parked_domain_lacks_is_no_gap() -> None:
    """A subject that is not a company's site is not asked for prices."""
    from mill import SUBJECT

    assert judged((), subject=replace(SUBJECT, flag="parked domain")).gaps == ()


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("price", "How much? It depends, but most pay about £40."),
        ("person", "Our guests thank Agnes and her sister."),
        ("testimonial", "“The best loaf that I have had in years” and more like that"),
        ("testimonial", "Very helpful and professional, and highly recommended."),
        ("email", "write to flour@quernside.example"),
        ("phone", "ring 01632 960 417"),
        ("address", "Mill Lane, 99423 Weimar"),
        ("hours", "Tue to Fri 9-17"),
        ("founded", "milling since 1812"),
    ],
)
def test_what_stands_somewhere_in_the_text_is_no_gap(kind: Kind, line: str) -> None:
    """Also where no fact was made of it."""
    assert [gap.kind for gap in gaps(without(kind), COACH, SENTENCES, texts=[f"Welcome\n{line}"])] == []
    assert [gap.kind for gap in gaps(without(kind), COACH, SENTENCES, texts=["Welcome"])] == [kind]
