"""Which words claim a credential, and which of a sentence's claims stand for themselves."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from precall.site.document import Document
from precall.words.match import Phrases, Spoken, either, listed, phrases

_SHORTEST_FORM = 6  # letters
_PROPER = re.compile(r"(?<![^\W\d_])(?:[A-Z]\.?){2,}|(?<=\s)[^\W\d_a-z][^\W\d_]{2,}")
_WITHIN = 5  # words
_SHORTEST = 12  # characters of a claim that stands for itself


def telling(page: Document) -> Phrases:
    """The words that claim a credential on a page: those that are listed, and where its language is known further forms and compounds."""
    starts, ends = _stems(page.spoken) if page.spoken else ((), ())
    forms: set[str] = set()
    if starts or ends:
        words = (word for word in page.read.words if len(word) >= _SHORTEST_FORM)
        forms = {word for word in words if word.startswith(starts) or word.endswith(ends)}
    return _telling(page.spoken, tuple(sorted(forms)))


@cache
def _stems(spoken: Spoken) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return listed("credential", "stems", spoken), listed("credential", "endings", spoken)


@lru_cache(maxsize=64)
def _telling(spoken: Spoken, forms: tuple[str, ...]) -> Phrases:
    return (
        Phrases((*listed("credential", "words", spoken), *forms))
        if forms
        else phrases("credential", "words", spoken)
    )


def apart(sentence: str, words: Phrases, spoken: Spoken) -> Sequence[str]:
    """The claims of a sentence, each verbatim, where several name somebody who grants them; else the sentence.

    "A Master of Arts from Leeds and a Diploma in Oak Framing" are two, "licensed, bonded and insured" is one.
    """
    cuts = [found.span() for found in _joint(spoken).finditer(sentence)]
    parts: list[str] = []
    start = 0
    for before, behind in cuts:
        if _is_claim(sentence[start:before], words) and _begins(sentence[behind:], words):
            parts.append(sentence[start:before].strip())
            start = behind
    parts.append(sentence[start:].strip())
    return parts


@cache
def _joint(spoken: Spoken) -> re.Pattern[str]:
    """What may stand between two claims: a comma with or without a word behind it, a semicolon, such a word alone."""
    joints = either("credential", "joints", spoken)
    return re.compile(rf"[,;]\s(?:{joints}\s)?|\s{joints}\s")


def _begins(text: str, words: Phrases) -> bool:
    """Whether a claim begins within a few words."""
    return _is_claim(text, words) and words.stand_in(" ".join(text.split(" ", _WITHIN)[:_WITHIN]))


def _is_claim(text: str, words: Phrases) -> bool:
    """Whether a part of a sentence claims a credential and names what it is or who grants it."""
    return len(text) >= _SHORTEST and words.stand_in(text) and _PROPER.search(text) is not None
