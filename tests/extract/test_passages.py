"""Passages: words that stand together on a page, under their headings."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from precall.extract import passages
from precall.model.page import Fetched
from precall.model.passage import Passage
from precall.site.document import Document, parse


def page(body: str) -> Document:
    """A page with that body."""
    url = "https://acme.example/"
    data = f"<html><body>{body}</body></html>".encode()
    return parse(Fetched(url, url, 200, (("content-type", "text/html"),), data, "0" * 64, datetime.now(UTC)))


def read(body: str) -> list[Passage]:
    """The passages of such a page."""
    return list(passages.of(page(body)))


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("<table><tr><td>Survey</td><td>£350</td><td>one day</td></tr></table>", ("Survey", "£350", "one day")),
        ("<div><div>Survey</div><div>£350</div></div>", ("Survey", "£350")),
        ("<div><p>For two</p><p>£80 a night</p><p>cleaning £20</p><p><a href='/b'>Book</a></p></div>",
         ("For two", "£80 a night", "cleaning £20")),
        ("<p>Call us:</p><p>01632 960 417</p>", ("Call us:", "01632 960 417")),
    ],
    ids=["table", "columns", "card with a button", "a line that announces"],
)  # fmt: skip
def test_what_a_reader_joins_is_one_row(row: str, cells: tuple[str, ...]) -> None:
    """Label, amount and condition stay together, whatever holds them."""
    assert [passage.parts for passage in read(f"<h2>Prices</h2>{row}") if passage.form != "link"] == [cells]


@pytest.mark.parametrize(
    "heading",
    [
        "<h3>Winter storage</h3>",
        "<p><strong>Winter storage</strong></p>",
        "<dl><dt>Winter storage</dt></dl>",
        "<div class='card-title'>Winter storage</div>",
    ],
)
def test_each_passage_knows_the_headings_above_it(heading: str) -> None:
    """Whether a tag, bold type or a class makes the heading."""
    found = read(f"<h1>Boats</h1><h2>Prices</h2>{heading}<p>From £38 per foot. Pay in March.</p>")
    assert [(passage.headings, passage.parts) for passage in found] == [
        (("Boats", "Prices", "Winter storage"), ("From £38 per foot.", "Pay in March."))
    ]


@pytest.mark.parametrize(
    "frame",
    [
        "<nav><ul><li><a href='/a'>Home</a></li></ul></nav>",
        "<form><label><span>Your name</span></label><label>E-mail</label><input></form>",
        "<form><div>Please give your weight.</div><div>Choose a boat.</div><input></form>",
        "<p><a href='/a'>About</a> <a href='/b'>Prices</a> <a href='/c'>Contact</a></p>",
        "<p>★★★★★</p><p>1</p>",
    ],
    ids=["navigation", "form", "steps of a form", "menu", "ornament"],
)
def test_menus_forms_and_ornaments_are_no_passages(frame: str) -> None:
    """They say nothing of the business."""
    assert [passage.text for passage in read(f"{frame}<p>We mend boats.</p>")] == ["We mend boats."]


def test_a_button_that_opens_an_answer_is_its_question() -> None:
    """Less the sign beside it."""
    asked = (
        "<button><span>Do you deliver?</span><span>+</span></button><div><p>Yes, within ten miles.</p></div>"
    )
    assert [(one.headings[-1], one.text) for one in read(asked)] == [
        ("Do you deliver?", "Yes, within ten miles.")
    ]


def test_headings_without_text_are_said_as_such() -> None:
    """Services are often a list of headings only."""
    found = read("<h2>Services</h2><h3>Hull repair</h3><h3>Rigging</h3><h2>About</h2><p>We are two.</p>")
    assert [passage.text for passage in found] == ["Hull repair", "Rigging", "We are two."]


def test_a_word_above_a_heading_is_left_out() -> None:
    """It only says which sort of heading follows."""
    found = read("<p>Step one</p><h3>The first call</h3><p>It takes 20 minutes.</p>")
    assert [passage.text for passage in found] == ["It takes 20 minutes."]


PIECES = st.sampled_from(
    [
        "<p>One. Two here.</p>",
        "<h2>Title</h2>",
        "<div>",
        "</div>",
        "<tr><td>a b",
        "<td>c d",
        "<li>Item<br>line",
        "<b>Bold</b>",
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_every_part_stands_on_the_page(body: str) -> None:
    """Alone, and joined with the others."""
    made = page(body)
    for passage in passages.of(made):
        assert passage.text in made.text
        assert all(part in made.text for part in passage.parts)
