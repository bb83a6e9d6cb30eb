"""Postal addresses of the business: street and town on neighbouring lines, and structured data."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from lxml.etree import _Element

from precall.extract import foreign, kinship, nation, postal, street, wording
from precall.extract.merge import fact_of, mark_unsure
from precall.extract.quoting import in_item, where_text_is
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind, Scalar
from precall.site.document import Block, Document
from precall.site.structured import Item
from precall.site.text import clean

KIND: Kind = "address"

_LINES_BACK = 4
_LONGEST_LINE = 4_000
_SURE_ENOUGH = 0.7
_DROP_BELOW = 0.5
_MOST = 8
_LEADING = re.compile(r"^[\s•|·:,;–-]+")
_LABEL = re.compile(r"^[^\d:]{1,30}:\s{0,3}")
_PARTICLES = frozenset(
    "de la le les l' d' du des am an a. der den dem im in ob bei sur sous en el los las del di da do dos das van aan zee"
    " upon on by the of und y e et sul sulla nel al ai".split()
)
_PLACEHOLDER = re.compile(
    r"(?:your|street) (?:street|address)|musterstra(?:ß|ss)e|mustermann|musterstadt|voorbeeldstraat|123 (?:main|any|example|fake)|1234 (?:street|main)"
    r"|lorem|ipsum|example|straat en huisnummer|rue exemple|calle falsa|\bxxx|via esempio|street name|any ?town|anystreet",
    re.IGNORECASE,
)
_REACH = re.compile(r"\S@\S|\+?\(?\d[\d ().+-]{7,}\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_EVENT_LIKE = frozenset(
    "event jobposting musicevent educationevent courseinstance product offer review".split()
)
_TRUST = {"post": 0.4, "blog": 0.5, "clients": 0.3, "testimonials": 0.5, "careers": 0.9, "team": 0.9}


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    block: Block


@dataclass(frozen=True, slots=True)
class _Place:
    """The parts of one address, the stretch of lines that shows it, and what stood before."""

    street: str
    town: postal.Locality
    town_text: str
    country: str
    quote: str
    owner: str
    score: float


def find(page: Document) -> Iterator[Candidate]:
    """The addresses that the page shows or holds, whoever they belong to."""
    lines = _lines(page)
    for index, line in enumerate(lines):
        if len(line.text) <= _LONGEST_LINE:
            for town in postal.localities(line.text):
                place = _place(lines, index, town)
                if place is not None and not _PLACEHOLDER.search(place.quote):
                    yield _candidate(page, line.block, place)
    yield from _labelled(page, lines)
    yield from _structured(page)


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """One fact a place; other people's addresses and contradicting structured data are left out."""
    groups: list[list[Candidate]] = []
    for candidate in (c for c in (_judged(sighting, site) for sighting in seen) if c is not None):
        group = next((g for g in groups if _same_place(g[0], candidate)), None)
        if group is None:
            groups.append([candidate])
        else:
            group.append(candidate)
    facts = sorted((fact_of(group) for group in _own(groups, site)), key=lambda fact: -fact.confidence)
    return mark_unsure([f for f in facts if f.confidence >= _DROP_BELOW][:_MOST], below=_SURE_ENOUGH)


@lru_cache(maxsize=1)
def _lines(page: Document) -> tuple[_Line, ...]:
    return tuple(_Line(text, block) for block in page.blocks for text in block.lines)


def _place(lines: Sequence[_Line], index: int, town: postal.Locality) -> _Place | None:
    line = lines[index].text
    if "©" in line:
        return None
    town, line_before = _untangled(line, town)
    before = _LEADING.sub("", line_before).rstrip(" ,·|–-•(")
    found = _street_at_end(before, sure=town.sure)
    if not found and (behind := _street_behind(line, town)):
        return _turned_round(lines, index, town, behind)
    if town.city and not town.city[0].isupper() and not town.sure:
        return None
    if found:
        start, where = line.find(found), index
    elif _leaves_room(line_before):
        above = _street_above(lines, index, town)
        if above is None:
            return None
        where, found, middle = above
        start = lines[where].text.find(found)
        rest = _LABEL.sub("", before)
        found = ", ".join(part for part in (found, *middle, rest if where != index else "") if part)
    else:
        return None
    if _YEAR.fullmatch(town.postal_code) and not street.is_street(found):
        return None
    return _assembled(lines, index, town, found, where, max(start, 0))


