"""Where a line of an address names its town: postcode, town and state in the customs of many countries."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from precall.extract import nation


class Locality(NamedTuple):
    """The part of a line that names the town. `country` is ISO alpha-2 where the form tells it, else empty.

    `sure` says that the form alone, without a street beside it, is that of an address.
    """

    start: int
    end: int
    city: str
    postal_code: str
    region: str
    country: str
    sure: bool


_MAX_CODES = 12
_DIGIT = re.compile(r"\d")
_OF_CODE = re.compile(r"\d[\dA-Z]|[A-Z]\d")
_LETTERS_BEFORE = 6  # of a code: "CH - 8000"
_WINDOW = 90
_PROVINCE_BESIDE = 30  # "28220 Majadahonda (Madrid)"
_WORD = r"[^\W\d_][^\W\d_'’]{0,24}(?:['’][^\W\d_]{1,20})?\.?"
_TOWN = rf"{_WORD}(?:[ /-]{{1,2}}{_WORD}){{0,4}}"
_UK = (
    r"(?:[A-PR-UWYZ]\d{1,2}|[A-PR-UWYZ][A-HK-Y]\d{1,2}|[A-PR-UWYZ]\d[A-HJKPSTUW]|[A-PR-UWYZ][A-HK-Y]\d[ABEHMNPRVWXY])"
    r"[ ]?\d[ABD-HJLNP-UW-Z]{2}"
)
_CODE = re.compile(
    rf"""(?<![\w@#€$£₹])(?:
      (?P<GB>{_UK})
    | (?P<CA>[ABCEGHJ-NPRSTVXY]\d[A-Z][ -]?\d[A-Z]\d)
    | (?P<IE>(?:D6W|[AC-FHKNPRTV-Y]\d{{2}})\ ?(?=[\dA-Z]{{0,3}}\d)[0-9AC-FHKNPRTV-Y]{{4}})
    | (?P<NL>[1-9]\d{{3}}\ ?[A-Z]{{2}})
    | (?P<PT>\d{{4}}-\d{{3}})
    | (?P<BR>\d{{5}}-\d{{3}})
    | (?P<US>\d{{5}}-\d{{4}})
    | (?P<PL>\d{{2}}-\d{{3}})
    | (?P<IN>[1-9]\d{{2}}\ ?\d{{3}})
    | (?P<PREFIXED>(?:CH|DE|AT|FR|BE|LU|LI|IT|ES|[DAFBLIEP])\ ?[-–]\ ?\d{{4,5}})
    | (?P<FIVE>\d{{5}})
    | (?P<THREE_TWO>\d{{3}}\ \d{{2}})  # Sweden, Czechia, Slovakia, Greece: other signs tell which
    | (?P<FOUR>[1-9]\d{{3}}|0\d{{3}}(?=\s*(?:,|$)))
    )(?![\w%€$£°])(?![.,:/–-]\d)""",
    re.VERBOSE,
)
_PREFIXES = {"D": "DE", "A": "AT", "F": "FR", "B": "BE", "L": "LU", "I": "IT", "E": "ES", "P": "PT"}
_OF_STATES = {
    "CA": "CA",
    "US": "US",
    "FIVE": "US",
    "FOUR": "AU",
}  # whose addresses name a state before such a code
_CALLED = {"US": "USA", "CA": "Canada", "AU": "Australia"}
_YEAR = re.compile(r"(?:19|20|29)\d\d")
_TOWN_AFTER = re.compile(
    rf"[ ,]{{1,3}}(?P<city>{_TOWN}(?:(?:(?<=[Cc]edex)|(?<=CEDEX)) \d{{1,2}})?)(?: ?\((?P<region>[A-Z]{{2}})\)| (?P<province>[A-Z]{{2}})(?!\w))?"
)
_TOWN_BEFORE = re.compile(rf"(?<![^\W_])(?P<city>{_TOWN})[ ,.·–-]{{1,4}}$")
_BRAZILIAN_BEFORE = re.compile(
    rf"(?P<city>{_TOWN})[ ,/–—-]{{1,3}}(?P<region>[A-Z]{{2}})[ ,.–—-]{{1,4}}(?:CEP:? ?)?$"
)


def localities(line: str) -> tuple[Locality, ...]:
    """The towns that a line names in the form of an address, in the order of their codes."""
    return _localities(line) if ", " in line or _DIGIT.search(line) else ()


@lru_cache(maxsize=2048)
def _localities(line: str) -> tuple[Locality, ...]:
    return tuple(_with_code(line)) or tuple(_without_code(line))


def _with_code(line: str) -> Iterator[Locality]:
    digit = _DIGIT.search(line)
    if digit is None or not _OF_CODE.search(line, max(0, digit.start() - 1)):
        return
    for count, found in enumerate(_CODE.finditer(line, max(0, digit.start() - _LETTERS_BEFORE))):
        if count >= _MAX_CODES:
            break
        locality = _around(line, found)
        if locality is not None:
            yield locality


def _around(line: str, found: re.Match[str]) -> Locality | None:
    form, code = str(found.lastgroup), found.group()
    before = line[max(0, found.start() - _WINDOW) : found.start()]
    country = _OF_STATES.get(form, "")
    state = _state_before_code(country).search(before) if country else None
    if state:
        return _locality(found, code, state, before, country, sure=True)
    if form in ("GB", "CA", "IE"):
        return _locality(found, code, _TOWN_BEFORE.search(before), before, form, sure=form != "IE")
    if form == "BR" and (town := _BRAZILIAN_BEFORE.search(before)):
        return _locality(found, code, town, before, "BR", sure=True)
    return _with_town(line, found, form, code, before)


def _with_town(line: str, found: re.Match[str], form: str, code: str, before: str) -> Locality | None:
    country = form if len(form) == 2 else ""
    if form == "PREFIXED":
        letters = re.split(r"[ –-]", code)[0]
        country, code = _PREFIXES.get(letters, letters), re.sub(r"^\D+", "", code)
    after = _TOWN_AFTER.match(line, found.end())
    if after and form not in ("IN", "US") and not nation.by_name(after.group("city")):
        city, province = _split_province(after.group("city"))
        if form == "FIVE":
            country = nation.by_province(code, line[after.start() : after.end() + _PROVINCE_BESIDE])
        region = after.group("region") or after.group("province") or province
        sure = form in ("NL", "PT", "PREFIXED")
        return Locality(found.start(), after.end(), city, code, region, country, sure)
    town = None if _YEAR.fullmatch(code) else _TOWN_BEFORE.search(before)
    if town and town.group("city")[0].isupper() and form != "PREFIXED":
        if form == "FIVE":
            beside = line[found.end() : found.end() + _PROVINCE_BESIDE]
            country = nation.by_province(code, f"{town.group()} {beside}")
        return _locality(found, code, town, before, country, sure=False)
    return None


def _split_province(city: str) -> tuple[str, str]:
    """The town and the Italian custom's two capitals behind it: "Firenze FI"."""
    town, _, last = city.rpartition(" ")
    is_province = len(last) == 2 and last.isupper() and town and not town.isupper()
    return (town, last) if is_province else (city, "")


def _locality(
    found: re.Match[str], code: str, town: re.Match[str] | None, before: str, country: str, *, sure: bool
) -> Locality:
    if town is None:
        return Locality(found.start(), found.end(), "", code, "", country, sure)
    start = found.start() - len(before) + town.start()
    parts = town.groupdict()
    return Locality(start, found.end(), parts["city"], code, parts.get("region") or "", country, sure)


def _without_code(line: str) -> Iterator[Locality]:
    for country in ("US", "CA"):
        for state in _state_alone(country).finditer(line):
            before = line[max(0, state.start() - _WINDOW) : state.start()]
            town = _TOWN_BEFORE.search(f"{before} ")
            if town and town.group("city")[0].isupper():
                start = state.start() - len(before) + town.start()
                yield Locality(
                    start, state.end(), town.group("city"), "", state.group("region"), country, False
                )
                return


def _either(table: Mapping[str, str]) -> str:
    long = "|".join(re.escape(name) for name in sorted(table.values(), key=len, reverse=True))
    return rf"(?:{long}|(?:{'|'.join(table)})\.?)"


@cache
def _state_before_code(country: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![^\W_])(?P<city>{_TOWN})[ ,]{{1,3}}(?<!\w)(?P<region>{_either(nation.states(country))})[ ,]{{1,3}}"
        rf"(?:{_CALLED[country]}[ ,]{{1,3}})?$"
    )


@cache
def _state_alone(country: str) -> re.Pattern[str]:
    return re.compile(rf", {{1,2}}(?P<region>{_either(nation.states(country))})(?![\w-])")
