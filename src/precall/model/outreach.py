"""A first mail to a prospect: what was drafted for whom, for which reason, and whether it went out."""

from datetime import datetime
from typing import NamedTuple


class Outreach(NamedTuple):
    """A draft for the prospect whose site has this key. `address` is empty where the site shows none; `link` proves the reason."""

    key: str
    name: str
    address: str
    subject: str
    body: str
    reason: str
    link: str


class KeptOutreach(NamedTuple):
    """A draft that is kept in mind: since when, and when it went out, None where it waits."""

    mail: Outreach
    drafted_at: datetime
    sent_at: datetime | None = None
