"""Is the bundled business a site worth researching: with facts, with pages that cannot be seen, with traps?"""

import asyncio
import hashlib
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from precall.demo.server import ADDRESS, serve
from precall.extract.site_view import SiteView
from precall.model.fact import Fact
from precall.model.findings import Findings, SiteSeen
from precall.model.page import Fetched, Miss, Purpose, Reading
from precall.reading.page import read_page
from precall.site.address import parse_address
from precall.visit.find_out import find_out
from precall.visit.tour import VisitOptions

NOW = datetime(2026, 2, 1, 9, tzinfo=UTC)


class Reader:
    """Reads and settles in this process."""

    async def read(self, fetched: Fetched, link_text: str = "", site_language: str = "", /) -> Reading | Miss:
        return read_page(fetched, link_text=link_text, site_language=site_language)

    async def settle(self, seen: SiteSeen, /) -> tuple[Fact, ...]:
        view = SiteView(seen.domain, seen.url, seen.pages, seen.language, seen.today, seen.candidates)
        return view.all_facts()


class Client:
    """Asks through the demo's server as a proxy."""

    def __init__(self, proxy: str) -> None:
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": proxy}))

    async def __call__(self, url: str, /, *, purpose: Purpose = "page") -> Fetched | Miss:
        return await asyncio.to_thread(self._get, url)

    def _get(self, url: str) -> Fetched:
        try:
            answer = self._opener.open(url, timeout=5)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            body = answer.read()
            headers = tuple((name.lower(), value) for name, value in answer.headers.items())
            digest = hashlib.sha256(body).hexdigest()
            return Fetched(url, answer.url, answer.status, headers, body, digest, NOW)


@pytest.fixture(scope="module")
def found() -> Iterator[Findings]:
    """What a visit to the demo finds over real HTTP."""
    with serve() as base:
        yield asyncio.run(
            find_out(
                parse_address(ADDRESS),
                fetch=Client(base),
                keep_apart=lambda host, seconds: None,
                reader=Reader(),
                now=NOW,
                stopwatch=lambda: 0.0,
                options=VisitOptions(pages=40),
                tell=lambda _: None,
            )
        )


def test_the_demo_has_ten_pages_and_more_among_them_a_brochure(found: Findings) -> None:
    """Enough to fill a briefing."""
    assert len(found.pages) >= 10
    assert any(page.url.endswith("brochure.pdf") for page in found.pages)


def test_the_demo_shows_what_cannot_be_seen(found: Findings) -> None:
    """A page drawn by script, a page that is not there though it answers, a page that robots.txt forbids."""
    assert {miss.url.removeprefix(ADDRESS): miss.reason for miss in found.missed} == {
        "gallery.html": "drawn by script only",
        "peat-free.html": "says that it was not found",
        "clients-corner.html": "robots.txt forbids /clients-corner.html",
    }


def test_the_demos_hidden_address_is_read(found: Findings) -> None:
    """The e-mail of the contact page is encoded for scripts."""
    assert "hello@fernhollow-gardens.example" in {fact.value for fact in found.facts if fact.kind == "email"}


def test_contacts_of_the_demos_host_and_authority_stay_with_them(found: Findings) -> None:
    """The legal page names a hosting company and a regulator with telephone and e-mail."""
    told = {str(fact.value) for fact in found.facts if fact.kind in ("email", "phone")}
    assert not told & {
        "support@northbeam-hosting.example",
        "icocasework@ico.org.uk",
        "+441134960555",
        "+443031231113",
    }
