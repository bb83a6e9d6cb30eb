"""Which proxy a request takes."""

import asyncio
from datetime import UTC, datetime

import pytest
from loopback import always, answer, serving

from precall.errors import SettingsError
from precall.model.page import Fetched, Miss
from precall.net.client import Patience, SiteClient
from precall.net.guard import Guard
from precall.net.proxies import Proxies, Proxy

PLAIN = Proxy("http", "proxy.example", 3128)
TLS = Proxy("https", "tls.example", 443)
ENVIRONMENT = {"HTTP_PROXY": "proxy.example:3128", "https_proxy": "https://tls.example"}
NOW = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)


def test_each_scheme_takes_its_proxy() -> None:
    """HTTP_PROXY and HTTPS_PROXY mean what they mean to curl; a scheme may be left out."""
    proxies = Proxies.of(ENVIRONMENT)
    assert (proxies.for_target("http", "a.example"), proxies.for_target("https", "a.example")) == (PLAIN, TLS)


def test_without_variables_requests_go_directly() -> None:
    """No proxy is guessed."""
    assert Proxies.of({}).for_target("https", "acme.example") is None


def test_one_proxy_can_serve_all() -> None:
    """ALL_PROXY fills in for both."""
    proxies = Proxies.of({"ALL_PROXY": "http://proxy.example:3128", "https_proxy": "https://tls.example"})
    assert (proxies.http, proxies.https) == (PLAIN, TLS)


@pytest.mark.parametrize(
    ("entries", "host", "port", "is_direct"),
    [
        ("acme.example", "acme.example", None, True),
        ("acme.example", "www.ACME.example", None, True),
        ("acme.example", "acme.example.", None, True),
        ("acme.example.", "acme.example", None, True),
        ("acme.example", "notacme.example", None, False),
        ("acme.example", "acme.example.net", None, False),
        (".acme.example", "acme.example", None, True),
        (".acme.example", "www.acme.example", None, True),
        ("*.acme.example", "www.acme.example", None, True),
        ("a.example, b.example\tc.example", "b.example", None, True),
        ("a.example b.example", "b.example", None, True),
        ("acme.example:8080", "acme.example", 8080, True),
        ("acme.example:8080", "www.acme.example", 8080, True),
        ("acme.example:8080", "acme.example", None, False),
        ("acme.example:80", "acme.example", None, True),
        ("10.0.0.1", "10.0.0.1", None, True),
        ("10.0.0.1", "10.0.0.11", None, False),
        ("0.0.1", "10.0.0.1", None, False),
        ("10.0.0.1:8080", "10.0.0.1", 8080, True),
        ("10.0.0.1:8080", "10.0.0.1", 8081, False),
        ("10.0.0.0/8", "10.200.3.4", None, True),
        ("10.1.2.3/8", "10.200.3.4", None, True),
        ("10.0.0.0/8", "11.0.0.1", None, False),
        ("10.0.0.0/8", "ten.example", None, False),
        ("fd00::/8", "fd12::1", None, True),
        ("::1", "::1", None, True),
        ("[::1]", "::1", None, True),
        ("[::1]:8080", "::1", 8080, True),
        ("[::1]:8080", "::1", None, False),
        ("*", "acme.example", None, True),
        ("a.example,*", "acme.example", None, True),
        ("10.0.0.0/99,.,:,/,[,,:80", "acme.example", None, False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["NO_PROXY", "no_proxy"])
def test_hosts_that_go_without_a_proxy(
    name: str, entries: str, host: str, port: int | None, *, is_direct: bool
) -> None:
    """Names with all below them, addresses, networks and ports, as curl and Go understand them."""
    proxy = Proxies.of({**ENVIRONMENT, name: entries}).for_target("http", host, port)
    assert proxy == (None if is_direct else PLAIN)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://127.0.0.1:99999", "not the URL of a proxy"),
        ("http://127.0.0.1:0", "not the URL of a proxy"),
        ("http://127.0.0.1:http", "not the URL of a proxy"),
        ("http://[::1", "not the URL of a proxy"),
        ("http://", "not the URL of a proxy"),
        ("http://name:secret@two words:3128", "not the URL of a proxy"),
        ("http://name:secret@%00:3128", "not the URL of a proxy"),
        (f"http://{'a' * 64}.example:3128", "not the URL of a proxy"),
        ("socks5://127.0.0.1:1080", "a proxy by socks5, and only http and https proxies can be used"),
        ("ftp://name:secret@127.0.0.1", "a proxy by ftp"),
        ("://127.0.0.1", "a proxy by"),
    ],
)
@pytest.mark.parametrize("variable", ["HTTP_PROXY", "https_proxy", "ALL_PROXY"])
def test_a_proxy_that_cannot_be_used_is_named_by_its_variable(variable: str, url: str, said: str) -> None:
    """Before anything is asked for, and without its password."""
    with pytest.raises(SettingsError) as raised:
        Proxies.of({variable: url})
    assert str(raised.value).startswith(f"{variable} is {said}")
    assert "secret" not in str(raised.value)
    assert Proxies.of({variable: url, "NO_PROXY": "*"}) == Proxies()


