"""Their own words worth quoting: sentences in which they insist, and lines that recur across pages."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from precall.extract import speech, trust
from precall.extract.merge import merge
from precall.extract.site_view import SiteView
from precall.extract.speech import Sentence, said
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.site import cards
from precall.site.document import Document
from precall.words.match import phrases

KIND: Kind = "phrase"

_FEWEST, _MOST = 5, 24  # words
_MOST_PHRASES = 5
_RECURS_ON = 3  # pages
_CLOSE = 6  # words behind the subject
_SPEAKING = ("home", "about", "services", "pricing")
_WORD = re.compile(r"[\w’'-]*\w[\w’'-]*")
_OPENS_QUOTE = ('"', "“", "„", "«", "‘", "'", "»")


def find(page: Document) -> Iterator[Candidate]:
    """Short sentences in which we or I speak; whether one insists stands in the clues."""
    # Of the page's own language alone: the Dutch "je" is a "you", the Italian "i" an article.
    subjects = phrases("speech", "subject", speech.own(page))
    for sentence in trust.sentences(page, KIND):
        if (
            sentence.block.region == "footer"
            or not _is_short_statement(sentence)
            or _is_answer(sentence, page)
        ):
            continue
        subject = subjects.first(sentence.text)
        if subject is not None and _is_sayable(sentence, page):
            insists = _insists(sentence.text[subject.end() :], page)
            score = (0.8 if page.kind in _SPEAKING else 0.65) if insists else 0.3
            evidence = Evidence(page.url, sentence.text, "text")
            yield Candidate(
                KIND, sentence.text, score, evidence, clues={"insists": insists, "language": page.language}
            )


def _insists(behind: str, page: Document) -> bool:
    """Whether a word of insistence stands close behind the subject: we never, I do not just, wir arbeiten nur."""
    return said(page, "insist").stand_in(" ".join(_WORD.findall(behind)[:_CLOSE]))


def _is_answer(sentence: Sentence, page: Document) -> bool:
    """Whether a question stands above it: an answer is a rule of theirs, and no line that they insist on."""
    above = cards.headings_above(page, sentence.block.index)
    return bool(above) and above[0].text.rstrip().endswith("?")


def _is_short_statement(sentence: Sentence) -> bool:
    return _FEWEST <= sentence.length <= _MOST and not sentence.text.endswith(("?", ":", "*"))


def _is_sayable(sentence: Sentence, page: Document) -> bool:
    """Whether a sentence could be quoted back to them: no form's consent, nobody else's words."""
    return not _is_quotation(sentence) and not any(
        said(page, name).stand_in(sentence.text) for name in ("mood", "consent")
    )


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """Insisting sentences first, then those that stand on several pages, to be checked; what a reviewer said is not theirs."""
    pages: dict[str, set[str]] = {}
    for candidate in seen:
        pages.setdefault(str(candidate.value).casefold(), set()).add(candidate.evidence.url)
    theirs = [
        c
        for c in seen
        if (c.clues["insists"] or len(pages[str(c.value).casefold()]) >= _RECURS_ON)
        and c.clues["language"] in ("", site.language)
    ]
    insisting = {str(c.value).casefold() for c in theirs if c.clues["insists"]}
    facts = [replace(fact, check=str(fact.value).casefold() not in insisting) for fact in merge(theirs)]
    return sorted(facts, key=lambda fact: fact.check)[:_MOST_PHRASES]


def _is_quotation(sentence: Sentence) -> bool:
    """Whether somebody else is speaking: the sentence or its whole block stands in quotation marks."""
    return sentence.text.startswith(_OPENS_QUOTE) or sentence.block.text.startswith(_OPENS_QUOTE)
