"""Which country a sign points to, and what is known of a country: names, states, domains, registers, currencies, company forms.

What is known stands in `nations.toml`; the names are words of the languages.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from precall import words
from precall.kept_table import table_in
from precall.words.match import ALL, Phrases, Spoken, fold
from precall.words.tree import one_of


class Sign(NamedTuple):
    """What speaks for a country: a "register" (number, register, company form) or its own "money".

    `letters` must stand in a text for the pattern to be tried.
    """

    sort: str
    code: str
    letters: tuple[str, ...]
    pattern: re.Pattern[str]


def states(country: str) -> Mapping[str, str]:
    """The states that a country's addresses name, by their letters."""
    return dict(_nations()[country]["states"])


def by_province(code: str, place: str) -> str:
    """The country in which the first two digits of a postcode number the province that a place names; empty where none does."""
    said = f" {fold(place)} "
    return next(
        (
            country
            for country, facts in _nations().items()
            for name in facts.get("provinces", {}).get(code[:2], ())
            if re.search(rf"\W{re.escape(fold(name))}\W", said)
        ),
        "",
    )


def by_name(text: str) -> str:
    """The country that a text names and nothing else ("Schweiz", "usa", "CH"); empty where it names none."""
    bare = fold(text.strip(" .,;()"))
    if len(bare) == 2 and bare.upper() in _codes():
        return bare.upper()
    return _names().get(bare, "")


@cache
def names(spoken: Spoken) -> Phrases:
    """What countries are called in some languages."""
    return Phrases(_names(spoken))


def mentioned(text: str, spoken: Spoken) -> list[tuple[str, int, int]]:
    """The countries that a text in some languages names, each with where the name stands: Rhode Island is not Iceland."""
    return [(_names(spoken)[found.group()], found.start(), found.end()) for found in names(spoken).each(text)]


def signs_in(text: str) -> tuple[Sign, ...]:
    """The registers and moneys of countries whose letters stand somewhere in a text."""
    return tuple(sign for sign in _signs() if any(map(text.__contains__, sign.letters)))


def shown(text: str, signs: Iterable[Sign]) -> list[tuple[Sign, int, int]]:
    """Those signs that a text shows, each with where."""
    found = []
    for sign in signs:
        match = sign.pattern.search(text) if any(map(text.__contains__, sign.letters)) else None
        if match:
            found.append((sign, match.start(), match.end()))
    return found


def currencies() -> frozenset[str]:
    """The currencies of the countries that are known (ISO 4217)."""
    return frozenset(facts["currency"] for facts in _nations().values())


@cache
def money_signs() -> tuple[str, ...]:
    """How currencies are written beside their codes: "£", "kr", "zł"."""
    return tuple(dict.fromkeys(sign for facts in _nations().values() for sign in facts.get("signs", ())))


def currency_of(country: str) -> str:
    """The currency of a country (ISO 4217); empty where it is not known."""
    facts = _nations().get(country)
    return str(facts["currency"]) if facts else ""


def currency(sign: str, country: str) -> str:
    """The currency that a sign means on a site of some country: "kr" are crowns of it, "$" dollars; empty where nothing tells."""
    if sign not in _shared():
        return next(
            (facts["currency"] for facts in _nations().values() if sign in facts.get("signs", ())), ""
        )
    writes_so = sign in _nations().get(country, {}).get("signs", ())
    return currency_of(country) if writes_so else _shared()[sign]


def names_money(text: str) -> bool:
    """Whether a text has the sign, the code or the name of a currency."""
    return _money().search(text) is not None


@cache
def _money() -> re.Pattern[str]:
    signs = (*money_signs(), "¥")
    plain = "".join(re.escape(sign) for sign in signs if len(sign) == 1)
    words_of_money = (
        *(sign for sign in signs if len(sign) > 1),
        *currencies(),
        "Euro",
        "Euros",
        "euro",
        "euros",
    )
    lettered = "|".join(map(re.escape, sorted(words_of_money, key=lambda sign: (-len(sign), sign))))
    return re.compile(rf"[{plain}]|(?<!\w)(?:{lettered}|(?i:chf|usd|eur|gbp))(?!\w)")


def is_shared(sign: str) -> bool:
    """Whether several countries write their own currency with a sign."""
    return sign in _shared()


@cache
def company_forms() -> tuple[str, ...]:
    """Expressions for how registered names end, those of each country together."""
    return tuple(dict.fromkeys(form for facts in _nations().values() for form in facts.get("forms", ())))


@cache
def name_alternatives() -> str:
    """All country names as alternatives for a pattern of folded text."""
    return one_of(_names())


@cache
def _signs() -> tuple[Sign, ...]:
    return tuple(
        Sign(sort, code, tuple(facts[sort]["letters"]), re.compile(facts[sort]["pattern"]))
        for sort in ("register", "money")
        for code, facts in _nations().items()
        if sort in facts
    )


@cache
def _known() -> Mapping[str, Mapping[str, Any]]:
    return table_in(Path(__file__).with_name("nations.toml"))


def _shared() -> Mapping[str, str]:
    return _known()["shared"]


@cache
def _nations() -> Mapping[str, Mapping[str, Any]]:
    return {code: facts for code, facts in _known().items() if code != "shared"}


@cache
def _names(spoken: Spoken = ALL) -> dict[str, str]:
    found: dict[str, str] = {}
    for language, table in words.table("countries").items():
        for code, names in table["names"].items() if not spoken or language in spoken else ():
            for name in names:
                found.setdefault(fold(name), code)
    return found


@cache
def _codes() -> frozenset[str]:
    return frozenset(_names().values())
