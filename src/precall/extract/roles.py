"""What a person does in a business: role words in seven languages, and lines that are a role."""

import re

from precall.extract.remembered import of_short_text
from precall.words.letters import SMALL
from precall.words.match import listed, phrases, vocabulary

_MOST_WORDS = 14
_MOST_CHARACTERS = 110

_TOKEN = re.compile(r"[^\W\d_][\w®.’'-]*(?:/[^\W\d_][\w-]*)?")
_GENDERED = re.compile(
    r"(?:[:*/_·•(-]{1,2}in(?:nen)?\)?|[:*/_·•(]-?(?:e|a|o|ne|ère|trice|rice|euse)\)?)$", re.IGNORECASE
)
_PROSE = frozenset(
    "we you i i'm i’m he she they your my his her their is are was were will has have had can this that it"
    " wir sie ich er ist sind war haben hat kann dieser diese ihr nous vous je il elle est sont était ont c'est"
    " nosotros ella ellos somos tiene fue io noi lui lei è sono hanno wij jij hij zij zijn heeft ben nós ela ele são é tem"
    " welcome click read more meet hire become find choose get".split()
)
_CALL = re.compile(
    r"(?:call|contact|email|book)\s(?:an?|the|our|us|now|with)\b"
)  # "Contact our manager", no Contact Lens Optician
_ALSO_ADJECTIVES = frozenset(
    "executive administration operations associate marketing sales lead head chief partner expert guide host agent vet technical staff"
    " verwaltung verkauf vertrieb büro empfang rezeption leitung sekretariat geschäftsführung commercial commerciale administratif"
    " administrative accueil direction dirección comercial administratie técnico técnica tecnico design designer".split()
)
_SENTENCE_END = re.compile(rf"[!?…]$|[{SMALL}]{{3}}\.$")
_JOINT = re.compile(
    r"\s+(?:&|und|and|et|y|e|en|of|at|for|bei|chez|de|da|do|di|del|der|van|-|–|\|)$", re.IGNORECASE
)
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
    if not _PROSE.isdisjoint(lowered) or _CALL.match(" ".join(lowered)):
        return False
    named = [token for token in lowered if is_role_word(token)]
    if all(token in _ALSO_ADJECTIVES for token in named):
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
    while (shorter := _JOINT.sub("", text).strip(_EDGES)) != text:
        text = shorter
    if text.count("(") > text.count(")") or text.count(")") > text.count("("):
        text = text.replace("(", " ").replace(")", " ").strip()
    return text
