"""Lists of links that name what is offered, one page each: where a site has no cards, its menus do."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from lxml.etree import _Element

from precall.extract import offer_wording as wording
from precall.extract import speech
from precall.site.document import Document
from precall.site.kind import kind_of
from precall.site.worth import is_listing

_FEWEST = 3
_MOST_OTHERS = 0.25  # of a list's links
_LEVELS = 5  # above a link in which its list is looked for
_MOST_LINKS = 600
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|jpe?g|png)$", re.IGNORECASE)


def lists(page: Document) -> Iterator[list[tuple[str, str]]]:
    """The names and addresses of each list of links most of which lead to a page of this host and could name an offer."""
    links = [a for a in islice(page.root.iter("a"), _MOST_LINKS) if a.get("href")]
    around = Counter(above for a in links for above in islice(a.iterancestors(), _LEVELS))
    found: dict[_Element, dict[str, str]] = {}
    for a in links:
        place = next((e for e in islice(a.iterancestors(), _LEVELS) if around[e] >= _FEWEST), None)
        name = wording.name_of(page.text_of(a))
        if place is not None and name:
            found.setdefault(place, {}).setdefault(name, page.absolute(a.get("href") or ""))
    for place, entries in found.items():
        named = [(name, url) for name, url in entries.items() if _can_lead_to_offer(page, name, url)]
        others = len(entries) - len(named)
        region = page.region_of(place)
        stands = region == "main" or (page.kind == "home" and region != "footer")
        if stands and len(named) >= _FEWEST and others <= _MOST_OTHERS * len(entries):
            yield named


def _can_lead_to_offer(page: Document, name: str, url: str) -> bool:
    """Whether a link may lead to an offer's own page."""
    return (
        "#" not in url
        and kind_of(url, name) in ("services", "other")
        and not is_listing(url)
        and not _FILE.search(url)
        and wording.can_name(name, page.spoken, speech.own(page))
        and name in page.text
    )
