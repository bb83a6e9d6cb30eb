"""Which words of a note may speak of its reader as of somebody else, in a language without a grammar that turns them?"""

import re
from collections.abc import Sequence
from itertools import pairwise

from precall import words
from precall.words.match import fold, vocabulary

_WORD = re.compile(r"[^\W\d_]+")


def third_persons(text: str, language: str, *, gives: bool = False) -> tuple[str, ...]:
    """The first such word as it stands there: "sie hat mehr Anfragen", and "ihr das Blatt schicken" where something is given.

    One at the beginning counts, one that begins a clause further on ("zu viel Arbeit, weil er alles allein macht") where
    nothing before it can be meant, and in a promise one before which nobody else is named.
    """
    found = list(_WORD.finditer(text))
    said = [match[0] for match in found]
    if said and _is_third(said[0], "third", language) and not _is_idle(said, language):
        return (said[0],)
    if begun := _of_a_clause(text, found, language):
        return (begun,)
    if not gives:
        return ()
    for word in said:
        if _is_third(word, "third_given", language) and not _is_polite(word, language):
            return (word,)
        if _is_somebody(word, language):
            return ()
    return ()


def _of_a_clause(text: str, found: Sequence[re.Match[str]], language: str) -> str:
    """The word with which a later clause begins and that may mean the reader; empty where there is none, or something else is meant."""
    table = words.table("reader").get(language, {})
    subjects, joints = table.get("third_begins", {}), vocabulary("reader", "third_joints", (language,))
    for before, match in pairwise(found):
        if _is_somebody(before[0], language):
            return ""
        word = fold(match[0])
        is_begun = fold(before[0]) in joints or any(
            sign in text[before.end() : match.start()] for sign in ",;–"
        )
        if word not in subjects or not is_begun or match[0][0].isupper():
            continue
        clause = [fold(other[0]) for other in found if match.start() < other.start()]
        end = text.find(",", match.end())
        last = [
            fold(other[0])
            for other in found
            if match.start() < other.start() and (end < 0 or other.end() <= end)
        ]
        earlier = {fold(other[0]) for other in found if other.start() < match.start()}
        is_many = word in table.get("third_many", ()) and any(
            verb.endswith("n") for verb in (*clause[:1], *last[-1:])
        )
        is_idle = bool(clause) and clause[0] in vocabulary("reader", "third_idle", (language,))
        if not is_many and not is_idle and earlier.isdisjoint(subjects[word]):
            return match[0]
    return ""


def _is_third(word: str, key: str, language: str) -> bool:
    return fold(word) in vocabulary("reader", key, (language,))


def _is_idle(said: list[str], language: str) -> bool:
    """Whether a first word is nobody, or speaks to the reader: "il faut", "Sie haben", "Ihr Mann"."""
    spoken = (language,)
    first, after = said[0], fold(said[1]) if len(said) > 1 else ""
    if after in vocabulary("reader", "third_idle", spoken):
        return True
    if not _is_polite(first, language):
        return False
    is_subject = fold(first) in vocabulary("reader", "polite_subjects", spoken)
    return not is_subject or after.endswith("n") or after in vocabulary("reader", "polite_verbs", spoken)


def _is_polite(word: str, language: str) -> bool:
    """Whether a word with a capital may speak to the reader."""
    return word[0].isupper() and fold(word) in vocabulary("reader", "polite", (language,))


def _is_somebody(word: str, language: str) -> bool:
    if fold(word) in vocabulary("reader", "persons", (language,)):
        return True
    return word[0].isupper() and fold(word) in vocabulary("given_names", "names")
