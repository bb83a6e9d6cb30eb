"""A brochure or menu in PDF as lines of text."""

import io
import logging
from html import escape

from precall.model.page import Fetched
from precall.site.text import clean

MAX_PAGES = 20
_MAX_CHARACTERS = 200_000


def is_pdf(fetched: Fetched) -> bool:
    """Whether an answer is a PDF, by its first bytes or its declared type."""
    return fetched.body.startswith(b"%PDF-") or "application/pdf" in fetched.header("content-type")


def lines(body: bytes) -> tuple[list[str], str]:
    """The text lines of the first pages, and why there are none or not all (empty when whole)."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    found: list[str] = []
    partial = ""
    try:
        reader = PdfReader(io.BytesIO(body), strict=False)
        count = len(reader.pages)
        for number in range(min(count, MAX_PAGES)):
            text = reader.pages[number].extract_text()
            found.extend(filter(None, map(clean, text.splitlines())))
            if sum(map(len, found)) > _MAX_CHARACTERS:
                break
        if count > MAX_PAGES:
            partial = f"only the first {MAX_PAGES} of {count} pages were read"
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OverflowError,
        OSError,
    ):
        return found, "the PDF is damaged"
    if not found:
        partial = "a picture of a document: no text in it"
    return found, partial


def as_markup(text_lines: list[str]) -> str:
    """The lines as minimal HTML, so that one set of extractors reads pages and brochures."""
    body = "".join(f"<p>{escape(line)}</p>" for line in text_lines)
    return f"<html><head><title>{escape(text_lines[0] if text_lines else '')}</title></head><body>{body}</body></html>"
