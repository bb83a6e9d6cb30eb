"""Which words of a note may speak of its reader as of somebody else, in a language without a grammar that turns them?"""

import re

from precall.words.match import fold, vocabulary

_WORD = re.compile(r"[^\W\d_]+")


def third_persons(text: str, language: str, *, gives: bool = False) -> tuple[str, ...]:
    """The first such word as it stands there: "sie hat mehr Anfragen", and "ihr das Blatt schicken" where something is given.

    One at the beginning counts, and in a promise one before which nobody else is named.
    """
    words = [match[0] for match in _WORD.finditer(text)]
    if words and _is_third(words[0], "third", language) and not _is_idle(words, language):
        return (words[0],)
    if not gives:
        return ()
    for word in words:
        if _is_third(word, "third_given", language) and not _is_polite(word, language):
            return (word,)
        if _is_somebody(word, language):
            return ()
    return ()


def _is_third(word: str, key: str, language: str) -> bool:
    return fold(word) in vocabulary("reader", key, (language,))


def _is_idle(words: list[str], language: str) -> bool:
    """Whether a first word is nobody, or speaks to the reader: "il faut", "Sie haben", "Ihr Mann"."""
    spoken = (language,)
    first, after = words[0], fold(words[1]) if len(words) > 1 else ""
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