def _leaves_room(before: str) -> bool:
    """Whether the street may stand on the line above: before the town there is nothing, a label, or "District,"."""
    text = _LABEL.sub("", _LEADING.sub("", before)).strip()
    return not text or (len(text) <= 40 and text.endswith(",") and not re.search(r"\d", text))


def _street_behind(line: str, town: postal.Locality) -> str:
    """The street that follows the town ("12345 Town, High Street 1"), up to the next comma or the line's end."""
    following = re.match(r"\s?[,–·-]\s?([^,;|·]{4,60})", line[town.end :])
    text = following.group(1).strip() if following else ""
    return text if town.postal_code and street.is_street(text) else ""


def _turned_round(lines: Sequence[_Line], index: int, town: postal.Locality, behind: str) -> _Place:
    line = lines[index].text
    end = line.find(behind, town.end) + len(behind)
    owner = " ".join(entry.text for entry in lines[max(0, index - 2) : index])[-160:]
    quote = line[town.start : end]
    return _Place(behind, town, line[town.start : town.end].strip(" ,"), "", quote, owner, 0.85)


def _assembled(
    lines: Sequence[_Line], index: int, town: postal.Locality, found: str, where: int, start: int
) -> _Place:
    line = lines[index].text
    town, end = _trimmed(line, town)
    town_text = line[town.start : end].strip(" ,")
    country, last, stop = _country_after(lines, index, end)
    texts = [entry.text for entry in lines[where : last + 1]]
    texts[-1] = texts[-1][:stop]
    texts[0] = texts[0][start:]
    owner = " ".join(
        [*(entry.text for entry in lines[max(0, where - 2) : where]), lines[where].text[:start]]
    )[-160:]
    exact = street.is_street(found)
    score = 0.9 if exact and (town.sure or town.postal_code) else 0.8 if exact or town.sure else 0.7
    return _Place(found, town, town_text, country, " ".join(texts).strip(" ,"), owner, score)


def _untangled(line: str, town: postal.Locality) -> tuple[postal.Locality, str]:
    """The town without the street that ran into it: in "12 High Street Miami, FL" the town begins after the street."""
    before = line[: town.start]
    if not before.strip() or street.is_street(_tail(before)):
        return town, before
    cut = street.last_street_word(town.city)
    rest = town.city[cut:].strip(" .,")
    if cut and rest and re.search(r"\d\s*$", before):
        start = line.find(rest, town.start)
        return replace(town, start=start, city=rest), line[:start]
    return town, before


def _tail(text: str) -> str:
    return text[-90:].strip(" ,·|–-")


def _street_at_end(before: str, *, sure: bool) -> str:
    """The street that a text ends with, with the suite or house named around it; empty where there is none."""
    segments = re.split(r",|\s[|·•–]\s|;", before[-200:])
    taken: list[str] = []
    found = ""
    for part in reversed(segments[-5:]):
        piece = _without_lead(part.strip())
        if not piece or len(piece) > 70:
            break
        joined = ", ".join([piece, *taken])
        if found and not (
            street.is_unit(piece) or (street.has_street_word(piece) and _is_capitalised(piece))
        ):
            break
        taken.insert(0, piece)
        if street.is_street(joined) or (sure and street.has_street_word(joined) and len(joined) <= 60):
            found = before[before.rfind(taken[0]) :]
        if piece != part.strip():
            break
    return (
        found
        if found or not sure or not street.could_be_street(_tail(before)) or len(before) > 60
        else before
    )


