"""The main language of the site: what most of its pages are written in, the home page first."""

import re
from collections.abc import Iterable, Iterator, Sequence

from precall import words
from precall.extract.merge import evidence_of
from precall.extract.quoting import in_text, stretch
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.site import language
from precall.site.document import Block, Document
from precall.site.kind import kind_of_topic, topic_named
from precall.words.spelling import of_spelling

KIND: Kind = "language"

_HOME_COUNTS = 2.5
_OF_PEOPLE = ("contact", "about", "team")
_TO_REACH = ("contact", "legal")
_SENTENCE = 25
_LONGEST = 120
_TELLING = 6
"""So many words without a capital, at least, tell the language of a part by their spelling: "Escreva-nos ou ligue-nos, respondemos em dois dias"."""
_HEAD = 5_000
_LANG = re.compile(
    r"<html\b[^>]{0,500}?\s((?:xml:)?lang\s{0,3}=\s{0,3}[\"']?[\w-]{2,12}[\"']?)", re.IGNORECASE
)


def find(page: Document) -> Iterator[Candidate]:
    """The language of one page, proved by a sentence in it or by what the page declares."""
    code = page.language
    if not code:
        return
    sentences = (b for b in page.blocks if len(b.text) >= _SENTENCE and b.region == "main" and " " in b.text)
    sentence = next((b for b in sentences if len(b.text.split()) >= 6), None)
    by_words = language.by_words(page.text[:20_000]) == code
    if by_words and sentence is not None:
        quote = stretch(sentence.text, 0, 1, longest=_LONGEST)
        yield Candidate(KIND, language.called(page), 0.95, in_text(page, quote))
    elif declared := _declaration(page):
        yield Candidate(KIND, language.called(page), 0.8, declared)
    if page.kind == "home" and code == language.ENGLISH:
        yield from _where_one_writes(page)


def _where_one_writes(page: Document) -> Iterator[Candidate]:
    """The other language of the parts of an English home page that say how to reach the people, where they are in one."""
    topic, there = "other", list[Block]()
    for block in page.blocks:
        if block.region != "main":
            continue
        if block.level:
            topic = kind_of_topic(topic_named(block.text))
        elif topic in _TO_REACH:
            there.append(block)
    text = "\n".join(block.text for block in there)
    is_told = sum(map(str.islower, text.split())) >= _TELLING
    code = language.by_words(text) or (of_spelling(text, words.languages()) if is_told else "")
    if code and code != language.ENGLISH:
        longest = max(there, key=lambda block: len(block.text))
        yield Candidate(KIND, code, 0.7, in_text(page, stretch(longest.text, 0, 1, longest=_LONGEST)))


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """The one language with the most pages, legal pages hardly; the home page counts more than any other.

    Contact and imprint in one language count more than any other page. Beside a home page in English the contact page alone
    does, or the parts of that page that say how to reach them, and the pages on which one meets the people.
    """
    pages: dict[str, Candidate] = {}
    for candidate in seen:
        pages.setdefault(candidate.evidence.url, candidate)
    parts = [candidate for candidate in seen if candidate is not pages[candidate.evidence.url]]
    weights: dict[str, float] = {}
    for candidate in pages.values():
        home = bool(site.pages) and candidate.evidence.url == site.pages[0].url
        code = str(candidate.value)
        weights[code] = weights.get(code, 0.0) + (_HOME_COUNTS if home else site.share(candidate))
    if not weights:
        return
    code = max(weights, key=lambda value: weights[value])
    front = site.pages[0].url if site.pages else ""
    beside = [one for one in pages.values() if one.evidence.url != front]
    if code == language.ENGLISH:
        code = _to_reach([*parts, *beside], site, ("contact",)) or _spoken_to_people(beside, site) or code
    else:
        code = _to_reach(beside, site, _TO_REACH) or code
    weights.setdefault(code, 0.0)
    share = weights[code] / sum(weights.values())
    sightings = sorted((c for c in seen if c.value == code), key=lambda c: -c.score)
    yield Fact(KIND, code, round(min(0.99, 0.6 + 0.4 * share), 3), evidence_of(sightings))


def _to_reach(seen: Sequence[Candidate], site: SiteView, needed: Iterable[str]) -> str:
    """The one language of all that says how to reach the people, contact and imprint alike; or none, also where a `needed` kind lacks.

    An imprint alone does not tell: the law of the country asks for it.
    """
    told = [
        (kind, str(one.value))
        for one in seen
        if (kind := site.page_kind(one.evidence.url)) in (*_TO_REACH, "home")
    ]
    kinds, codes = {kind for kind, _ in told}, {code for _, code in told}
    return codes.pop() if len(codes) == 1 and ("home" in kinds or kinds.issuperset(needed)) else ""


def _spoken_to_people(seen: Sequence[Candidate], site: SiteView) -> str:
    """The language of pages beside the home page, where one meets the people in it alone and more are in it than in English; or none.

    An English home page is for show on many a site whose owners are written to in another language.
    """
    met = {str(one.value) for one in seen if site.page_kind(one.evidence.url) in _OF_PEOPLE}
    spoken = [str(one.value) for one in seen]
    code = met.pop() if len(met) == 1 else language.ENGLISH
    return code if spoken.count(code) > spoken.count(language.ENGLISH) else ""


def _declaration(page: Document) -> Evidence | None:
    attribute = _LANG.search(page.markup[:_HEAD])
    if attribute:
        return Evidence(page.url, attribute.group(1), "markup")
    locale = page.meta.get("og:locale")
    return Evidence(page.url, locale, "meta") if locale else None
