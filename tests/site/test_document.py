"""Bytes into documents: what a visitor reads is in the blocks, wherever the markup puts it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from precall.model.fact import Evidence
from precall.model.page import Fetched
from precall.site.charset import decode
from precall.site.document import Document, parse
from precall.site.standing import stands
from precall.site.text import clean, shorten

NOW = datetime(2026, 1, 31, 9, tzinfo=UTC)
URL = "https://acme.example/a"


def answer(body: bytes, content_type: str = "text/html") -> Fetched:
    return Fetched(URL, URL, 200, (("content-type", content_type),), body, "", NOW)


def page(markup: str) -> Document:
    return parse(answer(markup.encode()))


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One <b>t</b>wo</p><p>three</p>", "One two three"),
        ("<p>One<br>two</p>", "One two"),
        ("<p>soft\u00adhyphen zero\u200bwidth</p>", "softhyphen zerowidth"),
        ("<p>a&nbsp;&amp;&nbsp;b</p>", "a & b"),
        ("<p>one</p><script>two()</script><style>p{}</style><!-- three -->", "one"),
        ("<title>x</title><footer><p>at the foot</p></footer>", "at the foot"),
        ("<head><title>x</title><nav>menu</nav><body><p>one</p></body>", "menu one"),
        ("<p>caf\u0065\u0301</p>", "café"),
        ("<div><span>Monday</span><span>9:00 - 17:00</span></div>", "Monday 9:00 - 17:00"),
        ("<li><span>Sunday</span><span class=closed>Closed</span></li>", "Sunday Closed"),
        ("<li><strong>250+</strong><span>Roofs mended</span></li>", "250+ Roofs mended"),
        (
            "<h1><span class='line'><b>Swim</b></span><span class='line'><b>smarter</b></span></h1>",
            "Swim smarter",
        ),
        ("<p><span>Wor</span><span>ds</span> and <b>1</b><b>st</b></p>", "Words and 1st"),
        ("<p><span>€3.</span><span>50</span></p>", "€3.50"),
        (
            "<p><span>01632 960 417</span><a>desk@acme.example</a>Tel</p>",
            "01632 960 417 desk@acme.example Tel",
        ),
        ("<p>desk@acme.example<span>shop@acme.example</span></p>", "desk@acme.example shop@acme.example"),
        ("<p>de<b>sk</b>@acme.example, ISO<b>9001</b>, 4<b>x</b>4</p>", "desk@acme.example, ISO 9001, 4x4"),
        ("<p><b>01632 960417</b><b>01632 960418</b></p>", "01632 960417 01632 960418"),
        ("<p><span>desk</span><span>2@acme.example</span></p>", "desk2@acme.example"),
        ("<a><span class='material-symbols-outlined'>mail</span>desk@acme.example</a>", "desk@acme.example"),
        ("<p>Call us<i class='material-icons'>call</i>now</p>", "Call us now"),
        ("<a><span>Address</span>Mill Lane 4, S3 8ZZ Sheffield</a>", "Address Mill Lane 4, S3 8ZZ Sheffield"),
        ("<p><b>Blue</b>Sky and <b>Mc</b>Kay 12</p>", "BlueSky and McKay 12"),
        ("", ""),
    ],
)
def test_text_is_what_a_visitor_reads(markup: str, text: str) -> None:
    """Block tags and <br> are a space, inline tags nothing, invisible characters are gone."""
    assert page(markup).text == text


def test_lines_between_breaks_are_kept_apart() -> None:
    """An address in one block keeps its lines."""
    block = page("<p>Tannery Yard 4<br>S3 8ZZ Sheffield</p>").blocks[0]
    assert block.lines == ("Tannery Yard 4", "S3 8ZZ Sheffield")


def test_blocks_know_where_they_stand() -> None:
    """Headings have a level, footers and hidden parts are marked."""
    blocks = page("<h2>Team</h2><div style='display: none'><p>secret</p></div><footer>© 2025</footer>").blocks
    assert [(b.text, b.level, b.region, b.hidden) for b in blocks] == [
        ("Team", 2, "main", False),
        ("secret", 0, "main", True),
        ("© 2025", 0, "footer", False),
    ]


def test_links_are_absolute_and_named_by_what_is_seen() -> None:
    """Fragments go, base counts, an image link is named by its alt text."""
    markup = "<head><base href='/deep/'></head><a href='b.html#x'>B</a><a href='c'><img alt='Logo'></a><a href='#top'>up</a>"
    assert [(link.url, link.text) for link in page(markup).links] == [
        ("https://acme.example/deep/b.html", "B"),
        ("https://acme.example/deep/c", "Logo"),
    ]


@pytest.mark.parametrize(
    "markup",
    [
        "<a href=/x style='display: none'>About</a>",
        "<div hidden><p><a href=/x>About</a></p></div>",
        "<div style='position:absolute;left:-9999px'><a href=/x>About</a></div>",
    ],
)
def test_a_link_that_no_visitor_sees_is_not_followed(markup: str) -> None:
    """It is a trap for robots, or somebody else's spam."""
    assert [link.url for link in page(f"{markup}<a href=/y>Team</a>").links] == ["https://acme.example/y"]


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("https://a.example\\@b.example/", "https://a.example/@b.example/"),
        ("/x?q=\\", "https://acme.example/x?q=%5C"),
        ("https://me:pass@b.example/", ""),
        ("https://a.example@b.example/in/x", ""),
        ("//b.example/x", "https://b.example/x"),
        ('https://b.example/x"onclick=y', "https://b.example/x%22onclick=y"),
        ("http\ns://b.example/", "https://b.example/"),
        ("http://[::bad/%zz", ""),
        ("a b.html", "https://acme.example/a b.html"),
    ],
)
def test_an_address_is_read_as_a_browser_reads_it(href: str, address: str) -> None:
    """Another reading would name another host than the one that a click leads to."""
    assert Document.absolute_to(URL, href) == address


