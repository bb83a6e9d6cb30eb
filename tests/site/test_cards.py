"""Where things repeat on a page."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from precall.site import cards
from precall.site.document import Document, _tree


def page(body: str) -> Document:
    """A page with that body."""
    markup = f"<html><body>{body}</body></html>"
    return Document("https://example.org/", markup, _tree(markup))


def titles(group: cards.CardGroup) -> list[str]:
    """The headings of a group's cards."""
    return [card.heading.text if card.heading else "" for card in group.cards]


def biggest(document: Document, shape: str) -> cards.CardGroup:
    """The group of a shape with the most cards."""
    return max((g for g in cards.of(document) if g.shape == shape), key=lambda g: len(g.cards))


def test_columns_around_cards_are_looked_through() -> None:
    """A wrapper around each card does not hide the card."""
    column = '<div class="col-md-4"><div class="card"><img src="x" alt="{0} at work"><h4>{0}</h4><p>Makes things.</p></div></div>'
    found = biggest(
        page(
            "<h2>The makers</h2><div class='row'>"
            + "".join(map(column.format, ("Ada", "Bo", "Cy")))
            + "</div>"
        ),
        "siblings",
    )
    assert titles(found) == ["Ada", "Bo", "Cy"]
    assert found.headings[0].text == "The makers"
    assert "card" in found.names.split()


def test_rows_of_a_grid_are_one_group() -> None:
    """Two rows of two columns are four cards."""
    row = "<div class='row'><div class='col'><h3>{}</h3><p>a</p></div><div class='col'><h3>{}</h3><p>b</p></div></div>"
    found = biggest(page(row.format("One", "Two") + row.format("Three", "Four")), "siblings")
    assert titles(found) == ["One", "Two", "Three", "Four"]


def test_a_cloned_slide_counts_once() -> None:
    """A carousel repeats its first and last slide."""
    slide = "<li class='slide{}'><p>{}</p><p>someone</p></li>"
    found = biggest(
        page(
            "<ul>"
            + slide.format(" clone", "B")
            + slide.format("", "A")
            + slide.format(" active", "B")
            + "</ul>"
        ),
        "siblings",
    )
    assert [card.blocks[0].text for card in found.cards] == ["B", "A"]


def test_flat_headings_govern_what_follows_them() -> None:
    """Headings without wrappers make cards as well."""
    found = biggest(
        page("<h2>Team</h2><h3>Ada</h3><p>Baker</p><h3>Bo</h3><p>Driver</p><p>Cook</p><h2>Next</h2>"),
        "headings",
    )
    assert titles(found) == ["Ada", "Bo"]
    assert [b.text for b in found.cards[1].body] == ["Driver", "Cook"]
    assert found.headings[0].text == "Team"


def test_the_headings_of_earlier_cards_do_not_govern_a_later_group() -> None:
    """A list that follows a grid stands below the section's heading, not below the last card's."""
    grid = (
        "<div class='g'><div class='c'><h4>A</h4><p>x</p></div><div class='c'><h4>B</h4><p>y</p></div></div>"
    )
    found = biggest(
        page(
            f"<h2>All</h2>{grid}<div><article class='n'>1 one</article><article class='n'>2 two</article><article class='n'>3</article></div>"
        ),
        "siblings",
    )
    assert [c.text for c in found.cards] == ["1 one", "2 two", "3"]
    assert found.headings[0].text == "All"


def test_a_list_inside_a_card_stands_below_that_cards_heading() -> None:
    """A card's own list is governed by the card's heading."""
    card = "<div class='c'><h4>{}</h4><ul><li>one {}</li><li>two</li><li>three</li></ul></div>"
    found = [
        g
        for g in cards.of(page("<h2>All</h2>" + card.format("A", 1) + card.format("B", 2)))
        if g.cards[0].element.tag == "li"
    ]
    assert [g.headings[0].text for g in found if g.headings] == ["A", "B"]


def test_two_cell_rows_and_definitions_have_their_label_as_heading() -> None:
    """Tables and definition lists pair a label with a value."""
    found = cards.of(
        page(
            "<table><tr><td>Cut</td><td>20</td></tr><tr><td>Colour</td><td>45</td></tr></table><dl><dt>Host</dt><dd>Ada</dd></dl>"
        )
    )
    assert [(g.shape, titles(g)) for g in found] == [("rows", ["Cut", "Colour"]), ("definitions", ["Host"])]


def test_a_lone_testimonial_is_a_card() -> None:
    """One card is no repetition, but its class or tag says what it is."""
    found = cards.of(
        page(
            "<div class='testimonial'><p>Fine work.</p><p>Ada</p></div><p>-</p><blockquote>More</blockquote>"
        )
    )
    assert [g.shape for g in found] == ["single", "single"]


def test_images_know_where_they_stand() -> None:
    """An image without words of its own still has a place among the blocks."""
    found = cards.images(
        page(
            "<p>a</p><div><img alt='Logo of A' src='a'><img alt='' src='b'></div><p>b</p><img alt='B' src='c'>"
        )
    )
    assert [(i.alt, i.after) for i in found] == [("Logo of A", 0), ("B", 1)]


def test_sections_hold_what_follows_their_heading() -> None:
    """A section ends at the next heading, and knows the headings above."""
    found = cards.sections(page("<h1>A</h1><p>1</p><h2>B</h2><p>2</p><p>3</p>"))
    assert [(s.heading.text, [b.text for b in s.body], [h.text for h in s.above]) for s in found] == [
        ("A", ["1"], []),
        ("B", ["2", "3"], ["A"]),
    ]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "<div> </div> <div class=c> <li> <ul> </ul> <h2>T</h2> <h3>U</h3> <p>x</p> text <img alt=q> <tr><td>1<td>2 <dl><dt>a<dd>b".split(
                " "
            )
        ),
        max_size=60,
    )
)
def test_any_markup_gives_groups_of_blocks_on_the_page(parts: list[str]) -> None:
    """Whatever the markup, cards hold blocks of the page in reading order."""
    document = page(" ".join(parts))
    for group in cards.of(document):
        assert group.cards
        for card in group.cards:
            assert list(card.blocks) == sorted(card.blocks, key=lambda block: block.index)
            assert card.heading is None or card.heading in card.blocks


@pytest.mark.slow
def test_a_page_ten_times_as_long_takes_about_ten_times_as_long() -> None:
    """Time grows with the page, deep or wide."""

    def cost(times: int) -> float:
        document = page(
            "<h2>T</h2><div class='row'><div class='c'><h3>A</h3><p>b</p><ul><li>1<li>2</ul></div></div>"
            * times
        )
        start = time.process_time()
        cards.of(document)
        return time.process_time() - start

    small = min(cost(200) for _ in range(3))
    assert min(cost(2000) for _ in range(2)) < 25 * small + 0.05
