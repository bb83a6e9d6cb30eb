"""How people become cards of an address book (vCard 4.0, RFC 6350)."""

from collections.abc import Iterable, Iterator

from precall.model.memory import Client, Person
from precall.render.escaping import plain

_LINE = 75  # octets, RFC 6350 section 3.2


def cards(people: Iterable[tuple[Client, Person]]) -> bytes:
    """One card for each person, with the client as their organisation."""
    lines = (line for client, person in people for line in _card(client, person))
    return b"".join(_folded(line) for line in lines)


def _card(client: Client, person: Person) -> Iterator[str]:
    given, _, family = person.name.rpartition(" ")
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield f"FN:{_text(person.name)}"
    yield f"N:{_text(family if given else '')};{_text(given or person.name)};;;"
    yield f"ORG:{_text(client.name or client.key)}"
    if person.email:
        yield f"EMAIL:{_text(person.email)}"
    if person.phone or client.phone:
        yield f"TEL:{_text(person.phone or client.phone)}"
    if "@" not in client.key:
        yield f"URL:https://{_text(client.key)}/"
    yield "END:VCARD"


def _text(value: str) -> str:
    """A text value, RFC 6350 section 3.4: nothing in it ends the line or the component."""
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
