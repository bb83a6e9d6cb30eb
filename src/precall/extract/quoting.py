"""Which words of a page prove a sighting: a short verbatim stretch around it."""

from precall.model.fact import Evidence, Where
from precall.site.document import Document
from precall.site.structured import Item

LONGEST = 160


def stretch(text: str, start: int, end: int, *, longest: int = LONGEST) -> str:
    """The text around text[start:end], cut between words to about `longest` characters; the middle always whole."""
    if len(text) <= longest:
        return text
    room = max(0, longest - (end - start)) // 2
    left, right = max(0, start - room), min(len(text), end + room)
    if left > 0:
        gap = text.find(" ", left, start)
        left = gap + 1 if gap >= 0 else start
    if right < len(text):
        gap = text.rfind(" ", end, right)
        right = gap if gap >= 0 else end
    return text[left:right].strip()


def where_text_is(page: Document) -> Where:
    """Where the visible text of a page stands: a PDF's text has a name of its own."""
    return "pdf" if page.is_pdf else "text"


def in_item(page: Document, item: Item, value: str) -> Evidence | None:
    """Evidence for a value of structured data as it stands in the source; None where it does not stand there."""
    quote = item.quote(value)
    if not quote and item.where == "microdata" and (value in page.text or value in page.markup):
        quote = value
    return Evidence(page.url, quote, item.where) if quote.strip() else None


def in_text(page: Document, text: str, start: int = 0, end: int | None = None) -> Evidence:
    """Evidence for a stretch of the visible text."""
    return Evidence(page.url, stretch(text, start, len(text) if end is None else end), where_text_is(page))
