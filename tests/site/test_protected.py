"""Mail addresses that Cloudflare's protection hides stand where a browser shows them."""

from datetime import UTC, datetime

import pytest

from precall.model.page import Fetched
from precall.site.document import parse
from precall.site.protected import decoded


def code(address: str, key: int = 0x2A) -> str:
    """An address as the protection writes it."""
    return f"{key:02x}" + "".join(f"{ord(letter) ^ key:02x}" for letter in address)


def text(body: str) -> str:
    """What a page with this body says."""
    url = "https://larkspur.example/"
    headers = (("content-type", "text/html; charset=utf-8"),)
    return parse(Fetched(url, url, 200, headers, f"<html><body>{body}</body></html>".encode(), "", NOW)).text


NOW = datetime(2026, 2, 1, 9, tzinfo=UTC)
OWN = "hello@larkspur.example"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (f"<p>Write to <a href='/cdn-cgi/l/email-protection' data-cfemail='{code(OWN)}'>[email&#160;protected]</a> today.</p>", f"Write to {OWN} today."),
        (f"<p>Mail: <span data-cfemail='{code(OWN)}'>[email <b>protected]</b></span></p>", f"Mail: {OWN}"),
        (f"<p><a href='/cdn-cgi/l/email-protection#{code(OWN + '?subject=Hi')}'>[email protected]</a></p>", OWN),
        (f"<p><a href='/cdn-cgi/l/email-protection#{code(OWN)}'>write to us</a></p>", "write to us"),
        (f"<p><a data-cfemail='{code('no address')}'>[email protected]</a></p>", "[email protected]"),
        ("<p><a data-cfemail='zz'>[email protected]</a></p>", "[email protected]"),
    ],
)  # fmt: skip
def test_an_address_stands_where_a_browser_shows_it(body: str, said: str) -> None:
    """What its link says otherwise stays, and so does what is no address."""
    assert text(body) == said


def test_what_is_no_code_hides_nothing() -> None:
    """Nor what is too short for an address."""
    assert [decoded(one) for one in ("", "zz", "2a", "2a0102")] == ["", "", "", ""]
