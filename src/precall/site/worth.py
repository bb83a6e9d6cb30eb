"""What a page is worth before it is read: its topic, where it is linked, what its address gives away."""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache
from urllib.parse import unquote, urlsplit

from precall import words
from precall.model.kinds import Kind
from precall.model.page import Link
from precall.site.kind import Topic, fold, is_document, whole_topic
from precall.site.url import key as url_key
from precall.site.url import page_path

NOTHING = 0.0

# The worth of the first, second ... page of a topic; the last figure holds for all further ones.
_WORTH: Mapping[Topic, tuple[float, ...]] = {
    "contact": (94, 50, 30),
    "services": (92, 82, 78, 74, 70, 66, 62, 58, 54, 50, 46),
    "about": (90, 64, 50, 42),
    "team": (88, 63, 54, 48, 40),
    "pricing": (87, 79, 72, 64, 56),
    "testimonials": (80, 64, 44),
    "imprint": (76, 46),
    "faq": (75, 33),
    "blog": (73, 43, 30),
    "careers": (69, 42, 30),
    "clients": (67, 47, 38, 32),
    "privacy": (56, 20),
    "booking": (54, 40, 30),
    "post": (
        66,
        45,
        41,
        25,
        15,
        10,
    ),  # the newest one tells the day where their list says none, or only a month
    "other": (59, 57, 55, 53, 51, 49, 47, 45, 43, 41),
    "terms": (10, 2),
    "listing": (8,),
    "skip": (0,),
}
_TELLS: Mapping[Topic, frozenset[Kind]] = {
    "contact": frozenset(("phone", "email", "address")),
    "testimonials": frozenset(("testimonial",)),
    "faq": frozenset(("faq",)),
}
"""What a page of a topic is read for where another page may tell it as well."""
_PROMISES: Mapping[Topic, frozenset[Kind]] = {
    "testimonials": frozenset(("testimonial",)),
    "team": frozenset(("person",)),
    "pricing": frozenset(("price",)),
    "faq": frozenset(("faq",)),
}
"""What a page of a topic should give, so that a further one is worth reading."""
_LISTS = frozenset(("testimonials", "team"))
_LEADING = _LISTS | {"contact", "booking", "pricing"}
_ENOUGH_NEWS = 3
MUCH = 4
"""Facts of what a page promises, from which on it says that more such pages are worth reading."""
_TOLD_COSTS = 45.0
_DATED = frozenset(("post", "blog"))
_SAYS_LITTLE = frozenset(("listing", "terms"))
"""Topics whose pages tell nothing of the business that others do not. A privacy page names who answers, and a mailbox."""
_PRIVACY_BESIDE_IMPRINT = 30.0
_STRAY_PDF_WORTH = 8.0
_PDF_COSTS = 12.0
_REGION_WORTH = {"nav": 5.0, "header": 5.0, "main": 0.0, "aside": -6.0, "footer": -5.0}
_DEPTH_COSTS = 3.0
_QUERY_COSTS = 8.0
_UNWANTED_REL = frozenset(("nofollow", "sponsored", "ugc"))

