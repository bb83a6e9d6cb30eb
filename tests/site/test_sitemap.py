"""A sitemap names pages; nothing in it is expanded, resolved or trusted."""

import gzip
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answers import answer
from precall.site.sitemap import MOST_URLS, Sitemap, parse_sitemap

URL = "https://acme.com/sitemap.xml"
ONE = '<?xml version="1.0"?><urlset xmlns="x"><url><loc>https://acme.com/a</loc></url></urlset>'
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    "<urlset><url><loc>https://acme.com/&b;&c;</loc></url><url><loc>https://acme.com/a</loc></url></urlset>"
)


@pytest.mark.parametrize(
    ("body", "pages"),
    [
        (ONE, ("https://acme.com/a",)),
        (gzip.compress(ONE.encode(), mtime=0), ("https://acme.com/a",)),
        (ONE.replace("urlset", "s:urlset").replace("loc>", "s:loc>"), ("https://acme.com/a",)),
        ("<urlset><url><loc> <![CDATA[https://acme.com/a?b=1&c=2]]></loc>", ("https://acme.com/a?b=1&c=2",)),
        ("<urlset><loc>https://acme.com/a?b=1&amp;c=2</loc>", ("https://acme.com/a?b=1&c=2",)),
        ("https://acme.com/a\nhttps://acme.com/b\n", ("https://acme.com/a", "https://acme.com/b")),
        ("<urlset><loc>javascript:alert(1)</loc><loc>file:///etc/passwd</loc>", ()),
        ("<!doctype html><p>https://acme.com/a", ()),
        (b"\x1f\x8b broken", ()),
        ("", ()),
    ],
)
def test_the_pages_that_a_sitemap_lists(body: str | bytes, pages: tuple[str, ...]) -> None:
    """XML with any prefix, gzip and plain text count; web pages and broken files list nothing."""
    assert parse_sitemap(answer(URL, body)).pages == pages


def test_an_index_names_further_sitemaps() -> None:
    """They are no pages."""
    index = "<sitemapindex><sitemap><loc>https://acme.com/page-sitemap.xml</loc></sitemap></sitemapindex>"
    assert parse_sitemap(answer(URL, index)) == Sitemap(sitemaps=("https://acme.com/page-sitemap.xml",))


def test_entities_are_never_expanded() -> None:
    """A bomb stays as small as it came, and no file of this machine is looked at."""
    pages = parse_sitemap(answer(URL, LAUGHS)).pages
    assert "https://acme.com/a" in pages
    assert not any("haha" in page or "root" in page for page in pages)


def test_a_compressed_bomb_is_cut() -> None:
    """Unpacking stops at the cap, and what came until then counts."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    parts = [packer.compress(ONE.encode() + b" " * 1_000_000)]
    parts += [packer.compress(b" " * 1_000_000) for _ in range(50)]
    assert parse_sitemap(answer(URL, b"".join([*parts, packer.flush()]))).pages == ("https://acme.com/a",)


def test_a_huge_list_is_cut() -> None:
    """Only the first addresses count."""
    body = "<urlset>" + "".join(f"<loc>https://acme.com/{n}</loc>" for n in range(MOST_URLS + 100))
    assert len(parse_sitemap(answer(URL, body)).pages) == MOST_URLS


def test_a_missing_sitemap_lists_nothing() -> None:
    """Most sites answer 404 with a web page."""
    assert parse_sitemap(answer(URL, ONE, 404)) == Sitemap()


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_any_bytes_give_an_answer(body: bytes) -> None:
    """No sitemap can crash the visit."""
    assert all(url.startswith("http") for url in parse_sitemap(answer(URL, b"<urlset>" + body)).pages)
