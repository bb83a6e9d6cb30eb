"""Which address may be connected to?

A website can name any address in a link or a redirect, so the judgement is made on what will really be used: the
parts of the parsed URL before each request, and each address that the name resolves to at connect time.
"""

import ipaddress
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from precall.model.left_alone import REASON as LEFT_ALONE
from precall.model.page import A_LOCAL_NAME, A_LOOPBACK_ADDRESS, A_PRIVATE_ADDRESS

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

WEB_PORTS = frozenset({80, 443, *range(8000, 9000)})

# Where clouds tell a machine its keys, as their manuals name it: Alibaba (100.100.100.200, fd00:100::), Azure
# (168.63.129.16), Scaleway (fd00:42::), Akamai (fd00:a9fe:a9fe::), Oracle (fd00:c1::, and 192.0.0.192), AWS (fd00:ec2::),
# Google (fd20:ce::). The others are link-local.
_CLOUD = "a cloud's own address"
# IANA special-purpose address registries (RFC 6890 and its updates), and multicast.
_NEVER_V4 = tuple(
    (ipaddress.IPv4Network(network), what)
    for network, what in (
        ("0.0.0.0/8", "an unspecified address"),
        ("100.100.100.200/32", _CLOUD),
        ("168.63.129.16/32", _CLOUD),
        ("169.254.0.0/16", "a link-local address"),
        ("192.0.0.0/24", "a reserved address"),
        ("192.0.2.0/24", "a documentation address"),
        ("192.88.99.0/24", "a reserved address"),
        ("198.18.0.0/15", "a benchmark address"),
        ("198.51.100.0/24", "a documentation address"),
        ("203.0.113.0/24", "a documentation address"),
        ("224.0.0.0/4", "a multicast address"),
        ("240.0.0.0/4", "a reserved address"),
    )
)
_PRIVATE_V4 = tuple(
    (ipaddress.IPv4Network(network), what)
    for network, what in (
        ("10.0.0.0/8", A_PRIVATE_ADDRESS),
        ("100.64.0.0/10", A_PRIVATE_ADDRESS),
        ("127.0.0.0/8", A_LOOPBACK_ADDRESS),
        ("172.16.0.0/12", A_PRIVATE_ADDRESS),
        ("192.168.0.0/16", A_PRIVATE_ADDRESS),
    )
)
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
_NEVER_V6 = tuple(
    (ipaddress.IPv6Network(network), what)
    for network, what in (
        ("fd00:42::42/128", _CLOUD),
        ("fd00:100::100:200/128", _CLOUD),
        ("fd00:a9fe:a9fe::1/128", _CLOUD),
        ("fd00:c1::a9fe:a9fe/128", _CLOUD),
        ("fd00:ec2::/32", _CLOUD),
        ("fd20:ce::/32", _CLOUD),
        ("2001::/32", "a tunnel address"),
        ("2001::/23", "a reserved address"),
        ("2001:db8::/32", "a documentation address"),
        ("2002::/16", "a tunnel address"),
        ("3fff::/20", "a documentation address"),
        ("fe80::/10", "a link-local address"),
        ("fec0::/10", "a site-local address"),
        ("ff00::/8", "a multicast address"),
    )
)
_PRIVATE_V6 = (
    (ipaddress.IPv6Network("::1/128"), A_LOOPBACK_ADDRESS),
    (ipaddress.IPv6Network("fc00::/7"), A_PRIVATE_ADDRESS),
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

# Names that never mean a public website: RFC 6761, 6762, 8375, ICANN's .internal, and what private networks and
# clusters use. The last rows are public names: some made to resolve to any inside address, some to a cloud's own.
_LOCAL_SUFFIXES = (
    "localhost", "localdomain", "local", "internal", "intranet", "private", "lan", "home", "corp", "home.arpa",
    "svc", "docker", "consul", "onion", "invalid", "in-addr.arpa", "ip6.arpa",
    "nip.io", "sslip.io", "xip.io", "localtest.me", "lvh.me", "lacolhost.com", "vcap.me",
    "metadata.goog", "metadata.tencentyun.com", "metadata.packet.net", "metadata.platformequinix.com",
    "metadata.cloud.ibm.com",
)  # fmt: skip
_BELOW_LOCAL = tuple(f".{suffix}" for suffix in _LOCAL_SUFFIXES)
_NOT_ALLOWED = "not allowed"
_HOST_NAME = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){0,127}")
_NUMBER = re.compile(r"[0-9]+|0[xX][0-9a-fA-F]*")


