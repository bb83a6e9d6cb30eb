"""How do words in the first person speak from the other side: "send you our rota" becomes "send me your rota"."""

import re

from precall.words.match import fold

_WORD = re.compile(r"(?i:i (?:am|was))(?!\w)|[^\W\d_]+(?:['’][^\W\d_]+)*")
_OTHERS = {
    "you": "me", "your": "my", "yours": "mine", "me": "you", "us": "you", "my": "your", "our": "your", "mine": "yours",
    "ours": "yours", "i": "you", "we": "you", "myself": "yourself", "ourselves": "yourselves", "you'll": "I'll",
    "i'll": "you'll", "we'll": "you'll", "i'm": "you're", "we're": "you're", "i've": "you've", "we've": "you've",
    "i'd": "you'd", "we'd": "you'd", "i am": "you are", "i was": "you were",
}  # fmt: skip


def flipped(text: str) -> str:
    """A text as the other side says it, in English; words of another language stay."""
    return _WORD.sub(lambda match: _OTHERS.get(fold(match[0]), match[0]), text)
