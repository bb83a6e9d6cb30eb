"""Postal addresses of the business: street and town on neighbouring lines, and structured data."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from precall.extract import digits, kinship, nation, obfuscation, postal, street, voice
from precall.extract.address_lines import Line, Place, is_capitalised, is_numbered_street, place_at
from precall.extract.merge import fact_of
from precall.extract.quoting import in_item, where_text_is
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind, Scalar
from precall.model.voice import Voice
from precall.site.document import Block, Document
from precall.site.structured import Item
from precall.site.text import clean
from precall.words.match import either

KIND: Kind = "address"

_PARTS = re.compile(r",|\s[-–—]\s")
_LONGEST_LINE = 4_000
_DROP_BELOW = 0.5
_MOST = 8
_STRUCTURED = ("json-ld", "microdata")
_NOT_ADDRESS = re.compile(r"[@!?]|\d{6}|\d:\d\d")
_REACH = re.compile(r"\S@\S|\+?\(?\d[\d ().+-]{7,}\d")
_OPEN_OR_REACH = re.compile(rf"{_REACH.pattern}|\d\s?[ap]\.?m\b", re.IGNORECASE)
_BELOW = 2  # lines
_PROPERTIES = ("streetAddress", "addressLocality", "postalCode", "addressRegion", "addressCountry")
_EVENT_LIKE = frozenset(
    "event jobposting musicevent educationevent courseinstance product offer review".split()
)


def find(page: Document) -> Iterator[Candidate]:
    """The addresses that the page shows or holds, whoever they belong to."""
    lines = _lines(page)
    numbered = digits.places(page)
    for index, line in enumerate(lines):
        if (", " in line.text or line.block.index in numbered) and len(line.text) <= _LONGEST_LINE:
            for town in postal.localities(line.text):
                place = place_at(lines, index, town)
                if place is not None:
                    yield _candidate(page, line.block, place)
    yield from _labelled(page, lines)
    yield from _without_town(page, lines)
    yield from _structured(page)


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """One fact a place; other people's addresses and contradicting structured data are left out."""
    groups: list[list[Candidate]] = []
    own = [str(fact.value) for fact in site.facts("email")]
    for sighting in seen:
        if kinship.is_strangers(str(sighting.clues.get("beside") or ""), own, site.domain):
            continue
        candidate = replace(sighting, score=round(sighting.score * site.share(sighting), 3))
        group = next((g for g in groups if _same_place(g[0], candidate)), None)
        if group is None:
            groups.append([candidate])
        else:
            group.append(candidate)
    facts = sorted((fact_of(group) for group in _own(groups, site)), key=lambda fact: -fact.confidence)
    return [fact for fact in facts if fact.confidence >= _DROP_BELOW][:_MOST]


@lru_cache(maxsize=1)
def _lines(page: Document) -> tuple[Line, ...]:
    return tuple(Line(text, block) for block in page.blocks for text in block.lines)


def _candidate(page: Document, block: Block, place: Place) -> Candidate:
    town = place.town
    value = ", ".join(filter(None, (place.street, place.between, place.town_text, place.country)))
    attributes = _parts_of(place.street, town.city, town.region, town.postal_code, place.country)
    clues: dict[str, Scalar] = {
        "iso": nation.by_name(place.country) or town.country,
        "owner": place.owner,
        "beside": obfuscation.mailbox_in(block.text),
    }
    evidence = Evidence(page.url, place.quote, where_text_is(page))
    whose = _whose(page, block, place)
    return Candidate(KIND, clean(value), place.score, evidence, attributes, clues, whose)


def _whose(page: Document, block: Block, place: Place) -> Voice:
    """Whose address a place is: that of the stretch that it stands in, or of the lines that lead to it."""
    voices = voice.of(page)
    above = page.blocks[max(0, block.index - 2) : block.index]
    leading = [
        voices.at(b, b.text.split(" ")[-1]).voice for b in above if place.owner and b.text in place.owner
    ]
    return next(
        (v for v in leading if v == "third_party"), voices.at(block, place.street or place.quote).voice
    )


def _labelled(page: Document, lines: Sequence[Line]) -> Iterator[Candidate]:
    """Addresses without a postcode, where a label, a country at the end or a way to reach somebody says that they are one."""
    for index, line in enumerate(lines):
        if len(line.text) > 160 or not _PARTS.search(line.text):
            continue
        label = _address_label().match(line.text)
        text = (line.text[label.end() :] if label else line.text).strip(" ,.:")
        under_label = index > 0 and bool(_address_label().fullmatch(f"{lines[index - 1].text.strip(' :')}:"))
        parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
        abroad = _ends_in_country(text)
        if len(parts) < 2 or (
            len(parts) == 2 and not ((label or under_label or abroad) and street.is_street(parts[0]))
        ):
            continue
        told = label or under_label or abroad
        below = lines[index + 1].text if index + 1 < len(lines) else ""
        if (
            postal.localities(text)
            or any(town.postal_code for town in postal.localities(below))
            or not (told or _beside_contact(lines, index))
        ):
            continue
        if street.has_street_word(text) and not _NOT_ADDRESS.search(text):
            yield _without_postcode(page, line, text, parts)


