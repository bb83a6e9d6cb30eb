"""What a site gives its sentences: the words that it comes back to, its places and offers, and how early a page was asked for."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from math import log1p
from pathlib import Path
from typing import cast

from precall.extract.site_view import SiteView
from precall.kept_table import table_in
from precall.model.fact import Candidate, Kind
from precall.words.match import vocabulary

Signs = Mapping[str, float]

_TOKEN = re.compile(r"[^\W\d_]{3,}")
_MOST_TOPICS, _MOST_ON_TOPIC, _MOST_WORDS = 25, 6.0, 4
_LATEST = 4.0


@lru_cache(maxsize=1024)
def tokens_of(text: str) -> frozenset[str]:
    """The different words of a text."""
    return frozenset(_TOKEN.findall(text.casefold()))


def weights_of(kind: Kind) -> Signs:
    """What each sign of a sentence is worth for a kind of fact."""
    weights: Signs = table_in(Path(__file__).with_name("sentence_weights.toml"))[kind]
    return weights


class SiteWords:
    """The words that a site's sentences are weighed by; `topics` has what each is worth."""

    def __init__(self, site: SiteView) -> None:
        self.topics = _topics(site)
        self.places = _places(site)
        self._title = tokens_of(site.pages[0].title) if site.pages else frozenset()
        self._offered = frozenset(token for f in site.facts("offer") for token in tokens_of(str(f.value)))
        self._order = {page.url: log1p(number) for number, page in enumerate(site.pages)}

    def signs(self, candidate: Candidate) -> Signs:
        """The signs of a sentence: those of its page, which are its clues, and those that the rest of the site gives it."""
        tokens = tokens_of(str(candidate.value))
        on_topic = sum(weight for token, weight in self.topics.items() if token in tokens)
        return {
            "said": 1.0,
            **{sign: float(strength or 0) for sign, strength in candidate.clues.items()},
            "topics": min(_MOST_ON_TOPIC, on_topic),
            "titled": min(_MOST_WORDS, len(tokens & self._title)),
            "offered": min(_MOST_WORDS, len(tokens & self._offered)),
            "placed": int(not self.places.isdisjoint(tokens)),
            "late_page": self._order.get(candidate.evidence.url, _LATEST),
        }

    def worth(self, candidate: Candidate, weights: Signs) -> float:
        """What the signs of a sentence say for it: about 0 to 1."""
        return sum(weights[sign] * strength for sign, strength in self.signs(candidate).items())


def of(site: SiteView) -> SiteWords:
    """The words of a site. Worked out once."""
    kept = site.kept.get(__name__)
    if kept is None:
        kept = site.kept[__name__] = SiteWords(site)
    return cast("SiteWords", kept)


def _topics(site: SiteView) -> dict[str, float]:
    """The words that the site comes back to: in page titles, and in the sentences of its main pages."""
    in_titles = Counter(token for page in site.pages for token in tokens_of(page.title))
    in_sentences = Counter(token for c in site.seen("summary") for token in tokens_of(str(c.value)))
    stop = vocabulary("language", "common")
    weights: dict[str, float] = {}
    for token, number in (in_titles + in_sentences).items():
        if token not in stop and (number > 2 or in_titles[token]):
            weights[token] = 1.0 + (1.0 if in_titles[token] else 0.0)
    most = sorted(weights, key=lambda t: (-(in_titles[t] * 3 + in_sentences[t]), t))[:_MOST_TOPICS]
    return {token: weights[token] for token in most}


def _places(site: SiteView) -> frozenset[str]:
    cities = [fact.text("city") for fact in site.facts("address")] + [
        str(f.value) for f in site.facts("area")
    ]
    return frozenset(token for city in cities for token in tokens_of(city))