def _without_lead(part: str) -> str:
    """A part without its label or the words of a sentence that lead to it."""
    part = _LABEL.sub("", part)
    leads = list(wording.pattern("streets", "stops").finditer(part))
    if leads and len(part.split()) > 5:
        part = part[leads[-1].end() :].strip()
    sentence = re.search(r"(?<=[^\W\d_]{3}[.!?]) (?=[A-Z0-9])", part)
    if sentence and street.has_street_word(part[sentence.end() :]) and len(part) > 30:
        part = part[sentence.end() :]
    return part


def _is_capitalised(text: str) -> bool:
    words = text.split()
    return len(words) <= 6 and all(
        not word[0].islower() or len(word) <= 3 or word in _PARTICLES for word in words
    )


def _street_above(
    lines: Sequence[_Line], index: int, town: postal.Locality
) -> tuple[int, str, list[str]] | None:
    """The line above that holds the street, that street, and the lines between: suites, districts, counties."""
    middle: list[str] = []
    below = lines[index]
    for at in range(index - 1, max(-1, index - 1 - _LINES_BACK), -1):
        line = lines[at]
        if below.block.index - line.block.index > 2 or len(line.text) > 120:
            return None
        text = _LABEL.sub("", line.text).strip(" ,") if ":" in line.text else line.text.strip(" ,")
        unit_only = street.is_unit(text) and not street.is_street(text)
        if any(other.sure and other.postal_code for other in postal.localities(text)):
            return None
        if not unit_only and _holds_street(text, town, near=not middle):
            return at, _street_at_end(text, sure=town.sure) or text, middle
        if not unit_only and not (
            _is_capitalised(text) and len(text) <= 40 and len(middle) < 2 and town.sure
        ):
            return None
        middle.insert(0, text)
        below = line
    return None


def _holds_street(text: str, town: postal.Locality, *, near: bool) -> bool:
    return (
        street.is_street(text)
        or (near and bool(town.postal_code) and street.could_be_street(text))
        or (town.sure and near and len(text) <= 60 and street.has_street_word(text) and _is_capitalised(text))
    )


def _trimmed(line: str, town: postal.Locality) -> tuple[postal.Locality, int]:
    """The town without what follows it on the line: a country, "Tel", a lower-case word of the sentence."""
    if not town.city or line.find(town.city, town.start) < line.find(
        town.postal_code or town.city, town.start
    ):
        return town, town.end
    kept: list[str] = []
    for word in town.city.split(" "):
        bare = word.strip(".,:").casefold()
        if kept and (_ends_town(bare) or (not word[:1].isupper() and bare not in _PARTICLES)):
            break
        kept.append(word)
    while len(kept) > 1 and kept[-1].casefold() in _PARTICLES:
        kept.pop()
    city = " ".join(kept)
    if city == town.city:
        return town, town.end
    end = line.find(city, town.start) + len(city)
    return replace(town, city=city, region=""), end


def _ends_town(word: str) -> bool:
    return (bool(nation.by_name(word)) and len(word) > 2) or word in _labels()


@cache
def _labels() -> frozenset[str]:
    return frozenset(
        word for key in ("phone", "fax", "email") for word in wording.listed("contact", key)
    ) | frozenset(("phone:", "tel:", "e-mail:", "web", "www"))


def _country_after(lines: Sequence[_Line], index: int, end: int) -> tuple[str, int, int]:
    """The country named right after the town, on the line or as the next one: its words, that line, where it ends."""
    line = lines[index].text
    named = _country_pattern().match(line, end)
    if named:
        return named.group("country"), index, named.end()
    if not line[end:].strip(" .,") and index + 1 < len(lines):
        following = lines[index + 1]
        if following.block.index - lines[index].block.index <= 1 and nation.by_name(following.text):
            return following.text.strip(" .,"), index + 1, len(following.text)
    return "", index, end


@cache
def _country_pattern() -> re.Pattern[str]:
    return re.compile(rf"[\s,.(–-]{{1,4}}(?P<country>{nation.name_alternatives()})(?!\w)", re.IGNORECASE)


