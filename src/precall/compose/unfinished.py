"""Which pages of a site nobody has finished: those that still hold the text of a template."""

from collections.abc import Iterator, Sequence

from precall.compose.statements import Passages
from precall.model.page import PageRecord
from precall.words.match import Place, phrases, vocabulary


def unfinished(pages: Sequence[PageRecord], passages: Passages) -> tuple[PageRecord, ...]:
    """The pages on which words stand that a template comes with."""
    return tuple(
        page for page in pages if any(any(left_over(one.text)) for one in passages.get(page.url, ()))
    )


def left_over(text: str) -> Iterator[Place]:
    """Where words stand that a template comes with; a name that it leaves to be filled in is written as a name: "Your Company Name"."""
    for found in phrases("leftover", "phrases").each(text):
        shown = text[found.start() : found.end()]
        if found.group() not in vocabulary("leftover", "names") or shown.istitle() or shown.isupper():
            yield found