def test_the_login_at_a_proxy_is_decoded_and_not_shown() -> None:
    """Whatever characters it is made of."""
    proxy = Proxies.of({"http_proxy": "http://ann:p%40ss:w@rd@proxy.example:3128"}).http
    assert proxy == Proxy("http", "proxy.example", 3128, "ann:p@ss:w@rd")
    assert "rd" not in repr(proxy)


def got(url: str, environ: dict[str, str], guard: Guard | None = None) -> Fetched | Miss:
    """What a client with this environment gets."""

    async def scene() -> Fetched | Miss:
        patience = Patience.within(4)
        async with SiteClient(clock=lambda: NOW, guard=guard, environ=environ, patience=patience) as client:
            return await client.get(url)

    return asyncio.run(scene())


def test_a_host_that_goes_without_is_guarded_like_any_other() -> None:
    """Over real sockets: the proxy is passed by, and the caller's own network stays out of reach."""

    async def scene() -> tuple[list[Fetched | Miss], int, int]:
        async with (
            serving(always(answer(b"<p>direct"))) as site,
            serving(always(answer(b"<p>proxy"))) as proxy,
        ):
            environ = {
                "http_proxy": f"http://127.0.0.1:{proxy.port}",
                "no_proxy": "127.0.0.0/8,.local.example",
            }
            outcomes = []
            for guard in (site.guard, Guard(extra_ports=frozenset({site.port}))):
                async with SiteClient(clock=lambda: NOW, guard=guard, environ=environ) as client:
                    outcomes += [await client.get(site.url), await client.get("http://acme.example/")]
            return outcomes, len(site.requests), len(proxy.requests)

    (direct, proxied, refused, again), to_site, to_proxy = asyncio.run(scene())
    bodies = [outcome.body for outcome in (direct, proxied, again) if isinstance(outcome, Fetched)]
    assert bodies == [b"<p>direct", b"<p>proxy", b"<p>proxy"]
    assert isinstance(refused, Miss)
    assert refused.reason.startswith("address not allowed: 127.0.0.1")
    assert (to_site, to_proxy) == (1, 2)


@pytest.mark.parametrize(
    ("proxy", "said"),
    [
        ("http://127.0.0.1:9", "the proxy cannot be reached: connection refused"),
        ("http://proxy.invalid:3128", "the proxy cannot be reached: name"),
        (f"http://{'a' * 63}.{'b' * 63}.invalid:3128", "the proxy cannot be reached: name"),
    ],
)
def test_a_proxy_that_is_not_there_is_not_taken_for_the_site(proxy: str, said: str) -> None:
    """The reason says whose fault it is, and it may pass."""
    outcome = got("http://acme.example/", {"http_proxy": proxy})
    assert isinstance(outcome, Miss)
    assert outcome.reason.startswith(said)
    assert outcome.transient
