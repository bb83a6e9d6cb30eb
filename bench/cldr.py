"""Writes how each language puts numbers and dates and what it calls languages, countries and cities, from Unicode's CLDR (no measurement)."""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from zoneinfo import available_timezones

import babel
from babel import Locale

from precall.sentences import CLDR

LANGUAGES = tuple("cs da de en es fr it nl no pl pt sv".split())
"""Those that have a file: all whose days we read."""
NAMED = (
    "ar bg ca cs cy da de el en es et eu fi fr ga gl he hi hr hu it ja ko lt lv nb nl nn no pl pt ro ru sk sl sv th tr uk zh"
).split()
"""Those that a website or a note may be in, so that each language calls them by a name."""
LOCALES = {"en": "en_GB", "pt": "pt_PT"}
"""Where the bare code means another country in CLDR than the one whose habits we write in."""
COUNTRIES = (
    "AE AR AT AU BE BG BR CA CH CL CO CY CZ DE DK EE ES FI FR GB GH GR HK HR HU IE IL IN IT JP KE LI LT LU LV MT MX NG NL NO NZ"
    " PE PH PL PT RO SE SG SI SK TR US ZA"
).split()
CITIES = (
    "Amsterdam Athens Belgrade Berlin Bratislava Brussels Bucharest Budapest Copenhagen Dublin Helsinki Istanbul Kyiv Lisbon"
    " Ljubljana London Luxembourg Madrid Malta Moscow Nicosia Oslo Paris Prague Riga Rome Sofia Stockholm Tallinn Vaduz Vienna"
    " Vilnius Warsaw Zagreb Zurich New_York Los_Angeles Mexico_City Havana Bogota Sao_Paulo Buenos_Aires Santiago Cairo"
    " Casablanca Johannesburg Jerusalem Dubai Singapore Hong_Kong Shanghai Tokyo Seoul Sydney"
).split()
"""The cities after which time zones are called, where a mail says whose hour is meant."""
_HEAD = (
    "# Written by python -m bench cldr from Unicode's CLDR (Unicode License V3), as Babel {version} has it; not to be edited.\n"
    "# What a catalogue of sentences has in these sections stands in its place.\n"
)
_LETTERS = {
    "EEEE": "{weekday}",
    "cccc": "{weekday}",
    "MMMM": "{month}",
    "LLLL": "{month}",
    "d": "{day}",
    "y": "{year}",
}


def main(arguments: list[str]) -> int:
    """Writes the files, or with --check says which of them are old; 1 if any is."""
    old = 0
    for language, text in files().items():
        place = CLDR / f"{language}.toml"
        if place.is_file() and place.read_text(encoding="utf-8") == text:
            continue
        old += 1
        if "--check" in arguments:
            print(f"{place} is old: python -m bench cldr", file=sys.stderr)
        else:
            place.write_text(text, encoding="utf-8")
            print(place)
    return int(bool(old) and "--check" in arguments)


def files() -> Mapping[str, str]:
    """The text of each language's file."""
    return {language: "".join(_written(language)) for language in LANGUAGES}


def _written(language: str) -> Iterator[str]:
    locale = Locale.parse(LOCALES.get(language, language))
    yield _HEAD.format(version=babel.__version__)
    for section, rows in _sections(locale).items():
        yield f"\n[{section}]\n"
        yield from (f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in rows.items())


def _sections(locale: Locale) -> Mapping[str, Mapping[str, str]]:
    symbols = locale.number_symbols["latn"]
    return {
        "plural": {"one": " ".join(str(n) for n in range(101) if locale.plural_form(n) == "one")},
        "writing": {"thousands": symbols["group"], "decimal": symbols["decimal"]},
        "calendar": dict(_calendar(locale)),
        "languages": _named(NAMED, locale.languages),
        "countries": _named(COUNTRIES, locale.territories),
        "cities": {city: _city(city, locale) for city in CITIES},
    }


def _named(codes: Iterable[str], names: Mapping[str, str]) -> dict[str, str]:
    return {code: names[code] for code in codes if code in names}


def _calendar(locale: Locale) -> Iterator[tuple[str, str]]:
    full = _pattern(locale.date_formats["full"].pattern)
    if locale.language == "en":
        full = full.replace(",", "")  # as the British write it, and CLDR from its version 47
    yield "full", full
    yield "near", re.sub(r" (?:de )?\{year\}", "", full).strip()
    yield "day", _pattern(locale.date_formats["long"].pattern)
    yield "month_of_year", _pattern(_skeleton(locale, "yMMMM"))
    for number in range(1, 13):
        yield f"month_{number}", locale.months["format"]["wide"][number]
    for number in range(7):
        yield f"weekday_{number}", locale.days["format"]["wide"][number]


def _skeleton(locale: Locale, name: str) -> str:
    found = locale.datetime_skeletons.get(name)
    return str(getattr(found, "pattern", found) or "MMMM y")


def _pattern(pattern: str) -> str:
    """A pattern of CLDR with our names for its letters: d. MMMM y is {day}. {month} {year}."""
    parts = re.findall(r"'([^']{0,20})'|([A-Za-z]{1,5})|([^A-Za-z']{1,5})", pattern)
    return "".join(quoted or _LETTERS.get(letters, "") or other for quoted, letters, other in parts)


def _city(city: str, locale: Locale) -> str:
    zones = sorted(zone for zone in available_timezones() if zone.endswith(f"/{city}"))
    named = (locale.time_zones.get(zone, {}).get("city") for zone in zones)
    return next(filter(None, named), city.replace("_", " "))
