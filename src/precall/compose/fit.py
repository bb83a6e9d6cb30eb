"""Does the site say what the caller's offer looks for: found or not found, each find with the words that show it."""

import re
from collections.abc import Iterator, Sequence

from precall.compose.conditions import Scene, proof
from precall.compose.observations import Texts
from precall.compose.offer import Criterion, Offer
from precall.compose.spoken import inside, proofs
from precall.model.dossier import Observation
from precall.model.fact import Evidence, Fact, Kind
from precall.model.judgement import Fit
from precall.sentences import Sentences
from precall.site.text import clean

_LONGEST = 200  # letters of a quote
_LOOKED_IN: tuple[Kind, ...] = (
    "tech", "offer", "summary", "tagline", "audience", "value", "credential", "hiring", "news", "phrase", "area",
    "client", "number", "faq", "cta",
)  # fmt: skip
_ENDINGS = "(?:s|es|en|n|e)?"
_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n")


def fit(offer: Offer, scene: Scene, texts: Texts, sentences: Sentences) -> tuple[Fit, ...]:
    """One row for each line of the offer's looks_for, then of its not_for, in the order of the file."""
    wanted = [_row(criterion, criterion.what, False, scene, texts) for criterion in offer.looks_for]
    unwanted = [
        _row(criterion, sentences.say("questions.not_for", what=criterion.what), True, scene, texts)
        for criterion in offer.not_for
    ]
    return (*wanted, *unwanted)


def objections(offer: Offer, scene: Scene, texts: Texts, sentences: Sentences) -> tuple[Observation, ...]:
    """The objections on the caller's own list that the site states in so many words; none is guessed."""
    found = (_row(objection, objection.what, True, scene, texts) for objection in offer.objections)
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
    """All of its conditions must hold; where there are words too, one of them must stand on the site."""
    shown: list[Fact] = []
    for condition in criterion.when:
        facts = proof(condition, scene)
        if facts is None:
            return Fit(what, against)
        shown.extend(facts)
    if not criterion.words:
        return Fit(what, against, proofs(shown), holds=True)
    words = next(sightings(criterion.words, scene, texts), None)
    return Fit(what, against, (words,) if words else ())


def sightings(words: Sequence[str], scene: Scene, texts: Texts) -> Iterator[Evidence]:
    """Where one of the words stands: in the tools, in the other facts, on the pages."""
    wanted = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))}){_ENDINGS}(?!\w)", re.IGNORECASE)
    for kind in _LOOKED_IN:
        for fact in scene.of(kind):
            value = str(fact.value)
            if not fact.check and (wanted.search(value) or wanted.search(value.replace("-", " "))):
                yield fact.evidence[0]
    for url, text in texts.items():
        if found := wanted.search(text):
            yield Evidence(url, _sentence_around(text, found.start(), found.end()), "text")


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
