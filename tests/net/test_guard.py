"""Which addresses may be connected to."""

import ipaddress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from precall.net.guard import Guard, is_refusal, plain_host

PUBLIC = [
    "93.184.216.34",
    "8.8.8.8",
    "192.0.1.1",
    "172.32.0.1",
    "100.128.0.1",
    "2606:2800:220:1:248:1893:25c8:1946",
]
PRIVATE = [
    "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1",
    "100.100.100.201", "::1", "fd00::1", "fd00:ec3::254", "::ffff:127.0.0.1", "::ffff:7f00:1", "64:ff9b::7f00:1",
    "64:ff9b::10.0.0.1",
]  # fmt: skip
NEVER = [
    "0.0.0.0", "0.1.2.3", "169.254.169.254", "192.0.0.192", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.7",
    "203.0.113.9", "192.88.99.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::",
    "::127.0.0.1", "64:ff9b:1::7f00:1", "2002:7f00:1::", "2002:5db8:d822::1", "2001:0:4136:e378:8000:63bf:80ff:fffe",
    "2001:db8::1", "2001:2::1", "2001:10::1", "3fff::1", "fe80::1", "fe80::1%lo", "fec0::1", "ff02::1", "ff0e::1",
    "100::1", "5f00::1", "4000::1", "::ffff:0:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::169.254.169.254",
    "2a00:1450::5efe:a9fe:a9fe", "168.63.129.16", "::ffff:168.63.129.16", "64:ff9b::168.63.129.16", "2002:a83f:8110::",
    "2001:0:4136:e378:8000:63bf:57c0:7eef", "::168.63.129.16", "2a00:1450::200:5efe:168.63.129.16",
    "::ffff:0:168.63.129.16", "64:ff9b:1::a83f:8110", "100.100.100.200", "::ffff:100.100.100.200",
    "64:ff9b::6464:64c8", "fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254", "fd00:c1::a9fe:a9fe", "fd00:42::42",
    "fd00:a9fe:a9fe::1", "fd00:100::100:200", "::ffff:192.0.0.192",
]  # fmt: skip
LOCAL_NAMES = [
    "localhost", "LocalHost", "localhost.", "localhost.localdomain", "shop.localhost", "printer.local", "db.internal",
    "metadata.google.internal", "host.docker.internal", "kubernetes.default.svc", "nas.home.arpa", "router.lan",
    "intranet", "ip6-localhost", "box.home", "metadata.tencentyun.com", "127.0.0.1.nip.io", "app-127-0-0-1.nip.io", "lvh.me",
]  # fmt: skip
ODD = [
    "2130706433", "0x7f000001", "0x7f.0x0.0x0.0x1", "0177.0.0.1", "017700000001", "127.1", "127.0.1", "0",
    "１２７.０.０.１", "①②⑦.⓪.⓪.①", "127。0。0。1", "%31%32%37.0.0.1", "127.0.0.1.", "127.0.0\u00ad.1",
    "127.0.0.1\u200b", "1.2.3.4.5", "256.256.256.256", "www.example.0x7f", "[::1]", "fe80::1%25lo",
]  # fmt: skip


def test_a_company_site_may_be_read() -> None:
    """Ordinary names on the web's ports are let through, in whatever spelling."""
    guard = Guard()
    for host in (
        "acme.example",
        "WWW.Acme.example.",
        "my_shop.example",
        "123.456.example.com",
        "xn--a.example",
    ):
        assert guard.target_refusal("https", host, None) == ""
    for port in (80, 443, 8000, 8080, 8443, 8999):
        assert guard.target_refusal("http", "acme.example", port) == ""


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_allowed(address: str) -> None:
    """A public address may be connected to, and be written literally."""
    assert Guard().address_refusal(ipaddress.ip_address(address)) == ""
    assert Guard().host_refusal(address) == ""


@pytest.mark.parametrize("address", PRIVATE)
def test_the_callers_own_network_is_refused_unless_allowed(address: str) -> None:
    """Loopback and private networks are for --allow-private only."""
    found = ipaddress.ip_address(address)
    assert "not allowed" in Guard().address_refusal(found)
    assert Guard(allow_private=True).address_refusal(found) == ""


