"""What leads to a day or to an hour in each language, and what it means: "by", "nicht vor dem", "a partir del"."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple

from precall import words
from precall.compose.spoken_dates import date_words
from precall.words.match import fold

Of = Literal["leads", "clock_leads"]
"""What leads to a day, and what to an hour."""

_SAID_AS = {"until": "by", "for": "by", "due": "by"}
"""What is said as another meaning where a language has no words of its own for it: in German "until" is "bis", as "by" is."""


STARTS = ("after", "not_before")
"""Behind these a day is the first one, or the one before it, and nothing is due on it."""


class Lead(NamedTuple):
    """What leads to a day: where it begins in the text, what it means, and the language that says it."""

    start: int
    meaning: str
    language: str


def leads(table: Mapping[str, Any], of: Of = "leads") -> tuple[str, ...]:
    """All that leads to a day in the words of a language."""
    return tuple(word for listed in table[of].values() for word in listed)


@cache
def due(language: str) -> frozenset[str]:
    """What says by when in a language, folded."""
    table = words.table("dates").get(language, {}).get("leads", {})
    return frozenset(fold(word) for meaning in ("by", "until") for word in table.get(meaning, ()))


def lead_before(text: str, first: Sequence[str], of: Of = "leads") -> Lead | None:
    """What leads to a day that stands right behind a text, the longest in these languages; of one that several have, the first one's."""
    bare = fold(text.rstrip())
    found = [
        (len(word), -number, meaning, language)
        for number, language in enumerate(dict.fromkeys(first))
        for word, meaning in _meanings(language, of).items()
        if bare == word or (bare.endswith(word) and not bare[-len(word) - 1].isalnum())
        if not (meaning == "not_before" and _says_no(bare[: -len(word)], language))
    ]
    if not found:
        return None
    length, _, meaning, language = max(found)
    return Lead(len(bare) - length, meaning, language)


def said_as(meaning: str, language: str, of: Of = "leads") -> str:
    """What a language says for a meaning; empty where it has no words for it."""
    table = date_words(language)[of]
    found = table.get(meaning) or table.get(_SAID_AS.get(meaning, ""), ())
    return str(found[0]) if found else ""


def _says_no(before: str, language: str) -> bool:
    """Whether the "no" behind these words is what somebody says: "aprender a decir que no antes del viernes"."""
    words_before = date_words(language).get("before_no", ())
    return before.rstrip().endswith(tuple(f" {word}" for word in words_before))


@cache
def _meanings(language: str, of: Of) -> Mapping[str, str]:
    table = words.table("dates").get(language, {}).get(of, {})
    return {fold(word): meaning for meaning, listed in table.items() for word in listed}
