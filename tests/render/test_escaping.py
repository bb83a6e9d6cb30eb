"""One escaping function per output, tried on what websites really put into text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from precall.render import escaping


@pytest.mark.parametrize(
    "text",
    [
        "Plain words, 3.5 stars & £4.50",
        "Mon-Fri 8.30-17.00",
        "Grüße aus Weimar – „gut“",
        "日本語のテキスト",
        "C# and C++",
        "a < b",
    ],
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    """What a person would read is not touched."""
    assert escaping.plain(text) == text
    assert escaping.html(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\u202eb\u2066c", "abc"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("two\r\n lines\u2028and\x85more", "two lines and more"),
        ("soft\u00adhyphen\u200b", "softhyphen"),
        ("half\ud83d", "half\ufffd"),
        ("tag\U000e0041", "tag"),
        ("e" + "\u0301" * 40, "e\u0301\u0301"),
    ],
)
def test_invisible_and_turning_characters_are_gone(text: str, left: str) -> None:
    """Nothing that a reader cannot see decides what they see."""
    assert escaping.plain(text) == left


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Plain words, 3.5 stars.", "Plain words, 3.5 stars."),
        ("# not a heading", "\\# not a heading"),
        ("1. not a list", "1\\. not a list"),
        ("- not a list", "\\- not a list"),
        ("www.a.example", "www\\.a\\.example"),
        ("https://a.example", "https\\://a\\.example"),
        ("a | b", "a \\| b"),
        ("Ask for a mark!", "Ask for a mark\\!"),
        ("AT&amp;T", "AT\\&amp;T"),
    ],
)
def test_text_in_markdown_reads_as_itself(text: str, written: str) -> None:
    """Escaped where it has to be, readable where it need not be."""
    assert escaping.markdown(text) == written


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_comes_back_from_markdown_unchanged(text: str) -> None:
    """A Markdown reader sees exactly the plain text, what is read from the right set apart."""
    tokens = (
        MarkdownIt("commonmark", {"html": True}).enable("table").parseInline(str(escaping.markdown(text)))
    )
    children = tokens[0].children or []
    assert {child.type for child in children} <= {"text"}
    assert "".join(child.content for child in children) == escaping.isolated(escaping.plain(text))


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://a.example/b?c=d&e=%20#f", "https://a.example/b?c=d&e=%20#f"),
        ("https://a.example/ü x", "https://a.example/%C3%BC%20x"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("tel:+441326555010", "tel:+441326555010"),
        ("tel:01326555010;ext=12", "tel:01326555010;ext=12"),
        ("MAILTO:a+b@b.example", "MAILTO:a+b@b.example"),
        ("mailto:a@b.example?bcc=v@e.example", ""),
        ("mailto:a@b.example?cc=v@e.example&body=x", ""),
        ("mailto:a@b.example,v@e.example", ""),
        ("mailto:a@b.example;v@e.example", ""),
        ("mailto:a@b.example%0D%0ABcc:v@e.example", ""),
        ("mailto:a@b.example%3Fbcc=v@e.example", ""),
        ("mailto:?to=v@e.example", ""),
        ("mailto:a@b.example\r\nBcc: v@e.example", ""),
        ("tel:*21*01326555010#", ""),
        ("tel:01326555010,,1#", ""),
        ("javascript:alert(1)", ""),
        ("JAVASCRIPT:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("\x01javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//a.example/x", ""),
        ("/relative", ""),
        ("https:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_only_harmless_addresses_can_be_followed(address: str, kept: str) -> None:
    """http, https, mailto and tel; anything else is no link."""
    assert escaping.link(address) == kept


@pytest.mark.parametrize(
    ("place", "kept"),
    [
        ("pages/1.txt", "pages/1.txt"),
        ("file:///home/a/x.txt", "file:///home/a/x.txt"),
        ("https://a.example/", ""),
        ("//a.example/x", ""),
        ("file://host/share", ""),
        ("file:///C:/a/x.txt", "file:///C:/a/x.txt"),
        ("javascript:1", ""),
        ("&#106;avascript:alert(1)", ""),
        ("pages/a b*c.txt", "pages/a%20b%2Ac.txt"),
    ],
)
def test_a_kept_copy_lies_on_this_machine(place: str, kept: str) -> None:
    """A link to a snapshot never leaves."""
    assert escaping.snapshot_link(place) == kept


def test_an_entity_in_an_address_stays_as_it_is_in_markdown() -> None:
    """Markdown decodes entities in a link's address; what it decodes must be what was there."""
    written = escaping.markdown_link("x", "https://a.example/?a=1&lt;=2&b=3")
    (link,) = MarkdownIt("commonmark").parseInline(str(written))[0].children[:1]  # type: ignore[index]
    assert link.attrs["href"] == "https://a.example/?a=1&lt;=2&b=3"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>alert(1)</script>", "‹script>alert(1)‹/script>"),
        ('" autofocus onfocus="alert(4)', '" autofocus onfocus=“alert(4)'),
        ("<!--#exec", "‹!--#exec"),
        ("a < b, 3<4, I <3 you", "a < b, 3<4, I <3 you"),
        ("Ann <ann@acme.example>", "Ann <ann@acme.example>"),
        ("see <https://acme.example/>", "see <https://acme.example/>"),
        ("<ann@acme.example onclick=1>", "‹ann@acme.example onclick=1>"),
    ],
)
def test_no_tag_begins_in_plain_text(text: str, shown: str) -> None:
    """Wherever it is pasted or shown; mailboxes, addresses and sums stay as they are."""
    assert escaping.untagged(text) == shown
    assert escaping.terminal(text) == shown


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="<>/!?= \"'abc@.:", max_size=60))
def test_a_text_without_tags_is_left_alone_the_second_time(text: str) -> None:
    """And no tag is made by taking another away."""
    once = escaping.untagged(text)
    assert escaping.untagged(once) == once
