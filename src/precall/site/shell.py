"""A page that only a script draws: from which hosts it takes its scripts, and what of the drawn page only a click shows."""

import json
from collections.abc import Iterator
from typing import Any

from precall.site.document import Document
from precall.site.url import host_of

BEHIND_CLICK = "what only a click shows was not seen"
_MOST_HOSTS = 8
_MOST_MAP = 20_000  # characters


def script_hosts(page: Document) -> tuple[str, ...]:
    """The hosts of the scripts and modules that its own markup names, the first of them."""
    hosts = dict.fromkeys(host_of(page.absolute(address)) for address in _addresses(page))
    return tuple(host for host in hosts if host)[:_MOST_HOSTS]


def waits_for_click(page: Document) -> str:
    """That a part of a drawn page was not seen, where its main part has closed controls (WAI-ARIA, aria-expanded)."""
    closed = page.is_drawn and any(
        page.region_of(element) == "main" for element in page.root.iterfind(".//*[@aria-expanded='false']")
    )
    return BEHIND_CLICK if closed else ""


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
