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


@pytest.mark.parametrize("way", ["Phone +44 (0) 1632 960 417", "una@acme.example"])
def test_a_number_or_address_in_large_letters_is_no_heading(way: str) -> None:
    """It would be lost, and what follows would stand under it."""
    said = read(f"<h2>The yard</h2><h3>{way}</h3><p>We open at seven in the morning.</p>")
    assert [(one.text, one.headings) for one in said] == [
        (way, ("The yard",)),
        ("We open at seven in the morning.", ("The yard",)),
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


def test_the_rest_of_a_long_list_is_no_row() -> None:
    """A row begins with its first cell, and has few."""
    items = ("Planks", "Ribs", "Masts", "Sails", "Ropes", "Keels")
    found = read(f"<h2>Work</h2><div><ul>{''.join(f'<li>{one}</li>' for one in items)}</ul></div>")
    assert [(passage.form, passage.parts) for passage in found] == [("list", (one,)) for one in items]


@pytest.mark.parametrize("figure", ["72h", "4+", "98%", "$5K"])
def test_a_figure_above_a_heading_is_what_the_heading_counts(figure: str) -> None:
    """Where it opens the card, it is the first thing said below that heading."""
    cards = "".join(
        f"<div><div><img src='a.png'/></div><div>{one}</div><h3>{title}</h3><p>{text}</p></div>"
        for one, title, text in (
            ("30+", "Boats a year", "Built by hand."),
            (figure, "Quays", "On both shores."),
        )
    )
    found = read(f"<h2>Numbers</h2>{cards}")
    assert [(passage.headings[-1], passage.parts) for passage in found][2:] == [
        ("Quays", (figure,)),
        ("Quays", ("On both shores.",)),
    ]


def test_a_figure_behind_its_label_stays_there() -> None:
    """The heading behind it is about something else."""
    found = read(
        "<h2>Prices</h2><div><p>A week in the hall</p><p>£350</p></div><h3>Sails</h3><p>Cut to measure.</p>"
    )
    assert [(passage.headings[-1], passage.parts) for passage in found] == [
        ("Prices", ("A week in the hall", "£350")),
        ("Sails", ("Cut to measure.",)),
    ]


@pytest.mark.parametrize(
    ("counters", "said"),
    [
        (("0", "boats mended", "0%", "of them of oak"), []),
        (("boats mended", "0"), ["boats mended"]),
        (("boats mended", "+0"), []),
        (("0%", "of crews sail better", "$0×", "back for each £1 spent"), []),
        (("01", "Tell us", "02", "We come"), ["Tell us", "We come"]),
        (("4+", "quays", "30", "years"), ["4+", "quays", "30", "years"]),
    ],
    ids=["not counted", "one alone", "one with a sign", "a sum in the label", "steps", "counted"],
)
def test_what_only_a_script_counts_up_is_left_out_with_its_label(
    counters: tuple[str, ...], said: list[str]
) -> None:
    """A label without its figure says nothing; the number of a step says nothing either."""
    found = read("".join(f"<section><p>{one}</p></section>" for one in counters))
    assert [part for passage in found for part in passage.parts] == said


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (
            ("We have built boats on this", "shore since 1974."),
            ("We have built boats on this shore since 1974.",),
        ),
        (
            ("We built the first of the", "Harbour Office cutters."),
            ("We built the first of the Harbour Office cutters.",),
        ),
        (("7 Quay Lane", "open all year"), ("7 Quay Lane", "open all year")),
        (("We have built boats since 1974.", "ring us"), ("We have built boats since 1974.", "ring us")),
    ],
)
def test_a_line_break_within_a_sentence_ends_no_sentence(
    lines: tuple[str, ...], parts: tuple[str, ...]
) -> None:
    """What is short is a line of an address, and what has a full stop is whole."""
    (found,) = read(f"<h2>Boats</h2><p>{'<br>'.join(lines)}</p>")
    assert found.parts == parts


def test_a_button_that_shows_and_hides_is_its_question_alone() -> None:
    """What the button says of itself is no part of it."""
    (found,) = read(
        "<button>Do you mend iron hulls? <span>Show</span> <span>Hide</span></button><p>We mend them all.</p>"
    )
    assert (found.headings, found.parts) == (("Do you mend iron hulls?",), ("We mend them all.",))
