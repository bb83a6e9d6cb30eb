"""How the lines around a town's name make an address: the street before, above or behind it, the country after it."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from precall.extract import nation, postal, street
from precall.site.document import Block
from precall.words.match import fold, phrases, vocabulary

_LINES_BACK = 4
_LEADING = re.compile(r"^[\s•|·:,;–-]+")
_LABEL = re.compile(r"^[^\d:]{1,30}:\s{0,3}")
_ENGLISH = ("en",)
_SENTENCES = re.compile(r"[^\W\d_]{3}\. [A-Z]")
_COMPASS = frozenset("n s e w ne nw se sw".split())
_YEAR = re.compile(r"(?:19|20)\d\d")


class Line(NamedTuple):
    """A line of a page and the block that it stands in."""

    text: str
    block: Block


class Place(NamedTuple):
    """The parts of one address, the stretch of lines that shows it, and what stood before."""

    street: str
    between: str
    town: postal.Locality
    town_text: str
    country: str
    quote: str
    owner: str
    score: float


def place_at(lines: Sequence[Line], index: int, town: postal.Locality) -> Place | None:
    """The address whose town stands on the line `index`; None where no street belongs to it."""
    line = lines[index].text
    if _is_no_town(line, town):
        return None
    town, line_before = _untangled(line, town)
    before = _LEADING.sub("", line_before).rstrip(" ,·|–-•(")
    found = _street_at_end(before, sure=town.sure)
    if not found and (behind := _street_behind(line, town)):
        return _turned_round(lines, index, town, behind)
    if town.city and not town.city[0].isupper() and not town.sure:
        return None
    between = ""
    if found:
        start, where = line.find(found), index
    elif _leaves_room(line_before):
        above = _street_above(lines, index, town)
        if above is None:
            return None
        where, found, middle = above
        start = lines[where].text.find(found)
        units = [part for part in middle if street.is_unit(part)]
        districts = [part for part in (*middle, _LABEL.sub("", before)) if part and part not in units]
        found, between = ", ".join([found, *units]), ", ".join(districts)
        town = _with_districts(town, districts)
    else:
        return None
    if _YEAR.fullmatch(town.postal_code) and not street.is_street(found):
        return None
    place = _assembled(lines, index, town, found, where, max(start, 0))
    return place._replace(between=between)


def _is_no_town(line: str, town: postal.Locality) -> bool:
    """Whether what reads like a town and its code is a year ("2010 in Rome", "© 2025 Acme") or a suite ("Suite 1800")."""
    if not town.region and town.city and is_numbered_street(line[town.start : town.end]):
        return True  # "22261 Skyway Road", "2828 SW Orchard Avenue"
    year = _YEAR.fullmatch(town.postal_code) is not None
    lower = town.city[:1].islower() and line.find(town.city, town.start) > town.start
    return (year and ("©" in line or lower)) or street.is_unit(f"{town.city} {town.postal_code}")


def _with_districts(town: postal.Locality, districts: list[str]) -> postal.Locality:
    """The town that stands above its county: the first of the lines between is the town, the county its region."""
    if not districts or town.country not in ("GB", "IE"):
        return town
    county = [*districts[1:], town.city]
    return town._replace(city=districts[0], region=next((name for name in county if name), ""))


def _leaves_room(before: str) -> bool:
    """Whether the street may stand on the line above: before the town there is nothing, a label, or "District,"."""
    text = _LABEL.sub("", _LEADING.sub("", before)).strip()
    return not text or (len(text) <= 40 and text.endswith(","))


def _street_behind(line: str, town: postal.Locality) -> str:
    """The street that follows the town ("12345 Town, High Street 1"), up to the next comma or the line's end."""
    following = re.match(r"\s?[,–·-]\s?([^,;|·]{4,60})", line[town.end :])
    text = following.group(1).strip() if following else ""
    return text if town.postal_code and street.is_street(text) and not _SENTENCES.search(text) else ""


def _turned_round(lines: Sequence[Line], index: int, town: postal.Locality, behind: str) -> Place:
    line = lines[index].text
    end = line.find(behind, town.end) + len(behind)
    owner = " ".join(entry.text for entry in lines[max(0, index - 2) : index])[-160:]
    quote = line[town.start : end]
    return Place(behind, "", town, line[town.start : town.end].strip(" ,"), "", quote, owner, 0.85)


def _assembled(
    lines: Sequence[Line], index: int, town: postal.Locality, found: str, where: int, start: int
) -> Place:
    line = lines[index].text
    town_text = line[town.start : town.end].strip(" ,")
    country, last, stop = _country_after(lines, index, town.end)
    texts = [entry.text for entry in lines[where : last + 1]]
    texts[-1] = texts[-1][:stop]
    texts[0] = texts[0][start:]
    owner = " ".join(
        [*(entry.text for entry in lines[max(0, where - 2) : where]), lines[where].text[:start]]
    )[-160:]
    exact = street.is_street(found)
    score = 0.9 if exact and (town.sure or town.postal_code) else 0.8 if exact or town.sure else 0.7
    return Place(found, "", town, town_text, country, " ".join(texts).strip(" ,"), owner, score)


def _untangled(line: str, town: postal.Locality) -> tuple[postal.Locality, str]:
    """The town without the street that ran into it: in "12 High Street Miami, FL" the town begins after the street."""
    before = line[: town.start]
    if not before.strip() or street.is_street(_tail(before)):
        return town, before
    cut = street.last_street_word(town.city)
    rest = town.city[cut:].strip(" .,")
    if fold(rest).partition(" ")[0] in _COMPASS:
        rest = rest.partition(" ")[2]
    if cut and rest and re.search(r"\d\s*$", before):
        start = line.find(rest, town.start)
        return town._replace(start=start, city=rest), line[:start]
    return town, before


