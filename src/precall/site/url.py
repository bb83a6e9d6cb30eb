"""When two URLs are the same page, and when they belong to the same site."""

import posixpath
import re
from functools import lru_cache
from urllib.parse import quote, unquote, urljoin, urlsplit

from precall.site.nobodys import owners_path
from precall.site.registered import registered

_LONGEST = 2000
_DEFAULT_PORTS = {"http": 80, "https": 443}
_SAFE_IN_PATH = "/:@!$&'()*+,;=~-._%"
_SAFE_IN_QUERY = _SAFE_IN_PATH + "?[]"
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NOISE_PARAMETER = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|gbraid|wbraid|msclkid|dclid|yclid|igshid|mc_[ce]id|_hs\w+|hsa_\w+|hsctatracking|ref|ref_src"
    r"|referrer|source|trk|mkt_tok|_ga|_gl|sid|sessid|session|session_?id|phpsessid|jsessionid|aspsessionid\w*|cfid|cftoken"
    r"|oly_\w+|vero_\w+|wickedid|replytocom|share|nb|print|amp|preview|fb_action_\w+|pk_\w+|matomo_\w+|elqtrack\w*|_k|nocache)$",
    re.IGNORECASE,
)
_SESSION_IN_PATH = re.compile(
    r";(?:jsessionid|phpsessid|sid)=[^/?]{0,200}|/\((?:[A-Z]\([^()/]{8,200}\)){1,3}\)", re.IGNORECASE
)
_ROUTE = re.compile(r"!?/[^/]")
_INDEX = re.compile(r"/(?:index|default|home)\.(?:html?|php\d?|aspx?|jsp|cfm|shtml)$", re.IGNORECASE)
_EXTENSION = re.compile(r"\.(?:html?|php\d?|aspx?|jsp|cfm|shtml)$", re.IGNORECASE)


@lru_cache(maxsize=4096)
def clean(url: str, base: str = "") -> str:
    """The URL as it is worth asking for: absolute, without credentials, session ids, tracking parameters and any fragment
    but a route, percent-encoded by RFC 3986. Empty where it is no http(s) URL. Cleaning twice changes nothing.
    """
    try:
        parts = urlsplit(urljoin(base, url.strip()) if base else url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if parts.scheme not in _DEFAULT_PORTS or not _is_host(host) or len(url) > _LONGEST:
        return ""
    shown = f"[{host}]" if ":" in host else host
    place = shown if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{shown}:{port}"
    query = _clean_query(parts.query)
    cleaned = f"{parts.scheme}://{place}{_clean_path(parts.path)}{f'?{query}' if query else ''}"
    cleaned += quote(_BARE_PERCENT.sub("%25", route(url)), safe=f"#{_SAFE_IN_QUERY}")
    return cleaned if len(cleaned) <= _LONGEST else ""


@lru_cache(maxsize=4096)
def key(url: str) -> str:
    """What two addresses of the same page share: no scheme, www, index file, extension, trailing slash or upper case."""
    url, behind = url.partition("#")[0], route(url)
    parts = urlsplit(url)
    path = _EXTENSION.sub("", _INDEX.sub("/", unquote(parts.path))).rstrip("/").casefold()
    query = "&".join(sorted(parts.query.casefold().split("&"))) if parts.query else ""
    return f"{bare(parts.netloc)}{path}?{query}{behind.rstrip('/').casefold()}"


def with_route(address: str, url: str) -> str:
    """An address with the route of another one: no server sees that, so none answers with it."""
    return address.partition("#")[0] + route(url)


def route(url: str) -> str:
    """Where a script tells its pages apart by what stands behind "#": that, with the sign; empty where nothing does."""
    fragment = url.partition("#")[2]
    return f"#{fragment}" if _ROUTE.match(fragment) else ""


def page_path(url: str) -> str:
    """The path that tells a page of a site from the others: the route behind "#" where there is one, no index file."""
    return route(url).lstrip("#!").partition("?")[0] or _INDEX.sub("/", urlsplit(url).path)


def origin(url: str) -> str:
    """Scheme, host and port of a URL, e.g. `https://acme.com`."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def host_of(url: str) -> str:
    """The lower-case host of a URL; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def domain_of(url: str) -> str:
    """The host of a URL without a leading www.; empty where it has none."""
    return host_of(url).removeprefix("www.")


def owner_of(url: str) -> str:
    """Whose a URL is: its domain, and behind it the owner's path on a host that many share (sites.google.com/view/acme)."""
    domain = domain_of(url)
    return f"{domain}{owners_path(domain, urlsplit(url).path).lower()}" if domain else ""


def path_of(url: str) -> str:
    """Path and query of a URL, for messages."""
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "") + route(url)


def bare(host: str) -> str:
    """The host without a leading www."""
    rest = host.removeprefix("www.")
    return rest if "." in rest else host


def same_site(one: str, other: str) -> bool:
    """Whether two URLs have the same host and port, with or without www, by http or https; of one owner on a shared host."""
    return _place(one) == _place(other) != ""


def below(url: str, home: str) -> bool:
    """Whether a URL stands on a sub-domain of the home page's host."""
    return _place(url).endswith(f".{_place(home)}") and _place(home).count(".") >= 1


def same_company(one: str, other: str) -> bool:
    """Whether two URLs have the same registered domain."""
    first, second = registered(host_of(one)), registered(host_of(other))
    return first == second != "" or same_site(one, other) or below(one, other)


@lru_cache(maxsize=4096)
def _place(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    host = bare((parts.hostname or "").rstrip("."))
    place = host if port in (None, _DEFAULT_PORTS.get(parts.scheme)) else f"{host}:{port}"
    return f"{place}{owners_path(host, parts.path).lower()}"


def _is_host(host: str) -> bool:
    return bool(host) and len(host) <= 253 and not re.search(r"[\s/\\@%<>\"'|^`{}\x00-\x20\x7f]", host)


def _clean_path(path: str) -> str:
    path = _SESSION_IN_PATH.sub("", path)
    path = quote(_BARE_PERCENT.sub("%25", path), safe=_SAFE_IN_PATH)
    path = re.sub(r"%[0-9a-f]{2}", _normal_escape, path, flags=re.IGNORECASE)
    slash = "/" if path.endswith(("/", "/.", "/..")) else ""
    folded = posixpath.normpath(f"/{path}").lstrip("/")
    return f"/{folded}{slash}" if folded else "/"


def _clean_query(query: str) -> str:
    kept = [part for part in query.split("&") if part and not _NOISE_PARAMETER.match(part.partition("=")[0])]
    return quote(_BARE_PERCENT.sub("%25", "&".join(kept)), safe=_SAFE_IN_QUERY)


def _normal_escape(escape: re.Match[str]) -> str:
    letter = chr(int(escape.group()[1:], 16))
    return letter if letter.isascii() and (letter.isalnum() or letter in "-._~") else escape.group().upper()
