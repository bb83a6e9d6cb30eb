"""A feed dates a site's news; broken and hostile feeds give what can be read, or nothing."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answers import answer
from precall.site.feed import MOST_ENTRIES, parse_feed

URL = "https://acme.com/feed/"
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Acme</title><link>https://acme.com</link>
<item><title>Tea &amp; talk</title><link>https://acme.com/tea?utm_source=rss</link><pubDate>Tue, 06 Jan 2026 09:00:00 +0000</pubDate>
<description><![CDATA[<p>Come</p>]]></description></item>
<item><title><![CDATA[<b>Older</b> news]]></title><link>/older</link><pubDate>nonsense</pubDate></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Acme</title><entry><title type="html">Hello</title>
<link rel="edit" href="/edit"/><link href="/hello" rel="alternate"/><updated>2026-01-02T10:00:00Z</updated>
<published>2025-12-30T23:00:00+01:00</published></entry></feed>"""


def test_an_rss_feed_dates_its_entries() -> None:
    """Titles as text, addresses cleaned, dates as days; an unreadable date is no date."""
    first, second = parse_feed(answer(URL, RSS))
    assert (first.title, first.url, first.day) == ("Tea & talk", "https://acme.com/tea", date(2026, 1, 6))
    assert (second.title, second.url, second.day) == ("Older news", "https://acme.com/older", None)
    assert (second.shown, second.feed) == ("nonsense", URL)


def test_the_title_as_written_stands_in_the_feed() -> None:
    """What is quoted as evidence is found again in the bytes."""
    assert [entry.written for entry in parse_feed(answer(URL, RSS))] == [
        "Tea &amp; talk",
        "<b>Older</b> news",
    ]
    assert all(entry.written in RSS for entry in parse_feed(answer(URL, RSS)))


def test_an_atom_feed_is_dated_by_publication() -> None:
    """An update is not the day that something was new."""
    (entry,) = parse_feed(answer(URL, ATOM))
    assert (entry.title, entry.url, entry.day) == ("Hello", "https://acme.com/hello", date(2025, 12, 30))


@pytest.mark.parametrize(
    "body", ["", "<html><title>Blog</title><item><title>x</title>", "{}", b"\xff\xfe\x00"]
)
def test_what_is_no_feed_dates_nothing(body: str | bytes) -> None:
    """A web page under a feed's address is no feed."""
    assert parse_feed(answer(URL, body)) == ()


def test_a_broken_feed_gives_what_can_be_read() -> None:
    """Cut off, unescaped, wrongly nested: the entries before the break still count."""
    body = "<rss><item><title>Fish & chips<b></title><pubDate>2026-01-05</pubDate><item><title>Second</title><item><title>Thi"
    assert [(entry.title, entry.day) for entry in parse_feed(answer(URL, body))] == [
        ("Fish & chips", date(2026, 1, 5)),
        ("Second", None),
    ]


def test_entities_are_never_expanded() -> None:
    """A bomb stays as small as it came."""
    body = '<!DOCTYPE x [<!ENTITY a "ha">]><rss><item><title>&a;&a; <!ENTITY</title></item></rss>'
    assert all("haha" not in entry.title for entry in parse_feed(answer(URL, body)))


def test_a_huge_feed_is_cut() -> None:
    """Only the first entries count."""
    body = "<rss>" + "<item><title>News</title></item>" * 100_000
    assert len(parse_feed(answer(URL, body))) == MOST_ENTRIES


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_gives_an_answer(text: str) -> None:
    """No feed can crash the visit."""
    for entry in parse_feed(
        answer(URL, f"<rss><item><title>{text}</title><pubDate>{text}</pubDate><link>{text}")
    ):
        assert entry.title
        assert len(entry.title) <= 300