def _tail(text: str) -> str:
    return text[-90:].strip(" ,·|–-")


def _street_at_end(before: str, *, sure: bool) -> str:
    """The street that a text ends with, with the suite or house named around it; empty where there is none."""
    segments = re.split(r",|\s[·•–]\s|\s?\|\s?|;", before[-200:])
    taken: list[str] = []
    found = ""
    for part in reversed(segments[-5:]):
        piece = _without_lead(part.strip())
        if not piece or len(piece) > 70:
            break
        joined = ", ".join([piece, *taken])
        if found and not (street.is_unit(piece) or (is_capitalised(piece) and street.has_street_word(piece))):
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
    leads = list(phrases("streets", "stops").each(part))
    if leads and len(part.split()) > 5:
        part = part[leads[-1].end() :].strip()
    sentence = re.search(r"(?<=[^\W\d_]{3}[.!?]) (?=[A-Z0-9])", part)
    if sentence and street.has_street_word(part[sentence.end() :]) and len(part) > 30:
        part = part[sentence.end() :]
    return part


def is_capitalised(text: str) -> bool:
    """Whether a text is a few words that each begin with a capital or a digit, short ones aside."""
    words = text.split()
    return len(words) <= 6 and all(not word[0].islower() or len(word) <= 3 for word in words)


def is_numbered_street(text: str) -> bool:
    """Whether a short capitalised line ends as English streets do, so that figures before it are no postcode."""
    words = [word for word in fold(text).split() if word not in _COMPASS]
    kinds = vocabulary("streets", "words", _ENGLISH) | vocabulary("streets", "units", _ENGLISH)
    return len(words) > 2 and words[-1].strip(".,") in kinds and is_capitalised(text)


def _street_above(
    lines: Sequence[Line], index: int, town: postal.Locality
) -> tuple[int, str, list[str]] | None:
    """The line above that holds the street, that street, and the lines between: suites, districts, counties."""
    middle: list[str] = []
    below = lines[index]
    coded = bool(town.postal_code) and (town.sure or not _ends_in_code(below.text, town))
    for at in range(index - 1, max(-1, index - 1 - _LINES_BACK), -1):
        line = lines[at]
        if below.block.index - line.block.index > 2 or len(line.text) > 120:
            return None
        text = _LABEL.sub("", line.text).strip(" ,") if ":" in line.text else line.text.strip(" ,")
        unit_only = street.is_unit(text) and not street.is_street(text)
        if any(
            other.sure and other.postal_code and not _is_no_town(text, other)
            for other in postal.localities(text)
        ):
            return None
        if not unit_only and _holds_street(text, town, shape_will_do=coded and not middle):
            return *_with_house(lines, at, _street_at_end(text, sure=town.sure) or text), middle
        if not unit_only and not (is_capitalised(text) and len(text) <= 40 and len(middle) < 2 and town.sure):
            return None
        middle.insert(0, text)
        below = line
    return None


def _with_house(lines: Sequence[Line], at: int, found: str) -> tuple[int, str]:
    """A street with what the line above it adds: a suite, a house where it has no number, the street above its box."""
    above = lines[at - 1] if at else None
    if above is None or lines[at].block.index - above.block.index > 1:
        return at, found
    house = above.text.strip(" ,")
    named = not re.search(r"\d", found) and street.has_street_word(house) and is_capitalised(house)
    boxed = street.has_box(house) or (street.has_box(found) and street.is_street(house))
    return (at - 1, f"{house}, {found}") if street.is_unit(house) or named or boxed else (at, found)


def _is_like(text: str, town: postal.Locality) -> bool:
    """Whether a line reads like the town's own, so that both are rows of a list: "1900 Orchards", "2800 Orchards"."""
    other = next(iter(postal.localities(text)), None)
    return other is not None and (other.start, len(other.postal_code)) == (0, len(town.postal_code))


def _ends_in_code(line: str, town: postal.Locality) -> bool:
    """Whether the code stands behind the town, as figures stand behind any words: "Orchard Series 2800"."""
    return line[town.start : town.end].endswith(town.postal_code) and town.city != ""


def _holds_street(text: str, town: postal.Locality, *, shape_will_do: bool) -> bool:
    return (
        street.is_street(text)
        or (shape_will_do and street.could_be_street(text) and not _is_like(text, town))
        or (town.sure and len(text) <= 60 and street.has_street_word(text) and is_capitalised(text))
    )


def _country_after(lines: Sequence[Line], index: int, end: int) -> tuple[str, int, int]:
    """The country named right after the town, on the line or as the next one: its words, that line, where it ends."""
    line = lines[index].text
    named = _country_pattern().match(fold(line), end)
    if named:
        return line[named.start("country") : named.end("country")], index, named.end()
    if not line[end:].strip(" .,") and index + 1 < len(lines):
        following = lines[index + 1]
        if following.block.index - lines[index].block.index <= 1 and nation.by_name(following.text):
            return following.text.strip(" .,"), index + 1, len(following.text)
    return "", index, end


@cache
def _country_pattern() -> re.Pattern[str]:
    return re.compile(rf"[\s,.(–-]{{1,4}}(?P<country>{nation.name_alternatives()})(?!\w)")
