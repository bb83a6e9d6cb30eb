"""What a person does in a business: role words of each language, and lines that are a role."""

import re
from functools import cache

from precall import words
from precall.words.letters import SMALL
from precall.words.match import ALL, Spoken, either, listed, phrases, vocabulary
from precall.words.remembered import in_languages

_MOST_WORDS = 14
_MOST_CHARACTERS = 110
_MOST_BEFORE_A_NAME = 4  # words

_TOKEN = re.compile(r"[^\W\d_][\w®.’'-]*(?:/[^\W\d_][\w-]*)?")
_SENTENCE_END = re.compile(rf"[!?…]$|[{SMALL}]{{3}}\.$")
_EDGES = ' \t-–—•·|,;:/()[]"“”'


@in_languages
def is_role(text: str, spoken: Spoken) -> bool:
    """Whether a whole short text says what somebody does ("Owner", "Director of Sales, Europe") in some languages."""
    if not 2 <= len(text) <= _MOST_CHARACTERS or _SENTENCE_END.search(text):
        return False
    tokens = _TOKEN.findall(text)
    if not tokens or len(tokens) > _MOST_WORDS:
        return False
    lowered = [token.lower() for token in tokens]
    prose = not vocabulary("roles", "prose", spoken).isdisjoint(lowered)
    if prose or phrases("roles", "calls", spoken).starts(" ".join(lowered)):
        return False
    named = [token for token in lowered if is_role_word(token, spoken)]
    if vocabulary("roles", "also_adjectives", spoken).issuperset(named):
        return bool(named) and named[-1] == lowered[-1] and len(tokens) <= 8
    return True


@cache
def _feminine(spoken: Spoken) -> re.Pattern[str]:
    """How the feminine stands behind a role: "Berater:in", "conseiller·ère", "abogado/a"."""
    return re.compile(rf"[:*/_·•(-]{{1,2}}{either('roles', 'feminine', spoken)}\)?$", re.IGNORECASE)


def is_role_word(token: str, spoken: Spoken = ALL) -> bool:
    """Whether a lower-case word names an occupation or a position in some languages."""
    token, known = _feminine(spoken).sub("", token).strip(".'’"), vocabulary("roles", "words", spoken)
    if token in known:
        return True
    if "/" in token or "-" in token:
        return any(part in known for part in re.split(r"[/-]", token))
    if token.endswith("s") and token[:-1] in known:
        return True
    if any(token.endswith(case) and token[: -len(case)] + base in known for case, base in _cases(spoken)):
        return True
    return len(token) > 7 and token.endswith(listed("roles", "suffixes", spoken))


@cache
def _cases(spoken: Spoken) -> tuple[tuple[str, str], ...]:
    """Endings of the cases in which a sentence has a role word, each with the ending that the list has."""
    tables = (table for code, table in words.table("roles").items() if not spoken or code in spoken)
    return tuple((case, base) for table in tables for case, base in table.get("cases", {}).items())


def is_position(text: str) -> bool:
    """Whether a text is a role as it is written before a name: a few capitalised words and nothing else."""
    return len(text.split()) <= _MOST_BEFORE_A_NAME and text[:1].isupper() and is_role(text)


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
