"""Does the site say what the caller's offer looks for: found or not found, each find with the words that show it."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from precall.compose.conditions import Scene, doubtful, proof
from precall.compose.criterion import Criterion
from precall.compose.observations import Texts
from precall.compose.offer import Offer
from precall.compose.spoken import inside, proofs
from precall.compose.wording import is_statement
from precall.model.dossier import Observation
from precall.model.fact import Evidence, Fact
from precall.model.judgement import Fit
from precall.model.kinds import ROWS
from precall.sentences import Sentences
from precall.site.text import clean
from precall.words import filed_as
from precall.words.match import either

_LONGEST = 200  # letters of a quote
_MOST_LOOKED_AT = 24  # places where a word stands, in search of a sentence
_MOST_ON_A_PAGE = 4
_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n")


def fit(offer: Offer, scene: Scene, texts: Texts, sentences: Sentences) -> tuple[Fit, ...]:
    """One row for each line of the offer's looks_for, then of its not_for, in the order of the file."""
    wanted = [_row(criterion, criterion.name, False, scene, texts) for criterion in offer.looks_for]
    unwanted = [
        _row(criterion, sentences.say("questions.not_for", what=criterion.name), True, scene, texts)
        for criterion in offer.not_for
    ]
    return (*wanted, *unwanted)


def objections(offer: Offer, scene: Scene, texts: Texts, sentences: Sentences) -> tuple[Observation, ...]:
    """The objections on the caller's own list that the site states in so many words; none is guessed."""
    found = (_row(objection, objection.name, True, scene, texts) for objection in offer.objections)
    return tuple(
        Observation(
            sentences.say("observations.objection", what=row.what, words=inside(row.quote)),
            "know",
            row.evidence,
        )
        for row in found
        if row.evidence
    )


def _row(criterion: Criterion, what: str, against: bool, scene: Scene, texts: Texts) -> Fit:
    """All of its conditions must hold; where there are words too, one of them must stand on the site.

    It is unsure where a condition holds by what is to be checked alone.
    """
    shown: list[Fact] = []
    unsure = False
    for condition in criterion.when:
        facts, perhaps = proof(condition, scene), doubtful(condition, scene)
        if facts is None and perhaps and not condition.negated:
            facts, unsure = perhaps, True
        if facts is None or (condition.negated and perhaps):
            return Fit(what, against)
        shown.extend(facts)
    if not criterion.words:
        return Fit(what, against, proofs(shown), holds=True, unsure=unsure)
    seen = list(islice(_sighted(criterion.words, scene, texts), _MOST_LOOKED_AT))
    if not seen:
        return Fit(what, against)
    word, words = next((sight for sight in seen if is_statement(sight[1].quote)), seen[0])
    return Fit(what, against, (words,), word="" if word == criterion.name else word, unsure=unsure)


def sightings(words: Sequence[str], scene: Scene, texts: Texts) -> Iterator[Evidence]:
    """Where one of the words stands: in the tools, in the other facts, on the pages."""
    return (evidence for _, evidence in _sighted(words, scene, texts))


def _sighted(words: Sequence[str], scene: Scene, texts: Texts) -> Iterator[tuple[str, Evidence]]:
    """The same, each with the word that stands there."""
    spoken = next((str(fact.value) for fact in scene.of("language")), "en")
    ways = "|".join(f"({_way(word, spoken)})" for word in words)
    wanted = re.compile(rf"(?<!\w)(?:{ways})(?!\w)", re.IGNORECASE)
    for kind in (kind for kind, row in ROWS.items() if row.sought):
        for fact in scene.of(kind):
            value = str(fact.value)
            found = wanted.search(value) or wanted.search(value.replace("-", " "))
            if found and not fact.check:
                proof_of_it = (proof for proof in fact.evidence if wanted.search(proof.quote))
                yield words[(found.lastindex or 1) - 1], next(proof_of_it, fact.evidence[0])
    for url, text in texts.items():
        for found in islice(wanted.finditer(text), _MOST_ON_A_PAGE):
            quote = _sentence_around(text, found.start(), found.end())
            yield words[(found.lastindex or 1) - 1], Evidence(url, quote, "text")


def _way(word: str, spoken: str) -> str:
    """An expression for a word with the endings of the site's language; one with a capital is a name, found as it is written."""
    if word != word.casefold():
        return f"(?-i:{re.escape(word)})"
    return f"{re.escape(word)}{either('language', 'endings', (filed_as(spoken),))}?"


def _sentence_around(text: str, start: int, end: int) -> str:
    """The sentence that holds text[start:end], or as much of it as fits, cut between words."""
    left = max(
        (found.end() for found in _SENTENCE_END.finditer(text, max(0, start - _LONGEST), start)), default=-1
    )
    if left < 0:
        left = 0 if start <= _LONGEST else text.find(" ", start - _LONGEST // 2, start) + 1 or start
    closing = _SENTENCE_END.search(text, end, end + _LONGEST)
    right = closing.end() if closing else len(text)
    if right - left > _LONGEST:
        right = max(end, text.rfind(" ", end, max(end, left + _LONGEST)))
    return clean(text[left:right])
