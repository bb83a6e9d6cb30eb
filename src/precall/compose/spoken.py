"""How words of theirs stand inside a sentence of ours: whole or not at all, without doubled quotation marks."""

import re
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import unquote, urlsplit

from precall.compose.wording import is_statement
from precall.model.dossier import Subject
from precall.model.fact import Evidence, Fact
from precall.sentences import Sentences
from precall.site.text import clean, shorten
from precall.words.match import phrases

MOST_EVIDENCE = 4
_LONGEST_PATH = 60

_PAIRS = {"“": "”", "„": "“", "«": "»", "»": "«", '"': '"', "‘": "’", "'": "'", "‹": "›", "”": "”"}
_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"»]?\s|\n")
_ADDRESS_LIKE = re.compile(r"@|://|www\.|\d{5}")
_FEWEST_WORDS = 4
_FEW_WORDS = 12
_FOR_VISITORS = ("text", "pdf", "meta")


def inside(value: object) -> str:
    """A value as it is quoted within our sentence: one line, its own outer quotation marks and full stop taken off."""
    text = clean(str(value))
    while len(text) > 1 and _PAIRS.get(text[0]) == text[-1]:
        text = text[1:-1].strip()
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text


def words(text: str) -> int:
    """How many words a text has, a very long run of letters counting as several."""
    return sum(1 + len(token) // 30 for token in text.split())


def telling_sentence(text: str, most_words: int, *, unless: Callable[[str], bool]) -> str:
    """The longest whole sentence of at most that many words that tells what is amiss, else that tells anything; no question, no address.

    A caller's context is a greeting, a story and a wish in any language; what is amiss is said with a no, a but, an only.
    """
    found = [clean(part) for part in _SENTENCE_END.split(text)]
    telling = [
        sentence
        for sentence in found
        if _FEWEST_WORDS <= words(sentence) <= most_words
        and not sentence.endswith(("?", ":"))
        and not _ADDRESS_LIKE.search(sentence)
        and not unless(sentence)
    ]
    return inside(max(telling, key=lambda one: (_is_amiss(one), len(one)))) if telling else ""


def _is_amiss(sentence: str) -> bool:
    return any(phrases(*of).stand_in(sentence) for of in (("turning", "words"), ("speech", "negations")))


def reads_well(evidence: Evidence, most_words: int) -> bool:
    """Whether a quote can be read aloud: a statement to visitors, whole as far as its beginning and end tell, not too long."""
    quote, count = evidence.quote, words(evidence.quote)
    whole = quote[:1].isupper() and (quote.endswith((".", "!", "?")) or count <= _FEW_WORDS)
    return evidence.where in _FOR_VISITORS and count <= most_words and whole and is_statement(quote)


def listed(values: Iterable[object], sentences: Sentences, most: int = 3) -> str:
    """The first values in quotation marks, separated by commas."""
    return ", ".join(sentences.quoted(inside(value)) for value in list(values)[:most])


def path_of(url: str) -> str:
    """The page's path as one says it: /about."""
    return shorten(clean(unquote(urlsplit(url).path)) or "/", _LONGEST_PATH)


def client_name(facts: Sequence[Fact], subject: Subject) -> str:
    """What to call the client: the surest name, else the domain."""
    name = next((fact for fact in facts if fact.kind == "name" and not fact.check), None)
    return inside(name.value) if name else subject.domain


def proofs(facts: Iterable[Fact]) -> tuple[Evidence, ...]:
    """One evidence for each fact, no words twice, at most MOST_EVIDENCE."""
    return tuple(dict.fromkeys(fact.evidence[0] for fact in facts))[:MOST_EVIDENCE]
