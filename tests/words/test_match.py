"""The one matcher: which phrases stand in a text."""

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precall import words
from precall.words.match import ALL, Phrases, fold, listed, phrases, vocabulary

SOME = Phrases(["founded", "founded in", "since", "& Co.", "l'équipe", "©"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Founded in 1998", ["founded in"]),
        ("FOUNDED, since then", ["founded", "since"]),
        ("unfounded claims sincerely", []),
        ("well-founded", ["founded"]),
        ("Voici L’Équipe", ["l'équipe"]),
        ("Müller & Co.KG ©2024", ["& co.", "©"]),
        ("", []),
    ],
)
def test_whole_words_are_found_whatever_their_case_and_apostrophe(text: str, found: list[str]) -> None:
    """The longest where several begin at one place; a sign at an edge needs no boundary."""
    assert [place.group() for place in SOME.each(text)] == found
    assert SOME.stand_in(text) is bool(found)
    assert SOME.different(text) == frozenset(found)


def test_a_place_holds_in_the_text_as_it_was_given() -> None:
    """Letters whose lower case is longer shift nothing."""
    text = "İİİ Founded in 1998"
    found = SOME.first(text)
    assert found is not None
    assert text[found.start() : found.end()] == "Founded in"


def test_a_phrase_behind_a_digit_is_found_where_that_is_asked_for() -> None:
    """Units stand right behind their number."""
    assert not Phrases(["min"]).stand_in("30min")
    assert Phrases(["min"], behind_digits=True).stand_in("30min")
    assert Phrases(["min"], behind_digits=True).stand_in("5 x_30min")
    assert not Phrases(["min"], behind_digits=True).stand_in("admin")


def test_a_list_counts_in_the_languages_that_it_is_asked_for() -> None:
    """In all of them where none is given."""
    assert phrases("founded", "words", ("de",)).stand_in("Gegründet 1998")
    assert not phrases("founded", "words", ("en", "fr")).stand_in("Gegründet 1998")
    assert phrases("founded", "words").stand_in("Gegründet 1998")
    assert set(listed("founded", "words", ("de",))) < vocabulary("founded", "words", ALL)


def test_a_list_that_no_language_has_stands_in_no_text() -> None:
    """A language may lack a table."""
    assert not phrases("no such", "list").stand_in("anything")
    assert listed("no such", "list") == ()


@given(st.text(max_size=60))
def test_folding_keeps_every_place(text: str) -> None:
    """One letter for one letter."""
    assert len(fold(text)) == len(text)


LISTS = [
    ("founded", "words"),
    ("hours", "closed"),
    ("contact", "address"),
    ("voice", "credits"),
    ("money", "units"),
]


@given(
    st.sampled_from(LISTS),
    st.text(" ab’'-_.1é", max_size=8),
    st.integers(0, 10**6),
    st.text(" ab’'-_.1é", max_size=8),
)
def test_a_first_look_loses_no_phrase(which: tuple[str, str], before: str, number: int, after: str) -> None:
    """What an expression alone would find is found, and nothing else."""
    known = listed(*which)
    text = f"{before}{known[number % len(known)]}{after}"
    assert [m.group() for m in phrases(*which).each(text)] == _plainly(known).findall(fold(text))


@cache
def _plainly(known: tuple[str, ...]) -> re.Pattern[str]:
    """The rule itself, slowly: no letter, digit or underscore beside a phrase's own."""
    longest_first = sorted(known, key=lambda phrase: (-len(phrase), phrase))
    return re.compile("|".join(map(_bounded, longest_first)))


def _bounded(phrase: str) -> str:
    before = r"(?<!\w)" if phrase[0].isalnum() else ""
    after = r"(?!\w)" if phrase[-1].isalnum() else ""
    return f"{before}{re.escape(phrase)}{after}"


@given(st.text("ab ’.\n_1é", max_size=8), st.integers(0, 10**6), st.text("ab ’.\n_1é", max_size=8))
def test_a_phrase_of_a_long_text_is_found_as_in_a_line(before: str, number: int, after: str) -> None:
    """However long the text is."""
    known = listed("voice", "credits")
    line = f" {before}{known[number % len(known)]}{after} "
    asked, padding = phrases("voice", "credits"), "xyz " * 500
    assert asked.stand_in(f"{padding}{line}") is asked.stand_in(line)


def test_every_language_is_asked_for_by_its_code() -> None:
    """No language's words are lost among all of them."""
    for code in words.languages():
        assert set(listed("contact", "phone", (code,))) <= vocabulary("contact", "phone")
