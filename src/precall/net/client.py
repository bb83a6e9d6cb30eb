"""How is one page asked for, and what comes back?

`SiteClient` asks politely, follows redirects itself (each hop is guarded), takes the body within caps and within one
deadline, and never raises for what a website does: the answer is `Fetched`, or `Miss` with one plain line.
"""

import asyncio
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from types import TracebackType
from typing import Self

from precall import __version__
from precall.errors import SettingsError
from precall.model.page import REDIRECT_LOOP, TOO_MANY_REDIRECTS, Fetched, Miss, Purpose
from precall.net.answer import Answer, NotWanted, handed_cookies, kept_headers, redirect_location
from precall.net.guard import Guard
from precall.net.intake import PAGE_BYTES, Undecodable
from precall.net.lean import httpx
from precall.net.pinning import GuardedTransport
from precall.net.politeness import (
    ASKS_TO_WAIT,
    BUSY_PAUSE,
    LOST_PAUSE,
    MAY_RECOVER,
    STATUS_PAUSE,
    Politeness,
    http_date,
    pause_before_retry,
    retry_after,
    waiting_time,
)
from precall.net.proxies import Proxies
from precall.net.reasons import FOREIGN_ERRORS, Failure, failure_of, one_line

MOST_HOPS = 10
MOST_URL = 4000
_ACCEPTED = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"
_ACCEPTED_PART = "*/*"  # what a browser says of scripts and data (Fetch standard, 4.5)


