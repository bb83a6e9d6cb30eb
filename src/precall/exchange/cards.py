"""How people become cards of an address book (vCard 3.0, RFC 2426; 4.0, RFC 6350)."""

from collections.abc import Iterable, Iterator
from typing import Literal

from precall.compose.person_name import parts_of
from precall.model.memory import Client, Person
from precall.render.escaping import plain

_LINE = 75  # octets, RFC 2426, 2.6, and RFC 6350, 3.2


Version = Literal["3.0", "4.0"]
"""3.0 is what address books take (RFC 2426); 4.0 (RFC 6350) some of them refuse."""


def cards(people: Iterable[tuple[Client, Person]], version: Version = "3.0") -> bytes:
    """One card for each person, with the client as their organisation."""
    lines = (line for client, person in people for line in _card(client, person, version))
    return b"".join(_folded(line) for line in lines)


def _card(client: Client, person: Person, version: Version) -> Iterator[str]:
    name = parts_of(person.name)
    parts = (name.family, name.given, "", name.titles, name.suffixes)
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield f"FN:{_text(person.name)}"
    yield f"N:{';'.join(map(_text, parts))}"
    yield f"ORG:{_text(client.name or client.key)}"
    if person.email:
        yield f"EMAIL{';TYPE=INTERNET' if version == '3.0' else ''}:{_text(person.email)}"
    if person.phone or client.phone:
        yield f"TEL:{_text(person.phone or client.phone)}"
    if "@" not in client.key:
        yield f"URL:https://{_text(client.key)}/"
    yield "END:VCARD"


def _text(value: str) -> str:
    """A text value (RFC 2426, 4; RFC 6350, 3.4): nothing in it ends the line or the component."""
    escaped = plain(value).replace("\\", "\\\\")
    for mark in (",", ";"):
        escaped = escaped.replace(mark, f"\\{mark}")
    return escaped


def _folded(line: str) -> bytes:
    """A content line in pieces of at most 75 octets, no character cut in two."""
    pieces, room = [b""], _LINE
    for letter in line:
        data = letter.encode("utf-8", "replace")
        if len(pieces[-1]) + len(data) > room:
            pieces.append(b"")
            room = _LINE - 1
        pieces[-1] += data
    return b"\r\n ".join(pieces) + b"\r\n"
