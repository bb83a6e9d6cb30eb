"""Reads a page back with a parser that is not ours."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib


def tree(html: str) -> Element:
    """The page as a browser understands it."""
    return html5lib.parse(html, namespaceHTMLElements=False)  # type: ignore[no-any-return]


def visible(html: str) -> Iterator[str]:
    """The text of the page."""
    yield from next(tree(html).iter("body")).itertext()


def page_one_words(html: str) -> int:
    """How many words a reader counts on page one: everything between spaces, less the source marks and what opens behind them."""
    page = next(article for article in tree(html).iter("article") if article.get("id") == "page-one")
    for mark in list(page.iter()):
        if mark.get("class") in ("mark", "cited"):
            tail = mark.tail
            mark.clear()
            mark.tail = tail
    return len("".join(page.itertext()).split())
