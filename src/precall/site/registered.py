"""Which domain somebody registered: what the public suffix list (publicsuffix.org) leaves of a host to one owner.

The list is the one that tldextract carries along. It is looked up here, by the list's own algorithm, since importing
that library costs a process more than all else that is asked of a page's addresses.
"""

from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from precall.site import hosts

_SNAPSHOT = ".tld_set_snapshot"
_NOT_ON_THE_LIST = hosts.listed("registered")


@lru_cache(maxsize=4096)
def registered(host: str) -> str:
    """The domain that somebody registered for a host; the host itself where it is an ending or an address."""
    labels = _labels(host)
    if labels[-1].isdecimal():
        return ".".join(labels)
    return ".".join(labels[-(max(1, _length_of_ending(labels)) + 1) :])


def has_known_ending(host: str) -> bool:
    """Whether a host ends as the list says that hosts do."""
    return _length_of_ending(_labels(host)) > 0


def is_ending(host: str) -> bool:
    """Whether a host is nothing but an ending, below which everybody registers: co.uk, wixsite.com."""
    labels = _labels(host)
    return len(labels) > 1 and _length_of_ending(labels) == len(labels)


def _labels(host: str) -> list[str]:
    labels = host.lower().rstrip(".").split(".")
    return labels[1:] if labels[0] == "www" and len(labels) > 2 else labels


def _length_of_ending(labels: list[str]) -> int:
    """How many labels the longest rule that fits takes; 0 where the list has none for this ending."""
    rules = _rules()
    for place in range(len(labels)):
        ending, below = ".".join(labels[place:]), ".".join(labels[place + 1 :])
        if f"!{ending}" in rules:
            return len(labels) - place - 1
        if ending in rules or f"*.{below}" in rules:
            return len(labels) - place
    return 0


@cache
def _rules() -> frozenset[str]:
    library = find_spec("tldextract")
    folders = library.submodule_search_locations if library else None
    lines = (Path((folders or [""])[0]) / _SNAPSHOT).read_text(encoding="utf-8").splitlines()
    return _NOT_ON_THE_LIST.union(line for line in lines if line and not line.startswith("//"))
