"""What they do, in one or two sentences of their own: what, for whom, where."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from precall.extract import trust
from precall.extract.site_view import SiteView
from precall.extract.speech import split
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.model.page import PageKind
from precall.site.document import Document
from precall.words.match import Spoken, phrases, vocabulary

KIND: Kind = "summary"

_PAGES: dict[PageKind, float] = {"home": 1.0, "about": 0.7, "services": 0.5, "contact": 0.1, "other": 0.1}
_FEWEST, _MOST = 6, 48  # words of a sentence
_MOST_SENTENCES = 201
_MOST_WORDS = 60  # of the whole summary
_TOKEN = re.compile(r"[^\W\d_]{3,}")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"(?<!\w)\d{3,}|\d{1,2}[:.h]\d\d")


def find(page: Document) -> Iterator[Candidate]:
    """Sentences that could say what the business does, with how strongly their words speak for it."""
    described = page.meta.get("description", "") or page.meta.get("og:description", "")
    for text in _openings(described, page.spoken):
        yield _candidate(page, text, "meta", 1.2)
    for number, sentence in enumerate(islice(trust.sentences(page, KIND), _MOST_SENTENCES)):
        if sentence.block.hidden or not _FEWEST <= sentence.length <= _MOST:
            continue
        if not _could_say_it(sentence.text, page.spoken):
            continue
        place = max(0.0, 0.5 - number / 100) + (0.3 if sentence.block.region == "footer" else 0.0)
        yield _candidate(page, sentence.text, "text", place)


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


def _candidate(page: Document, text: str, where: str, place: float) -> Candidate:
    score = _PAGES[page.kind] + place
    for points in _points_for(text, page.spoken):
        score += points
    evidence = Evidence(page.url, text, "meta" if where == "meta" else "text")
    return Candidate(KIND, text, 0.5, evidence, clues={"points": round(score, 3)})


@lru_cache(maxsize=2048)
def _points_for(text: str, spoken: Spoken) -> tuple[float, ...]:
    """What speaks for a sentence by its words, wherever it stands, and in negative numbers what speaks against it."""
    offers, ours, people, mission, insist, backward = (
        phrases("speech", name, spoken)
        for name in ("offers", "we", "people", "mission", "insist", "backward")
    )
    offered, of_us = len(offers.different(text)), ours.stand_in(text)
    opening = " ".join(text.split()[:7]) if offered and of_us else ""
    return (
        0.8 * min(2, offered) + 0.5 * of_us + 0.4 * min(2, len(people.different(text))),
        0.8 * (offers.stand_in(opening) and ours.stand_in(opening)),
        -0.9 * (backward.starts(text) is not None),
        -(0.6 * mission.stand_in(text) + 0.7 * insist.stand_in(text) + 0.5 * text.endswith("!")),
    )


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """The sentence that says most, and a second one where it adds what the first leaves out."""
    topics = _topics(seen, site)
    names = tuple(str(f.value).casefold() for f in (*site.facts("name"), *site.facts("legal_name")))
    places = _places(site)
    told = {text: _told(text, topics, names, places) for text in dict.fromkeys(str(c.value) for c in seen)}
    ranked = sorted(
        ((_points(c, told[str(c.value)]), -i, c) for i, c in enumerate(seen)),
        key=lambda row: row[:2],
        reverse=True,
    )
    if not ranked:
        return
    best = ranked[0][2]
    second = _complement(best, [c for _, _, c in ranked[1:12]], topics, places)
    chosen = [best, second] if second else [best]
    evidence = tuple(c.evidence for c in chosen)
    confidence = min(0.9, 0.4 + ranked[0][0] / 12)
    yield Fact(KIND, " ".join(str(c.value) for c in chosen), round(confidence, 3), evidence)


@lru_cache(maxsize=1024)
def _tokens(text: str) -> frozenset[str]:
    return frozenset(_TOKEN.findall(text.casefold()))


def _topics(seen: Sequence[Candidate], site: SiteView) -> dict[str, float]:
    """The words that the site comes back to: in page titles, and in the sentences of its main pages."""
    in_titles = Counter(token for page in site.pages for token in _tokens(page.title))
    in_sentences = Counter(token for c in seen for token in _tokens(str(c.value)))
    stop = vocabulary("language", "common")
    weights: dict[str, float] = {}
    for token, number in (in_titles + in_sentences).items():
        if token not in stop and (number > 2 or in_titles[token]):
            weights[token] = 1.0 + (1.0 if in_titles[token] else 0.0)
    most = sorted(weights, key=lambda t: (-(in_titles[t] * 3 + in_sentences[t]), t))[:25]
    return {token: weights[token] for token in most}


def _places(site: SiteView) -> frozenset[str]:
    cities = [fact.text("city") for fact in site.facts("address")] + [
        str(f.value) for f in site.facts("area")
    ]
    return frozenset(token for city in cities for token in _tokens(city))


def _points(candidate: Candidate, told: tuple[float, ...]) -> float:
    points = float(candidate.clues["points"] or 0)
    for more in told:
        points += more
    return points


def _told(
    text: str, topics: dict[str, float], names: tuple[str, ...], places: frozenset[str]
) -> tuple[float, ...]:
    """The points of a sentence for what it tells of the business: its topics, its places, its name."""
    tokens, folded = _tokens(text), text.casefold()
    return (
        0.55 * min(6.0, sum(weight for token, weight in topics.items() if token in tokens)),
        0.8 * (not places.isdisjoint(tokens)),
        1.0 * any(name in folded for name in names) + 0.7 * folded.startswith(names),
    )


def _complement(
    best: Candidate, others: Sequence[Candidate], topics: dict[str, float], places: frozenset[str]
) -> Candidate | None:
    said = _tokens(str(best.value))
    room = _MOST_WORDS - len(str(best.value).split())
    for other in others:
        tokens = _tokens(str(other.value))
        new = [token for token in topics if token in tokens and token not in said]
        adds_place = bool(tokens & places) and not said & places
        if (
            len(str(other.value).split()) <= room
            and (len(new) >= 2 or adds_place)
            and len(tokens & said) < 0.6 * len(tokens)
        ):
            return other
    return None
