"""Which pages a sitemap lists. Nothing is expanded or resolved: the addresses are picked out of the text."""

import html
import re
import zlib
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from precall.model.page import Fetched
from precall.site import url as site_url

LARGEST = 4 * 1024 * 1024  # bytes, unpacked
MOST_URLS = 2000
_MOST_NESTED = 50
_LOCATION = re.compile(r"<(?:\w{1,20}:)?loc\s{0,9}>\s{0,99}(?:<!\[CDATA\[\s{0,99})?([^<>\s\]]{1,2000})")
_IS_INDEX = re.compile(r"<(?:\w{1,20}:)?sitemapindex[\s>]")
_IS_SITEMAP = re.compile(r"<(?:\w{1,20}:)?(?:urlset|sitemapindex)[\s>]")


class Sitemap(NamedTuple):
    """The pages that a sitemap lists, and the further sitemaps that an index names, in its order."""

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()


def parse_sitemap(answer: Fetched) -> Sitemap:
    """What a sitemap lists (https://www.sitemaps.org/protocol.html), plain text and gzip too; nothing for anything else."""
    if not 200 <= answer.status < 300:
        return Sitemap()
    text = _unpacked(answer.body).decode("utf-8", errors="replace").removeprefix("\ufeff")
    if _IS_SITEMAP.search(text[:4000]):
        found = _urls(match.group(1) for match in islice(_LOCATION.finditer(text), MOST_URLS))
        return Sitemap(sitemaps=found[:_MOST_NESTED]) if _IS_INDEX.search(text[:4000]) else Sitemap(found)
    lines = text[:200_000].split()
    plain = bool(lines) and all(line.startswith(("http://", "https://")) for line in lines[:-1] or lines)
    return Sitemap(_urls(lines[:MOST_URLS])) if plain else Sitemap()


def _urls(found: Iterable[str]) -> tuple[str, ...]:
    cleaned = (site_url.clean(html.unescape(url)) for url in found)
    return tuple(dict.fromkeys(url for url in cleaned if url))


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body[:LARGEST]
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(body, LARGEST)
    except zlib.error:
        return b""
