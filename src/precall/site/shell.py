"""What does a page that only a script draws need to be drawn: from which hosts does it take its scripts?"""

import json
from collections.abc import Iterator
from typing import Any

from precall.site.document import Document
from precall.site.url import host_of

_MOST_HOSTS = 8
_MOST_MAP = 20_000  # characters


def script_hosts(page: Document) -> tuple[str, ...]:
    """The hosts of the scripts and modules that its own markup names, the first of them."""
    hosts = dict.fromkeys(host_of(page.absolute(address)) for address in _addresses(page))
    return tuple(host for host in hosts if host)[:_MOST_HOSTS]


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
