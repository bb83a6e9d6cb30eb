"""What libxml2 gives up on is still read."""

from datetime import UTC, datetime

import pytest

from precall.model.page import Fetched
from precall.site.document import Document, parse
from precall.site.patient import flattened, holds_text

NOW = datetime(2026, 1, 31, 9, tzinfo=UTC)
URL = "https://acme.example/"


def page(markup: str) -> Document:
    return parse(Fetched(URL, URL, 200, (("content-type", "text/html"),), markup.encode(), "", NOW))


def test_text_below_thousands_of_blocks_is_found() -> None:
    """Title, headings, links and words, less what they were nested in."""
    deep = 5_000
    markup = (
        f"<title>Acme</title>{'<div>' * deep}<h2>Clo<b>cks</b></h2><p>Mended <a href='/how'>here</a>.</p>"
        f"<script>no()</script>{'</div>' * deep}"
    )
    read = page(markup)
    assert read.title == "Acme"
    assert [(block.text, block.level) for block in read.blocks] == [("Clocks", 2), ("Mended here.", 0)]
    assert [link.url for link in read.links] == ["https://acme.example/how"]


def test_text_nested_a_few_hundred_deep_is_read_as_ever() -> None:
    """Some site builders nest that deep."""
    assert page(f"<p>One</p>{'<div>' * 400}<p>deep</p>").text == "One deep"


def test_what_is_too_deep_beside_other_text_is_said() -> None:
    """The page counts as read in part."""
    read = page(f"<p>One</p>{'<div>' * 4_000}<p>deep</p>")
    assert read.text == "One"
    assert read.partial == "what is nested too deep was not read"


@pytest.mark.parametrize(
    ("markup", "holds"),
    [
        ("<div><p>word</p></div>", True),
        ("<div></div><script>var word</script><noscript>word</noscript>", False),
        ("<title>word</title><p> 12 </p>", False),
        ("", False),
    ],
)
def test_only_words_that_a_reader_sees_count(markup: str, holds: bool) -> None:
    """A page drawn by script is not read a second time."""
    assert holds_text(markup) is holds


@pytest.mark.parametrize("markup", ["<![CDAT<p>a", "<![a word"])
def test_what_no_parser_reads_is_a_page_without_words(markup: str) -> None:
    """Found by mutated pages."""
    assert page(f"{'<div>' * 3_000}word{markup}").text in ("", "word")


def test_hostile_text_stays_text() -> None:
    """What was decoded is encoded again."""
    assert flattened("<p>&lt;script&gt;x</p>").endswith("<body><p>&lt;script&gt;x</p></body></html>")
