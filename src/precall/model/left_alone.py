"""Whom does the caller want left alone: is a website or an e-mail address theirs?"""

import hmac
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

REASON = "left alone: you asked to forget this client for good"


class LeftAlone(NamedTuple):
    """The clients who were forgotten for good, as keyed hashes: whoever comes can be judged, but nobody is named.

    `key` is in hex, `digests` those of domains and e-mail addresses in lower case, domains in ASCII.
    """

    key: str = ""
    digests: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether there is anybody."""
        return bool(self.digests)

    def covers(self, alias: str) -> bool:
        """Whether an e-mail address or a host is theirs, or lies below a domain of theirs; spelled as those are."""
        return bool(self) and any(name in self.digests for name in digests(self.key, alias))


def digests(key: str, alias: str) -> Iterator[str]:
    """The keyed hashes of all that an address belongs to: it, and for a mailbox or a sub-domain the domains above."""
    if "/" in alias:  # an owner's path on a host that many share
        yield digest(key, alias)
    name = alias.partition("/")[0]
    while name:
        yield digest(key, name)
        above = name.partition("@" if "@" in name else ".")[2]
        name = above if "." in above else ""


@lru_cache(maxsize=50_000)
def digest(key: str, alias: str) -> str:
    """The keyed hash of a domain or an e-mail address."""
    made = _keyed(key).copy()
    made.update(alias.encode())
    return made.hexdigest()


@lru_cache(maxsize=1)
def _keyed(key: str) -> hmac.HMAC:
    return hmac.new(bytes.fromhex(key), digestmod="sha256")