def _candidate(page: Document, block: Block, place: _Place) -> Candidate:
    town = place.town
    value = ", ".join(part for part in (place.street, place.town_text, place.country) if part)
    attributes: dict[str, Scalar] = {
        "street": place.street,
        "city": town.city or None,
        "region": town.region or None,
        "postal_code": town.postal_code or None,
        "country": place.country or None,
    }
    clues: dict[str, Scalar] = {
        "iso": nation.by_name(place.country) or town.country,
        "foreign": block.index in foreign.blocks(page)
        or foreign.names_a_provider(f"{place.owner} {place.quote}")
        or foreign.credits_somebody(place.owner),
        "owner": place.owner,
        "beside": foreign.mailbox_in(block.text),
    }
    return Candidate(
        KIND,
        clean(value),
        place.score,
        Evidence(page.url, place.quote, where_text_is(page)),
        attributes,
        clues,
    )


def _labelled(page: Document, lines: Sequence[_Line]) -> Iterator[Candidate]:
    """Addresses without a postcode, where a label or the address element says that they are one."""
    for index, line in enumerate(lines):
        if len(line.text) > 160 or "," not in line.text:
            continue
        label = _address_label().match(line.text)
        text = line.text[label.end() :] if label else line.text
        under_label = index > 0 and bool(_address_label().fullmatch(f"{lines[index - 1].text.strip(' :')}:"))
        told = label or under_label or _in_address_element(line.block)
        below = lines[index + 1].text if index + 1 < len(lines) else ""
        if (
            postal.localities(text)
            or any(town.postal_code for town in postal.localities(below))
            or not (told or _beside_contact(lines, index))
        ):
            continue
        parts = [part.strip() for part in text.split(",") if part.strip()]
        if street.has_street_word(text) and len(parts) >= 3 and not re.search(r"[@!?]|\d{6}", text):
            yield _without_postcode(page, line, text.strip(" ,."), parts)


def _beside_contact(lines: Sequence[_Line], index: int) -> bool:
    """Whether a line of names stands in a list of ways to reach somebody: a number or an address right beside it."""
    parts = [part.strip() for part in lines[index].text.rstrip(".").split(",")]
    if not all(part and _is_capitalised(part) for part in parts):
        return False
    beside = [lines[at].text for at in (index - 1, index + 1) if 0 <= at < len(lines)]
    return any(len(text) <= 60 and _REACH.search(text) for text in beside)


def _without_postcode(page: Document, line: _Line, text: str, parts: list[str]) -> Candidate:
    at = next((i for i, part in enumerate(parts) if street.has_street_word(part)), 0)
    rest = parts[at + 1 :]
    country = rest.pop() if rest and nation.by_name(rest[-1]) else None
    attributes: dict[str, Scalar] = {
        "street": ", ".join(parts[: at + 1]),
        "city": rest[0] if rest else None,
        "region": rest[1] if len(rest) > 1 else None,
        "postal_code": None,
        "country": country,
    }
    clues: dict[str, Scalar] = {
        "iso": nation.by_name(country or ""),
        "foreign": line.block.index in foreign.blocks(page),
        "owner": "",
    }
    return Candidate(KIND, text, 0.75, Evidence(page.url, text, where_text_is(page)), attributes, clues)


@cache
def _address_label() -> re.Pattern[str]:
    labels = "|".join(map(re.escape, wording.listed("contact", "address")))
    return re.compile(rf"\s{{0,3}}(?:{labels})\s{{0,2}}[:\n]\s{{0,3}}", re.IGNORECASE)


def _in_address_element(block: Block) -> bool:
    element: _Element | None = block.element
    for _ in range(3):
        if element is None:
            return False
        if element.tag == "address" or re.search(r"\baddress\b", (element.get("class") or "").lower()):
            return True
        element = element.getparent()
    return False


