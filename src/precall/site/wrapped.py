"""Which address does a link lead to that a mail filter, a network or a search engine wrapped into one of its own?"""

import base64
import binascii
import re
from urllib.parse import parse_qs, unquote, urlsplit

from precall.site import hosts

_MOST_LAYERS = 6
_SEARCH = re.compile(r"(?:[a-z0-9-]+\.){0,3}google\.(?:com|[a-z]{2}|com?\.[a-z]{2})")
_WITHOUT_HOST = re.compile(r"^/url\?(?:.*&)?(?:q|url)=https?(?::|%3a)", re.IGNORECASE)
_INSIDE = re.compile(r"https?(?::|%3a)(?:/|%2f){2}.+", re.IGNORECASE)
_OF_URLDEFENSE = re.compile(r"/v3/__(.+?)__;")

_PARAMETERS = {host: name for name, listed in hosts.table("wrapped").items() for host in listed.split()}
"""The parameter that holds the address, by the wrapper's host; empty where the path does."""


def unwrapped(url: str) -> str:
    """The address inside, through several layers; the same text where nothing is wrapped."""
    for _ in range(_MOST_LAYERS):
        inside = _inside(url)
        if not inside or inside == url:
            break
        url = inside
    return url


def _inside(url: str) -> str:
    if _WITHOUT_HOST.match(url):
        url = f"https://www.google.com{url}"
    try:
        parts = urlsplit(url if "://" in url[:12] else f"https://{url}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    if _SEARCH.fullmatch(host):
        return _of_parameter(parts.query, ("q", "url", "u", "adurl"))
    wrapper = next((name for name in _PARAMETERS if host == name or host.endswith(f".{name}")), "")
    if not wrapper:
        return ""
    if defended := _OF_URLDEFENSE.search(url):
        return _if_address(defended[1])
    name = _PARAMETERS[wrapper]
    return (
        _of_parameter(parts.query, (name,), proofpoint="proofpoint" in wrapper)
        if name
        else _of_path(parts.path)
    )


def _of_parameter(query: str, names: tuple[str, ...], *, proofpoint: bool = False) -> str:
    given = parse_qs(query, max_num_fields=100) if query.count("&") < 100 else {}
    for name in names:
        for value in given.get(name, ()):
            if proofpoint:  # its own escapes: - for %, _ for /
                value = unquote(value.replace("-", "%").replace("_", "/"))
            if found := _if_address(value) or _if_address(_decoded(value)):
                return found
    return ""


def _of_path(path: str) -> str:
    found = _INSIDE.search(path)
    return _if_address(unquote(found[0]) if "%3a" in found[0][:12].lower() else found[0]) if found else ""


def _decoded(value: str) -> str:
    """What Bing writes: a1 and the address in base64."""
    if not value.startswith("a1"):
        return ""
    try:
        return base64.urlsafe_b64decode(value[2:] + "=" * (-len(value[2:]) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""


def _if_address(text: str) -> str:
    return text if re.match(r"https?://[^/\s]", text, re.IGNORECASE) else ""
