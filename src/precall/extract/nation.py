"""Which country a sign points to: names, states, top-level domains, registration numbers, currencies."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from precall import words
from precall.words.match import Phrases, fold
from precall.words.tree import one_of

US_STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia", "HI": "Hawaii",
    "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi",
    "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey",
    "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma",
    "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota",
    "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington",
    "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming", "PR": "Puerto Rico",
}  # fmt: skip
CANADIAN_PROVINCES = {
    "AB": "Alberta", "BC": "British Columbia", "MB": "Manitoba", "NB": "New Brunswick", "NL": "Newfoundland and Labrador",
    "NS": "Nova Scotia", "NT": "Northwest Territories", "NU": "Nunavut", "ON": "Ontario", "PE": "Prince Edward Island",
    "QC": "Quebec", "SK": "Saskatchewan", "YT": "Yukon",
}  # fmt: skip
AUSTRALIAN_STATES = {
    "NSW": "New South Wales", "VIC": "Victoria", "QLD": "Queensland", "SA": "South Australia",
    "WA": "Western Australia", "TAS": "Tasmania", "ACT": "Australian Capital Territory", "NT": "Northern Territory",
}  # fmt: skip

# Country codes that are mostly used for what their letters say.
_GENERIC_TLDS = frozenset(
    "co io me tv ai cc fm ly to gg sh st ws la bz vc dj am im is pw tk ml ga cf gq su eu ac mn nu".split()
)
_ODD_TLDS = {"uk": "GB"}
# Country, the letters that must stand in a text for the pattern to be tried, the pattern.
_REGISTRATIONS = (
    ("CH", ("CHE-", "MWST-Nr"), r"\bCHE-\d{3}\.\d{3}\.\d{3}|\bMWST-Nr"),
    ("AT", ("ATU", "Firmenbuch", "GISA"), r"\bATU ?\d{8}\b|\bFirmenbuch(?:nummer|gericht)\b|\bGISA-Zahl"),
    (
        "DE",
        ("DE", "HRA", "HRB", "Amtsgericht"),
        r"\bDE ?\d{3} ?\d{3} ?\d{3}\b|\bHR[AB] ?\d{2,6}\b|\bAmtsgericht\b",
    ),
    (
        "NL",
        ("vK", "VK", "BTW", "NL"),
        r"\bK\.?[vV]\.?K\b|\bBTW[- ]?(?:id|nr|nummer)\b(?![.: ]{0,3}BE)|\bNL\d{9}B\d{2}\b",
    ),
    ("BE", ("BE",), r"\bBE ?0\d{3}\.?\d{3}\.?\d{3}\b"),
    ("FR", ("SIRE", "RCS", "R.C.S", "FR"), r"\bSIRET\b|\bSIREN\b|\bR\.?C\.?S\.? [A-Z]|\bFR ?\d{11}\b"),
    ("IT", ("IVA", "Fiscale"), r"\bP\. ?IVA\b|\bPartita IVA\b|\bCodice Fiscale\b"),
    (
        "ES",
        ("CIF", "NIF", "C.I.F", "N.I.F", "Registro Mercantil", "Agencia Esp"),
        r"\b(?:CIF|NIF|C\.I\.F\.|N\.I\.F\.)[: ]{1,2}[A-Z]-?\d{7,8}|\bRegistro Mercantil de\b|\bAgencia Española de Protección",
    ),
    ("PT", ("NIPC", "Livro de Recl"), r"\bNIPC\b|\bLivro de Reclamações\b"),
    ("BR", ("CNPJ", "LGPD"), r"\bCNPJ\b|\bLGPD\b"),
    (
        "GB",
        ("Companies House", "egistered in", "ICO reg"),
        r"\bCompanies House\b|\b[rR]egistered in (?:England|Scotland|Wales)|\bICO registration",
    ),
    ("AU", ("ABN", "Pty"), r"\bABN[: ]{1,2}\d{2} ?\d{3}|(?<!\()\bPty\.? Ltd"),
    ("IN", ("GSTIN", "Pvt"), r"\bGSTIN\b|\bPvt\.? Ltd"),
    ("ZA", ("(Pty)",), r"\(Pty\) Ltd"),
)
_MONEY = (
    ("IN", ("₹",), r"₹"),
    ("CH", ("CHF", "Fr."), r"\bCHF\b|\bFr\. ?\d"),
    ("BR", ("R$",), r"R\$ ?\d"),
    ("GB", ("£",), r"£ ?\d"),
    ("PH", ("₱",), r"₱ ?\d"),
    ("KE", ("Sh",), r"\bKE?Sh\.? ?\d"),
    ("ZA", ("ZAR",), r"\bZAR\b"),
    ("AU", ("AUD", "A$"), r"\bAUD\b|\bA\$ ?\d"),
    ("CA", ("CAD", "CA$", "C$"), r"\bCA?\$ ?\d|\bCAD\b"),
)


class Sign(NamedTuple):
    """What speaks for a country: a "register" (number, register, company form) or its own "money".

    `letters` must stand in a text for the pattern to be tried.
    """

    sort: str
    code: str
    letters: tuple[str, ...]
    pattern: re.Pattern[str]


def by_tld(host: str) -> str:
    """The country of a host's top-level domain (ISO 3166-1 alpha-2); empty for generic ones."""
    ending = host.lower().rstrip(".").rpartition(".")[2]
    if len(ending) != 2 or ending in _GENERIC_TLDS:
        return ""
    return _ODD_TLDS.get(ending, ending.upper())


def by_name(text: str) -> str:
    """The country that a text names and nothing else ("Schweiz", "usa", "CH"); empty where it names none."""
    bare = fold(text.strip(" .,;()"))
    if len(bare) == 2 and bare.upper() in _codes():
        return bare.upper()
    return _names().get(bare, "")


def mentioned(text: str) -> list[tuple[str, int, int]]:
    """The countries that a text names, each with where the name stands."""
    return [(_names()[found.group()], found.start(), found.end()) for found in _phrases().each(text)]


def names_one(text: str) -> bool:
    """Whether a text names a country at all."""
    return _phrases().stand_in(text)


def signs_in(text: str) -> tuple[Sign, ...]:
    """The registers and moneys of countries whose letters stand somewhere in a text."""
    if not _all_letters().search(text):
        return ()
    return tuple(sign for sign in _signs() if any(map(text.__contains__, sign.letters)))


def shown(text: str, signs: Iterable[Sign]) -> list[tuple[Sign, int, int]]:
    """Those signs that a text shows, each with where."""
    found = []
    for sign in signs:
        match = sign.pattern.search(text) if any(map(text.__contains__, sign.letters)) else None
        if match:
            found.append((sign, match.start(), match.end()))
    return found


@cache
def name_alternatives() -> str:
    """All country names as alternatives for a pattern of folded text."""
    return one_of(_names())


@cache
def _signs() -> tuple[Sign, ...]:
    return tuple(
        Sign(sort, code, letters, re.compile(source))
        for sort, listed in (("register", _REGISTRATIONS), ("money", _MONEY))
        for code, letters, source in listed
    )


@cache
def _all_letters() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(part) for sign in _signs() for part in sign.letters))


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for table in words.table("countries").values():
        for code, names in table["names"].items():
            for name in names:
                found.setdefault(fold(name), code)
    return found


@cache
def _codes() -> frozenset[str]:
    return frozenset(_names().values())


@cache
def _phrases() -> Phrases:
    return Phrases(_names())
