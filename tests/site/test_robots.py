"""robots.txt is obeyed by RFC 9309, whatever it looks like."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answers import answer
from precall.model.page import Miss
from precall.site.robots import LONGEST, Robots, rules_of

PRIVATE = "User-agent: *\nDisallow: /private\n"


def rules(text: str) -> Robots:
    return rules_of(answer("https://acme.com/robots.txt", text))


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        (PRIVATE, "/a", True),
        (PRIVATE, "/private/a", False),
        ("User-agent: *\nDisallow: /\n", "/", False),
        ("User-agent: precall\nDisallow: /\n\nUser-agent: *\nDisallow:\n", "/", False),
        ("User-agent: other\nDisallow: /\n", "/", True),
        ("User-agent: *\nDisallow: /*.html$\nAllow: /contact.html$\n", "/contact.html", True),
        ("User-agent: *\nDisallow: /*.html$\nAllow: /contact.html$\n", "/a.html", False),
        ("\ufeff" + PRIVATE, "/private", False),
        (PRIVATE.replace("\n", "\r"), "/private", False),
        ("useragent: *\ndissallow:/private", "/private", False),
        ("<!doctype html><p>User-agent: *\nDisallow: /", "/", True),
        (PRIVATE + "Disallow: /x\n" * 100_000, "/private", False),
        ("\x00\x01\x02", "/", True),
    ],
)
def test_the_rules_are_read_as_the_standard_says(text: str, path: str, allowed: bool) -> None:
    """Longest match, our own token, and common mistakes; an HTML page holds no rules."""
    assert rules(text).allows(f"https://acme.com{path}") is allowed


def test_rules_in_utf_16_are_read_too() -> None:
    """An editor's byte order mark is no reason to ignore the owner's wish."""
    found = rules_of(answer("https://acme.com/robots.txt", PRIVATE.encode("utf-16")))
    assert not found.allows("https://acme.com/private")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_no_rules_means_that_all_may_be_read(status: int) -> None:
    """RFC 9309, 2.3.1.3: an unavailable file is no prohibition."""
    assert rules_of(answer("https://acme.com/robots.txt", "no", status)).allows("https://acme.com/")


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_that_fails_is_left_alone(status: int) -> None:
    """RFC 9309, 2.3.1.4: unreachable rules forbid everything for now, and it is said."""
    found = rules_of(answer("https://acme.com/robots.txt", "no", status))
    assert not found.allows("https://acme.com/")
    assert str(status) in found.closed


@pytest.mark.parametrize("reason", ["redirect loop", "redirects elsewhere: more than 10 redirects"])
def test_redirects_without_end_are_no_rules(reason: str) -> None:
    """RFC 9309, 2.3.1.2."""
    assert rules_of(Miss("https://acme.com/robots.txt", reason)).allows("https://acme.com/a")


def test_no_answer_forbids_everything() -> None:
    """A time-out is no permission."""
    found = rules_of(Miss("https://acme.com/robots.txt", "timed out after 10 s"))
    assert "timed out after 10 s" in found.closed


@pytest.mark.parametrize(
    ("line", "seconds"),
    [("2", 2.0), ("0.5", 0.5), ("-1", 0.0), ("banana", 0.0), ("1e9", 3600.0), ("nan", 0.0), ("inf", 0.0)],
)
def test_a_crawl_delay_is_bounded(line: str, seconds: float) -> None:
    """Silly delays are neither obeyed for ever nor an error."""
    assert rules(f"User-agent: *\nCrawl-delay: {line}\n").delay == seconds


def test_the_first_few_sitemaps_are_named_once() -> None:
    """Ten thousand sitemap lines are bounded."""
    lines = "".join(f"Sitemap: https://acme.com/{n // 2}.xml\n" for n in range(10_000))
    assert rules(lines).sitemaps == tuple(f"https://acme.com/{n}.xml" for n in range(4))


def test_no_more_than_the_cap_is_read() -> None:
    """RFC 9309, 2.5: what lies beyond 500 KiB does not count."""
    text = "# a comment\n" * (LONGEST // 12 + 1) + "User-agent: *\nDisallow: /\n"
    assert rules(text).allows("https://acme.com/")


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_bytes_give_an_answer(body: bytes) -> None:
    """No robots.txt can crash the visit."""
    found = rules_of(answer("https://acme.com/robots.txt", body))
    assert found.allows("https://acme.com/") in (True, False)
    assert 0 <= found.delay <= 3600
    assert len(found.sitemaps) <= 4
