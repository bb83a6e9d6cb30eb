"""What did the server answer, and how much of it is worth taking?"""

import hashlib
from datetime import datetime

from precall.model.page import Fetched, Purpose
from precall.net.intake import (
    PDF_BYTES,
    Intake,
    Taken,
    Undecodable,
    content_coding,
    size,
)
from precall.net.lean import httpx
from precall.net.purpose import media_type, refused_bytes, refused_type

MOST_HEADERS = 100
MOST_HEADER_VALUE = 4000
MOST_COOKIES = 20
HOPELESS_LENGTHS = 10
REDIRECTS = frozenset({301, 302, 303, 307, 308})
BODILESS = frozenset({204, 304})


class NotWanted(ValueError):
    """The answer is not what it was asked for; the message says what it is."""


class Answer:
    """One answer whose body is being taken; at any moment it can be made a `Fetched` of what came."""

    def __init__(self, response: httpx.Response, limit: int, purpose: Purpose = "page") -> None:
        self._response = response
        self._purpose = purpose
        self._kind = media_type(response.headers.get("content-type", ""))
        self._limit = max(limit, PDF_BYTES) if self._kind == "application/pdf" else limit
        self._intake: Intake | None = None

    @property
    def has_body(self) -> bool:
        """Whether any byte of the body was decoded."""
        return self._intake is not None and not self._intake.is_empty

    async def take(self) -> None:
        """Take the body as far as it can be what it was asked for and within the caps; that of an error too: it may be a challenge.

        Raises NotWanted and Undecodable, and what the transport raises.
        """
        if self._response.status_code in BODILESS or not self._is_wanted():
            return
        self._intake = intake = Intake(
            self._limit, content_coding(self._response.headers.get("content-encoding", ""))
        )
        async for data in self._response.aiter_raw():
            intake.take(data)
            if intake.full:
                return

    def fetched(self, url: str, final_url: str, now: datetime, *, cut: str = "") -> Fetched:
        """What came, for the URL that was asked; `cut` says why no more came. Raises NotWanted and Undecodable."""
        taken = Taken(b"", cut) if self._intake is None else self._intake.done(cut=cut)
        refused = refused_bytes(taken.body, self._kind, self._purpose) if self._response.is_success else ""
        if refused:
            raise NotWanted(refused)
        return Fetched(
            url=url,
            final_url=final_url,
            status=self._response.status_code,
            headers=kept_headers(self._response.headers),
            body=taken.body,
            sha256=hashlib.sha256(taken.body).hexdigest(),
            fetched_at=now,
            partial=taken.partial,
        )

    def _is_wanted(self) -> bool:
        refused = refused_type(self._kind, self._purpose)
        if refused:
            if self._response.is_success:
                raise NotWanted(refused)
            return False
        length = self._response.headers.get("content-length", "")
        if length.isascii() and length.isdigit() and int(length[:20]) > HOPELESS_LENGTHS * self._limit:
            raise Undecodable(f"too large: {size(int(length[:20]))}")
        return True


def kept_headers(headers: httpx.Headers) -> tuple[tuple[str, str], ...]:
    """The headers in order, lower-case names, at most 100 of at most 4,000 characters; cookies are not kept."""
    kept = [(name.lower(), value[:MOST_HEADER_VALUE]) for name, value in headers.multi_items()]
    return tuple(row for row in kept if row[0] != "set-cookie")[:MOST_HEADERS]


def redirect_location(response: httpx.Response) -> str:
    """Where a redirect points, as written; empty where the answer is none."""
    if response.status_code not in REDIRECTS:
        return ""
    # A browser reads a backslash before the query as a slash (WHATWG URL, special schemes).
    location: str = response.headers.get("location", "").strip()
    before, mark, query = location.partition("?")
    return before.replace("\\", "/") + mark + query


def handed_cookies(response: httpx.Response) -> dict[str, str]:
    """The cookies that an answer hands over, at most 20, name and value as they are."""
    found: dict[str, str] = {}
    for line in response.headers.get_list("set-cookie")[:MOST_COOKIES]:
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
