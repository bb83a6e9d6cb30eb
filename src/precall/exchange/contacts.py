"""Which clients and people does a table of contacts name?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from precall.batch.cell import is_nothing, meant
from precall.batch.headings import Holds, key, keys
from precall.batch.sheet import open_sheet
from precall.compose.recipient import recipients
from precall.errors import AddressError, NobodysAddress, UsageError
from precall.model.memory import Person
from precall.site.address import parse_address
from precall.site.text import clean, shorten

_COLUMNS: Mapping[str, tuple[Holds, ...]] = {
    "email": ("mail",),
    "name": ("name", "person"),
    "first": ("first",),
    "last": ("last",),
    "company": ("company",),
    "website": ("website",),
    "phone": ("phone",),
}
_MOST = 20_000
_SEVERAL = re.compile(r"\s:::\s|[;,\n]\s{0,3}")  # Google's exports part several values by three colons
_SEVERAL_NAMES = re.compile(r"\s:::\s|\n")  # a comma or semicolon belongs to the name: "Field, Coaching; Ltd"
_INSIDE_EXCHANGE = re.compile(r"/o=", re.IGNORECASE)  # how Outlook writes a mailbox of its own organisation
_IN_BRACKETS = re.compile(
    r"^(?P<name>.{1,150}?)\s?\((?P<site>[^()\s]{4,100}\.[a-z]{2,20})\)(?:;.*)?$", re.IGNORECASE
)  # of several companies the first
_ROUNDED = re.compile(r"\d(?:[.,]\d{1,8})?E\+?\d{1,2}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Contact:
    """One row: the website or address that the client is kept under, the company's name, the person (or None), and the
    row's e-mail address.
    """

    key: str
    company: str
    person: Person | None
    email: str


@dataclass(frozen=True, slots=True)
class Contacts:
    """What a table holds. `bad` are the rows that cannot be read, each with its reason, `left_out` those that name no client."""

    found: tuple[Contact, ...]
    bad: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


class _NobodyNamed(UsageError):
    """A row that is sound and names no client."""


def contacts(path: Path) -> Contacts:
    """The contacts of a CSV file (or a workbook), whatever its delimiter and encoding.

    The columns of the exports of Google, Outlook, HubSpot and Pipedrive are known; of several values in a cell the first that
    can be the company's counts. Raises UsageError where no column has e-mail addresses or websites.
    """
    with open_sheet(path) as sheet:
        rows = list(islice(sheet.records(), _MOST + 2))
    if not rows:
        raise UsageError(f"{path} has no rows")
    if len(rows) > _MOST + 1:
        raise UsageError(f"{path} has more than {_MOST:,} contacts. Divide it.")
    if rows[0][1] and rows[0][1][0].strip().upper() == "BEGIN:VCARD":
        raise UsageError(f"{path} holds cards (vCard), which are not read. Export the contacts as CSV.")
    columns = _columns(rows[0][1])
    if "email" not in columns and "website" not in columns:
        raise UsageError(
            f"{path} has no column for an e-mail address or a website; its columns are {', '.join(rows[0][1])}."
            " Name one email or website."
        )
    found: list[Contact] = []
    bad: list[str] = []
    left_out: list[str] = []
    for number, cells in rows[1:]:
        try:
            found.append(_contact(columns, cells))
        except (NobodysAddress, _NobodyNamed) as error:
            left_out.append(f"row {number}: {error}")
        except (AddressError, UsageError) as error:
            bad.append(f"row {number}: {error}")
    return Contacts(tuple(found), tuple(bad), tuple(left_out))


def _columns(header: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """The places of the columns that hold something, best heading first: a table may have several for one thing."""
    found = [key(name) for name in header]
    return {
        kind: places
        for kind, holds in _COLUMNS.items()
        if (places := tuple(dict.fromkeys(_places(found, holds))))
    }


def _places(header: Sequence[str], holds: tuple[Holds, ...]) -> Iterator[int]:
    """`e-mail 2 address` and `person - email - work` are columns for e-mail addresses, too."""
    for what in holds:
        for name in keys(what):
            yield from (place for place, heading in enumerate(header) if heading == name)
    for what in holds:
        if what in ("mail", "phone", "website"):
            for name in filter(_is_word, keys(what)):
                several = re.compile(
                    rf"[a-z]{{0,12}}\d?{re.escape(name)}\d?(?:value|address|work|home|other|mobile)*"
                )
                yield from (p for p, heading in enumerate(header) if several.fullmatch(heading))


def _is_word(heading: str) -> bool:
    """Whether a heading is long enough to be known within a longer one."""
    return len(heading) > 3


def _contact(columns: Mapping[str, tuple[int, ...]], cells: Sequence[str]) -> Contact:
    said = {kind: tuple(_said(kind, places, cells)) for kind, places in columns.items()}
    company, site = _company(_first(said, "company"))
    inside = [one for one in said.get("email", ()) if _INSIDE_EXCHANGE.match(one)]
    email = _mailbox([one for one in said.get("email", ()) if one not in inside])
    sites = [one for one in (*said.get("website", ()), site) if one]
    if inside and not email and not sites:
        raise _NobodyNamed(
            f"'{inside[0]}' is an address inside Exchange, no e-mail address, and no website stands beside it"
        )
    kept = _kept(sites, email, company)
    parts = " ".join(filter(None, (_first(said, "first"), _first(said, "last"))))
    whole = _first(said, "name")
    name = parts if parts and (not whole or "," in whole) else whole  # filed as "Lark, Bea"
    phone = next((one for one in said.get("phone", ()) if not _ROUNDED.fullmatch(one)), "")
    return Contact(kept, company, Person(name, email.lower(), phone) if name else None, email)


def _kept(sites: Sequence[str], email: str, company: str) -> str:
    """Under what the client is kept: the website, else the mailbox where it is the company's or the row names one."""
    refused: AddressError | None = None
    for site in sites:
        try:
            return meant(site).key
        except AddressError as error:
            refused = error
    if not email:
        raise refused or _NobodyNamed("neither an e-mail address nor a website")
    if not company:
        parse_address(email)  # NobodysAddress for one at a free mail provider: no company at all
    return email


def _mailbox(said: Sequence[str]) -> str:
    """The first mailbox at the company's own domain, else the first. UsageError where none of what stands there is one."""
    found, refused = [], None
    for one in said:
        try:
            found.append(recipients(one)[0].address)
        except UsageError as error:
            refused = refused or error
    if not found and refused:
        raise refused
    return next((one for one in found if _is_of_a_company(one)), found[0] if found else "")


def _is_of_a_company(mailbox: str) -> bool:
    try:
        parse_address(mailbox)
    except AddressError:
        return False
    return True


def _company(said: str) -> tuple[str, str]:
    """A company's name and, where it stands behind it in brackets, its website."""
    found = _IN_BRACKETS.match(said)
    return (found["name"], found["site"]) if found else (said, "")


def _first(said: Mapping[str, tuple[str, ...]], kind: str) -> str:
    return next(iter(said.get(kind, ())), "")


def _said(kind: str, places: Sequence[int], cells: Sequence[str]) -> Iterator[str]:
    """The values in these columns, as they were before a program escaped them."""
    several = _SEVERAL if kind in ("email", "phone", "website") else _SEVERAL_NAMES
    for place in places:
        text = cells[place].replace("\\:", ":") if place < len(cells) else ""
        for one in several.split(text):
            value = clean(one).removeprefix("'").strip()
            if value and not is_nothing(value):
                yield shorten(value, 200)