UNDECLARED = "<html lang={}><title>{}</title>"


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("Größe".encode(), "text/html; charset=iso-8859-1", "Größe"),
        ("Größe und Güte".encode("latin-1"), "text/html; charset=utf-8", "Größe und Güte"),
        (b"\x93Quoted\x94 \x96 it\x92s fine", "text/html", "“Quoted” – it’s fine"),
        (UNDECLARED.format("ja", "田中工務店").encode("shift_jis"), "text/html", "田中工務店"),
        (UNDECLARED.format("ja", "田中工務店の家").encode("euc-jp"), "text/html", "田中工務店の家"),
        (UNDECLARED.format("zh", "北京明远咨询").encode("gbk"), "text/html", "北京明远咨询"),
        (UNDECLARED.format("'zh-TW'", "台北設計").encode("big5"), "text/html", "台北設計"),
        (UNDECLARED.format('"ko-KR"', "서울건축").encode("euc-kr"), "text/html", "서울건축"),
        (UNDECLARED.format("ru", "Мастерская").encode("cp1251"), "text/html", "Мастерская"),
        (UNDECLARED.format("ru", "Мастерская").encode("koi8-r"), "text/html", "Мастерская"),
    ],
)
def test_bytes_that_contradict_their_declaration_or_have_none_are_still_told(
    body: bytes, content_type: str, text: str
) -> None:
    """By their validity, by the language that the page declares, and by whether the outcome makes sense."""
    assert text in decode(body, content_type)


@pytest.mark.parametrize("encoding", ["shift_jis", "gbk", "euc-kr", "koi8-r"])
def test_what_cannot_be_told_is_replaced_and_never_other_letters(encoding: str) -> None:
    """A name in wrong letters would be a false fact."""
    texts = {"shift_jis": "田中工務店の家", "gbk": "北京明远咨询有限公司", "euc-kr": "서울건축사무소"}
    text = texts.get(encoding, "Мебельная мастерская")
    assert "\ufffd" in decode(f"<title>{text}</title><p>a@acme.example</p>".encode(encoding), "text/html")


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("Größe".encode(), "text/html", "Größe"),
        ("Größe".encode("latin-1"), "text/html; charset=iso-8859-1", "Größe"),
        ("<meta charset=windows-1252>“Größe”".encode("cp1252"), "text/html", "“Größe”"),
        ("Größe".encode("latin-1"), "text/html", "Größe"),
        (b"\xef\xbb\xbf" + "Größe".encode(), "text/html; charset=iso-8859-1", "Größe"),
        ("Größe".encode("utf-16"), "text/html", "Größe"),
    ],
)
def test_the_standard_decides_which_characters_the_bytes_are(
    body: bytes, content_type: str, text: str
) -> None:
    """Byte order mark, header, meta, valid UTF-8, windows-1252, in this order."""
    assert text in decode(body, content_type)


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [("one two three", 20, "one two three"), ("one two three", 9, "one two…"), ("onetwothree", 5, "onet…")],
)
def test_a_cut_text_says_that_it_was_cut(text: str, limit: int, short: str) -> None:
    """Between words where that is possible."""
    assert shorten(text, limit) == short


def test_a_quote_stands_only_where_it_says_that_it_stood() -> None:
    """Text, title, attribute and data are different places."""
    markup = "<title>Acme</title><p>We <b>pl</b>ant.</p><img alt='Oak'><script type='application/ld+json'>{\"name\":\"Ac\\u00e9\"}</script>"
    cited = [
        Evidence(URL, "We plant.", "text"),
        Evidence(URL, "Acme", "title"),
        Evidence(URL, "Acme", "text"),
        Evidence(URL, "Oak", "meta"),
        Evidence(URL, "Ac\\u00e9", "json-ld"),
        Evidence(URL, "never said", "markup"),
    ]
    assert stands(answer(markup.encode()), cited) == (True, True, False, True, True, False)


@given(st.text(max_size=300))
def test_any_markup_gives_a_document_and_clean_text_stays_clean(markup: str) -> None:
    """Never an error, and cleaning twice changes nothing."""
    document = page(markup)
    assert clean(document.text) == document.text
    assert all(block.text in document.text for block in document.blocks)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_document(body: bytes) -> None:
    """Bytes that are no text at all are read without an error."""
    assert parse(answer(body)).url == URL
