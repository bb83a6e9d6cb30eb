"""Which proxy, if any, does the environment ask for?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from urllib.parse import unquote, urlsplit

from precall.errors import SettingsError
from precall.net.guard import literal_address

DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63}){0,127}\.?")
_WITH_PORT = re.compile(r"(\[[^\[\]]{2,60}\]|[^:/]{1,253}):(\d{1,5})")


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy that is spoken to by http or https. `login` is its `name:password`, empty where it wants none."""

    scheme: str
    host: str
    port: int
    login: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Direct:
    """Hosts that go without a proxy: a network, or a domain and all below it; at one port, or (None) at any."""

    domain: str = ""
    network: IPv4Network | IPv6Network | None = None
    port: int | None = None

    def covers(self, host: str, port: int) -> bool:
        """Whether a host of a URL is meant. Names are not looked up: only a literal address lies in a network."""
        if self.port not in (None, port):
            return False
        address = literal_address(host)
        if address is not None:
            return self.network is not None and address in self.network
        return self.network is None and f".{host}".endswith(f".{self.domain}")


@dataclass(frozen=True, slots=True)
class Proxies:
    """The proxies of an environment, one by scheme, and the hosts that go without."""

    http: Proxy | None = None
    https: Proxy | None = None
    direct: tuple[Direct, ...] = ()

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> "Proxies":
        """Read HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY; lower-case names win, as with curl.

        NO_PROXY has no standard. It is read as curl does (CURLOPT_NOPROXY: commas or blanks between the entries, `*`, a
        domain with all below it, with or without a leading dot, an address, a network in CIDR notation), and with the
        ports of Go's httpproxy (`host:8080`, `[::1]:8080`). SettingsError names the variable of a proxy that cannot be used.
        """
        entries = _value(environ, "NO_PROXY")[1].replace(",", " ").split()
        if "*" in entries:
            return cls()
        return cls(
            http=_proxy(*_value(environ, "HTTP_PROXY", "ALL_PROXY")),
            https=_proxy(*_value(environ, "HTTPS_PROXY", "ALL_PROXY")),
            direct=tuple(map(_direct, entries)),
        )

    def for_target(self, scheme: str, host: str, port: int | None = None) -> Proxy | None:
        """The proxy for a request, or None where it goes directly. A missing port is the scheme's own."""
        plain = host.lower().rstrip(".")
        if any(entry.covers(plain, port or DEFAULT_PORTS[scheme]) for entry in self.direct):
            return None
        return self.https if scheme == "https" else self.http


def _value(environ: Mapping[str, str], *names: str) -> tuple[str, str]:
    """The first of these variables that says something, and what."""
    for name in names:
        for spelled in (name.lower(), name):
            if environ.get(spelled):
                return spelled, environ[spelled].strip()
    return "", ""


def _proxy(variable: str, text: str) -> Proxy | None:
    if not text:
        return None
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _unusable(variable, "not the URL of a proxy") from None
    if parts.scheme not in DEFAULT_PORTS:
        raise _unusable(
            variable, f"a proxy by {parts.scheme[:20]}, and only http and https proxies can be used"
        )
    if not (_HOST.fullmatch(host) or literal_address(host)) or port == 0:
        raise _unusable(variable, "not the URL of a proxy")
    login = parts.netloc.rpartition("@")[0]
    return Proxy(parts.scheme, host, port or DEFAULT_PORTS[parts.scheme], _decoded_login(login))


def _unusable(variable: str, what: str) -> SettingsError:
    """Without the value, which may hold a password."""
    return SettingsError(f"{variable} is {what}. Write it as http://proxy.example:3128, or unset it")


def _decoded_login(login: str) -> str:
    name, _, password = login.partition(":")
    return f"{unquote(name)}:{unquote(password)}" if login else ""


def _direct(entry: str) -> Direct:
    """What an entry of NO_PROXY means; one that makes no sense covers no host."""
    with_port = _WITH_PORT.fullmatch(entry)
    name, port = (with_port[1], int(with_port[2])) if with_port else (entry, None)
    try:
        return Direct(network=ip_network(name.strip("[]"), strict=False), port=port)
    except ValueError:
        return Direct(name.lower().removeprefix("*").strip("."), port=port)
