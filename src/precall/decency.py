"""What is nobody's business on a call: family, health, belief and origin, one's own or somebody else's."""

import re

from precall import words
from precall.words.match import phrases, vocabulary

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TELLING = 2  # one such phrase can be a figure of speech


def is_personal(text: str) -> bool:
    """Whether a text speaks of somebody's family, health, belief or origin; such words reach no question and no mail."""
    return (
        phrases("personal", "phrases").stand_in(text) or is_story_of_another(text) or _is_turn_of_life(text)
    )


def is_story_of_another(text: str) -> bool:
    """Whether a text tells of somebody's health or life: "She came to us after her stroke", no "We treat strokes"."""
    told = phrases("personal", "lives").stand_in(text)  # in most texts not in any language
    return told and any(_both(code, text) for code in words.table("personal"))


def _is_turn_of_life(text: str) -> bool:
    """Whether somebody tells of their own health or life in a year: "After my stroke in 2012 I sold the boat", no "I treat burnout"."""
    if not _YEAR.search(text):
        return False
    return any(
        phrases("personal", "lives", (code,)).stand_in(text)
        and phrases("speech", "i", (code,)).stand_in(text)
        for code in words.table("personal")
    )


def _both(code: str, text: str) -> bool:
    """Whether a word of health or life and one of these others stand in a text, both of one language."""
    return all(phrases("personal", name, (code,)).stand_in(text) for name in ("lives", "others"))


def denies_an_illness(text: str) -> bool:
    """Whether a text says of health or life what it is not: half of such a sentence turns its sense round."""
    return phrases("personal", "lives").stand_in(text) and phrases("speech", "negations").stand_in(text)


def personal_story(text: str) -> tuple[str, ...]:
    """The words by which a page tells a life, for reading and not for reciting; none where fewer than two different ones do."""
    found = (place.group() for place in phrases("personal", "phrases").each(text))
    told = tuple(dict.fromkeys(said for said in found if said not in vocabulary("personal", "pastimes")))
    return told if len(told) >= _TELLING else ()
