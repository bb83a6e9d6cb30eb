"""What did the server answer, and how much of it is worth taking?"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from precall.model.page import Fetched
from precall.net.intake import (
    PDF_BYTES,
    Intake,
    Taken,
    Undecodable,
    content_coding,
    is_page_type,
    media_type,
    not_a_page,
    size,
)

MOST_HEADERS = 100
MOST_HEADER_VALUE = 4000
MOST_COOKIES = 20
HOPELESS_LENGTHS = 10
REDIRECTS = frozenset({301, 302, 303, 307, 308})
BODILESS = frozenset({204, 304})


TextHeaders = Sequence[tuple[str, str]]
"""Names in lower case and values, in order."""


class Reply(Protocol):
    """What a transport brings: the status and headers of an answer whose body is still to come."""

    @property
    def status(self) -> int: ...

    @property
    def headers(self) -> TextHeaders: ...

    async def piece(self) -> bytes:
        """The next bytes of the body as they travelled; empty at its end."""

    def close(self) -> None:
        """Let go of what was not taken."""


class NotAPage(ValueError):
    """The answer is no page that can be read; the message says what it is."""


class Answer:
    """One answer whose body is being taken; at any moment it can be made a `Fetched` of what came."""

    def __init__(self, reply: Reply, limit: int) -> None:
        self._reply = reply
        self._kind = media_type(_joined(reply.headers, "content-type"))
        self._limit = max(limit, PDF_BYTES) if self._kind == "application/pdf" else limit
        self._intake: Intake | None = None

    @property
    def has_body(self) -> bool:
        """Whether any byte of the body was decoded."""
        return self._intake is not None and not self._intake.is_empty

    async def take(self) -> None:
        """Take the body as far as it can be a page and within the caps; that of an error too: it may be a challenge.

        Raises NotAPage and Undecodable, and what the transport raises.
        """
        if self._reply.status in BODILESS or not self._is_wanted():
            return
        coding = content_coding(_joined(self._reply.headers, "content-encoding"))
        self._intake = intake = Intake(self._limit, coding)
        while not intake.full and (data := await self._reply.piece()):
            intake.take(data)

    def fetched(self, url: str, final_url: str, now: datetime, *, cut: str = "") -> Fetched:
        """What came, for the URL that was asked; `cut` says why no more came. Raises NotAPage and Undecodable."""
        taken = Taken(b"", cut) if self._intake is None else self._intake.done(cut=cut)
        what = not_a_page(taken.body, self._kind) if self._is_success else ""
        if what:
            raise NotAPage(f"not a page: the bytes are {what}")
        return Fetched(
            url=url,
            final_url=final_url,
            status=self._reply.status,
            headers=kept_headers(self._reply.headers),
            body=taken.body,
            sha256=hashlib.sha256(taken.body).hexdigest(),
            fetched_at=now,
            partial=taken.partial,
        )

    @property
    def _is_success(self) -> bool:
        return 200 <= self._reply.status < 300

    def _is_wanted(self) -> bool:
        if not is_page_type(self._kind):
            if self._is_success:
                raise NotAPage(f"not a page: {self._kind}")
            return False
        length = _joined(self._reply.headers, "content-length")
        if length.isascii() and length.isdigit() and int(length[:20]) > HOPELESS_LENGTHS * self._limit:
            raise Undecodable(f"too large: {size(int(length[:20]))}")
        return True


def as_text(headers: Sequence[tuple[bytes, bytes]]) -> TextHeaders:
    """Headers as they travelled, as text: in UTF-8, and where one of them is not, in ISO 8859-1, which is never wrong."""
    try:
        return [(name.decode(), value.decode()) for name, value in headers]
    except UnicodeDecodeError:
        return [(name.decode("latin-1"), value.decode("latin-1")) for name, value in headers]


def kept_headers(headers: TextHeaders) -> tuple[tuple[str, str], ...]:
    """The headers in order, at most 100 of at most 4,000 characters; cookies are not kept."""
    kept = [(name, value[:MOST_HEADER_VALUE]) for name, value in headers if name != "set-cookie"]
    return tuple(kept[:MOST_HEADERS])


def redirect_location(reply: Reply) -> str:
    """Where a redirect points, as written; empty where the answer is none."""
    if reply.status not in REDIRECTS:
        return ""
    # A browser reads a backslash before the query as a slash (WHATWG URL, special schemes).
    before, mark, query = _joined(reply.headers, "location").strip().partition("?")
    return before.replace("\\", "/") + mark + query


def handed_cookies(reply: Reply) -> dict[str, str]:
    """The cookies that an answer hands over, at most 20, name and value as they are."""
    found: dict[str, str] = {}
    lines = [value for name, value in reply.headers if name == "set-cookie"]
    for line in lines[:MOST_COOKIES]:
        name, equals, value = line.partition(";")[0].strip().partition("=")
        if (
            equals
            and name
            and (name + value).isascii()
            and (name + value).isprintable()
            and len(value) < 1000
        ):
            found[name] = value
    return found


def _joined(headers: TextHeaders, name: str) -> str:
    """The value of a header; of one that stands there more than once, all of them (RFC 9110, 5.3)."""
    return ", ".join([value for key, value in headers if key == name])
