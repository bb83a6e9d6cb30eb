"""Where a call, a table or an appointment can be booked: booking services, and the business's own booking pages."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from urllib.parse import unquote, urlsplit

from lxml.etree import _Element

from precall.extract import anchors, kinship
from precall.extract.anchors import Anchor
from precall.extract.merge import mark_unsure, merge
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.site import hosts
from precall.site import url as site_url
from precall.site.document import Document
from precall.site.text import clean
from precall.words.match import Spoken, either, listed, phrases, vocabulary
from precall.words.remembered import in_languages

KIND: Kind = "booking"

_SERVICES, _NEEDS_PATH = hosts.listed("booking", "services"), hosts.listed("booking", "needs_path")
_PATHS: Mapping[str, str] = hosts.table("booking")["paths"]
_BOOKING_PATH = re.compile(r"appointment|book|schedul|widget|calendar|rooms/|reserv", re.IGNORECASE)
_ASSET = re.compile(r"\.(?:js|css|png|svg|jpe?g|gif|woff2?)(?:$|\?)", re.IGNORECASE)
_IN_SCRIPT = re.compile(r"https?:\\?/\\?/[^\s\"'<>()\\]{4,80}(?:\\?/[^\s\"'<>()\\]{1,120}){0,6}")
_LONGEST_SCRIPT = 60_000
_LONGEST_LABEL = 60
_SURE_ENOUGH = 0.7
_MOST = 6


def find(page: Document) -> Iterator[Candidate]:
    """The ways to book that a page links, embeds or opens by script."""
    for anchor in anchors.of(page):
        yield from _linked(page, anchor)
    yield from _embedded(page)
    yield from _by_script(page)


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """Booking services first, then pages of their own; a contact page only where nothing else takes bookings."""
    facts = merge(seen, key=_key)
    strong = [fact for fact in facts if fact.confidence >= _SURE_ENOUGH]
    return mark_unsure((strong or facts)[:_MOST], below=_SURE_ENOUGH)


@lru_cache(maxsize=4096)
def is_service(url: str) -> bool:
    """Whether an address belongs to a booking service and leads to somebody's calendar there."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return False
    if host in _PATHS and parts.path.startswith(_PATHS[host]):
        return True
    if not hosts.is_among(_SERVICES, host) or _ASSET.search(parts.path):
        return False
    if parts.path in ("", "/") and not parts.query and host.removeprefix("www.").count(".") < 2:
        return False  # the service's own front page
    return bool(_BOOKING_PATH.search(url)) if hosts.is_among(_NEEDS_PATH, host) else True


def _linked(page: Document, anchor: Anchor) -> Iterator[Candidate]:
    href, url, text = anchor.href, anchor.url, anchor.text
    if href == "#" or not url.startswith(("http://", "https://")):
        return
    if is_service(url):
        yield Candidate(KIND, url, 0.95, Evidence(page.url, href, "link"))
    elif _says_book(text, page.spoken):
        score = 0.85 if _is_booking_path(url) else 0.6 if kinship.is_own(url, page.host) else 0.72
        evidence = Evidence(page.url, text, "text") if text in page.text else Evidence(page.url, href, "link")
        yield Candidate(KIND, url, score, evidence, clues={"section": href if href.startswith("#") else ""})
    elif kinship.is_own(url, page.host) and _is_booking_path(url):
        yield Candidate(KIND, url, 0.72, Evidence(page.url, href, "link"))


def _embedded(page: Document) -> Iterator[Candidate]:
    for element in page.root.iter("iframe", "script", "form"):
        yield from _in_attributes(page, element, ("src", "data-src", "action"))
    if "data-url" in page.markup:
        for element in page.root.iterfind(".//*[@data-url]"):
            yield from _in_attributes(page, element, ("data-url",))


def _in_attributes(page: Document, element: _Element, names: tuple[str, ...]) -> Iterator[Candidate]:
    for name in names:
        value = (element.get(name) or "").strip()
        url = page.absolute(value) if value.startswith(("http", "//", "/")) else ""
        if url and is_service(url):
            yield Candidate(KIND, url, 0.93, Evidence(page.url, clean(value), "markup"))


def _by_script(page: Document) -> Iterator[Candidate]:
    """The services that scripts and handlers open, as the services say that their pop-ups are set up."""
    clicked = page.root.iterfind(".//*[@onclick]") if "onclick" in page.markup else ()
    for script in (*page.scripts, *(element.get("onclick") or "" for element in clicked)):
        for found in _IN_SCRIPT.finditer(script[:_LONGEST_SCRIPT]):
            url = found.group().replace("\\/", "/")
            if is_service(url):
                yield Candidate(KIND, url, 0.85, Evidence(page.url, found.group(), "markup"))


@in_languages
def _says_book(text: str, spoken: Spoken) -> bool:
    if not 0 < len(text) <= _LONGEST_LABEL or phrases("booking", "not_words", spoken).stand_in(text):
        return False
    return bool(_label(spoken).search(text))


@cache
def _label(spoken: Spoken) -> re.Pattern[str]:
    words, leads = either("booking", "words", spoken), either("booking", "leads", spoken)
    return re.compile(
        rf"^[^\w]{{0,4}}(?:{leads}\s)?{words}(?!\w)|{words}[\s!.→›»>]{{0,4}}$",
        re.IGNORECASE,
    )


@lru_cache(maxsize=4096)
def _is_booking_path(url: str) -> bool:
    parts = urlsplit(url)
    last = re.sub(r"\.\w{1,5}$", "", unquote(parts.path).rstrip("/").rpartition("/")[2]).lower()
    slugs = vocabulary("booking", "paths")
    return last in slugs or parts.fragment.lower() in slugs or last.startswith(_slug_starts())


@cache
def _slug_starts() -> tuple[str, ...]:
    return tuple(f"{slug}-" for slug in listed("booking", "paths") if len(slug) >= 4)


def _key(candidate: Candidate) -> str:
    """A section that every page has of its own, reached by "#book", is one place to book."""
    url = str(candidate.value)
    if candidate.clues.get("section"):
        return f"{site_url.domain_of(url)}#{urlsplit(url).fragment}"
    return site_url.key(url.partition("?")[0])
