"""The year in which the business began, where the site says so."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from precall.extract import digits, names, speech, trust
from precall.extract.merge import mark_unsure, merge
from precall.extract.quoting import stretch
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.model.page import PageKind
from precall.site.document import Document
from precall.words.match import Phrases, phrases

KIND: Kind = "founded"

_YEAR = re.compile(r"(?<![\d,€$£])(1[89]\d\d|20\d\d)(?![\d/]|[.,]\d|\s?(?:€|%|EUR|USD))")
_BEFORE, _AFTER = 60, 45
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")
_QUOTE = 180
_WORD = re.compile(r"[^\W\d_]{2,}|\d{4}")
_SURELY_A_NAME = 0.7
_SHORT_LINE = 7  # words of a line in which "since 2009" speaks of the business


def find(page: Document) -> Iterator[Candidate]:
    """Years beside words of founding, in text and structured data."""
    words = _Words.of(page)
    for block in digits.dated(page):
        told = _YEAR.search(block.text) and (
            words.founded.stand_in(block.text) or words.since.stand_in(block.text)
        )
        if told and trust.trusts(page, KIND, block):
            yield from _in_text(page, block.text, words)
    for item in page.items:
        year = re.match(r"\d{4}", item.text("foundingDate"))
        if year and (quote := item.quote(item.text("foundingDate")) or year.group()):
            yield Candidate(KIND, int(year.group()), 0.8, Evidence(page.url, quote, item.where))


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """Years up to today, the surest first; two founding years are kept side by side."""
    facts = merge(c for c in seen if isinstance(c.value, int) and 1800 <= c.value <= site.today.year)
    return mark_unsure(facts, below=0.7)


class _Words(NamedTuple):
    """The words for a beginning that count on a page."""

    founded: Phrases
    since: Phrases
    others: Phrases
    counted: Phrases
    i: Phrases
    we: Phrases

    @classmethod
    def of(cls, page: Document) -> "_Words":
        """Those of its languages; who says "I" only in its own, since other languages write much else so."""
        founded, since, others, counted = (
            phrases("founded", name, page.spoken)
            for name in ("words", "since", "not_the_business", "counted")
        )
        i, we = (phrases("speech", name, speech.own(page)) for name in ("i", "we"))
        return cls(founded, since, others, counted, i, we)


def _in_text(page: Document, text: str, words: _Words) -> Iterator[Candidate]:
    for sentence in _SENTENCE_END.split(text):
        for year in _YEAR.finditer(sentence):
            near = sentence[max(0, year.start() - _BEFORE) : year.end() + _AFTER]
            score = _score(near, sentence, page.kind, words)
            if score and not words.counted.starts(sentence[year.end() :].lstrip()):
                quote = stretch(sentence, *year.span(), longest=_QUOTE)
                yield Candidate(KIND, int(year.group(1)), score, Evidence(page.url, quote, "text"))


def _score(near: str, sentence: str, kind: PageKind, words: _Words) -> float:
    """How sure words near the year speak of the business; 0 where they do not."""
    if words.others.stand_in(sentence) or words.i.stand_in(sentence):
        return 0
    at_home = kind in ("home", "about", "legal", "contact")
    if words.founded.stand_in(near):
        return 0.85 if at_home else 0.75 if words.we.stand_in(sentence) else 0.0
    if kind == "team" or not words.since.stand_in(near) or _is_of_somebody(sentence):
        return 0  # since when one of them is there
    if len(sentence.split()) <= _SHORT_LINE:
        return 0.75 if kind == "home" or len(_WORD.findall(sentence)) > 2 else 0.0
    return 0.6 if at_home else 0


def _is_of_somebody(sentence: str) -> bool:
    """Whether a sentence begins with a person's full name: "Kay Adler has baked our bread since 2017"."""
    found = names.leading(sentence)
    return found is not None and not found[0].alone and found[0].sure >= _SURELY_A_NAME
