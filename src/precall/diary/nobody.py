"""Which mailboxes are nobody's: a room's, a list's, a calendar's, a notetaker's, a tool's that takes no answer."""

from precall.site import hosts
from precall.site.nobodys import kind_of
from precall.words.match import vocabulary


def is_nobodys(address: str) -> bool:
    """Whether no single person reads what is sent to an e-mail address."""
    local, _, host = address.lower().rpartition("@")
    return (
        host.endswith(tuple(hosts.listed("calendars", "mailboxes")))
        or kind_of(host) == "tool"
        or local.partition("+")[0] in vocabulary("mailboxes", "nobodys")
    )
