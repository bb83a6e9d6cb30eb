"""What a feed dates: the entries of RSS and Atom. Read leniently from the text; no entity is resolved but HTML's own."""

import html
import re
from collections.abc import Iterator
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from precall.model.page import Fetched
from precall.site import url as site_url
from precall.site.text import clean

LARGEST = 2 * 1024 * 1024  # bytes
MOST_ENTRIES = 50
_LONGEST_ENTRY = 200_000
_IS_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_START = re.compile(r"<(?:item|entry)[\s>]", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,1000}>")
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_ATOM_LINK = re.compile(r"<link\s([^<>]{1,3000})>", re.IGNORECASE)
_HREF = re.compile(r"""href\s{0,3}=\s{0,3}["']([^"'<>]{1,2000})["']""", re.IGNORECASE)
_REL = re.compile(r"""rel\s{0,3}=\s{0,3}["']([^"'<>]{1,40})["']""", re.IGNORECASE)
_DATE_TAGS = ("pubDate", "published", "dc:date", "updated")


class Entry(NamedTuple):
    """One entry of a feed: its title as text and as written there, the page that it leads to, its day as date and as shown."""

    feed: str
    title: str
    written: str
    url: str
    day: date | None
    shown: str


def parse_feed(answer: Fetched) -> tuple[Entry, ...]:
    """The first entries of a feed in its order; none where the answer is no feed."""
    if not 200 <= answer.status < 300:
        return ()
    text = answer.body[:LARGEST].decode(_charset(answer.body), errors="replace")
    if not _IS_FEED.search(text[:4000]):
        return ()
    return tuple(entry for entry in (_entry(answer.final_url, part) for part in _parts(text)) if entry.title)


def _parts(text: str) -> Iterator[str]:
    starts = [match.start() for _, match in zip(range(MOST_ENTRIES + 1), _START.finditer(text), strict=False)]
    for start, end in zip(starts[:MOST_ENTRIES], [*starts[1:], len(text)], strict=False):
        yield text[start : min(end, start + _LONGEST_ENTRY)]


def _entry(feed: str, part: str) -> Entry:
    shown = next((found for found in (_inside(part, tag) for tag in _DATE_TAGS) if found), "")
    written = _raw(part, "title")
    url = site_url.clean(_link(part), feed)
    return Entry(feed, _plain(written)[:300], written[:1000], url, _day(shown), shown[:60])


def _inside(part: str, tag: str) -> str:
    return _plain(_raw(part, tag))


def _raw(part: str, tag: str) -> str:
    """What stands inside the first element of that name, as written, without the CDATA marks around it."""
    start = re.search(rf"<{tag}(?:\s[^<>]{{0,300}})?>", part, re.IGNORECASE)
    if not start:
        return ""
    end = part.find(f"</{tag}", start.end(), start.end() + 5000)
    return _CDATA.sub("", part[start.end() : end]).strip() if end > 0 else ""


def _plain(raw: str) -> str:
    return clean(html.unescape(_TAG.sub(" ", html.unescape(raw))))


def _link(part: str) -> str:
    plain = _inside(part, "link")
    if plain:
        return plain
    for match in _ATOM_LINK.finditer(part):
        rel, href = _REL.search(match.group(1)), _HREF.search(match.group(1))
        if href and (rel is None or rel.group(1).lower() == "alternate"):
            return html.unescape(href.group(1))
    return ""


def _day(shown: str) -> date | None:
    if not shown:
        return None
    try:
        return datetime.fromisoformat(shown).date()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(shown).date()
    except (ValueError, OverflowError, TypeError):
        return None


def _charset(body: bytes) -> str:
    declared = re.search(rb"encoding=[\"']([\w-]{1,20})[\"']", body[:200])
    name = declared.group(1).decode() if declared else "utf-8"
    return name if name.lower() in ("iso-8859-1", "iso-8859-15", "windows-1252", "utf-16") else "utf-8"
