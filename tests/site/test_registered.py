"""Which domain somebody registered."""

import pytest
import tldextract
from hypothesis import given
from hypothesis import strategies as st

from precall.site.registered import _NOT_ON_THE_LIST, _rules, has_known_ending, registered

LIBRARY = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
RULES = sorted(rule for rule in _rules() - _NOT_ON_THE_LIST if rule.isascii())


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("acme.com", "acme.com"),
        ("www.Acme.com.", "acme.com"),
        ("shop.acme.co.uk", "acme.co.uk"),
        ("club.acme.asso.fr", "acme.asso.fr"),
        ("acme.github.io", "acme.github.io"),
        ("blog.acme.wordpress.com", "acme.wordpress.com"),
        ("acme.example", "acme.example"),
        ("co.uk", "co.uk"),
        ("192.0.2.7", "192.0.2.7"),
        ("localhost", "localhost"),
        ("", ""),
    ],
)
def test_a_domain_is_what_one_owner_registered(host: str, domain: str) -> None:
    """Not an ending, not a sub-domain of it, not somebody else's on a shared host."""
    assert registered(host) == domain


@given(st.sampled_from(RULES), st.lists(st.sampled_from(["a", "acme", "b-1"]), min_size=1, max_size=3))
def test_the_list_is_read_as_its_library_reads_it(rule: str, labels: list[str]) -> None:
    """For any host below any of its rules."""
    host = ".".join([*labels, *rule.removeprefix("!").removeprefix("*.").split(".")])
    expected = LIBRARY(host).top_domain_under_public_suffix
    if expected and not any(expected.endswith(f".{other}") for other in _NOT_ON_THE_LIST):
        assert registered(host) == expected


@pytest.mark.parametrize(("host", "known"), [("acme.com", True), ("notes.txt", False), ("v1.2", False)])
def test_an_ending_that_nobody_can_register_under_is_none(host: str, known: bool) -> None:
    """A word with a dot in it is not yet a domain."""
    assert has_known_ending(host) is known