_PAGE_ENDING = re.compile(r"\.(?:html?|php\d?|aspx?|jsp|cfm|shtml|pdf|xhtml|[a-z]{0,1})$")
_ENDING = re.compile(r"\.[a-z0-9]{1,5}$")
_MACHINERY = re.compile(
    r"/(?:wp-(?:admin|login|json|includes|cron|content)|xmlrpc|cgi-bin|cdn-cgi|feeds?|rss|atom|trackback|embed|_next|api|admin"
    r"|logout|log-out|signout|login|log-in|signin|sign-in|signup|sign-up|register|my-account|cart|basket|checkout|unsubscribe"
    r"|delete|remove|search|print|attachment|calendar/[\d/-]+|events?/[\d/-]+|page/\d+|seite/\d+|pagina/\d+)(?:[/.]|$)",
    re.IGNORECASE,
)
_ACTION = re.compile(
    r"(?:^|&)(?:add[-_]?to[-_]?cart|add|delete|remove|action|do|logout|paged?|pg|offset|start|month|year|day|date|week|cal|ical|view"
    r"|sort\w*|order\w*|dir|filter\w*|limit|per_page|s|q|query|search|tag|cat|currency|redirect\w*|return\w*|token|nonce|color"
    r"|size)(?:\[[^&=]{0,40}\])?=",
    re.IGNORECASE,
)
_PART_IN_PATH = re.compile(r"/(?:(?:page|seite|pagina|p)[/-])?\d{1,3}/?$", re.IGNORECASE)
_PART_IN_QUERY = re.compile(r"(?:paged?|pg|p|seite|pagina)=\d{1,3}$", re.IGNORECASE)
_LANGUAGE_QUERY = re.compile(r"(?:^|&)(?:lang|language|locale|hl)=([a-z]{2})\b", re.IGNORECASE)
_LANGUAGE_SEGMENT = re.compile(r"^([a-z]{2})(?:[-_][a-z]{2})?$")
_LANGUAGES = frozenset(
    "ar bg ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu it ja ko lt lv nb nl nn no pl pt ro ru sk sl sq"
    " sr sv th tr uk vi zh".split()
)


def is_trap(url: str) -> bool:
    """Whether an address is no page to read: a file, a machine's door, an action, one of endless views of the same."""
    parts = urlsplit(url)
    path = parts.path.casefold()
    if _MACHINERY.search(path) and not path.endswith(".pdf"):
        return True
    if _ENDING.search(path) and not _PAGE_ENDING.search(path):
        return True
    return bool(_ACTION.search(parts.query)) or parts.query.count("&") >= 3


def is_closed(link: Link) -> bool:
    """Whether a link leads to a door rather than a page: log-in, basket, search, unsubscribe."""
    return "skip" in (whole_topic(link.text), whole_topic(_last_segment(link.url)))


def base_worth(topic: Topic, chosen: Mapping[Topic, int], url: str, text: str) -> float:
    """What one more page of this topic is worth after those chosen, before where it is linked counts."""
    if _is_pdf(url):
        return _pdf_worth(topic, chosen, url, text)
    if is_listing(url) and topic not in _LISTS:
        return _WORTH["listing"][0]
    if topic == "privacy" and chosen["imprint"]:
        return _PRIVACY_BESIDE_IMPRINT
    return _step(topic, chosen)


def is_telling(topic: Topic, region: str, news: int) -> bool:
    """Whether a page is worth reading after many others: its topic promises facts, or the site's menu names it.

    `news` is how much of that is known: where it is enough, no further post is.
    """
    if topic in _DATED:
        return news < _ENOUGH_NEWS
    return topic not in _SAYS_LITTLE and (topic != "other" or region in ("nav", "header"))


def given(topic: Topic, gave: Iterable[tuple[Kind, int]]) -> int | None:
    """How many facts a page gave of what its topic promises; None where the topic promises nothing in particular."""
    promised = _PROMISES.get(topic)
    return None if promised is None else sum(count for kind, count in gave if kind in promised)


def leads_on(topic: Topic) -> bool:
    """Whether what the text of a page of this topic leads to is worth reading, too: people, branches, the words of clients."""
    return topic in _LEADING


def is_long(topic: Topic, gave: Iterable[tuple[Kind, int]]) -> bool:
    """Whether a page lists so many people, or the words of so many, that a next part of it is worth reading."""
    return topic in _LISTS and (given(topic, gave) or 0) >= MUCH


def is_next(url: str, page: str) -> bool:
    """Whether an address is that of the next part of a list that is spread over several pages."""
    return _unpaged(url) == _unpaged(page) and url_key(url) != url_key(page)


def told_costs(topic: Topic, told: Collection[Kind]) -> float:
    """What a page is worth less where all that it is read for was told already and few pages can be read."""
    return _TOLD_COSTS if topic in _TELLS and _TELLS[topic] <= set(told) else 0.0


