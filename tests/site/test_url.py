"""Addresses of the same page are seen to be the same, and the site's border is kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from precall.site import url as site_url

CLEANED = [
    ("HTTPS://Acme.com", "https://acme.com/"),
    ("https://acme.com:443/a", "https://acme.com/a"),
    ("http://acme.com:80/a", "http://acme.com/a"),
    ("https://acme.com:8443/a", "https://acme.com:8443/a"),
    ("https://u:p@acme.com/a", "https://acme.com/a"),
    ("https://acme.com/a#b", "https://acme.com/a"),
    ("https://acme.com/a/../b/./c", "https://acme.com/b/c"),
    ("https://acme.com/a//b/", "https://acme.com/a/b/"),
    ("https://acme.com/../../a", "https://acme.com/a"),
    ("https://acme.com/a b.html", "https://acme.com/a%20b.html"),
    ("https://acme.com/%7ejo/%c3%bcber", "https://acme.com/~jo/%C3%BCber"),
    ("https://acme.com/über", "https://acme.com/%C3%BCber"),
    ("https://acme.com/100%", "https://acme.com/100%25"),
    ("https://acme.com/a?utm_source=x&id=3&fbclid=y", "https://acme.com/a?id=3"),
    ("https://acme.com/a;jsessionid=0123456789AB?x=1", "https://acme.com/a?x=1"),
    ("https://acme.com/a?PHPSESSID=abc&sid=1", "https://acme.com/a"),
    ("https://acme.com./a", "https://acme.com/a"),
]

NO_ADDRESS = [
    "",
    "mailto:jo@acme.com",
    "javascript:alert(1)",
    "ftp://acme.com/",
    "https://",
    "http://[::bad/%zz",
    "http://acme.com:99999999/",
    "http://a b/",
    "https://acme.com/" + "a" * 3000,
]

SAME_PAGE = [
    ("https://acme.com/", "http://www.acme.com/index.html"),
    ("https://acme.com/about", "https://acme.com/about/"),
    ("https://acme.com/about", "https://acme.com/About.html"),
    ("https://acme.com/%C3%BCber", "https://acme.com/%C3%9CBER"),
    ("https://acme.com/a?x=1&y=2", "https://acme.com/a?y=2&x=1"),
]


@pytest.mark.parametrize(("given_url", "cleaned"), CLEANED)
def test_an_address_is_cleaned_of_what_does_not_matter(given_url: str, cleaned: str) -> None:
    """Ports, fragments, credentials, dot segments, sessions and tracking go; escapes take one form."""
    assert site_url.clean(given_url) == cleaned


@pytest.mark.parametrize("text", NO_ADDRESS)
def test_what_cannot_be_fetched_is_no_address(text: str) -> None:
    """Nothing but http and https with a host that can exist."""
    assert site_url.clean(text) == ""


@pytest.mark.parametrize(("one", "other"), SAME_PAGE)
def test_one_page_under_two_addresses_has_one_key(one: str, other: str) -> None:
    """The budget is not spent twice on the same page."""
    assert site_url.key(site_url.clean(one)) == site_url.key(site_url.clean(other))


def test_two_pages_have_two_keys() -> None:
    """Queries and paths that differ stay apart."""
    urls = ["https://acme.com/a", "https://acme.com/b", "https://acme.com/a?id=1", "https://acme.com/a?id=2"]
    assert len({site_url.key(url) for url in urls}) == 4


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("http://www.acme.com/x", True),
        ("https://acme.com:443/x", True),
        ("https://acme.com:8443/x", False),
        ("https://blog.acme.com/", False),
        ("https://acme.com.evil.example/", False),
        ("https://evilacme.com/", False),
        ("http://[::bad/", False),
    ],
)
def test_the_site_is_one_host_with_or_without_www(other: str, same: bool) -> None:
    """Look-alikes and other ports are other sites."""
    assert site_url.same_site("https://acme.com/", other) is same


def test_a_sub_domain_is_below_its_domain_and_a_look_alike_is_not() -> None:
    """Only a dot makes a sub-domain."""
    assert site_url.below("https://blog.acme.com/", "https://www.acme.com/")
    assert not site_url.below("https://evilacme.com/", "https://acme.com/")


def test_a_company_may_have_several_hosts() -> None:
    """A registered domain is one company; a hosting platform's customers are not."""
    assert site_url.same_company("https://shop.acme.co.uk/", "https://www.acme.co.uk/")
    assert not site_url.same_company("https://acme.github.io/", "https://other.github.io/")
    assert not site_url.same_company("https://acme.com/", "https://acme-corp.com/")


@given(st.one_of(st.text(max_size=60), st.text(max_size=60).map(lambda text: f"https://acme.com/{text}")))
@settings(max_examples=300, deadline=None)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """A cleaned address stays as it is, has a key, and never crashes."""
    cleaned = site_url.clean(text)
    assert site_url.clean(cleaned) == cleaned
    assert site_url.key(cleaned) is not None


def test_on_a_host_that_many_share_a_site_is_its_owners_path() -> None:
    """Another owner's page there is another site, however alike the hosts are."""
    acme = "https://sites.google.com/view/acme/home"
    assert (
        site_url.owner_of(acme)
        == site_url.owner_of("https://sites.google.com/view/Acme?x=1")
        == "sites.google.com/view/acme"
    )
    assert site_url.owner_of("https://www.acme.example/view/x") == "acme.example"
    assert site_url.same_site(acme, "http://sites.google.com/view/acme/contact")
    assert not site_url.same_site(acme, "https://sites.google.com/view/other")
    assert not site_url.same_site(acme, "https://sites.google.com/")
