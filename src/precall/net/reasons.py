"""What is the caller told when a page could not be read?

Every foreign error (of the HTTP libraries, TLS, the resolver, the socket) becomes one plain line here and nowhere else.
"""

import socket
import ssl
import unicodedata
from dataclasses import dataclass, replace
from typing import Literal

import h11

from precall.errors import said_by
from precall.net.lean import httpx
from precall.net.pinning import ProxyUnreached, Refused
from precall.net.wire import ProxyRefused, TooSlow, Unanswered

LONGEST = 200

# What can go wrong between asking and reading: each is turned into a reason by `failure_of`. UnicodeError comes from
# idna and from header values, ValueError from ports and lengths that are no numbers.
FOREIGN_ERRORS = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpx.StreamError,
    h11.ProtocolError,
    OSError,
    ValueError,
)

# OpenSSL's verification results (x509_vfy.h) that have a plainer name.
_CERTIFICATE = {
    9: "certificate not yet valid",
    10: "certificate expired",
    18: "certificate is self-signed",
    19: "certificate is signed by an unknown authority",
    20: "certificate is signed by an unknown authority",
    21: "certificate is signed by an unknown authority",
    23: "certificate was revoked",
    62: "certificate is for another name",
    64: "certificate is for another address",
}
_PROTOCOL = (
    ("receive buffer too long", "the headers are too long"),
    ("peer closed connection without sending complete message body", "closed before the end"),
    ("conflicting content-length", "two different lengths in the headers"),
    ("illegal status line", "the answer is not HTTP"),
    ("illegal chunk", "a malformed chunk"),
)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why no answer came.

    `transient` says that another try later could succeed, `again` that one at once could, `waited` for what in vain:
    the whole, a connection, or the next bytes.
    """

    reason: str
    transient: bool = False
    again: bool = False
    waited: Literal["", "whole", "connect", "silence"] = ""


def failure_of(error: BaseException) -> Failure:
    """The plain reason of an error: its own or that of the error beneath it which says most."""
    if isinstance(error, ProxyUnreached) and error.__cause__ is not None:
        cause = failure_of(error.__cause__)
        return replace(cause, reason=one_line(f"the proxy cannot be reached: {cause.reason}"))
    if isinstance(error, TimeoutError):
        waited = error.waited if isinstance(error, TooSlow) else "whole"
        return Failure("timed out", transient=True, waited=waited)
    if isinstance(error, Unanswered | ProxyRefused):
        return Failure(one_line(str(error)), transient=True, again=isinstance(error, Unanswered))
    chain = _chain(error)
    for link in chain:
        if isinstance(link, Refused):
            return Failure(one_line(str(link)))
        if isinstance(link, ssl.SSLCertVerificationError):
            return _certificate_failure(link)
        if isinstance(link, ssl.SSLError):
            return Failure(_tls_reason(link), transient=True)
        if isinstance(link, socket.gaierror):
            return _name_failure(link)
        if isinstance(link, ConnectionRefusedError):
            return Failure("connection refused", transient=True)
        if isinstance(link, ConnectionResetError | BrokenPipeError):
            return Failure("connection reset", transient=True, again=True)
    return _other_failure(error, chain)


def one_line(text: str) -> str:
    """Text of any origin as one line of at most 200 printable characters."""
    printable = "".join(
        char if char.isprintable() and unicodedata.category(char) != "Cf" else " " for char in text[:1000]
    )
    folded = " ".join(printable.split())
    return folded if len(folded) <= LONGEST else folded[: LONGEST - 1] + "…"


def _chain(error: BaseException) -> list[BaseException]:
    """The error and what it was raised from, outermost first, groups opened; bounded."""
    found: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting and len(found) < 20:
        link = waiting.pop(0)
        if link is None or link in found:
            continue
        found.append(link)
        if isinstance(link, BaseExceptionGroup):
            waiting.extend(link.exceptions)
        waiting.append(link.__cause__ or link.__context__)
    return found


def _certificate_failure(error: ssl.SSLCertVerificationError) -> Failure:
    """A certificate can be renewed, or the caller's bundle mended: worth another try later."""
    other = f"certificate refused: {said_by('OpenSSL', error.verify_message)}"
    return Failure(one_line(_CERTIFICATE.get(error.verify_code, other)), transient=True)


def _tls_reason(error: ssl.SSLError) -> str:
    if isinstance(error, ssl.SSLEOFError) or error.reason == "UNEXPECTED_EOF_WHILE_READING":
        return "the TLS handshake was cut off"
    words = (error.reason or "").replace("_", " ").lower()
    if words in ("wrong version number", "record layer failure", "http request", "packet length too long"):
        return "no TLS is spoken on this port"
    return f"TLS failed: {said_by('OpenSSL', one_line(words))}" if words else "TLS failed"


def _name_failure(error: socket.gaierror) -> Failure:
    if error.errno in (socket.EAI_AGAIN, socket.EAI_FAIL):
        return Failure("name lookup failed", transient=True)
    return Failure("name not found", transient=True)


def _other_failure(error: BaseException, chain: list[BaseException]) -> Failure:
    if isinstance(error, httpx.InvalidURL | UnicodeError | httpx.UnsupportedProtocol):
        return Failure("not a valid address")
    if isinstance(error, h11.ProtocolError):
        text = str(error).lower()
        return Failure(
            next((plain for words, plain in _PROTOCOL if words in text), "not a valid HTTP answer")
        )
    said = [str(link.strerror) for link in chain if isinstance(link, OSError) and link.strerror]
    if said:
        return Failure(one_line(said[-1].lower()), transient=True)
    if isinstance(error, ValueError):
        return Failure("not a valid address or answer")
    return Failure("the connection was lost", transient=True, again=True)
