"""How a draft becomes a file that a mail program opens, unsent, with nothing slipped into its headers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from email import message_from_bytes
from email.contentmanager import raw_data_manager
from email.errors import HeaderParseError
from email.header import Header, decode_header, make_header
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from email.policy import SMTP, compat32
from email.utils import formataddr
from functools import lru_cache

from precall.errors import UsageError
from precall.model.followup import Mailbox
from precall.render.escaping import header, isolated, terminal
from precall.site.text import shorten

LONGEST = 200  # characters of a subject or a name

# `email.header` writes the headers: the newer classes of `email` decode an encoded word (RFC 2047) that stands in a
# value, and lose the quotation marks of a name where they fold it.
_WRITTEN = compat32.clone(linesep="\r\n", mangle_from_=False)
_ASCII, _UTF8 = "us-ascii", "utf-8"
_LONGEST_WORD = 60  # in one line of ASCII; a longer one is written as encoded words, which can be folded
_OF_THE_BODY = ("Content-Type", "Content-Transfer-Encoding", "MIME-Version")


def draft(subject: str, text: str, *, sender: Mailbox | None = None, to: Sequence[Mailbox] = ()) -> bytes:
    """An unsent message (RFC 5322, CRLF line ends) with a plain text body; without To: or From: where none is given.

    `X-Unsent: 1` makes Outlook open it for editing. There is no Date or Message-ID: the mail program adds them when it
    is sent, and the same draft is the same bytes. Raises UsageError where a header would not read back as it is meant.
    """
    return _draft(subject, text, sender, tuple(to))


@lru_cache(16)  # before their calls, many clients have the same
def _draft(subject: str, text: str, sender: Mailbox | None, to: tuple[Mailbox, ...]) -> bytes:
    title = _value(subject)
    people = {name: boxes for name, boxes in (("From", _named((sender,))), ("To", _named(to))) if boxes}
    message = EmailMessage(policy=_WRITTEN)
    message["Subject"] = _folded("Subject", [(title, _charset(title))])
    for name, boxes in people.items():
        message[name] = _folded(name, _pieces(boxes))
    message["X-Unsent"] = "1"
    lines = (plain_line(line) for line in text.splitlines())
    message.set_content(
        "\n".join(lines) + "\n", charset="utf-8", cte="quoted-printable", content_manager=raw_data_manager
    )
    return _read_back(message.as_bytes(), title, people)


def addressed_to(mail: bytes) -> str:
    """Whom a draft is addressed to, as its To: line says it, damaged or not; empty where that is missing."""
    found = str(message_from_bytes(mail, policy=compat32)["To"] or "")
    try:
        return terminal(str(make_header(decode_header(found))))
    except (HeaderParseError, LookupError, UnicodeError):  # no base64, an unknown character set, wrong bytes
        return terminal(found)


def plain_line(line: str) -> str:
    """One line of a mail without control and bidirectional characters and tags; its indentation stays."""
    return " " * (len(line) - len(line.lstrip(" "))) + isolated(terminal(line))


def _named(boxes: Iterable[Mailbox | None]) -> tuple[Mailbox, ...]:
    return tuple(Mailbox(box.address, _value(box.name)) for box in boxes if box)


def _value(text: str) -> str:
    return header(text)[:LONGEST].rstrip()


def _pieces(boxes: Sequence[Mailbox]) -> Iterator[tuple[str, str]]:
    """A list of addresses (RFC 5322, 3.4) in pieces, each with its character set: no address is ever encoded."""
    for place, box in enumerate(boxes, 1):
        comma = "" if place == len(boxes) else ","
        if _charset(box.name) == _ASCII:
            yield f"{formataddr((box.name, box.address))}{comma}", _ASCII
        else:
            yield box.name, _UTF8
            yield f"<{box.address}>{comma}", _ASCII


def _folded(name: str, pieces: Iterable[tuple[str, str]]) -> Header:
    line = Header(header_name=name)
    for text, charset in pieces:
        line.append(text, charset)
    return line


def _charset(text: str) -> str:
    """ASCII where a text can stand in a header as it is; encoded words otherwise, also for a word that is too long for a line."""
    fits = text.isascii() and all(len(word) <= _LONGEST_WORD for word in text.split())
    return _ASCII if fits else _UTF8


def _read_back(mail: bytes, subject: str, people: Mapping[str, Sequence[Mailbox]]) -> bytes:
    """The mail, if its head says what is meant and nothing else; UsageError otherwise."""
    read = message_from_bytes(mail, policy=SMTP)
    names = ["Subject", *people, "X-Unsent", *_OF_THE_BODY]
    whole = read.keys() == names and read["Subject"] == subject
    if not whole or not all(_names(read[name], boxes) for name, boxes in people.items()):
        raise UsageError(
            f"no mail is written: its head would not read back as it is meant ({shorten(subject, 60)})."
            " Change its subject and the names in it."
        )
    return mail


def _names(read: AddressHeader, people: Sequence[Mailbox]) -> bool:
    """Whether a header names these people; where a name is folded, Python 3.11 reads a space into it."""
    found = [(one.addr_spec, one.display_name.split()) for one in read.addresses]
    return [(a, "".join(n)) for a, n in found] == [(p.address, "".join(p.name.split())) for p in people]
