"""Whether a domain belongs to the same company as the site, or to a provider that serves everybody."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from precall.site import hosts
from precall.site.nobodys import is_free_mail
from precall.site.registered import registered

PROVIDERS: Sequence[str] = hosts.table("kinship")["providers"]
"""Companies that serve websites, by the names under which privacy notices and imprints give their addresses."""
_WORD = re.compile(r"[a-z0-9]+")
_LONG_ENOUGH = 5


@lru_cache(maxsize=4096)
def is_own(url: str, host: str) -> bool:
    """Whether a URL leads to the domain that somebody registered for a host, or to a sub-domain of it."""
    return registered(urlsplit(url).hostname or "") == registered(host)


def is_strangers(mailbox: str, own: Iterable[str], host: str) -> bool:
    """Whether what stands beside a mail address is somebody else's: it is not among a site's own and of another company."""
    domain = mailbox.partition("@")[2]
    known = not domain or mailbox in own or is_free_mail(domain)
    return not known and not same_house(domain, host)


def same_house(one: str, other: str) -> bool:
    """Whether two hosts share their registered domain or its name without regard to the ending and hyphens."""
    first, second = registered(one), registered(other)
    return first == second or _brand(first) == _brand(second) or _contains(_brand(first), _brand(second))


def is_akin(text: str, host: str) -> bool:
    """Whether a text, a handle say, shares a telling word with the name in a host."""
    brand = _brand(registered(host))
    joined = "".join(_WORD.findall(text.lower()))
    return _contains(brand, joined) or any(
        len(word) >= _LONG_ENOUGH and word in brand for word in _WORD.findall(text.lower())
    )


def _brand(domain: str) -> str:
    return domain.partition(".")[0].replace("-", "")


def _contains(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _LONG_ENOUGH and short in long