def user_agent(contact: str = "") -> str:
    """What precall calls itself to servers; SettingsError when the contact cannot stand in a header."""
    if any(not 32 <= ord(char) < 127 or char in "()" for char in contact):
        raise SettingsError(
            f"the contact {contact!r} cannot stand in a header: give an e-mail address or a URL"
        )
    return f"precall/{__version__} (+{contact})" if contact else f"precall/{__version__}"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one `get` may take, in seconds: to connect, for each wait for bytes, and as a whole.

    The whole covers all redirects, retries and pauses, but not the wait for one's turn.
    """

    connect: float = 5.0
    silence: float = 8.0
    whole: float = 10.0

    @classmethod
    def within(cls, seconds: float) -> Self:
        """The usual shares of another whole."""
        return cls(seconds / 2, seconds * 0.8, seconds)


@dataclass(slots=True)
class _Errand:
    """One `get` on its way: what was asked, the time left for it, where it has been and what cookies it was handed."""

    url: str
    limit: int
    known: Fetched | None
    purpose: Purpose
    seconds_left: float
    answer: Answer | None = None
    seen: set[str] = field(default_factory=set)
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Redirect:
    url: str


class SiteClient:
    """Reads pages of one site; made per site and closed with it. Many `get` may run at once in one event loop."""

    def __init__(
        self,
        *,
        clock: Callable[[], datetime],
        guard: Guard | None = None,
        politeness: Politeness | None = None,
        patience: Patience | None = None,
        contact: str = "",
        environ: Mapping[str, str] = os.environ,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._clock = clock
        self._guard = guard or Guard()
        self._politeness = politeness or Politeness()
        self._patience = patience or Patience()
        self._agent = user_agent(contact)
        self._transport = transport or GuardedTransport(self._guard, Proxies.of(environ))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close every connection."""
        await self._transport.aclose()

    def keep_apart(self, host: str, seconds: float) -> None:
        """Honour a Crawl-delay: this many seconds between the starts of requests to the host."""
        self._politeness.keep_apart(host, seconds)

    async def get(
        self,
        url: str,
        *,
        limit_bytes: int = PAGE_BYTES,
        known: Fetched | None = None,
        purpose: Purpose = "page",
    ) -> Fetched | Miss:
        """The answer of any status, decompressed and at most `limit_bytes` long, or why there is none.

        What cannot be of use for the `purpose` is not taken.
        `known` is an older answer for this URL: it is revalidated, and given again with the new time where the
        server says that it still stands (RFC 9110, 13.1).
        """
        asked = url.partition("#")[0]
        seconds_left = self._patience.whole
        tries = 0
        while True:
            tries += 1
            errand = _Errand(asked, limit_bytes, known, purpose, seconds_left)
            outcome = await self._follow(errand)
            pause = self._pause(asked, outcome, tries, errand.seconds_left)
            if pause is None:
                return _reported(asked, outcome)
            await asyncio.sleep(pause)
            seconds_left = errand.seconds_left - pause

    def _pause(self, asked: str, outcome: Fetched | Failure, tries: int, seconds_left: float) -> float | None:
        """The seconds to wait before another try, or None when this outcome is the last word."""
        if isinstance(outcome, Failure):
            host, asked_wait, again, shortest = _host_of(asked), None, outcome.again, LOST_PAUSE
        else:
            host, again, shortest = _host_of(outcome.final_url), outcome.status in MAY_RECOVER, STATUS_PAUSE
            asked_wait = self._asked_wait(host, outcome)
        pause = pause_before_retry(tries, max(shortest, asked_wait or 0.0), seconds_left) if again else None
        return pause if pause is not None and self._politeness.take_retry(host) else None

    def _asked_wait(self, host: str, answer: Fetched) -> float | None:
        """How long a busy server wants to be left alone, which it then is."""
        if answer.status not in ASKS_TO_WAIT:
            return None
        # A date means what the server's own clock makes of it; ours may be wrong, or held still.
        now = http_date(answer.header("date")) or self._clock()
        wait = retry_after(answer.header("retry-after"), now)
        if wait is None and answer.status == 429:
            wait = BUSY_PAUSE
        self._politeness.leave_alone(host, wait or 0.0)
        return wait

    async def _follow(self, errand: _Errand) -> Fetched | Failure:
        """Ask, and follow redirects; each address is judged before it is asked."""
        current = errand.url
        for _ in range(MOST_HOPS + 1):
            try:
                target = _target(current)
                refusal = self._refusal(target)
            except FOREIGN_ERRORS as error:
                return _where(current, errand, failure_of(error))
            if refusal:
                return _where(current, errand, refusal)
            visit = f"{target} {errand.cookies.get(_origin(target))}"
            if visit in errand.seen:
                return Failure(REDIRECT_LOOP)
            errand.seen.add(visit)
            outcome = await self._hop(errand, target)
            if not isinstance(outcome, _Redirect):
                return outcome
            current = outcome.url
        return Failure(TOO_MANY_REDIRECTS)

    def _refusal(self, target: httpx.URL) -> Failure | None:
        host = _host(target)
        refusal = self._guard.target_refusal(target.scheme, host, target.port)
        if refusal:
            return Failure(refusal)
        wait = self._politeness.left_alone_for(host)
        if wait > self._patience.whole:
            return Failure(f"the server asked to come back in {waiting_time(wait)}", transient=True)
        return None

    async def _hop(self, errand: _Errand, target: httpx.URL) -> Fetched | _Redirect | Failure:
        """One request within the time left; waiting for one's turn does not count."""
        async with self._politeness.turn(_host(target)):
            begun = time.monotonic()
            errand.answer = None
            try:
                async with asyncio.timeout(errand.seconds_left):
                    return await self._exchange(errand, target)
            except (NotWanted, Undecodable) as error:
                return Failure(one_line(str(error)))
            except FOREIGN_ERRORS as error:
                return self._cut(errand, target, failure_of(error))
            finally:
                errand.seconds_left = max(0.01, errand.seconds_left - (time.monotonic() - begun))

    async def _exchange(self, errand: _Errand, target: httpx.URL) -> Fetched | _Redirect | Failure:
        response = await self._transport.handle_async_request(self._request(errand, target))
        try:
            location = redirect_location(response)
            if location:
                errand.cookies.setdefault(_origin(target), {}).update(handed_cookies(response))
                return _Redirect(str(target.join(location)))
            if response.status_code == 304 and errand.known is not None:
                return still_stands(errand.known, errand.url, response.headers, self._clock())
            errand.answer = Answer(response, errand.limit, errand.purpose)
            await errand.answer.take()
            return errand.answer.fetched(errand.url, str(target), self._clock())
        finally:
            await response.aclose()

    def _cut(self, errand: _Errand, target: httpx.URL, failure: Failure) -> Fetched | Failure:
        """What came before the connection broke or the time ran out; the failure where that is nothing."""
        if failure.waited:
            failure = replace(
                failure, reason=f"timed out after {getattr(self._patience, failure.waited):g} s"
            )
        if errand.answer is None or not errand.answer.has_body:
            return failure
        try:
            return errand.answer.fetched(errand.url, str(target), self._clock(), cut=failure.reason)
        except (NotWanted, Undecodable) as error:
            return Failure(one_line(str(error)))

    def _request(self, errand: _Errand, target: httpx.URL) -> httpx.Request:
        patience = self._patience
        headers = {
            "Host": target.netloc.decode("ascii"),
            "User-Agent": self._agent,
            "Accept": _ACCEPTED_PART if errand.purpose in ("part", "picture") else _ACCEPTED,
            "Accept-Encoding": "gzip, deflate",
        }
        cookies = errand.cookies.get(_origin(target))
        if cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        if errand.known is not None and errand.known.final_url == str(target):
            headers |= conditions(errand.known)
        timeout = {
            "connect": patience.connect,
            "read": patience.silence,
            "write": patience.silence,
            "pool": None,
        }
        return httpx.Request("GET", target, headers=headers, extensions={"timeout": timeout})


