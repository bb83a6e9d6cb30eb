"""In which of a few languages are words spelled: told by their runs of three letters, learned from the languages' own files.

After Cavnar and Trenkle, N-Gram-Based Text Categorization (1994), judged as a naive Bayes classifier does.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import log
from typing import Any, NamedTuple

from precall import words

_WORD = re.compile(r"[^\W\d_]{1,60}")
_SURE = 6.0
"""So much more likely (natural logarithm) a text has to be in one language than in the next: of the offers of 65 labelled sites,
each read with the words of one other language beside its own, 618 were told rightly, 6 wrongly (borrowed words) and the rest not at all."""
_FEWEST, _SHORTEST = 2, 3
"""So many words of so many letters, at least; a single one has to be twice as sure."""
_SEEN = 0.5
"""Of a run that no word of a language has."""


class _Runs(NamedTuple):
    """How often each run of three letters stands in the words of a language, and how many runs those have."""

    times: Counter[str]
    all: int


def of_spelling(text: str, codes: Sequence[str]) -> str:
    """The language of a text's spelling among those of `codes` that have a file; empty where it may be in two of them.

    Words with a capital tell less: they are names, or borrowed ("Coaching", "Workshop"). Only for a language that writes
    its nouns with one do they count, where they are twice as sure.
    """
    known = [code for code in dict.fromkeys(map(words.filed_as, codes)) if code in words.languages()]
    if len(known) < 2:
        return ""
    said = _WORD.findall(text)
    small = [word for word in said if word[0].islower()]
    best, lead = _best(small, known)
    if lead > _SURE * (1 if sum(len(word) >= _SHORTEST for word in small) >= _FEWEST else 2):
        return best
    best, lead = _best(said, known)
    return best if lead > 2 * _SURE and words.habits(best).get("capital_nouns") else ""


def _best(said: Sequence[str], known: Sequence[str]) -> tuple[str, float]:
    """The likeliest language of words, and by how much (natural logarithm)."""
    runs = [run for word in said for run in _runs(word.casefold())]
    likely = sorted(((_likelihood(runs, code), code) for code in known), reverse=True)
    (most, best), (second, _) = likely[:2]
    return best, most - second


def _likelihood(said: Sequence[str], code: str) -> float:
    learned = _learned(code)
    whole = learned.all + _SEEN * _different()
    return sum(log((learned.times[run] + _SEEN) / whole) for run in said)


@cache
def _learned(code: str) -> _Runs:
    """Each word of a language's file once."""
    listed = {word for text in _texts(words.whole(code)) for word in _WORD.findall(text.casefold())}
    times = Counter(run for word in sorted(listed) for run in _runs(word))
    return _Runs(times, times.total())


@cache
def _different() -> int:
    """About so many runs there are: those of English."""
    return len(_learned("en").times)


def _runs(word: str) -> Iterator[str]:
    padded = f" {word} "
    return (padded[start : start + 3] for start in range(len(padded) - 2))


def _texts(found: Any) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, Mapping | list | tuple):
        for inner in found.values() if isinstance(found, Mapping) else found:
            yield from _texts(inner)
