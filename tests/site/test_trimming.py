"""What a parser is spared: never a word that a reader sees on an ordinary page."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from precall.site.trimming import MAX_CHARACTERS, MAX_TAGS, trimmed, without_silence

FILLER = "<p>word</p>" * 10_000


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_a_page_of_ordinary_size_is_left_as_it_is(markup: str) -> None:
    """Whatever it holds."""
    assert trimmed(markup) == (markup, "")


def test_an_inline_picture_goes_and_its_description_stays() -> None:
    """Pictures written into the page are long, and their alternative text names clients."""
    tag = f'<img alt="Acme" src="data:image/png;base64,{"A" * 20_000}">'
    text, partial = trimmed(FILLER + tag)
    assert text.endswith('<img alt="Acme" src="data:,">')
    assert partial == ""


def test_a_tag_with_endless_attributes_keeps_its_name() -> None:
    """libxml2 compares each attribute with all others."""
    text, partial = trimmed(f"{FILLER}<p {'a1=1 ' * 100_000}>many</p>")
    assert text.endswith("<p>many</p>")
    assert partial == ""


@pytest.mark.parametrize("name", ["script", "STYLE", "svg", "title"])
def test_what_nobody_reads_goes_where_it_is_endless(name: str) -> None:
    """The text behind it is read."""
    text, partial = trimmed(f"<h1>Acme</h1><{name} x>{'var a;' * 200_000}</{name}><p>after</p>")
    assert text == "<h1>Acme</h1><p>after</p>"
    assert partial == ""


def test_a_long_page_is_cut_and_says_so() -> None:
    """By its characters or by its tags, whichever comes first."""
    text, partial = trimmed("word " * (MAX_CHARACTERS // 4))
    assert len(text) == MAX_CHARACTERS
    assert partial == "only the first 3,000,000 characters were read"
    text, partial = trimmed("<b>x" * (MAX_TAGS + 5))
    assert text.count("<") == MAX_TAGS
    assert partial == "only the first 65,000 elements were read"


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["<", "<a", "<script", "<script>", "</script", "<a b='", "<!--", "data:", "<a data:", "<svg ", "<title x="]
)  # fmt: skip
def test_any_repeated_piece_is_read_in_linear_time(piece: str) -> None:
    """Two megabytes take a moment."""
    assert min(_seconds(piece * (2_000_000 // len(piece))) for _ in range(2)) < 2


def _seconds(markup: str) -> float:
    began = time.process_time()
    trimmed(markup)
    return time.process_time() - began


def test_silence_ends_with_the_page_where_it_is_not_closed() -> None:
    """As in a browser."""
    assert without_silence("<p>a</p><script>b <p>c</p>") == "<p>a</p>"
