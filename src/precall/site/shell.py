"""Pages that a script draws, or their main part: which, from which hosts they take their scripts, what only a click shows."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml.etree import _Element

from precall.model.page import SCRIPT_ONLY
from precall.site.class_names import meaning
from precall.site.document import Document
from precall.site.url import host_of
from precall.words.match import phrases

BEHIND_CLICK = "what only a click shows was not seen"
MAIN_MISSING = f"its main part is {SCRIPT_ONLY}"
_FEW_WORDS = 25
_MOST_PICTURES = 1  # a page of pictures has few words, too
_WORDS_OF_WAITING = 8
_MOST_PLACES = 50
_PLACES = ("main", "app-root")
_PLACE_ROLES = ("main", "tabpanel")
_PLACE_NAME = meaning("drawn")
_FILLED = tuple("img picture video audio iframe frame object embed canvas svg form input".split())
_MOST_CONTROLS = 300
_MOST_HOSTS = 8
_MOST_NOTE = 2_000  # characters
_MOST_MAP = 20_000  # characters


def script_hosts(page: Document) -> tuple[str, ...]:
    """The hosts of the scripts and modules that its own markup names, the first of them."""
    hosts = dict.fromkeys(host_of(page.absolute(address)) for address in _addresses(page))
    return tuple(host for host in hosts if host)[:_MOST_HOSTS]


def lacks_main(page: Document) -> bool:
    """Whether a page has a menu and no content: hardly a word of its own, and a place, or a note, that waits for a script."""
    if page.is_drawn or page.is_pdf or page.partial or next(page.root.iter("script"), None) is None:
        return False
    pictures = (element for element in page.root.iter("img") if page.region_of(element) == "main")
    if len(list(islice(pictures, _MOST_PICTURES + 1))) > _MOST_PICTURES:
        return False
    words = sum(block.text.count(" ") + 1 for block in page.blocks if block.region == "main")
    linked = [element for element, _ in page.anchors if page.region_of(element) == "main"]
    own = words - sum(len(page.text_of(element).split()) for element in linked)
    if own >= _FEW_WORDS:
        return False
    return (
        _has_empty_place(page) or (own <= _WORDS_OF_WAITING and _is_loading(page)) or _asks_for_scripts(page)
    )


def not_seen(page: Document, *, is_shell: bool) -> str:
    """What of a page was not seen: its main part, or, where a browser drew it, what stands behind closed controls."""
    return MAIN_MISSING if is_shell else _behind_click(page)


def _has_empty_place(page: Document) -> bool:
    places = (one for one in page.root.iter() if isinstance(one.tag, str) and _is_place(one))
    return any(
        not _holds_text(place) and next(place.iter(*_FILLED), None) is None
        for place in islice(places, _MOST_PLACES)
    )


def _is_place(element: _Element) -> bool:
    """Whether content belongs into an element; one that takes the focus is where a link past the menu leads to."""
    if element.tag in _PLACES or element.get("role") in _PLACE_ROLES or element.get("aria-busy") == "true":
        return True
    named = element.tag in ("div", "section") and element.get("tabindex") is None
    return named and _PLACE_NAME.search((element.get("id") or "").lower()) is not None


def _is_loading(page: Document) -> bool:
    text = " ".join(block.text for block in page.blocks if block.region == "main")
    return phrases("notices", "loading").stand_in(text.casefold())


def _asks_for_scripts(page: Document) -> bool:
    notes = ("".join(map(str, one.itertext()))[:_MOST_NOTE] for one in page.root.iter("noscript"))
    return phrases("notices", "needs_script").stand_in(" ".join(islice(notes, _MOST_PLACES)).casefold())


def _behind_click(page: Document) -> str:
    """That a part of a drawn page was not seen, where its main part has closed controls, or tabs, whose content is not there.

    A control says what it opens (WAI-ARIA 1.2, aria-expanded, aria-controls, tab); where it does not, nobody knows.
    """
    if not page.is_drawn:
        return ""
    closed = [
        *page.root.iterfind(".//*[@aria-expanded='false']"),
        *page.root.iterfind(".//*[@role='tab'][@aria-selected='false']"),
    ]
    ours = [control for control in closed[:_MOST_CONTROLS] if page.region_of(control) == "main"]
    wanted = {control.get("aria-controls") or "" for control in ours}
    if not wanted:
        return ""
    by_id = {one.get("id"): one for one in reversed(page.root.findall(".//*[@id]"))}  # the first counts
    is_there = all(name in by_id and _holds_text(by_id[name]) for name in wanted)
    return "" if is_there else BEHIND_CLICK


def _holds_text(element: _Element) -> bool:
    return any(map(str.strip, map(str, element.itertext())))


def _addresses(page: Document) -> Iterator[str]:
    for element in page.root.iter("script", "link"):
        if element.tag == "link":
            if "modulepreload" in (element.get("rel") or "").lower().split():
                yield element.get("href") or ""
        elif (element.get("type") or "").lower() == "importmap":
            yield from _mapped(element.text or "")
        else:
            yield element.get("src") or ""


def _mapped(text: str) -> Iterator[str]:
    """The addresses in an import map (HTML standard, 8.1.6.2)."""
    try:
        imports: Any = json.loads(text[:_MOST_MAP]).get("imports")
    except (ValueError, AttributeError, RecursionError):
        return
    if isinstance(imports, dict):
        yield from (address for address in imports.values() if isinstance(address, str))
