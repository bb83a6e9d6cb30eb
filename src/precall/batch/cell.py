"""Which website does a cell of a list mean, however it was filled in?"""

import re
from collections.abc import Iterator

from precall.errors import AddressError, NobodysAddress
from precall.site.address import Address, nobodys, parse_address
from precall.site.nobodys import kind_of
from precall.site.registered import has_known_ending
from precall.site.text import clean, shorten
from precall.words.match import fold, vocabulary

_DIVIDERS = re.compile(r"[\s;,|<>()\[\]{}\"']+|/(?=[^/\s@]{1,64}@)")
_RESERVED = ("example", "test", "localhost")
_LONGEST = 2000


def is_nothing(cell: str) -> bool:
    """Whether a cell says that there is nothing: empty, "n.a.", "-", "none"."""
    said = fold(clean(cell)).strip(" .'\"")
    return not any(letter.isalnum() for letter in said) or said in vocabulary("cells", "nothing")


def meant(cell: str) -> Address:
    """The website that a cell means: of several the first that can be a client's. AddressError with the first reason."""
    if is_nothing(cell):
        raise AddressError("no address in this row")
    refused: AddressError | None = None
    for found in _judged(cell):
        if isinstance(found, Address):
            return found
        refused = refused or found
    if refused:
        raise refused
    return parse_address(shorten(cell.strip(), _LONGEST))  # which says what is wrong with it


def holds_address(cell: str) -> bool:
    """Whether an address of a website or a mailbox stands in a cell, be it one that says nothing about the company."""
    return "." in cell and not is_nothing(cell) and next(_judged(cell), None) is not None


def _judged(cell: str) -> Iterator[Address | AddressError]:
    """Each address in a cell, or why it is no client's; what is no address at all is passed over."""
    pieces = [piece for piece in _DIVIDERS.split(cell[:_LONGEST]) if piece]
    for piece in pieces:
        if "." not in piece and len(pieces) > 1:
            continue
        try:
            address = parse_address(piece)
        except NobodysAddress as error:
            yield error
            continue
        except AddressError:
            continue
        if len(pieces) > 1 and not _is_domain(address.host):
            continue
        is_page = (
            kind_of(address.host) not in ("", "tool") and "@" not in piece and address.key == address.domain
        )
        yield nobodys(address) if is_page else address


def _is_domain(host: str) -> bool:
    return host.rpartition(".")[2] in _RESERVED or has_known_ending(host) or host.replace(".", "").isdecimal()