def _structured(page: Document) -> Iterator[Candidate]:
    for item in page.items:
        if not _EVENT_LIKE.isdisjoint(item.types):
            continue
        for value in item.all("address") + item.all("location"):
            if isinstance(value, dict):
                yield from _from_item(
                    page, item, value.get("address") if isinstance(value.get("address"), dict) else value
                )


def _from_item(page: Document, item: Item, address: Mapping[str, Any] | Any) -> Iterator[Candidate]:
    parts = {name: _text(address.get(name)) for name in _PROPERTIES}
    line = parts["streetAddress"]
    if (
        not line
        or not (parts["addressLocality"] or parts["postalCode"])
        or _PLACEHOLDER.search(" ".join(parts.values()))
    ):
        return
    if not (re.search(r"\d", line) or street.has_street_word(line)):
        return
    evidence = in_item(page, item, line)
    if evidence is None:
        return
    value = ", ".join(
        part
        for part in (
            line,
            " ".join(filter(None, (parts["postalCode"], parts["addressLocality"]))),
            parts["addressRegion"],
        )
        if part
    )
    attributes: dict[str, Scalar] = {
        "street": line,
        "city": parts["addressLocality"] or None,
        "region": parts["addressRegion"] or None,
        "postal_code": parts["postalCode"] or None,
        "country": parts["addressCountry"] or None,
    }
    clues: dict[str, Scalar] = {"iso": nation.by_name(parts["addressCountry"]), "foreign": False, "owner": ""}
    yield Candidate(KIND, value, 0.8, evidence, attributes, clues)


_PROPERTIES = ("streetAddress", "addressLocality", "postalCode", "addressRegion", "addressCountry")


def _text(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name")
    return clean(str(value)) if isinstance(value, str | int) else ""


def _judged(candidate: Candidate, site: SiteView) -> Candidate | None:
    own = [str(fact.value) for fact in site.facts("email")]
    if candidate.clues["foreign"] or foreign.is_strangers(
        str(candidate.clues.get("beside") or ""), own, site.domain
    ):
        return None
    trust = _TRUST.get(site.page_kind(candidate.evidence.url), 1.0)
    return replace(candidate, score=round(candidate.score * trust, 3))


def _own(groups: list[list[Candidate]], site: SiteView) -> list[list[Candidate]]:
    """Structured data and legal pages have a say only where the other pages are silent, or say whose it is."""
    shown = [g for g in groups if any(_is_shown_openly(c, site) for c in g)]
    if shown:
        return [g for g in groups if g in shown or _names_the_house(g, site)]
    legal = [g for g in groups if any(c.evidence.where not in ("json-ld", "microdata") for c in g)]
    if legal:
        akin = [g for g in legal if _names_the_house(g, site)]
        return akin or legal[:1]
    return groups[:2]


def _is_shown_openly(candidate: Candidate, site: SiteView) -> bool:
    structured = candidate.evidence.where in ("json-ld", "microdata")
    return not structured and site.page_kind(candidate.evidence.url) != "legal"


def _names_the_house(group: list[Candidate], site: SiteView) -> bool:
    return any(kinship.is_akin(str(c.clues["owner"]), site.domain) for c in group if c.clues["owner"])


def _same_place(one: Candidate, other: Candidate) -> bool:
    first, second = one.attributes, other.attributes
    code, other_code = _compact(first.get("postal_code")), _compact(second.get("postal_code"))
    number, other_number = _numbers(first.get("street")), _numbers(second.get("street"))
    if code and other_code and code[:5] != other_code[:5]:
        return False
    if number and other_number:
        return number[0] == other_number[0] and (bool(code and other_code) or _overlap(one, other) >= 0.5)
    return _overlap(one, other) >= 0.6


def _compact(value: Scalar) -> str:
    return re.sub(r"\W", "", str(value or "")).lower()


def _numbers(value: Scalar) -> list[str]:
    return re.findall(r"\d+", str(value or ""))


def _overlap(one: Candidate, other: Candidate) -> float:
    first, second = (set(re.findall(r"\w+", str(c.value).casefold())) for c in (one, other))
    return len(first & second) / max(1, min(len(first), len(second)))
