"""Addresses to write to: mailto links and plain text."""

import re
from collections.abc import Iterator

from precall.model.fact import Candidate, Evidence
from precall.site.document import Document

KIND = "email"

_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")


def find(page: Document) -> Iterator[Candidate]:
    """Addresses in the text."""
    for block in page.blocks:
        if "@" in block.text:
            for match in _ADDRESS.finditer(block.text):
                yield Candidate(
                    "email", match.group().lower(), 0.9, Evidence(page.url, match.group(), "text")
                )
