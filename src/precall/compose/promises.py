"""What a business binds itself to: a time, a guarantee, something free; whole sentences of its own."""

from collections.abc import Iterator, Sequence

from precall.compose.statements import Passages, statements
from precall.model.fact import Evidence
from precall.model.page import PageRecord
from precall.words.match import Phrases, Spoken, phrases

_FEWEST, _MOST = 4, 16  # words
_BEFORE = 2  # words before a promise that may take it back


def promises(
    pages: Sequence[PageRecord], passages: Passages, praise: Sequence[str], spoken: Spoken
) -> tuple[Evidence, ...]:
    """The promises of a site, whose languages are `spoken`, in reading order; `praise` are the words of clients, who promise nothing."""
    return tuple(_found(pages, passages, " / ".join(praise), spoken))


def _found(
    pages: Sequence[PageRecord], passages: Passages, praise: str, spoken: Spoken
) -> Iterator[Evidence]:
    binding = phrases("promise", "words")
    bound = {url: [one for one in ones if binding.stand_in(one.text)] for url, ones in passages.items()}
    for one in statements(pages, bound):
        is_sentence = one.form == "text" and one.text.endswith((".", "!")) and one.text[0].isupper()
        theirs = is_sentence and one.own and one.kind != "legal" and one.text not in praise
        if theirs and _FEWEST <= one.words <= _MOST and _binds(binding, one.text, spoken):
            yield Evidence(one.url, one.text, "text")


def _binds(binding: Phrases, text: str, spoken: Spoken) -> bool:
    """Whether we promise something, and do not say that it is not promised: "not guaranteed"."""
    found = binding.first(text)
    if found is None or not phrases("speech", "we", spoken).stand_in(text):
        return False
    before = " ".join(text[: found.start()].split()[-_BEFORE:])
    return not phrases("speech", "negations").stand_in(before)
