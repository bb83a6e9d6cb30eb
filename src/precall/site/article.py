"""What an article or a post itself says, without the menus, teasers and footers around it."""

from itertools import islice

from precall.site import cards
from precall.site.document import Document
from precall.site.text import clean

_MOST_MARKUP = 300_000  # characters
_MOST_TAGS = 8_000
_MOST_TABLES = 60
_ENOUGH_WORDS = 80
_LEAST = 0.3  # of the words of the page's main part; less than this is not the article


def lines(page: Document) -> list[str]:
    """The lines of the main text that stand on the page just so; none where it cannot be told apart, or not in good time.

    A page that marks its one article is taken at its word; trafilatura finds it on the others. It takes time that grows
    with the square of a page's tables and blocks, so long pages are left alone.
    """
    marked = _marked(page)
    if marked:
        return marked
    if page.is_pdf or len(page.markup) > _MOST_MARKUP or page.markup.count("<") > _MOST_TAGS:
        return []
    if page.markup.lower().count("<table") > _MOST_TABLES:
        return []
    main = sum(len(block.text.split()) for block in page.blocks if block.region == "main")
    for fast in (True, False):
        found = _standing(page, fast=fast)
        if sum(len(line.split()) for line in found) >= main * _LEAST:
            return found
    return []


def _marked(page: Document) -> list[str]:
    """The blocks of the page's only article or main element, where it holds most of the page's main part."""
    for tag in ("article", "main"):
        elements = list(islice(page.root.iter(tag), 2))
        if len(elements) == 1:
            inside = [block for block in cards.blocks_within(page, elements[0]) if block.region == "main"]
            if sum(len(block.text.split()) for block in inside) >= _ENOUGH_WORDS:
                return [block.text for block in inside]
    return []


def _standing(page: Document, *, fast: bool) -> list[str]:
    import trafilatura

    text = trafilatura.extract(page.markup, fast=fast, include_comments=False, include_tables=False)
    found = map(clean, (text or "").split("\n"))
    return [line for line in found if line and line in page.text]
