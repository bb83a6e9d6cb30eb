"""Whatever a website says, the briefing repeats it as words: read back with parsers that are not ours."""

import io
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import sample
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from readback import page_one_words, tree

from precall import sentences
from precall.render import templates
from precall.render.briefing import briefing, render_briefing
from precall.render.environment import Environment
from precall.render.page_one import MOST_WORDS
from precall.render.terminal import print_briefing

SENTENCES = sentences.load("en", templates.folders())
ENVIRONMENT = Environment(SENTENCES)
OURS = {
    "html", "head", "meta", "title", "style", "body", "a", "main", "article", "header", "footer", "section", "h1", "h2",
    "h3", "p", "span", "bdi", "q", "ul", "ol", "li", "div", "svg", "line", "text", "circle", "details", "summary",
}  # fmt: skip
ISOLATED = re.compile("\u2068([^\u2068\u2069]*)\u2069")  # what is read from right to left, set apart by us
PIECES = (
    sample.EVIL, "<script>x</script>", "</style><script>", "<img src=x onerror=y>", "![a](https://e.example/i.png)",
    "[a](javascript:b)", "](https://e.example)", "<https://e.example>", "https://e.example/x", "www.e.example",
    "a@e.example", "\n# H\n", "\n| a | b |\n|---|---|\n| c | d |\n", "```\ncode\n```", "`c`", "\n---\n", "1. x", "- x",
    "> q", "&#106;avascript:", "&lt;img&gt;", "\u202e", "\u2066", "\x1b]0;t\x07", "\x9b31m", "\u200b", "\ud83d",
    "\U000e0041", "{{ 7*7 }}", "{% include 'x' %}", "{#", "]]>", "<!--", "-->", "\\", "\\\\", "  \n", "\t", "\x00",
    "=cmd|' /C calc'!A0", "数" * 40, "word " * 60, "x" * 400, "[x]: https://e.example", "[^1]", "~~s~~", "$x$", "e\u0301" * 9,
)  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=20)), min_size=1, max_size=6).map(
    "".join
)
ADDRESSES = st.sampled_from(
    (
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:1", "data:text/html,x", "vbscript:x",
        "file:///etc/passwd", "//e.example/x", "https://ok.example/a b)(<>\"'`|[x]", "https://ok.example/\u202egnp", "http://[", "",
        "blob:https://ok.example/1", "https:alert(1)", "mailto:a@ok.example", "\x01javascript:1", "https://ok.example/\n[a](b)",
    )
)  # fmt: skip
READABLE = TEXTS.filter(str.strip)


def made(text: str, address: str, playbook: str = "coach") -> dict[str, str]:
    """The briefing of a site that says this everywhere."""
    call = sample.hostile_call(text)
    return render_briefing(
        sample.hostile(text, address),
        call.__class__(playbook, call.with_name, call.when, call.context),
        sample.CALLER,
        sample.hostile_memory(text),
        snapshots={address: text, "https://other.example/": address},
        now=sample.NOW,
        environment=ENVIRONMENT,
    )


def is_ours(address: str) -> bool:
    """Whether a link leads nowhere but to the page itself, a kept copy, or a page of the site by a harmless scheme."""
    parts = urlsplit(address)
    if parts.scheme in ("http", "https"):
        return parts.hostname == "ok.example"
    return parts.scheme in ("", "mailto", "tel", "file") and not parts.netloc


@settings(max_examples=40, deadline=None)
@given(READABLE, ADDRESSES)
def test_no_markup_of_a_site_survives_in_the_page(text: str, address: str) -> None:
    """No script, no handler, no picture, no form, no link but ours, and the policy stands."""
    page = tree(made(text, address)["briefing.html"])
    for element in page.iter():
        assert element.tag.rpartition("}")[2] in OURS, element.tag
        for name, value in element.attrib.items():
            assert not str(name).lower().startswith(("on", "style", "src", "formaction")), name
            if name == "href":
                assert is_ours(value), value
    policies = [meta.get("content", "") for meta in page.iter("meta") if meta.get("http-equiv")]
    assert len(policies) == 1
    assert policies[0].startswith("default-src 'none'; style-src 'sha256-")


@settings(max_examples=40, deadline=None)
@given(READABLE, ADDRESSES)
def test_no_markup_of_a_site_survives_in_the_text(text: str, address: str) -> None:
    """Markdown reads as the same headings and lists, with no picture, raw HTML, table, code or link but ours."""
    written = made(text, address)["briefing.md"]
    tokens = list(
        flat(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(written))
    )
    kinds = {token.type for token in tokens}
    assert not kinds & {
        "html_inline", "html_block", "image", "code_inline", "code_block", "fence", "table_open", "s_open", "em_open",
    }  # fmt: skip
    for token in tokens:
        if token.type == "link_open":
            assert is_ours(str(token.attrs["href"])), token.attrs
    assert sum(token.type == "hr" for token in tokens) == 1
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    assert headings.count("h1") == 4
    assert not re.search(r"(?<!\\)(?:www\.\w|https?://)", "".join(words_outside_links(written)))


def words_outside_links(written: str) -> Iterator[str]:
    """The raw text without the destinations of our own links."""
    yield re.sub(r"\]\(<[^<>\n]*>\)", "]", written)


def flat(tokens: list[Token]) -> Iterator[Token]:
    """Block tokens and the inline ones within."""
    for token in tokens:
        yield token
        yield from flat(token.children or [])


@settings(max_examples=40, deadline=None)
@given(READABLE, ADDRESSES, st.sampled_from(("coach", "sales", "mine")))
def test_page_one_keeps_to_its_words_for_any_dossier(text: str, address: str, playbook: str) -> None:
    """However long or strange the site's words are."""
    words = page_one_words(made(text, address, playbook)["briefing.html"])
    assert words <= MOST_WORDS


@settings(max_examples=40, deadline=None)
@given(READABLE, ADDRESSES)
def test_no_invisible_or_turning_character_reaches_a_reader(text: str, address: str) -> None:
    """Page, text and terminal hold nothing that moves a cursor, hides, or turns the reading direction."""
    shown = io.StringIO()
    view = briefing(
        sample.hostile(text, address),
        sample.hostile_call(text),
        sample.CALLER,
        now=sample.NOW,
        sentences=SENTENCES,
    )
    print_briefing(view, SENTENCES, shown, colour=False)
    for output in (*made(text, address).values(), shown.getvalue()):
        output.encode("utf-8")
        strange = {
            c
            for c in ISOLATED.sub(r"\1", output)
            if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c != "\n"
        }
        assert not strange, strange


@pytest.mark.parametrize("name", ["briefing.html", "briefing.md"])
def test_a_template_expression_of_a_site_stays_text(name: str) -> None:
    """What looks like a template in a page is not run."""
    text = made("{{ 7777*7777 }} {% raw %}", "https://ok.example/")[name]
    assert "60481729" not in text


def test_a_mail_address_with_a_hidden_copy_is_shown_but_not_linked() -> None:
    """A click on an address writes to that address and to nobody else."""
    text = made("a@ok.example?bcc=b@e.example", "https://ok.example/")["briefing.html"]
    assert "mailto:" not in text
