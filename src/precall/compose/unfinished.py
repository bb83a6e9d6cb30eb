"""Which pages of a site nobody has finished: those that still hold the text of a template."""

from collections.abc import Sequence

from precall.compose.statements import Passages
from precall.model.page import PageRecord
from precall.words.match import phrases


def unfinished(pages: Sequence[PageRecord], passages: Passages) -> tuple[PageRecord, ...]:
    """The pages on which words stand that a template comes with."""
    left_over = phrases("leftover", "phrases")
    return tuple(
        page for page in pages if any(left_over.stand_in(one.text) for one in passages.get(page.url, ()))
    )
