"""Which mail hosts are open to everybody, so that an address there says nothing about a company."""

import re

from precall.site import hosts

_HOSTS = hosts.listed("free_mail")
_IN_MANY_COUNTRIES = re.compile(
    rf"(?:{'|'.join(sorted(hosts.listed('free_mail', 'in_many_countries')))})\.[a-z]{{2,3}}(?:\.[a-z]{{2}})?"
)


def is_free_mail(host: str) -> bool:
    """Whether anybody can have an address at a host."""
    return host in _HOSTS or _IN_MANY_COUNTRIES.fullmatch(host) is not None
