"""What sort of words these are: a statement or the label of a link, loud or not, and which of them tell a topic."""

import re
from functools import cache
from itertools import pairwise

from precall.decency import denies_an_illness, is_personal
from precall.words.match import ALL, Spoken, fold, listed, phrases, vocabulary

_WORD = re.compile(r"[^\W\d_]{4,40}")
_STEM = 6  # letters; deliver, delivers and deliveries are one word here
_LONG = 4  # letters of a word that a title writes with a capital
_LOUD = 5  # letters; shorter words in capitals are abbreviations
_FEWEST_WORDS = 4
_EARLY = 4  # words, of which the first is asked elsewhere
_STATEMENT_WORDS = 6  # from so many on, words without a full stop say something, too
_FORM_ENDS = ("?", ":", "*")
_MARKS = " \"'“”„«»‘’"
_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ENDS = (".", "!", "…", "”", "»")
_GOING_ON = ("-", "–", "—", "…", "...", ",", "&", "+", "=")


def topics(text: str) -> frozenset[str]:
    """The stems of the words of a text that tell what it is about; those that any text has are left out."""
    stems = {_stem(word) for word in _WORD.findall(text.casefold())}
    return frozenset(stems - _common())


def is_statement(text: str) -> bool:
    """Whether words say something: no label of a link, a button or a form, no heading, no call to act."""
    tokens = text.split()
    if len(tokens) < _FEWEST_WORDS or text.endswith(_FORM_ENDS) or is_loud(text) or _opens_a_link(tokens):
        return False
    return text.endswith(_ENDS) or (len(tokens) >= _STATEMENT_WORDS and not _is_titled(tokens))


def is_sayable(text: str) -> bool:
    """Whether words of theirs can be said to them: nobody's private life, no question, nothing that dangles or shouts."""
    return not (
        text.rstrip('”"»').endswith("?")
        or is_loud(text)
        or is_personal(text)
        or denies_an_illness(text)
        or dangles(text)
    )


def dangles(text: str, spoken: Spoken = ALL) -> bool:
    """Whether a sentence points to one before it: "They do that, too", "We never see it only as this", "We keep it that way"."""
    if len(text.split()) < _FEWEST_WORDS:
        return False
    if opens_back(text, spoken):
        return True
    said = _WORDS.findall(fold(text))
    pointing, on = vocabulary("speech", "pointing", spoken), vocabulary("speech", "pointing_on", spoken)
    return not pointing.isdisjoint(said[-1:]) or any(
        word in pointing and following in (on | pointing) for word, following in pairwise(said[1:])
    )


def points_back(text: str, spoken: Spoken = ALL) -> bool:
    """Whether a sentence ends with what stood before it: "We would never do it that way", "I was not glad of it, though" """
    said = fold(text).rstrip(" .!")
    trails = any(said.endswith(f" {word}") for word in vocabulary("speech", "trailing", spoken))
    return trails or not vocabulary("speech", "pointing", spoken).isdisjoint(said.split()[-2:])


def points_early(text: str, spoken: Spoken) -> bool:
    """Whether a sentence speaks near its beginning of something named before it: "Working at that level", "We know these people" """
    pointing = vocabulary("speech", "pointing", spoken) & vocabulary("speech", "backward", spoken)
    return not pointing.isdisjoint(_WORDS.findall(fold(text))[1:_EARLY])


def says_i(text: str) -> bool:
    """Whether one person speaks of themselves in a sentence."""
    return phrases("speech", "i").stand_in(text)


def opens_back(text: str, spoken: Spoken = ALL) -> bool:
    """Whether a sentence begins with what stood before it: "They do that, too", "Then I come to you" """
    opening = phrases("speech", "backward", spoken).starts(text.lstrip(_MARKS))
    own = vocabulary("speech", "subject") | vocabulary("speech", "i") | {"sie"}
    # "I" opens an English sentence of its own, and is "and" in Polish; "sie" is a German "you", too
    return opening is not None and opening.group() not in own


def leans(text: str, spoken: Spoken) -> bool:
    """Whether a sentence of a page is not understood without the one before it: "So it was rebuilt", "and twice a year" """
    opening = text.lstrip(_MARKS + "(")
    words = opening.split(maxsplit=1)
    goes_on = len(words) > 1 and words[0].isalpha() and words[0].islower()
    before = goes_on or opening.startswith(_GOING_ON) or opens_back(opening, spoken)
    return before or phrases("speech", "connecting", spoken).starts(opening) is not None


def limits(text: str, spoken: Spoken) -> bool:
    """Whether a sentence restricts the one before it: "Except on Sundays", "Please note that" """
    return phrases("speech", "limiting", spoken).starts(text.lstrip(_MARKS + "(*")) is not None


def is_put_to(question: str, spoken: Spoken) -> bool:
    """Whether a question is put to the reader: "Looking for a boat?" """
    return phrases("speech", "put_to", spoken).starts(question.lstrip("¿ ")) is not None


def announces(text: str, spoken: Spoken) -> bool:
    """Whether a sentence says nothing without what stands behind it: "Here are five reasons.", "This is included:" """
    return text.endswith(":") or (
        text.endswith((".", "!")) and phrases("speech", "announcing", spoken).stand_in(text)
    )


def is_loud(text: str) -> bool:
    """Whether a text stands in capitals throughout; an abbreviation alone does not."""
    return text.isupper() and any(len(word) >= _LOUD for word in _WORD.findall(text))


def _is_titled(tokens: list[str]) -> bool:
    """Whether all longer words begin with a capital, as in the titles of English pages."""
    longer = [token for token in tokens[1:] if len(token) >= _LONG]
    return bool(longer) and all(token[0].isupper() for token in longer)


def is_title(text: str) -> bool:
    """Whether words are written as a title is in English: "What They Say About Us", and end as none of its sentences does."""
    return not text.endswith(_ENDS) and _is_titled(text.split())


def _opens_a_link(tokens: list[str]) -> bool:
    opener = fold(tokens[0]).strip("«“\"'")
    return opener in vocabulary("judging", "openers") or opener in vocabulary("speech", "cta")


def _stem(word: str) -> str:
    return (word[:-1] if word.endswith("s") and len(word) > _LONG else word)[:_STEM]


@cache
def _common() -> frozenset[str]:
    return frozenset(map(_stem, listed("judging", "common")))
