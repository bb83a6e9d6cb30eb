"""Short labels side by side in one line, as designs set them: each its own inline element of one make-up, no sign between."""

from precall.site.document import Block, Document

_TAGS = frozenset(("span", "a", "b", "strong", "em"))
_PARENTS = frozenset(("div", "p", "section", "nav"))
_MOST = 40
_LONGEST = 90  # characters of one


def chips(page: Document, block: Block) -> list[str]:
    """The labels of a block that consists of three or more of them, else nothing."""
    element = block.element
    if not 3 <= len(element) <= _MOST or element.tag not in _PARENTS:
        return []
    first = element[0]
    if first.tag not in _TAGS or any(
        (e.tag, e.get("class")) != (first.tag, first.get("class")) for e in element
    ):
        return []
    texts = [page.text_of(child) for child in element]
    whole = sum(map(len, texts)) + len(texts) >= len(block.text)
    return texts if whole and all(0 < len(text) <= _LONGEST for text in texts) else []
