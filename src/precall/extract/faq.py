"""Questions that the site already answers: no need to ask them."""

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml.etree import _Element

from precall.extract.merge import merge
from precall.extract.quoting import in_item
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.site.class_names import meaning
from precall.site.document import Block, Document

KIND: Kind = "faq"

_FEWEST, _MOST = 2, 30  # words
_TITLE_TAGS = ("summary", "dt", "button", "legend", "th", "caption")
_TOGGLE = meaning("question")
_ENOUGH = 2  # one question with an answer may be a headline; two are a list
_MOST_QUESTIONS = 20
_FAQ = re.compile("[Ff][Aa][Qq]")
_QUESTION = re.compile(
    r"^(?:[^\w¿]{0,4}|[^\w¿]{0,4}\d{1,2}\W{1,3})([\w¿].{4,300}?[?？])(?:\W{0,4}| expand_more| add)$|^([¿«\"].{4,300}[?？])\W{0,4}$"
)


def find(page: Document) -> Iterator[Candidate]:
    """Questions of structured data, and titles that end in a question mark with an answer beneath or behind, two or more."""
    for item in page.items:
        if "question" in item.types:
            name = item.text("name")
            evidence = in_item(page, item, name)
            if evidence is not None:
                yield Candidate(KIND, name, 0.9, evidence)
    asked = [
        (block, text) for block in page.blocks if (text := _question(block)) and _is_answered(page, block)
    ]
    if len(asked) >= _ENOUGH:
        score = 0.9 if page.kind == "faq" or _looks_like_faq(page) else 0.75
        for _, text in asked:
            yield Candidate(KIND, text, score, Evidence(page.url, text, "text"))


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """Each question once, in the order of the site."""
    return merge(seen)[:_MOST_QUESTIONS]


def _question(block: Block) -> str:
    """The question that a title asks, without the sign that opens it; empty where it is none."""
    found = _asked(block.text) if len(block.text) < 320 else None
    if found is None or not (block.level or block.tag in _TITLE_TAGS or block.is_bold or _is_toggle(block)):
        return ""
    text = found.group(1) or found.group(2)
    return text if _FEWEST <= len(text.split()) <= _MOST else ""


def _is_toggle(block: Block) -> bool:
    element: _Element | None = block.element
    for _ in range(3):
        if element is None:
            return False
        marks = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-toggle') or ''}".casefold()
        if _TOGGLE.search(marks):
            return True
        element = element.getparent()
    return False


def _is_answered(page: Document, block: Block) -> bool:
    if _opens(block.element):
        return True
    following = page.blocks[block.index + 1 : block.index + 3]
    return any(len(other.text) > 20 and not _asked(other.text[:320]) for other in following)


def _opens(element: _Element) -> bool:
    """Whether a click shows the answer (ARIA Authoring Practices, the accordion pattern)."""
    around = (element, *element, element.getparent())
    return any(one is not None and one.get("aria-expanded") is not None for one in around)


def _asked(text: str) -> re.Match[str] | None:
    return _QUESTION.match(text) if "?" in text or "？" in text else None


def _looks_like_faq(page: Document) -> bool:
    return _FAQ.search(page.markup, 0, 200_000) is not None
