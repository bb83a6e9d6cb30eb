"""Which word of a note stands for a thing that only another line names: "shows it to the board"?"""

import re

from precall.words.match import Spoken, fold, vocabulary

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NO_THINGS = (
    "openers",
    "lowered",
    "between",
    "verbs",
    "givers",
    "finite",
    "subjects",
    "after_object",
    "their_voice",
    "willing",
    "small",
)


def hanging(text: str, language: str) -> str:
    """The word that stands for something which the note has not named before it; empty where there is none.

    "It is hard to find people" stands for nothing; so does "that" before a word that it belongs to.
    """
    spoken = (language,)
    words = [fold(match[0]) for match in _WORD.finditer(text)]
    for at, word in enumerate(words):
        if word not in vocabulary("reader", "standing_for", spoken):
            if not _is_small(word, spoken):
                return ""
            continue
        after = words[at + 1] if at + 1 < len(words) else ""
        is_object = at > 0 and (not after or after in vocabulary("reader", "behind_standing_for", spoken))
        if is_object:
            return word
    return ""


def _is_small(word: str, spoken: Spoken) -> bool:
    """Whether a word names no thing: a pronoun, a verb of the lists, an adverb."""
    bare = word.removesuffix("s")
    return any(
        word in vocabulary("reader", key, spoken) or bare in vocabulary("reader", key, spoken)
        for key in _NO_THINGS
    )
