"""Whom they serve, in their words."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from math import log1p

from precall.extract import site_words, trust
from precall.extract.merge import evidence_of, mark_unsure
from precall.extract.site_view import SiteView
from precall.extract.site_words import Signs, SiteWords, tokens_of, weights_of
from precall.extract.speech import said, split
from precall.model.fact import Candidate, Evidence, Fact, Kind, Where
from precall.site.document import Document
from precall.words.match import Place

KIND: Kind = "audience"

_FEWEST, _MOST = 4, 55  # words
_MOST_SENTENCES = 151
_DESCRIBED = 3  # sentences of a page's description
_MOST_LINES = 3
_SAME = 0.6  # share of a line's words from which on it says the same as another
_TELLING, _SURE, _SUREST = 0.2, 0.5, 0.9
_CLOSE = 60  # characters between the word of serving and those who are served
_QUOTES = '"“”„«»‘'
_MOST_SERVED, _MOST_SERVING = 4, 3
_WEIGHTS = weights_of(KIND)


def find(page: Document) -> Iterator[Candidate]:
    """Sentences with a word of people or of serving, and the lines under a heading such as "Who we work with"."""
    asked = {text: {"asked_for": 1.0} for text in _under_headings(page)}
    for text in asked:
        yield _candidate(page, text, "text", {**asked[text], **_of_words(page, text)})
    described = page.meta.get("description", "") or page.meta.get("og:description", "")
    for text in split(described)[:_DESCRIBED]:
        if _FEWEST <= len(text.split()) <= _MOST:
            yield from _telling(page, text, "meta", {"described": 1})
    telling = {block.index for block in page.blocks_with(said(page, "people"), said(page, "audience"))}
    for number, sentence in enumerate(islice(trust.sentences(page, KIND), _MOST_SENTENCES)):
        fits = sentence.block.index in telling and _FEWEST <= sentence.length <= _MOST
        if fits and not sentence.block.hidden and sentence.text not in asked:
            yield from _telling(page, sentence.text, "text", {"late": round(log1p(number), 2)})


def _under_headings(page: Document) -> Iterator[str]:
    headings = said(page, "audience_headings")
    for block in page.blocks_with(headings):
        if block.level and len(block.text) < 80 and trust.trusts(page, KIND, block):
            for below in page.blocks[block.index + 1 : block.index + 4]:
                if below.level:
                    break
                if _FEWEST <= len(below.text.split()) <= _MOST:
                    yield below.text


def _telling(page: Document, text: str, where: Where, placed: Signs) -> Iterator[Candidate]:
    """A sentence, where it says something of people or of serving, asks nothing and quotes nobody."""
    signs = {} if text.endswith("?") or text[0] in _QUOTES else _of_words(page, text)
    if "served" in signs or "serving" in signs:
        yield _candidate(page, text, where, {**placed, **signs})


def _candidate(page: Document, text: str, where: Where, clues: Signs) -> Candidate:
    return Candidate(KIND, text, _SURE, Evidence(page.url, text, where), clues=clues)


def _of_words(page: Document, text: str) -> Signs:
    """The signs of a sentence in its words, wherever it stands."""
    served = list(said(page, "people").each(text))
    serving = list(said(page, "audience").each(text))
    signs = {
        "served": min(_MOST_SERVED, len({place.group().casefold() for place in served})),
        "named": int(bool(served)),
        "serving": min(_MOST_SERVING, len(serving)),
        "follows": int(_follow(serving, served)),
        "points_back": int(said(page, "backward").starts(text) is not None),
        "exclaims": int(text.endswith("!")),
    }
    return {sign: strength for sign, strength in signs.items() if strength}


def _follow(serving: Iterable[Place], served: Iterable[Place]) -> bool:
    """Whether people are named close behind a word of serving."""
    starts = [place.start() for place in served]
    return any(0 <= start - place.end() <= _CLOSE for place in serving for start in starts)


def settle(seen: Sequence[Candidate], site: SiteView, weights: Signs = _WEIGHTS) -> Iterable[Fact]:
    """At most three lines, the surest first; a line that only touches on somebody is to be checked."""
    words = site_words.of(site)
    ranked = sorted(((_worth(words, c, weights), c) for c in seen), key=lambda row: -row[0])
    chosen: list[tuple[float, str]] = []
    for worth, candidate in ranked:
        text = str(candidate.value)
        if worth < _TELLING or len(chosen) == _MOST_LINES:
            break
        if not any(_says_the_same(text, other) for _, other in chosen):
            chosen.append((worth, text))
    facts = [
        Fact(KIND, text, round(min(_SUREST, worth), 3), evidence_of(c for _, c in ranked if c.value == text))
        for worth, text in chosen
    ]
    return mark_unsure(facts, below=_SURE)


def _worth(words: SiteWords, candidate: Candidate, weights: Signs) -> float:
    """What speaks for a line; nothing where it names nobody behind a word of serving, is not asked for and has no word that the site comes back to."""
    signs = words.signs(candidate)
    if "asked_for" in signs:
        return max(_TELLING, words.worth(candidate, weights))
    on_topic = any(signs.get(sign) for sign in ("follows", "described", "titled", "offered", "topics"))
    return words.worth(candidate, weights) if on_topic else 0.0


def _says_the_same(one: str, other: str) -> bool:
    first, second = tokens_of(one), tokens_of(other)
    return len(first & second) >= _SAME * max(1, min(len(first), len(second)))