class Guard(NamedTuple):
    """What may be reached. `allow_private` admits loopback and private networks, for one's own test sites.

    `extra_ports` are allowed beside 80, 443 and 8000 to 8999. `left_alone` says of a host whether it is a client's whom
    the caller wants left alone.
    """

    allow_private: bool = False
    extra_ports: frozenset[int] = frozenset()
    left_alone: Callable[[str], bool] = lambda host: False

    def target_refusal(self, scheme: str, host: str, port: int | None) -> str:
        """Why a URL with these parts may not be asked for; empty where it may. A missing port is the scheme's own."""
        if scheme not in ("http", "https"):
            return f"only http and https are read, not {scheme or 'an address without a scheme'}"
        if port is not None and port not in WEB_PORTS and port not in self.extra_ports:
            return f"port {port} is {_NOT_ALLOWED}"
        return self.host_refusal(host)

    def host_refusal(self, host: str) -> str:
        """Why this host (a name or a literal address, without brackets) may not be asked; empty where it may."""
        plain = plain_host(host)
        if not plain:
            return "the address names no host"
        if self.left_alone(plain):
            return LEFT_ALONE
        literal = literal_address(plain)
        if literal is not None:
            return self.address_refusal(literal)
        if "%" in plain or ":" in plain or _ends_in_number(plain):
            return f"address {_NOT_ALLOWED}: an odd spelling of a number"
        if len(plain) > 253 or not _HOST_NAME.fullmatch(plain):
            return "not a valid host name"
        if is_local_name(plain) and not self.allow_private:
            return f"address {_NOT_ALLOWED}: {plain[:80]} is {A_LOCAL_NAME}"
        return ""

    def address_refusal(self, address: Address) -> str:
        """Why this address may not be connected to; empty where it may."""
        never, private = _kinds(address)
        if never:
            return f"address {_NOT_ALLOWED}: {address} is {never}"
        if private and not self.allow_private:
            return f"address {_NOT_ALLOWED}: {address} is {private}"
        return ""


def is_refusal(reason: str) -> bool:
    """Whether a reason is a guard's: what it refuses depends on the settings of the run, so it is never final."""
    return _NOT_ALLOWED in reason or LEFT_ALONE in reason


@lru_cache(maxsize=1024)
def plain_host(host: str) -> str:
    """The host as a resolver would understand it: compatibility forms folded, invisible characters and last dot gone."""
    folded = unicodedata.normalize("NFKC", host).replace("。", ".")
    visible = "".join(char for char in folded if unicodedata.category(char) != "Cf")
    return visible.lower().removesuffix(".")


@lru_cache(maxsize=1024)
def literal_address(host: str) -> Address | None:
    """The address that a host spells in the standard way (four decimal numbers, or IPv6), or None."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def is_local_name(host: str) -> bool:
    """Whether a host name can only mean something on the caller's own network."""
    return "." not in host or host in _LOCAL_SUFFIXES or host.endswith(_BELOW_LOCAL)


def _ends_in_number(host: str) -> bool:
    """Whether browsers and resolvers would take the host for an IPv4 address (WHATWG URL, "ends in a number")."""
    return bool(_NUMBER.fullmatch(host.rpartition(".")[2]))


def _kinds(address: Address) -> tuple[str, str]:
    """(what it is if it is never allowed, what it is if it is allowed on one's own network only)."""
    if isinstance(address, ipaddress.IPv4Address):
        return _found(address, _NEVER_V4), _found(address, _PRIVATE_V4)
    if address.scope_id is not None:
        return "an address with a zone", ""
    embedded = _embedded_v4(address)
    if embedded is not None:
        return _kinds(embedded)
    never, private = _found(address, _NEVER_V6), _found(address, _PRIVATE_V6)
    if never or private:
        return never, private
    return "" if address in _GLOBAL_V6 else "a reserved address", ""


def _embedded_v4(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that a mapped (RFC 4291), NAT64 (RFC 6052) or ISATAP (RFC 5214) address stands for."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    low = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _NAT64:
        return low
    isatap = (int(address) >> 32) & 0xFDFFFFFF == 0x00005EFE
    if isatap and any(_kinds(low)):
        return low
    return None


def _found(
    address: Address, networks: tuple[tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, str], ...]
) -> str:
    return next((what for network, what in networks if address in network), "")
