"""Which hosts are nobody's own website or mail host, and on which hosts that many share does a path belong to one owner?"""

import re
from typing import Literal, get_args
from urllib.parse import urlsplit

from precall.site import hosts
from precall.site.registered import is_ending

Kind = Literal["", "network", "links", "search", "mail", "market", "tool", "builder"]

_TABLE = hosts.table("nobodys")
_KINDS: tuple[Kind, ...] = get_args(Kind)[1:]
_KIND_OF: dict[str, Kind] = {host: kind for kind in _KINDS for host in _TABLE[kind].split()}
_IN_MANY_COUNTRIES: dict[str, Kind] = {
    brand: kind for kind in _KINDS for brand in _TABLE["in_many_countries"].get(kind, "").split()
}
_FREE_MAIL = hosts.listed("free_mail")
_FREE_MAIL_IN_MANY_COUNTRIES = re.compile(
    rf"(?:{'|'.join(sorted(hosts.listed('free_mail', 'in_many_countries')))})\.[a-z]{{2,3}}(?:\.[a-z]{{2}})?"
)
_COUNTRY = re.compile(r"(?:[a-z0-9-]+\.){0,3}?(?P<brand>[a-z]+)\.(?:com|[a-z]{2}|com?\.[a-z]{2})")


def kind_of(host: str) -> Kind:
    """What a host is, where it is nobody's own website; empty for one that may be somebody's."""
    host = host.removeprefix("www.").rstrip(".")
    labels = host.split(".")
    for place in range(len(labels) - 1):
        found = _KIND_OF.get(".".join(labels[place:]))
        if found and (found != "builder" or place == 0):  # below a builder's host everybody has their own
            return found
    named = _COUNTRY.fullmatch(host)
    if named and (kind := _IN_MANY_COUNTRIES.get(named["brand"])):
        return kind
    return "builder" if is_ending(host) else ""


def owners_path(host: str, path: str) -> str:
    """The beginning of a path that names one owner on a host that many share: /view/acme; empty where there is none."""
    wanted = _TABLE["parts_of_an_owner"].get(host, 0)
    if not wanted:
        return ""
    parts = [part for part in urlsplit(path).path.split("/") if part]
    if parts[:1] == ["a"] and host == "sites.google.com":  # the older kind: /a/<domain>/<site>
        wanted += 1
    return "/" + "/".join(parts[:wanted]) if len(parts) >= wanted else ""


def is_free_mail(host: str) -> bool:
    """Whether anybody can have a mail address at a host, so that it says nothing about a company."""
    return host in _FREE_MAIL or _FREE_MAIL_IN_MANY_COUNTRIES.fullmatch(host) is not None
