"""Which proxy a request takes."""

import pytest

from precall.net.proxies import Proxies

ENVIRONMENT = {
    "HTTP_PROXY": "proxy.example:3128",
    "https_proxy": "http://tls.example:8080",
    "NO_PROXY": "a.example, .b.example,10.0.0.1",
}


@pytest.mark.parametrize(
    ("scheme", "host", "proxy"),
    [
        ("http", "acme.example", "http://proxy.example:3128"),
        ("https", "acme.example", "http://tls.example:8080"),
        ("http", "a.example", ""),
        ("http", "www.A.example", ""),
        ("https", "x.b.example", ""),
        ("https", "nota.example", "http://tls.example:8080"),
        ("http", "10.0.0.1", ""),
    ],
)
def test_each_scheme_takes_its_proxy_but_for_hosts_that_go_without(
    scheme: str, host: str, proxy: str
) -> None:
    """HTTP_PROXY, HTTPS_PROXY and NO_PROXY mean what they mean to curl."""
    assert Proxies.of(ENVIRONMENT).for_target(scheme, host) == proxy


def test_without_variables_requests_go_directly() -> None:
    """No proxy is guessed."""
    assert Proxies.of({}).for_target("https", "acme.example") == ""


def test_one_proxy_can_serve_all_and_a_star_none() -> None:
    """ALL_PROXY fills in for both; NO_PROXY=* switches all off."""
    assert Proxies.of({"ALL_PROXY": "http://p:1"}).for_target("https", "acme.example") == "http://p:1"
    assert Proxies.of({"ALL_PROXY": "http://p:1", "no_proxy": "*"}).for_target("http", "acme.example") == ""
