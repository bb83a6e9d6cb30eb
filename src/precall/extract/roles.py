"""What a person does in a business: role words in seven languages, and lines that are a role."""

import re
from functools import cache

from precall.extract.remembered import of_short_text
from precall.words.letters import SMALL
from precall.words.match import either, listed, phrases, vocabulary

_MOST_WORDS = 14
_MOST_CHARACTERS = 110

_TOKEN = re.compile(r"[^\W\d_][\w®.’'-]*(?:/[^\W\d_][\w-]*)?")
_GENDERED = re.compile(
    r"(?:[:*/_·•(-]{1,2}in(?:nen)?\)?|[:*/_·•(]-?(?:e|a|o|ne|ère|trice|rice|euse)\)?)$", re.IGNORECASE
)
_SENTENCE_END = re.compile(rf"[!?…]$|[{SMALL}]{{3}}\.$")
_EDGES = ' \t-–—•·|,;:/()[]"“”'


@of_short_text
def is_role(text: str) -> bool:
    """Whether a whole short text says what somebody does ("Owner", "Director of Sales, Europe")."""
    if not 2 <= len(text) <= _MOST_CHARACTERS or _SENTENCE_END.search(text):
        return False
    tokens = _TOKEN.findall(text)
    if not tokens or len(tokens) > _MOST_WORDS:
        return False
    lowered = [token.lower() for token in tokens]
    if not vocabulary("roles", "prose").isdisjoint(lowered) or phrases("roles", "calls").starts(
        " ".join(lowered)
    ):
        return False
    named = [token for token in lowered if is_role_word(token)]
    if vocabulary("roles", "also_adjectives").issuperset(named):
        return bool(named) and named[-1] == lowered[-1] and len(tokens) <= 8
    return True


def is_role_word(token: str) -> bool:
    """Whether a lower-case word names an occupation or a position."""
    token = _GENDERED.sub("", token).strip(".'’")
    if token in vocabulary("roles", "words"):
        return True
    if "/" in token or "-" in token:
        return any(part in vocabulary("roles", "words") for part in re.split(r"[/-]", token))
    if token.endswith("s") and token[:-1] in vocabulary("roles", "words"):
        return True
    return len(token) > 7 and token.endswith(listed("roles", "suffixes"))


def leads(role: str) -> bool:
    """Whether a role is that of the head of a business: owner, founder, principal, managing director."""
    return phrases("roles", "heads").stand_in(role)


def trimmed(text: str) -> str:
    """A role without the punctuation and joining words at its edges."""
    text = text.strip(_EDGES)
    while (shorter := _joint().sub("", text).strip(_EDGES)) != text:
        text = shorter
    if text.count("(") > text.count(")") or text.count(")") > text.count("("):
        text = text.replace("(", " ").replace(")", " ").strip()
    return text


@cache
def _joint() -> re.Pattern[str]:
    """A word or sign at the end that would join something to the role."""
    return re.compile(rf"\s+(?:{either('roles', 'joints')}|[&|–-])$", re.IGNORECASE)
