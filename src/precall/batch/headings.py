"""What the heading of a column says that it holds, in any language."""

import re
from functools import cache
from typing import Literal, get_args

from precall.words.match import listed

Holds = Literal["website", "mail", "person", "name", "first", "last", "company", "phone", "address", "call"]

_NOT_A_LETTER = re.compile(r"[\W_]+")


def key(heading: str) -> str:
    """What two spellings of a heading share: "E-Mail Address" and "email_address"."""
    return _NOT_A_LETTER.sub("", heading.casefold())


@cache
def keys(what: Holds) -> tuple[str, ...]:
    """The keys of the headings for what a column holds, English ones first."""
    return tuple(dict.fromkeys(map(key, listed("columns", what))))


@cache
def known() -> frozenset[str]:
    """The keys of all headings."""
    return frozenset(found for what in get_args(Holds) for found in keys(what))