@pytest.mark.parametrize("address", NEVER)
def test_what_is_no_website_is_never_allowed(address: str) -> None:
    """Link-local, multicast, reserved, documentation and tunnel addresses are refused even with --allow-private."""
    assert "not allowed" in Guard(allow_private=True).address_refusal(ipaddress.ip_address(address))


@pytest.mark.parametrize("name", LOCAL_NAMES)
def test_obviously_local_names_are_refused_unless_allowed(name: str) -> None:
    """A proxy resolves names itself, so local ones are refused by their spelling."""
    assert "local name" in Guard().host_refusal(name)
    assert Guard(allow_private=True).host_refusal(name) == ""


@pytest.mark.parametrize("host", ODD)
def test_odd_spellings_of_addresses_are_refused(host: str) -> None:
    """Whatever a resolver might take for an inside address is refused."""
    assert Guard().host_refusal(host)


@pytest.mark.parametrize(
    "host", ["", "a..b", "a b.example", "x" * 64 + ".example", "exa\x00mple.com", "-" * 300]
)
def test_what_is_no_host_name_is_refused(host: str) -> None:
    """A host that DNS could not carry is not asked for."""
    assert Guard().host_refusal(host)


@pytest.mark.parametrize(
    ("scheme", "port", "said"),
    [
        ("file", None, "not file"),
        ("gopher", 70, "not gopher"),
        ("", None, "without a scheme"),
        ("http", 22, "port 22"),
    ],
)
def test_other_schemes_and_ports_are_refused_by_name(scheme: str, port: int | None, said: str) -> None:
    """The reason names what was wrong."""
    assert said in Guard().target_refusal(scheme, "acme.example", port)


def test_a_port_can_be_allowed() -> None:
    """A test site of one's own may listen anywhere."""
    guard = Guard(extra_ports=frozenset({3000}))
    assert guard.target_refusal("http", "acme.example", 3000) == ""


@pytest.mark.parametrize(
    "host", ["acme.example", "ACME.example.", "news.acme.example", "ａｃｍｅ.example", "acme\u00ad.example"]
)
def test_a_client_to_be_left_alone_is_refused_by_any_spelling(host: str) -> None:
    """That is judged before all else, and may be taken back."""
    guard = Guard(left_alone=lambda name: f".{name}".endswith(".acme.example"))
    assert guard.target_refusal("https", host, None).startswith("left alone")
    assert is_refusal(guard.target_refusal("https", host, None))
    assert guard.target_refusal("https", "notacme.example", None) == ""


def test_a_refusal_is_known_from_other_reasons() -> None:
    """What the guard refuses depends on settings; what a page is does not."""
    assert is_refusal(Guard().target_refusal("http", "127.0.0.1", None))
    assert is_refusal(Guard().target_refusal("http", "acme.example", 22))
    assert not is_refusal("not a page: image/png")


@settings(max_examples=150)
@given(st.integers(min_value=0, max_value=2**32 - 1))
def test_no_spelling_of_an_inside_address_slips_through(number: int) -> None:
    """An IPv4 address that is refused is refused in every notation that a resolver accepts."""
    address = ipaddress.IPv4Address(number)
    parts = str(address).split(".")
    odd = [
        str(number),
        hex(number),
        f"0{number:o}",
        ".".join(hex(int(part)) for part in parts),
        f"{address}.",
    ]
    mapped = [f"::ffff:{address}", f"64:ff9b::{address}"]
    guard = Guard()
    plainly = guard.host_refusal(str(address))
    if plainly:
        assert all(guard.host_refusal(host) for host in odd + mapped)
    assert all(guard.host_refusal(host) for host in odd[:2])


@settings(max_examples=150)
@given(st.text(max_size=80))
def test_any_text_is_judged_without_a_crash(text: str) -> None:
    """A host that is let through is a plain name or a public address."""
    if Guard().host_refusal(text) == "":
        assert plain_host(text).isascii()
        assert "." in plain_host(text) or ":" in plain_host(text)