def _without_town(page: Document, lines: Sequence[Line]) -> Iterator[Candidate]:
    """Numbered streets alone on a line, right above opening hours or a way to reach somebody there."""
    for index, line in enumerate(lines):
        text = line.text.strip(" ,.:")
        if text[:1].isdigit() and is_numbered_street(text) and street.is_street(text):
            around = [entry.text for entry in lines[index + 1 : index + 1 + _BELOW]]
            reached = any(len(entry) <= 60 and _OPEN_OR_REACH.search(entry) for entry in around)
            if reached and not any(map(postal.localities, around)):
                yield _without_postcode(page, line, text, [text])


def _ends_in_country(text: str) -> bool:
    """Whether a line is a street, a town and a country: an address of a country that often has no postcode."""
    parts = [part.strip() for part in text.split(",")]
    return (
        len(parts) >= 2
        and len(parts[-1]) > 3
        and bool(nation.by_name(parts[-1]))
        and street.is_street(parts[0])
    )


def _beside_contact(lines: Sequence[Line], index: int) -> bool:
    """Whether a line of names stands in a list of ways to reach somebody: a number or an address right beside it."""
    parts = [part.strip() for part in lines[index].text.rstrip(".").split(",")]
    if not all(part and is_capitalised(part) for part in parts):
        return False
    beside = [lines[at].text for at in (index - 1, index + 1) if 0 <= at < len(lines)]
    return any(len(text) <= 60 and _REACH.search(text) for text in beside)


def _without_postcode(page: Document, line: Line, text: str, parts: list[str]) -> Candidate:
    at = next((i for i, part in enumerate(parts) if street.has_street_word(part)), 0)
    while at + 2 < len(parts) and street.is_unit(parts[at + 1]):
        at += 1
    rest = parts[at + 1 :]
    country = rest.pop() if rest and nation.by_name(rest[-1]) else ""
    city, region = [*rest, "", ""][:2]
    attributes = _parts_of(", ".join(parts[: at + 1]), city, region, "", country)
    clues: dict[str, Scalar] = {"iso": nation.by_name(country)}
    evidence = Evidence(page.url, text, where_text_is(page))
    return Candidate(KIND, text, 0.75, evidence, attributes, clues, voice.of(page).at(line.block, text).voice)


@cache
def _address_label() -> re.Pattern[str]:
    return re.compile(rf"\s{{0,3}}{either('contact', 'address')}\s{{0,2}}[:\n]\s{{0,3}}", re.IGNORECASE)


def _structured(page: Document) -> Iterator[Candidate]:
    for item in page.items:
        if not _EVENT_LIKE.isdisjoint(item.types):
            continue
        for value in item.all("address") + item.all("location"):
            if isinstance(value, dict):
                inner = value.get("address")
                yield from _from_item(page, item, inner if isinstance(inner, dict) else value)


def _from_item(page: Document, item: Item, address: Mapping[str, Any] | Any) -> Iterator[Candidate]:
    line, city, code, region, country = (_text(address.get(name)) for name in _PROPERTIES)
    evidence = in_item(page, item, line)
    if evidence is None or not (city or code) or not (re.search(r"\d", line) or street.has_street_word(line)):
        return
    value = ", ".join(filter(None, (line, f"{code} {city}".strip(), region)))
    clues: dict[str, Scalar] = {"iso": nation.by_name(country)}
    yield Candidate(KIND, value, 0.8, evidence, _parts_of(line, city, region, code, country), clues)


def _parts_of(line: str, city: str, region: str, code: str, country: str) -> Mapping[str, Scalar]:
    """The attributes of an address; what it does not name is None."""
    parts = {"street": line, "city": city, "region": region, "postal_code": code, "country": country}
    return {name: part or None for name, part in parts.items()}


def _text(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name")
    return clean(str(value)) if isinstance(value, str | int) else ""


def _own(groups: list[list[Candidate]], site: SiteView) -> list[list[Candidate]]:
    """Structured data and legal pages have a say only where the other pages are silent, or say whose it is."""
    written = [g for g in groups if any(c.evidence.where not in _STRUCTURED for c in g)]
    openly = [g for g in written if any(site.page_kind(c.evidence.url) != "legal" for c in g)]
    named = [
        g for g in written if any(kinship.is_akin(str(c.clues.get("owner") or ""), site.domain) for c in g)
    ]
    return [g for g in written if g in openly or g in named] or written[:1] or groups[:2]


def _same_place(one: Candidate, other: Candidate) -> bool:
    first, second = one.attributes, other.attributes
    code, other_code = _compact(first.get("postal_code")), _compact(second.get("postal_code"))
    number, other_number = _numbers(first.get("street")), _numbers(second.get("street"))
    if code and other_code and code[:5] != other_code[:5]:
        return False
    if number and other_number:
        return number[0] in other_number or other_number[0] in number
    return _overlap(one, other) >= 0.6


def _compact(value: Scalar) -> str:
    return re.sub(r"\W", "", str(value or "")).lower()


def _numbers(value: Scalar) -> list[str]:
    return re.findall(r"\d+", str(value or ""))


def _overlap(one: Candidate, other: Candidate) -> float:
    first, second = (set(re.findall(r"\w+", str(c.value).casefold())) for c in (one, other))
    return len(first & second) / max(1, min(len(first), len(second)))
