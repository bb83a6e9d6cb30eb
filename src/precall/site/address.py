"""Which website a caller means: what they typed, cleaned up, or a plain reason why it is none."""

import ipaddress
import re
from typing import NamedTuple

from precall.errors import AddressError, NobodysAddress
from precall.site import url as site_url
from precall.site.folder_name import folder_name
from precall.site.nobodys import is_free_mail, kind_of, owners_path
from precall.site.wrapped import unwrapped

_WRAPPING = " \t\r\n\"'`<>()[]{}“”„‚‘’«»‹›,;"
_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]{0,20}):/{1,3}", re.IGNORECASE)
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u2060\ufeff]"
)  # what is copied along with an address from a page or a table
_SLIPPED_SCHEME = re.compile(
    r"""^(?:
        (?P<said>(?:h{1,2}t{0,3}p{1,2}t?p?|hptt|t{1,2}p)(?P<safe>s{0,2}))
        (?:[:;.]?[/\\]{2,3}:? | ://? | : (?=[^/\d]))
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_NAMED_MAIL = re.compile(r"<([^<>\s]{3,320})>\s*$")
_MAIL = re.compile(r"^[^\s@/\\:]{1,64}@([^\s@/\\:]{1,253})$")
_LABEL = re.compile(r"^(?!-)[a-z0-9_-]{1,63}$")
_LANGUAGE_HOME = re.compile(r"^/[a-z]{2}(?:[-_][a-z]{2})?/?$", re.IGNORECASE)


class Address(NamedTuple):
    """A website as a caller typed it, cleaned up.

    `typed` is verbatim but for credentials, `scheme` is http, https or empty, `host` is lower-case ASCII (an IPv6 address without
    brackets), `port` None where it is the default one, `path` the page that was typed (with its query) or "/".
    """

    typed: str
    host: str
    scheme: str = ""
    port: int | None = None
    path: str = "/"

    @property
    def domain(self) -> str:
        """The host without a leading www."""
        return site_url.bare(self.host)

    @property
    def key(self) -> str:
        """Whose website it is, everywhere: the domain, and on a host that many share the owner's path behind it."""
        return f"{self.domain}{self._owner.lower()}"

    @property
    def folder(self) -> str:
        """What the client's folder is called: the key, wherever every file system takes that."""
        return folder_name(self.key)

    @property
    def starts(self) -> tuple[str, ...]:
        """The origins to try in this order: as typed, by the other scheme, then with or without www."""
        hosts = [self.host]
        if not _is_literal(self.host) and 1 <= self.host.count(".") <= 2:
            hosts.append(self.domain if self.host != self.domain else f"www.{self.host}")
        return tuple(self._origin(scheme, host) for host in hosts for scheme in self._schemes())

    def home_on(self, origin: str) -> str:
        """The home page on an origin: its root, the language that was typed (`acme.com/fr/`), or the owner's path."""
        home = self._owner or (self.path if _LANGUAGE_HOME.match(self.path) else "/")
        return site_url.clean(origin + home)

    def page_on(self, origin: str) -> str:
        """The very page that was typed, on an origin; empty where only a host was typed."""
        page = site_url.clean(site_url.origin(origin) + self.path)
        return "" if self.path == "/" or page == self.home_on(site_url.origin(origin)) else page

    @property
    def _owner(self) -> str:
        return owners_path(self.domain, self.path)

    def _schemes(self) -> tuple[str, ...]:
        plain_first = self.scheme == "http" or (not self.scheme and (self.port or _is_local(self.host)))
        return ("http", "https") if plain_first else ("https", "http")

    def _origin(self, scheme: str, host: str) -> str:
        shown = f"[{host}]" if ":" in host else host
        port = "" if self.port is None else f":{self.port}"
        return f"{scheme}://{shown}{port}"


def parse_address(typed: str) -> Address:
    """The website that is meant by a domain, a URL or an e-mail address; AddressError with the reason otherwise.

    A link that was wrapped by a search engine, a network or a mail filter means the address inside; a slip in
    `https://` means what was meant. A page on a host that is nobody's own website is refused.
    """
    typed = typed.strip()
    named = _NAMED_MAIL.search(typed)
    text = (named.group(1) if named else typed).strip(_WRAPPING)
    text = _INVISIBLE.sub("", re.sub(r"^mailto:", "", text, flags=re.IGNORECASE)).strip(_WRAPPING)
    if not text:
        raise AddressError("an empty address: give a domain such as acme.com")
    if len(text) > 2000 or not text.isprintable():
        raise _refused(typed)
    mail = _MAIL.match(text)
    if mail:
        return Address(typed, _mail_host(typed, mail.group(1)))
    address = _from_url(typed, unwrapped(_mended(text)))
    if address.path != "/" and kind_of(address.host) and address.key == address.domain:
        raise nobodys(address)
    return address


def nobodys(address: Address) -> NobodysAddress:
    """Why an address on a host that is nobody's own website is refused."""
    return NobodysAddress(
        f"{_shown(address.typed)} leads to {address.domain}, which is nobody's own website: give the client's, or an"
        f" e-mail address of theirs ({address.domain} alone means that company)"
    )


def _mended(text: str) -> str:
    """The text with one plain scheme in front where a slip of the pen stands there, or two schemes."""
    scheme = ""
    while found := _SLIPPED_SCHEME.match(text):
        scheme = "https" if found["safe"] else "http"
        text = text[found.end() :]
    return f"{scheme}://{text}" if scheme else text


def _mail_host(typed: str, host: str) -> str:
    cleaned = _host(typed, host)
    if is_free_mail(cleaned):
        raise NobodysAddress(
            f"{_shown(typed)} is an address at a free mail provider ({cleaned}), which says nothing about the company:"
            " give the company's own website"
        )
    return cleaned


def _from_url(typed: str, text: str) -> Address:
    found = _SCHEME.match(text)
    scheme = found.group(1).lower() if found else ""
    if scheme not in ("", "http", "https"):
        raise AddressError(f"{_shown(typed)} begins with {scheme}: only http and https addresses can be read")
    rest = text[found.end() :] if found else text.lstrip("/")
    authority, path = _split_authority(rest)
    host, port = _split_port(typed, authority.rpartition("@")[2])
    typed = typed.replace(authority[: -len(authority.rpartition("@")[2])], "") if "@" in authority else typed
    default = {"http": 80, "https": 443}.get(scheme)
    implied = {80: "http", 443: "https"}.get(port or 0, "")
    if port == default or (implied and not scheme):
        scheme, port = scheme or implied, None
    return Address(typed, _host(typed, host), scheme, port, path)


def _split_authority(rest: str) -> tuple[str, str]:
    end = min((rest.find(mark) for mark in "/?#" if mark in rest), default=len(rest))
    path = rest[end:].partition("#")[0]
    return rest[:end], path if path.startswith("/") else f"/{path}"


def _split_port(typed: str, authority: str) -> tuple[str, int | None]:
    host, _, port = authority.rpartition(":")
    if not host or authority.endswith("]") or (":" in host and not host.endswith("]")):
        return authority, None
    if port == "":
        return host, None
    if not (port.isascii() and port.isdigit() and len(port) <= 5 and 1 <= int(port) <= 65535):
        raise AddressError(f"{_shown(typed)} has a port that does not exist: {_shown(port)}")
    return host, int(port)


def _host(typed: str, host: str) -> str:
    literal = _literal(host.strip("[]"))
    if literal:
        return literal
    name = _ascii(typed, host.lower()).rstrip(".")
    labels = name.split(".")
    if len(name) > 253 or not all(map(_LABEL.match, labels)) or labels[-1].isdigit():
        raise _refused(typed)
    if len(labels) == 1 and name != "localhost":
        raise AddressError(f"{_shown(typed)} is not the address of a website: give a domain such as acme.com")
    return name


def _ascii(typed: str, host: str) -> str:
    if host.isascii():
        return host
    import idna

    try:
        name = idna.encode(host, uts46=True).decode()
    except UnicodeError:
        raise _refused(typed) from None
    return _literal(name) or name


def _literal(host: str) -> str:
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return ""


def _is_literal(host: str) -> bool:
    return bool(_literal(host))


def _is_local(host: str) -> bool:
    return host == "localhost" or _is_literal(host)


def _refused(typed: str) -> AddressError:
    return AddressError(
        f"{_shown(typed)} is not the address of a website: give a domain such as acme.com, or a URL"
    )


def _shown(text: str) -> str:
    kept = "".join(letter if letter.isprintable() else "?" for letter in text.strip())
    return repr(kept if len(kept) <= 80 else f"{kept[:79]}…")
