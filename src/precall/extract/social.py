"""The business's own profiles on social networks; no share buttons, no embeds, no designer's profile."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from lxml.etree import _Element

from precall.extract import anchors, kinship, voice
from precall.extract.merge import merge
from precall.extract.quoting import in_item
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind, Scalar
from precall.model.voice import Voice
from precall.site import hosts
from precall.site.document import Document
from precall.words.remembered import of_short_text

KIND: Kind = "social"


class _Platform(NamedTuple):
    """A network: its name, and the path of a profile there; group "handle" names whose it is."""

    name: str
    profile: re.Pattern[str]


_HANDLE = r"(?P<handle>[^/?#\s]{1,100})"
_BY_HOST = {
    host: _Platform(
        name, re.compile(row.get("profile", "/HANDLE/?$").replace("HANDLE", _HANDLE), re.IGNORECASE)
    )
    for name, row in hosts.table("social").items()
    for host in row["hosts"].split()
}
_NOT_HANDLES = hosts.listed("handles", "none")
_PINTEREST = re.compile(r"pinterest\.(?:[a-z]{2}|co\.uk|com\.au)")
_DROP_BELOW = 0.55
_FRAME = ("header", "footer", "nav")


def find(page: Document) -> Iterator[Candidate]:
    """The links to profiles, with where they stand."""
    networks: dict[_Element, int] = {}
    for element, href in page.anchors:
        url = f"https:{href}" if href.startswith("//") else href
        profile = (
            profile_of(url) if not href.startswith(("#", "/", "mailto:", "tel:")) or url != href else None
        )
        if profile is not None:
            yield _linked(page, element, href, profile, _company(element, networks))
    yield from _in_plugins(page)
    for item in page.items:
        for value in item.all("sameAs"):
            profile = profile_of(value) if isinstance(value, str) else None
            evidence = in_item(page, item, str(value)) if profile is not None else None
            if profile is not None and evidence is not None:
                yield _candidate(profile, 0.85, evidence, region="data", friends=2)


def _in_plugins(page: Document) -> Iterator[Candidate]:
    """A page's own like box or timeline names its profile."""
    for element in page.root.iter("iframe"):
        source = element.get("src") or ""
        if "facebook.com/plugins/" in source:
            profile = profile_of(parse_qs(urlsplit(source).query).get("href", [""])[0])
            if profile is not None:
                yield _candidate(
                    profile, 0.85, Evidence(page.url, source, "markup"), region="data", friends=1
                )


class Profile(NamedTuple):
    """A profile's network, its address without what only tracks, and its handle."""

    platform: str
    url: str
    handle: str


@lru_cache(maxsize=4096)
def profile_of(url: str) -> Profile | None:
    """The profile that an address leads to, or None where it leads to none."""
    url = url.strip()
    if not url.lower().startswith(("http://", "https://")) or len(url) > 400:
        return None
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return None
    if host in ("wa.me", "api.whatsapp.com", "web.whatsapp.com"):
        return _whatsapp(url, parts.path, parts.query, host)
    platform = _platform(host)
    if platform is None:
        return None
    if platform.name == "substack" and host != "substack.com":
        at_home = parts.path in ("", "/")
        return Profile("substack", f"https://{parts.netloc}", host.partition(".")[0]) if at_home else None
    return _on(platform, url, parts.path, parts.query)


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """One fact a profile; on one network the framed links win over a link somewhere in a text."""
    judged = [c for c in (_judged(candidate, site) for candidate in seen) if c is not None]
    return [fact for fact in merge(judged, key=_key) if fact.confidence >= _DROP_BELOW]


def _platform(host: str) -> _Platform | None:
    if host in _BY_HOST:
        return _BY_HOST[host]
    parent = host.partition(".")[2]
    if parent == "substack.com":
        return _BY_HOST[parent]
    prefix = host.partition(".")[0]
    if len(prefix) in (2, 5) and parent in ("linkedin.com", "facebook.com", "pinterest.com"):
        return _BY_HOST[parent]
    return _BY_HOST["pinterest.com"] if _PINTEREST.fullmatch(host) else None


def _on(platform: _Platform, url: str, path: str, query: str) -> Profile | None:
    bare = url.partition("?")[0].partition("#")[0]
    if platform.name == "facebook" and path.strip("/") in ("profile.php", "people/_"):
        number = (parse_qs(query).get("id") or [""])[0]
        return Profile("facebook", f"{bare}?id={number}", number) if number.isdecimal() else None
    found = platform.profile.match(path)
    handle = found.groupdict().get("handle") or "" if found else ""
    if handle.lower().lstrip("@") in _NOT_HANDLES or len(handle.strip("@._-")) < 2:
        return None
    return Profile(platform.name, bare, handle)


def _whatsapp(url: str, path: str, query: str, host: str) -> Profile | None:
    number = path.strip("/") if host == "wa.me" else (parse_qs(query).get("phone") or [""])[0]
    digits = re.sub(r"\D", "", number)
    if not 8 <= len(digits) <= 15 or path.startswith("/message"):
        return None
    return Profile("whatsapp", url.partition("&text")[0].partition("?text")[0], digits)


def _linked(page: Document, element: _Element, href: str, profile: Profile, friends: int) -> Candidate:
    block = anchors.block_around(page, element)
    text = page.text_of(element)
    return _candidate(
        profile,
        0.95,
        Evidence(page.url, href, "link"),
        region=page.region_of(element),
        whose=voice.of(page).at(block, text).voice,
        friends=friends,
        icon=not text or profile.platform in text.lower(),
    )


def _candidate(
    profile: Profile,
    score: float,
    evidence: Evidence,
    *,
    region: str,
    friends: int,
    icon: bool = False,
    whose: Voice = "owner",
) -> Candidate:
    clues: dict[str, Scalar] = {
        "region": region,
        "handle": profile.handle,
        "friends": friends,
        "icon": icon,
    }
    return Candidate(KIND, profile.url, score, evidence, {"platform": profile.platform}, clues, whose)


def _company(element: _Element, below: dict[_Element, int]) -> int:
    """How many different networks stand beside a link: a row of icons is the business's own.

    `below` keeps the numbers below each element around the links, which the icons of a row share.
    """
    best = 1
    for node in islice(element.iterancestors(), 3):
        if len(node) > 40:
            break
        if node not in below:
            below[node] = len({_network(anchor.get("href") or "") for anchor in node.iter("a")} - {""})
        best = max(best, below[node])
    return best


@of_short_text
def _network(href: str) -> str:
    """The name of the network that a link leads to; empty where it leads to none."""
    try:
        platform = _platform((urlsplit(href).hostname or "").removeprefix("www."))
    except ValueError:
        return ""
    return platform.name if platform is not None else ""


def _judged(candidate: Candidate, site: SiteView) -> Candidate | None:
    """The sighting with the score that its place deserves, or None where the profile is somebody else's."""
    clues = candidate.clues
    handle = str(clues["handle"])
    akin = kinship.is_akin(handle, site.domain)
    if clues["region"] in _FRAME or clues["region"] == "data" or akin:
        return candidate
    share = site.share(candidate)
    if isinstance(clues["friends"], int) and clues["friends"] >= 2 and clues["icon"]:
        share = max(share, 0.8)
    return replace(candidate, score=round(candidate.score * share, 3))


def _key(candidate: Candidate) -> tuple[str, str]:
    platform = str(candidate.attributes["platform"])
    handle = str(candidate.clues["handle"]).lower().lstrip("@").rstrip(".")
    company = "/company/" if "/company/" in str(candidate.value) else ""
    return platform, company + handle
