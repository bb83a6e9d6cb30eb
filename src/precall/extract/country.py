"""The country of the business: by address, telephone prefix, register, domain and names; never by language alone."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from precall import words
from precall.extract import digits, nation, phone, postal, trust
from precall.extract.merge import evidence_of
from precall.extract.quoting import in_item, in_text
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.site import tld
from precall.site.document import Block, Document
from precall.words.match import Spoken

KIND: Kind = "country"

_ENOUGH = 0.5
_LEAD = 1.25
_AGREEMENT = 0.15
_WEIGHTS = {
    "data": 0.7,
    "address": 0.9,
    "phone": 0.8,
    "register": 0.8,
    "domain": 0.75,
    "state": 0.45,
    "name": 0.4,
    "place": 0.25,
    "fitting": 0.4,
    "customs": 0.6,
    "postcodes": 0.5,
    "money": 0.35,
    "locale": 0.3,
}
_DIGIT = re.compile(r"\d")
_LOCALE = re.compile(r"^[a-z]{2}[-_]([A-Z]{2})$")
_DEFAULT_LOCALES = frozenset(("en-US", "en_US", "fr_FR", "de_DE", "es_ES", "it_IT"))
_LONGEST = 1_500


def find(page: Document) -> Iterator[Candidate]:
    """The signs of a country on one page, each sign once."""
    yield from _declared(page)
    given: set[tuple[str, str]] = set()
    signs = _signs_on(page)
    for block in page.blocks:
        if len(block.text) <= _LONGEST:
            for sign, code, text, start, end in _shown(block, signs):
                if (sign, code) not in given and trust.trusts(page, KIND, block, text[start:end]):
                    given.add((sign, code))
                    yield _vote(code, sign, in_text(page, text, start, end))


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """The country that the signs agree on, or none where they are too few or contradict each other."""
    votes = [*seen, *_from_addresses(site), *_from_numbers(site)]
    votes += [*_from_domain(site, votes), *_from_fitting_numbers(site, votes), *_from_customs(site)]
    totals = {code: _belief(votes, code) for code in dict.fromkeys(str(vote.value) for vote in votes)}
    if not totals:
        return
    ranked = sorted(totals.items(), key=lambda pair: -pair[1])
    (code, belief), runner_up = ranked[0], ranked[1][1] if len(ranked) > 1 else 0.0
    if belief < _ENOUGH or (belief < _LEAD * runner_up and belief - runner_up < _AGREEMENT):
        return
    supporting = sorted((v for v in votes if v.value == code), key=lambda vote: -vote.score)
    yield Fact(KIND, code, round(min(belief, 0.99), 3), evidence_of(supporting))


def _vote(code: str, sign: str, evidence: Evidence) -> Candidate:
    return Candidate(KIND, code, _WEIGHTS[sign], evidence, clues={"sign": sign})


def _belief(votes: Sequence[Candidate], code: str) -> float:
    """Signs of different sorts add up, 1 - (1 - a)(1 - b)...; the same sort on further pages adds a little."""
    doubt = 1.0
    for sign, weight in _WEIGHTS.items():
        pages = {vote.evidence.url for vote in votes if vote.value == code and vote.clues["sign"] == sign}
        if pages:
            doubt *= 1 - weight
            doubt *= 1 - min(0.5, _AGREEMENT * weight * (len(pages) - 1))
    return 1 - doubt


def _declared(page: Document) -> Iterator[Candidate]:
    for item in page.items:
        for value in item.all("addressCountry"):
            text = str(value.get("name") or "") if isinstance(value, dict) else str(value)
            code = nation.by_name(text)
            evidence = in_item(page, item, text) if code else None
            if evidence is not None:
                yield _vote(code, "data", evidence)
    lang = page.root.get("lang") or ""
    for text, where in ((lang, "markup"), (page.meta.get("og:locale", ""), "meta")):
        found = _LOCALE.match(text)
        if found and text not in _DEFAULT_LOCALES:
            yield _vote(
                found.group(1), "locale", Evidence(page.url, text, "meta" if where == "meta" else "markup")
            )


class _Signs(NamedTuple):
    """What stands somewhere on a page: registers and moneys, and which of its blocks name countries or have digits."""

    spoken: Spoken
    marks: tuple[nation.Sign, ...]
    named: frozenset[int]
    numbered: frozenset[int]


def _signs_on(page: Document) -> _Signs:
    named = frozenset(block.index for block in page.blocks_with(nation.names(page.spoken)))
    return _Signs(page.spoken, nation.signs_in(page.text), named, digits.places(page))


def _shown(block: Block, signs: _Signs) -> Iterator[tuple[str, str, str, int, int]]:
    text = block.text
    for sign, start, end in nation.shown(text, signs.marks):
        yield sign.sort, sign.code, text, start, end
    if block.index in signs.named:
        prominent = block.level > 0 or block.region in ("header", "footer") or len(text) < 60
        for code, start, end in nation.mentioned(text, signs.spoken):
            yield "name" if prominent else "place", code, text, start, end
    for line in block.lines if ", " in text or block.index in signs.numbered else ():
        for town in postal.localities(line):
            if town.region and town.country:
                yield "state", town.country, line, town.start, town.end


def _from_addresses(site: SiteView) -> Iterator[Candidate]:
    kept = {(e.url, e.quote) for fact in site.facts("address") for e in fact.evidence}
    for sighting in site.seen("address"):
        code = str(sighting.clues.get("iso") or "")
        if code and (sighting.evidence.url, sighting.evidence.quote) in kept:
            yield _vote(code, "address", sighting.evidence)


def _from_numbers(site: SiteView) -> Iterator[Candidate]:
    for sighting in site.seen("phone"):
        code = phone.country_of(str(sighting.value))
        if code and phone.is_theirs(sighting, site):
            yield _vote(code, "phone", sighting.evidence)


def _from_domain(site: SiteView, votes: Sequence[Candidate]) -> list[Candidate]:
    """The top-level domain's vote, with another sign for the same country, else the home page's title, as its words."""
    code = tld.country_of(site.domain)
    if not code:
        return []
    agreeing = next((vote for vote in votes if vote.value == code), None)
    if agreeing is not None:
        return [replace(agreeing, score=_WEIGHTS["domain"], clues={"sign": "domain"})]
    home = site.pages[0] if site.pages else None
    return [_vote(code, "domain", Evidence(home.url, home.title, "title"))] if home and home.title else []


def _from_fitting_numbers(site: SiteView, votes: Sequence[Candidate]) -> Iterator[Candidate]:
    """A national number speaks for a country that the text names too."""
    named = dict.fromkeys(str(vote.value) for vote in votes if vote.clues["sign"] in ("name", "place"))
    for sighting in site.seen("phone"):
        for code in named:
            if phone.fits(str(sighting.value), code) and phone.is_theirs(sighting, site):
                yield _vote(code, "fitting", sighting.evidence)


def _from_customs(site: SiteView) -> Iterator[Candidate]:
    """The one country of the site's language whose customs its postcodes follow, and its numbers where it has any.

    Postcodes that are digits and nothing else are common, so that they weigh less without numbers.
    """
    numbers = [c for c in site.seen("phone") if c.clues["label"] == "phone" and phone.is_theirs(c, site)]
    coded = [
        (_DIGIT.sub("9", str(code)), fact)
        for fact in site.facts("address")
        if (code := fact.get("postal_code"))
    ]
    shapes = {shape for shape, _ in coded}
    following = [
        country
        for country, usual in words.habits(site.language).get("postcodes", {}).items()
        if shapes and shapes <= set(usual) and all(phone.is_valid(str(c.value), country) for c in numbers)
    ]
    if len(following) == 1:
        sign = "customs" if numbers or not all(map(str.isdecimal, shapes)) else "postcodes"
        yield _vote(following[0], sign, numbers[0].evidence if numbers else coded[0][1].evidence[0])
