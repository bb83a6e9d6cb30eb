"""What is nobody's business on a call: family, health, belief and origin, as people tell it of themselves."""

from precall.words.match import phrases

_TELLING = 2  # one such phrase can be a figure of speech


def is_personal(text: str) -> bool:
    """Whether a text speaks of somebody's family, health, belief or origin; such words reach no question and no mail."""
    return phrases("personal", "phrases").stand_in(text)


def tells_a_personal_story(text: str) -> bool:
    """Whether a page tells a life: at least two different such things, for reading and not for reciting."""
    return len(phrases("personal", "phrases").different(text)) >= _TELLING
