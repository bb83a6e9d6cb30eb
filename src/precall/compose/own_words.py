"""Which of a site's words are the business's own: no client's, no other company's, no example, no legal page."""

from collections.abc import Mapping, Sequence

from precall.model.page import PageRecord
from precall.model.passage import Passage
from precall.model.voice import Voice

_OTHERS: frozenset[Voice] = frozenset(("client", "third_party", "example", "template", "legal"))


def own_words(
    texts: Mapping[str, str], passages: Mapping[str, Sequence[Passage]], pages: Sequence[PageRecord]
) -> dict[str, str]:
    """The visible text of each page less the lines that are somebody else's.

    Terms and privacy pages speak of everything and mean none of it: they are left out whole.
    """
    legal = {page.url for page in pages if page.kind == "legal"}
    return {
        url: _without(text, _of_others(passages.get(url, ())))
        for url, text in texts.items()
        if url not in legal
    }


def is_own(voice: Voice) -> bool:
    """Whether the business speaks with this voice."""
    return voice not in _OTHERS


def _of_others(passages: Sequence[Passage]) -> frozenset[str]:
    others = [one for one in passages if not is_own(one.voice)]
    return frozenset((*(one.text for one in others), *(part for one in others for part in one.parts)))


def _without(text: str, others: frozenset[str]) -> str:
    if not others:
        return text
    return "\n".join(line for line in text.split("\n") if line not in others)
