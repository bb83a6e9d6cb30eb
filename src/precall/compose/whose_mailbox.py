"""Whether an address that was given for one person would carry a mail to another."""

import re
from collections.abc import Iterable

from precall.model.followup import Mailbox
from precall.words.letters import plain

_LEAST = 3  # letters of a name that tell whose mailbox it is
_TWO_NAMES = re.compile(r"[a-z]{2,}[._-][a-z]{2,}")  # "jan.haverman"


def is_anothers(mailbox: Mailbox, reader: str, people: Iterable[str]) -> bool:
    """Whether a mailbox is not that of `reader`, a name: it carries another name, by itself or in its local part.

    `people` are the names that are known there. A mailbox that tells nobody, such as "office@", is anybody's.
    """
    mine = _words(reader)
    if not mine:
        return False
    if mailbox.name:
        return not _is_same(mine, _words(mailbox.name))
    local = plain(mailbox.address.rpartition("@")[0])
    if any(word in local for word in mine):
        return False
    others = {word for person in people for word in _words(person)} - set(mine)
    tells_other = local in others or any(word in local for word in others if len(word) >= _LEAST)
    return tells_other or bool(_TWO_NAMES.fullmatch(local))


def _is_same(one: list[str], other: list[str]) -> bool:
    """Whether two names may be one person's: one is a part of the other, or they begin alike."""
    common = set(one) & set(other)
    return len(common) >= min(2, len(one), len(other)) or bool(common & {one[0], other[0]})


def _words(name: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", plain(name)) if len(word) > 1]
