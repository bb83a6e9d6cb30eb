"""In which of a few languages is a short note: told by the small words that only one of them has."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from precall import words

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LISTS = {
    "language": ("common",),
    "speech": ("i", "subject", "we", "pointing", "backward", "negations", "halves", "insist"),
    "turning": ("words",),
    "dates": (
        "weekdays", "months", "leads", "today", "tomorrow", "this", "next", "numbers", "day_units",
        "week_units", "month_units",
    ),
    "reader": ("openers", "finite", "between"),
}  # fmt: skip
"""Lists of small words, and of those that notes are full of."""


def languages_of(texts: Sequence[str], known: Iterable[str]) -> tuple[str, ...]:
    """The language of each text, among those `known`; of one that tells nothing that of all together, or none."""
    codes = tuple(dict.fromkeys(known))
    if len(codes) < 2:
        return codes * len(texts) if codes else ("",) * len(texts)
    of_all = _most(" ".join(texts), codes)
    return tuple(_most(text, codes) or of_all for text in texts)


def _most(text: str, codes: tuple[str, ...]) -> str:
    """The language of most of a text's small words; none where two share them. A small "i" may be I, in or the."""
    said = [word.casefold().replace("’", "'") for word in _WORD.findall(text) if word != "i"]
    shares = sorted(((sum(word in _own(code, codes) for word in said), code) for code in codes), reverse=True)
    (most, code), (second, _) = shares[:2]
    return code if most > second else ""


@cache
def _own(code: str, codes: tuple[str, ...]) -> frozenset[str]:
    """The small words of a language that none of the others has."""
    others = frozenset[str]().union(*(_small(other) for other in codes if other != code))
    return _small(code) - others


@cache
def _small(code: str) -> frozenset[str]:
    return frozenset(
        word.casefold()
        for table, keys in _LISTS.items()
        for key in keys
        for word in _flat(words.table(table).get(words.filed_as(code), {}).get(key, ()))
        if " " not in word
    )


def _flat(listed: Any) -> Iterator[str]:
    for one in listed:
        yield from (one,) if isinstance(one, str) else one
