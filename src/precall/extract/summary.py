"""What they do, in one to three sentences of their own: what, for whom, where."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from math import log1p

from precall.extract import site_words, trust
from precall.extract.site_view import SiteView
from precall.extract.site_words import Signs, SiteWords, tokens_of, weights_of
from precall.extract.speech import split
from precall.model.fact import Candidate, Evidence, Fact, Kind, Where
from precall.site.document import Document
from precall.words.match import Spoken, phrases

KIND: Kind = "summary"

_FEWEST, _MOST = 6, 48  # words of a sentence
_MOST_SENTENCES = 201
_MOST_WORDS, _SENTENCES = 60, 3  # of the whole summary
_OPENING, _LONG = 7, 30  # words
_RANKED = 25  # sentences among which further ones are looked for
_SAME = 0.5  # share of a further sentence's words that may stand in those before
_LEAST, _SUREST = 0.3, 0.9
_MOST_NEW = 4.0
_NEW = 0.02  # what a word that the site comes back to is worth in a further sentence
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"(?<!\w)\d{3,}|\d{1,2}[:.h]\d\d")
_WEIGHTS = weights_of(KIND)


def find(page: Document) -> Iterator[Candidate]:
    """Sentences that could say what the business does, with the signs of that in their words and their place on the page."""
    described = page.meta.get("description", "") or page.meta.get("og:description", "")
    for text in _openings(described, page.spoken):
        yield _candidate(page, text, "meta", {"described": 1})
    for number, sentence in enumerate(islice(trust.sentences(page, KIND), _MOST_SENTENCES)):
        if sentence.block.hidden or not _FEWEST <= sentence.length <= _MOST:
            continue
        if _could_say_it(sentence.text, page.spoken):
            yield _candidate(page, sentence.text, "text", {"late": round(log1p(number), 2)})


def _candidate(page: Document, text: str, where: Where, placed: Signs) -> Candidate:
    clues = {**placed, **_of_words(text, page.spoken)}
    return Candidate(KIND, text, 0.5, Evidence(page.url, text, where), clues=clues)


def _openings(described: str, spoken: Spoken) -> Iterator[str]:
    """The first sentence of a description, and the first two as they stand there, where both could say it."""
    good = [text for text in split(described) if _could_say_it(text, spoken)]
    yield from good[:1]
    both = " ".join(good[:2])
    if len(good) > 1 and both in described and len(both.split()) <= _MOST:
        yield both


@lru_cache(maxsize=2048)
def _could_say_it(text: str, spoken: Spoken) -> bool:
    """Whether a text is a sentence about a business: no question, no call to act, no address or opening hours."""
    words_in_it = text.split()
    if (
        not _FEWEST <= len(words_in_it) <= _MOST
        or text.endswith(("?", ":", "...", "…"))
        or "@" in text
        or "©" in text
    ):
        return False
    capitals = sum(map(str.isupper, [word[0] for word in words_in_it])) / len(words_in_it)
    if capitals >= (0.75 if text.endswith((".", "!", "…", "”", '"')) else 0.45):
        return False
    return not (
        _is_of_numbers(text) or _calls(text, spoken) or phrases("speech", "mood", spoken).stand_in(text)
    )


def _calls(text: str, spoken: Spoken) -> bool:
    """Whether a sentence begins with a call to act: "Contact us today", no "Contact lens opticians in Leeds"."""
    call = phrases("speech", "calls", spoken).starts(text)
    if call is None or not phrases("speech", "call_nouns", spoken).is_whole(call.group()):
        return call is not None
    following = text[call.end() :].split(maxsplit=1)[:1]
    return any(
        phrases("speech", "call_objects", spoken).starts(word) or word[0].isdigit() for word in following
    )


def _is_of_numbers(text: str) -> bool:
    return _DIGIT.search(text) is not None and len(_NUMBER.findall(text)) > 1


@lru_cache(maxsize=2048)
def _of_words(text: str, spoken: Spoken) -> Signs:
    """The signs of a sentence in its words, wherever it stands."""
    offers, ours, people, backward, asks = (
        phrases("speech", name, spoken) for name in ("offers", "we", "people", "backward", "cta")
    )
    offered = len(offers.different(text))
    opening = " ".join(text.split()[:_OPENING]) if offered else ""
    signs = {
        "offers": min(2, offered),
        "people": min(2, len(people.different(text))),
        "opens": int(offers.stand_in(opening) and ours.stand_in(opening)),
        "points_back": int(backward.starts(text) is not None),
        "asks": int(asks.starts(text) is not None),
        "exclaims": int(text.endswith("!")),
        "bars": int("|" in text),
        "long": int(len(text.split()) > _LONG),
    }
    return {sign: strength for sign, strength in signs.items() if strength}


def settle(seen: Sequence[Candidate], site: SiteView, weights: Signs = _WEIGHTS) -> Iterable[Fact]:
    """The sentence that tells most, and up to two more beside it that each add to what stands there."""
    words = site_words.of(site)
    worth = sorted(((words.worth(c, weights), c) for c in seen), key=lambda row: -row[0])[:_RANKED]
    if not worth:
        return
    (told, best), *others = worth
    chosen = [best]
    while len(chosen) < _SENTENCES and (further := _further(chosen, others, words)):
        chosen.append(further)
    confidence = round(max(_LEAST, min(_SUREST, told)), 3)
    yield Fact(KIND, " ".join(str(c.value) for c in chosen), confidence, tuple(c.evidence for c in chosen))


def _further(
    chosen: Sequence[Candidate], others: Sequence[tuple[float, Candidate]], words: SiteWords
) -> Candidate | None:
    """The sentence that adds most to those chosen: what the site comes back to, or a place, in other words than theirs."""
    text = " ".join(str(c.value) for c in chosen)
    said, room = tokens_of(text), _MOST_WORDS - len(text.split())
    added = []
    for worth, other in others:
        tokens = tokens_of(str(other.value))
        if len(str(other.value).split()) <= room and len(tokens & said) < _SAME * len(tokens):
            new = min(_MOST_NEW, sum(words.topics.get(token, 0.0) for token in tokens - said))
            new += _MOST_NEW / 2 * (bool(tokens & words.places) and not said & words.places)
            added.append((worth + _NEW * new, other))
    return max(added, key=lambda row: row[0])[1] if added else None
