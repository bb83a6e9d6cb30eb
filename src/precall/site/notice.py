"""Pages that are not what they seem: drawn by script only, parked, behind a log-in, or saying that nothing is here."""

import re

from precall import words
from precall.site.document import Document

SCRIPT_ONLY = "drawn by script only"
PARKED = "parked domain"
LOGIN = "log-in wall"
NOT_FOUND = "says that it was not found"

_FEW_WORDS = 25
_SHORT_PAGE = 120


def of(page: Document, status: int) -> str:
    """The notice that a page deserves; empty for an ordinary page."""
    text = page.text
    count = len(text.split())
    head = f"{page.title} {text[:1500]}".casefold()
    if count <= _SHORT_PAGE and _says(head, "parked"):
        return PARKED
    if (
        count <= _SHORT_PAGE
        and status < 400
        and _says(f"{page.title} {_headings(page)}".casefold(), "not_found")
    ):
        return NOT_FOUND
    if count <= _SHORT_PAGE and page.root.find(".//input[@type='password']") is not None:
        return LOGIN
    if count < _FEW_WORDS and _drawn_by_script(page):
        return SCRIPT_ONLY
    return ""


def _headings(page: Document) -> str:
    return " ".join(block.text for block in page.blocks if block.level in (1, 2))[:500]


def _says(text: str, name: str) -> bool:
    phrases = (phrase for table in words.table("notices").values() for phrase in table.get(name, ()))
    return any(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) for phrase in phrases)


def _drawn_by_script(page: Document) -> bool:
    return next(page.root.iter("script"), None) is not None
