"""To whom does this line say to write: addresses as people type them."""

import re
from email.utils import getaddresses

from precall.errors import UsageError
from precall.model.followup import Mailbox
from precall.site.text import clean, shorten

MOST = 10
LONGEST_NAME = 60
_LONGEST_LINE = 4_000  # characters; ten addresses with their names have no more

# The local part of RFC 5321 without quoted strings: nobody types those, and readers of mail disagree about them. Nor
# may an encoded word (RFC 2047) begin in it, which some readers decode even here.
_LOCAL = re.compile(
    r"(?!.*=\?)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}){0,8}"
)
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z][a-z0-9-]{0,61}[a-z0-9]")
_NOT_IN_NAME = re.compile(r"[<>()\[\]\\,;:@\"]+")


def recipients(line: str) -> tuple[Mailbox, ...]:
    """The mailboxes in `jan@acme.com` or `Jan Haverman <jan@acme.com>, ...`; a domain is given in ASCII (IDNA).

    Raises UsageError that names the part that is no e-mail address.
    """
    told = clean(line).removeprefix("mailto:").replace(";", ",")
    if len(told) > _LONGEST_LINE or told.count("(") > MOST:  # comments in comments, without end
        raise UsageError(
            f"{shorten(told, 80)!r} is too long or has too many brackets; write one such as jan@acme.com"
        )
    if ":" in told:  # RFC 5322 groups: a name that hides a list
        raise UsageError(f"a colon in {shorten(told, 80)!r}; write an e-mail address such as jan@acme.com")
    pairs = getaddresses([told])[: MOST + 1] if "@" in told else []
    found = tuple(Mailbox(_address(address), _name(name)) for name, address in pairs if name or address)
    if not found:
        raise UsageError(f"no e-mail address in {shorten(told, 80)!r}; write one such as jan@acme.com")
    if len(found) > MOST:
        raise UsageError(f"more than {MOST} addresses to write to; a follow-up is for the people of one call")
    return found


def _address(address: str) -> str:
    local, _, domain = address.strip().rpartition("@")
    host = domain.lower() if domain.isascii() else _in_ascii(domain)
    if not (_LOCAL.fullmatch(local) and _DOMAIN.fullmatch(host) and len(local) <= 64 and len(host) <= 253):
        raise UsageError(f"{shorten(address, 80)!r} is not an e-mail address; write one such as jan@acme.com")
    return f"{local}@{host}"


def _in_ascii(domain: str) -> str:
    import idna

    try:
        return idna.encode(domain, uts46=True).decode()
    except UnicodeError:
        return ""


def _name(name: str) -> str:
    return shorten(clean(_NOT_IN_NAME.sub(" ", name)), LONGEST_NAME)
