"""What an answer can be, by what it was asked for; told by its type, its first bytes, and over a real connection."""

import asyncio
from datetime import UTC, datetime

import pytest
from loopback import always, answer, serving

from precall.model.page import Fetched, Miss, Purpose
from precall.net.client import SiteClient
from precall.net.purpose import media_type, refused_bytes, refused_type
from precall.site.robots import rules_of

NOW = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)
ALL: tuple[Purpose, ...] = ("page", "rules", "list", "calendar")


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("text/html; charset=utf-8", "text/html"),
        ("TEXT/HTML", "text/html"),
        ("", ""),
        (";;=,/", ""),
        ("*/*", ""),
    ],
)
def test_a_type_is_read_from_its_header(header: str, kind: str) -> None:
    """Lower case, without parameters; nothing where it names none."""
    assert media_type(header) == kind


@pytest.mark.parametrize(
    ("kind", "taken"),
    [
        ("text/html", "page rules list"),
        ("application/xhtml+xml", "page rules list"),
        ("application/rss+xml", "page rules list"),
        ("application/vnd.acme+xml", "page rules list"),
        ("application/pdf", "page rules list"),
        ("text/plain", "page rules list calendar"),
        ("application/gzip", "page rules list calendar"),
        ("", "page rules list calendar"),
        ("application/octet-stream", "page rules list calendar"),
        ("unknown/unknown", "page rules list calendar"),
        ("text/calendar", "rules calendar"),
        ("application/ics", "rules calendar"),
        ("application/rss", "rules list"),
        ("text/x-xml", "rules list"),
        ("image/png", "rules"),
        ("image/svg+xml", "rules"),
        ("video/mp4", "rules"),
        ("application/json", "rules"),
        ("application/zip", "rules"),
        ("text/css", "rules"),
        ("text/robots", "rules"),
    ],
)
def test_only_what_can_be_of_use_is_downloaded(kind: str, taken: str) -> None:
    """And what does not say what it is."""
    assert [purpose for purpose in ALL if not refused_type(kind, purpose)] == taken.split()


@pytest.mark.parametrize(
    ("start", "kind", "what"),
    [
        (b"\x89PNG\r\n\x1a\n....", "text/html", "a PNG image"),
        (b"PK\x03\x04....", "text/html", "a zip archive"),
        (b"\x00\x00\x00\x20ftypisom", "text/html", "a film"),
        (b"MZ\x90\x00", "application/octet-stream", "a program"),
        (b"abc\x00def", "application/octet-stream", "a binary file"),
        (b"<html>\x00</html>", "text/html", ""),
        (b"%PDF-1.7", "application/pdf", ""),
        (b"<html>", "application/octet-stream", ""),
        (b"", "text/html", ""),
    ],
)
def test_the_first_bytes_tell_what_is_of_no_use(start: bytes, kind: str, what: str) -> None:
    """A header can say anything."""
    assert refused_bytes(start, kind, "page") == (f"not a page: the bytes are {what}" if what else "")
    assert refused_bytes(start, kind, "rules") == ""


def got(data: bytes, purpose: Purpose) -> Fetched | Miss:
    """What a client is given by a server that answers with these bytes."""

    async def scene() -> Fetched | Miss:
        async with (
            serving(always(data)) as site,
            SiteClient(clock=lambda: NOW, guard=site.guard, environ={}) as client,
        ):
            return await client.get(site.url, purpose=purpose)

    return asyncio.run(scene())


@pytest.mark.parametrize("kind", ["application/json", "text/css", "image/png", "text/calendar"])
def test_rules_are_obeyed_whatever_type_they_are_said_to_have(kind: str) -> None:
    """The site is not closed for a header that its owner never saw."""
    rules = rules_of(got(answer(b"User-agent: *\nDisallow: /shop\n", kind=kind), "rules"))
    assert rules.allows("https://acme.example/")
    assert not rules.allows("https://acme.example/shop/")


def test_an_image_in_place_of_the_rules_has_none() -> None:
    """Many sites answer every address with something."""
    rules = rules_of(got(answer(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), kind="image/png"), "rules"))
    assert rules.allows("https://acme.example/")


@pytest.mark.parametrize(
    ("kind", "purpose", "said"),
    [
        ("text/calendar", "page", "not a page: text/calendar"),
        ("image/png", "list", "not a sitemap or feed: image/png"),
        ("text/html", "calendar", "not a calendar: text/html"),
    ],
)
def test_what_is_of_no_use_is_refused_in_words(kind: str, purpose: Purpose, said: str) -> None:
    """Which say what it was asked for."""
    outcome = got(answer(b"BEGIN:VCALENDAR", kind=kind), purpose)
    assert isinstance(outcome, Miss)
    assert outcome.reason == said