def conditions(known: Fetched) -> dict[str, str]:
    """The headers that ask whether an answer still stands (RFC 9110, 13.1); none for an incomplete one."""
    if known.partial or known.status != 200:
        return {}
    asked = {"If-None-Match": known.header("etag"), "If-Modified-Since": known.header("last-modified")}
    return {name: value for name, value in asked.items() if value}


def still_stands(known: Fetched, url: str, headers: httpx.Headers, now: datetime) -> Fetched:
    """The known answer with the headers that a 304 brings anew (RFC 9111, 3.2) and its time."""
    renewed = kept_headers(headers)
    names = {name for name, _ in renewed} - {"content-length", "content-encoding", "content-type"}
    kept = tuple(row for row in known.headers if row[0] not in names)
    return known._replace(
        url=url,
        headers=kept + tuple(row for row in renewed if row[0] in names),
        fetched_at=now,
        from_snapshot=True,
    )


@lru_cache(maxsize=1024)
def _target(url: str) -> httpx.URL:
    """The URL as it will be asked for: without credentials and fragment. Raises httpx.InvalidURL or UnicodeError for one that is none."""
    if len(url) > MOST_URL:
        raise httpx.InvalidURL("too long")
    target = httpx.URL(url.partition("#")[0])
    return target.copy_with(username=None, password=None) if target.userinfo else target


def _host(target: httpx.URL) -> str:
    # Not `target.host`: that decodes punycode, and fails on punycode that decodes to nothing.
    return target.raw_host.decode("ascii")


def _origin(target: httpx.URL) -> str:
    return f"{target.scheme}://{target.netloc.decode('ascii')}"


def _host_of(url: str) -> str:
    try:
        return _host(_target(url))
    except FOREIGN_ERRORS:
        return ""


def _where(current: str, errand: _Errand, failure: Failure) -> Failure:
    """The failure, saying so when it was a redirect that led there."""
    if current == errand.url:
        return failure
    return replace(failure, reason=one_line(f"redirects elsewhere: {failure.reason}"))


def _reported(url: str, outcome: Fetched | Failure) -> Fetched | Miss:
    if isinstance(outcome, Fetched):
        return outcome
    return Miss(url, one_line(outcome.reason), transient=outcome.transient)
