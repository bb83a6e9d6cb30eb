"""Which clients and people does a table of contacts name?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from precall.batch.headings import Holds, key, keys
from precall.batch.sheet import open_sheet
from precall.compose.recipient import recipients
from precall.errors import AddressError, UsageError
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


@dataclass(frozen=True, slots=True)
class Contact:
    """One row: the website or address that the client is kept under, the company's name, the person (or None), and the
    row's e-mail address.
    """

    key: str
    company: str
    person: Person | None
    email: str


def contacts(path: Path) -> tuple[Contact, ...]:
    """The contacts of a CSV file (or a workbook), whatever its delimiter and encoding.

    Raises UsageError that lists every row that cannot be used.
    """
    with open_sheet(path) as sheet:
        rows = list(islice(sheet.records(), _MOST + 2))
    if not rows:
        raise UsageError(f"{path} has no rows")
    if len(rows) > _MOST + 1:
        raise UsageError(f"{path} has more than {_MOST:,} contacts. Divide it.")
    columns = _columns(rows[0][1])
    if "email" not in columns and "website" not in columns:
        raise UsageError(
            f"{path} has no column for an e-mail address or a website; its columns are {', '.join(rows[0][1])}."
            " Name one email or website."
        )
    found, wrong = [], []
    for number, cells in rows[1:]:
        try:
            found.append(_contact(columns, cells))
        except (AddressError, UsageError) as error:
            wrong.append(f"row {number}: {error}")
    if wrong:
        raise UsageError(
            f"{path}: nothing was imported, because of\n" + "\n".join(f"  {line}" for line in wrong[:50])
        )
    return tuple(found)


def _columns(header: Sequence[str]) -> dict[str, int]:
    found = [key(name) for name in header]
    return {
        kind: place
        for kind, holds in _COLUMNS.items()
        for place in [next((found.index(name) for what in holds for name in keys(what) if name in found), -1)]
        if place >= 0
    }


def _contact(columns: dict[str, int], cells: Sequence[str]) -> Contact:
    said = dict(_said(columns, cells))
    email = recipients(said["email"])[0].address if said.get("email") else ""
    kept = parse_address(said["website"]).key if said.get("website") else email
    if not kept:
        raise UsageError("neither an e-mail address nor a website")
    name = said.get("name") or " ".join(filter(None, (said.get("first"), said.get("last"))))
    person = Person(name, email.lower(), said.get("phone", "")) if name else None
    return Contact(kept, said.get("company", ""), person, email)


def _said(columns: dict[str, int], cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    for kind, place in columns.items():
        text = clean(cells[place]) if place < len(cells) else ""
        yield kind, shorten(text.removeprefix("'"), 200)
