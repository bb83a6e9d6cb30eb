"""How a draft becomes a file that a mail program opens, unsent, with nothing slipped into its headers."""

from collections.abc import Sequence
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from functools import lru_cache

from precall.model.followup import Mailbox
from precall.render.escaping import plain, terminal

LONGEST_SUBJECT = 200


def draft(subject: str, text: str, *, sender: Mailbox | None = None, to: Sequence[Mailbox] = ()) -> bytes:
    """An unsent message (RFC 5322, CRLF line ends) with a plain text body; without To: or From: where none is given.

    `X-Unsent: 1` makes Outlook open it for editing. There is no Date or Message-ID: the mail program adds them when it
    is sent, and the same draft is the same bytes.
    """
    return _draft(subject, text, sender, tuple(to))


@lru_cache(16)  # before their calls, many clients have the same
def _draft(subject: str, text: str, sender: Mailbox | None, to: tuple[Mailbox, ...]) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = plain(subject)[:LONGEST_SUBJECT]
    if sender is not None:
        message["From"] = _address(sender)
    if to:
        message["To"] = tuple(map(_address, to))
    message["X-Unsent"] = "1"
    lines = (plain_line(line) for line in text.splitlines())
    message.set_content("\n".join(lines) + "\n", charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def addressed_to(mail: bytes) -> str:
    """Whom a draft is addressed to, as its To: line says it; empty where that is missing."""
    found = message_from_bytes(mail, policy=SMTP)["To"]
    return "" if found is None else terminal(str(found))


def plain_line(line: str) -> str:
    """One line of a mail without control and bidirectional characters and tags; its indentation stays."""
    return " " * (len(line) - len(line.lstrip(" "))) + terminal(line)


def _address(mailbox: Mailbox) -> Address:
    return Address(display_name=plain(mailbox.name), addr_spec=mailbox.address)
