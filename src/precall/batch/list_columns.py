"""Which column of a list holds what: the address, the person, the company, the day of the call?"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from precall.batch.sheet import SheetError, headed
from precall.errors import AddressError
from precall.site.address import parse_address

_WEBSITE = """
    website web site url domain homepage webseite webpage internet www site internetseite internetadresse companywebsite
    companyurl companydomain websiteurl webaddress sitoweb sito paginaweb siteweb siteinternet weblink link
    address1url homepageurl domainname domaine dominio adresse-web
""".split()
_MAIL = (
    "email mail emailaddress mailaddress emailadresse correo courriel posta contactemail workemail".split()
)
_PERSON = """
    contact contactname contactperson person fullname ansprechpartner ansprechpartnerin kontakt kontaktperson
    contacto nombrecontacto nomducontact referente contatto contactpersoon with
""".split()
_FIRST = "firstname vorname givenname prenom prénom nombre nome voornaam".split()
_LAST = "lastname surname nachname familyname nom apellido apellidos cognome achternaam sobrenome".split()
_COMPANY = """
    company companyname firma firmenname unternehmen organisation organization account accountname business
    entreprise société societe empresa azienda bedrijf client customer kunde
""".split()
_CALL = """
    call calldate dateofcall callat meeting meetingdate appointment when termin gesprächstermin datumgespräch
    rendezvous rdv cita appuntamento afspraak
""".split()
_LETTERS = re.compile(r"[\W_]+")
_BY_CONTENT = 0.6
_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Columns:
    """The place of each column that precall uses; `addresses` in the order in which they are tried.

    `header` names every column, `headed` is False for a list whose first row is a prospect already.
    """

    header: tuple[str, ...]
    headed: bool
    addresses: tuple[int, ...]
    person: tuple[int, ...] = ()
    company: int | None = None
    call: int | None = None


def find_columns(rows: Sequence[Sequence[str]], *, named: str = "") -> Columns:
    """What the columns hold, by the first row's names and by what stands in the first rows.

    `named` is the address column where the caller names it. SheetError where no column holds addresses.
    """
    rows = rows[:_LOOKED_AT]
    width = max(len(row) for row in rows)
    first = [*rows[0], *[""] * (width - len(rows[0]))]
    has_header = _is_header(first, rows[1:])
    header = headed(first) if has_header else tuple(f"column {number}" for number in range(1, width + 1))
    if not has_header and width == 1:
        header = ("address",)
    keys = [_key(name) if has_header else "" for name in first]
    addresses = _named(header, named) if named else _addresses(keys, rows[1:] if has_header else rows, width)
    if not addresses:
        raise SheetError(
            f"no column holds websites, domains or e-mail addresses; the columns are {', '.join(header)}."
            " Name the right one with --column."
        )
    taken = set(addresses)
    free = [key if place not in taken else "" for place, key in enumerate(keys)]
    person = _first(free, _PERSON)
    return Columns(
        header,
        has_header,
        addresses,
        person if person else _first(free, _FIRST) + _first(free, _LAST),
        next(iter(_first(free, _COMPANY)), None),
        next(iter(_first(free, _CALL)), None),
    )


def _key(name: str) -> str:
    return _LETTERS.sub("", name.casefold())


def _is_header(first: Sequence[str], others: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names columns: one of its cells is a known name, or none is an address where others are."""
    if any(_key(cell) in _KNOWN for cell in first):
        return True
    return not any(map(is_address, first)) and any(is_address(cell) for row in others for cell in row)


def _named(header: Sequence[str], named: str) -> tuple[int, ...]:
    for place, name in enumerate(header):
        if name.casefold() == named.strip().casefold():
            return (place,)
    raise SheetError(f"there is no column {named!r}; the columns are {', '.join(header)}")


def _addresses(keys: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> tuple[int, ...]:
    """The columns of addresses: by name, websites before mail, each with at least one address; else by content."""
    by_name = [
        place
        for names in (_WEBSITE, _MAIL)
        for name in names
        for place, key in enumerate(keys)
        if key == name
    ]
    useful = [place for place in dict.fromkeys(by_name) if _share(rows, place, is_address) > 0 or not rows]
    if useful or by_name:
        return tuple(useful or by_name[:1])
    shares = [(_share(rows, place, is_address), -place) for place in range(width)]
    best, place = max(shares)
    return (-place,) if best >= _BY_CONTENT else ()


def _share(rows: Sequence[Sequence[str]], place: int, suits: Callable[[str], bool]) -> float:
    cells = [row[place] for row in rows if place < len(row) and row[place].strip()]
    return sum(map(suits, cells)) / len(cells) if cells else 0.0


def _first(keys: Sequence[str], names: Sequence[str]) -> tuple[int, ...]:
    return next(((keys.index(name),) for name in names if name in keys), ())


def is_address(cell: str) -> bool:
    """Whether a cell reads as an address of a website or a mailbox."""
    if "." not in cell or " " in cell.strip():
        return False
    try:
        parse_address(cell)
    except AddressError as error:
        return "free mail" in str(error)
    return True


_KNOWN = frozenset(
    (*_WEBSITE, *_MAIL, *_PERSON, *_FIRST, *_LAST, *_COMPANY, *_CALL, "name", "address", "phone")
)