@lru_cache(maxsize=4096)
def place_worth(url: str, region: str, rel: str = "") -> float:
    """What the place of a link and the shape of its address add."""
    parts = urlsplit(url)
    depth = len([part for part in parts.path.split("/") if part])
    worth = _REGION_WORTH.get(region, 0.0) - _DEPTH_COSTS * max(0, depth - 1)
    if parts.query:
        worth -= _QUERY_COSTS * (1 + parts.query.count("&"))
    return worth - 20 if _UNWANTED_REL & set(rel.split()) else worth


@lru_cache(maxsize=4096)
def language_mark(url: str) -> str:
    """The language that an address announces (`/fr/...`, `fr.acme.com`, `?lang=fr`) as ISO 639-1; empty otherwise."""
    parts = urlsplit(url)
    asked = _LANGUAGE_QUERY.search(parts.query)
    first = parts.path.lstrip("/").partition("/")[0].casefold()
    host = parts.hostname or ""
    label = host.partition(".")[0] if host.count(".") >= 2 else ""
    for mark in (asked.group(1) if asked else "", first, label):
        found = _LANGUAGE_SEGMENT.match(mark.casefold())
        if found and found.group(1) in _LANGUAGES:
            return found.group(1)
    return ""


def names_language(text: str, main: str) -> bool:
    """Whether a link's text is nothing but another language than the main one ("Deutsch", "EN")."""
    folded = fold(text)
    if folded in _LANGUAGES and len(folded) == 2:
        return folded != main
    return _language_names().get(folded, main) != main


def families(url: str) -> tuple[tuple[str, ...], ...]:
    """Skeletons of an address that near-identical siblings share: its name less one word, its query less the values."""
    parts = urlsplit(url)
    if parts.query:
        return (("?", parts.path, *sorted(part.partition("=")[0] for part in parts.query.split("&"))),)
    folder, _, name = _ENDING.sub("", unquote(parts.path.casefold()).rstrip("/")).rpartition("/")
    tokens = [part for part in re.split(r"[^\w]+|_", name) if part]
    if len(tokens) < 2:
        return ()
    return tuple((folder, *tokens[:i], "*", *tokens[i + 1 :]) for i in range(min(len(tokens), 8)))


@lru_cache(maxsize=4096)
def _is_pdf(url: str) -> bool:
    return urlsplit(url).path.casefold().endswith(".pdf")


def _pdf_worth(topic: Topic, chosen: Mapping[Topic, int], url: str, text: str) -> float:
    if topic in ("privacy", "terms"):
        return NOTHING
    if not is_document(url, text):
        return _STRAY_PDF_WORTH
    return _step("pricing" if topic == "other" else topic, chosen) - _PDF_COSTS


def _step(topic: Topic, chosen: Mapping[Topic, int]) -> float:
    steps = _WORTH.get(topic, _WORTH["other"])
    return steps[min(chosen[topic], len(steps) - 1)]


@lru_cache(maxsize=4096)
def is_listing(url: str) -> bool:
    """Whether an address is that of a list of posts: of a category, a tag, an author."""
    segments = [part for part in page_path(url).split("/") if part]
    return any(whole_topic(part) == "listing" for part in segments[:-1])


def _unpaged(url: str) -> tuple[str, str]:
    """An address without the number of its part, and the rest of its query."""
    parts = urlsplit(url)
    query = "&".join(part for part in parts.query.split("&") if part and not _PART_IN_QUERY.match(part))
    return url_key(parts._replace(path=_PART_IN_PATH.sub("", parts.path) or "/", query="").geturl()), query


def _last_segment(url: str) -> str:
    return _ENDING.sub("", unquote(page_path(url)).rstrip("/").rpartition("/")[2])


@cache
def _language_names() -> Mapping[str, str]:
    tables = words.table("pages").items()
    return {fold(name): code for code, table in tables for name in table.get("names", ())}
