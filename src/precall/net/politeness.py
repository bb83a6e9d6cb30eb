"""How often and when may a host be asked?

The decisions are functions of times and numbers; `Politeness` keeps what they need to know of each host.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

CONNECTIONS = 4
LONGEST_DELAY = timedelta(days=1).total_seconds()
LOST_PAUSE = 0.3
STATUS_PAUSE = 1.0
MOST_TRIES = 2
BUSY_PAUSE = 60.0
RETRIES_PER_HOST = 4
ASKS_TO_WAIT = frozenset({429, 503})
MAY_RECOVER = frozenset({429, 502, 503, 504})


def retry_after(value: str, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for (RFC 9110, 10.2.3), or None when it cannot be read."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:12])
    moment = http_date(text)
    return None if moment is None else max(0.0, (moment - now).total_seconds())


def http_date(value: str) -> datetime | None:
    """The time that a date in a header names (RFC 9110, 5.6.7), or None when it cannot be read."""
    try:
        moment = parsedate_to_datetime(value[:60])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else None


def pause_before_retry(tries: int, pause: float, seconds_left: float) -> float | None:
    """The pause as given, or None when another try would come too late or is one too many; `tries` counts those made."""
    return pause if tries < MOST_TRIES and pause <= seconds_left / 2 else None


def bounded_delay(seconds: float) -> float:
    """A delay between requests as it can be kept: nothing below zero, no number that is none, at most a day."""
    return min(seconds, LONGEST_DELAY) if seconds > 0 else 0.0


def waiting_time(seconds: float) -> str:
    """A wait in words: 30 s, 5 min, 3 h, 365 days."""
    for unit, length, until in (("s", 1, 120), ("min", 60, 7200), ("h", 3600, 172_800)):
        if seconds < until:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds / 86_400:.0f} days"


@dataclass(slots=True)
class _Host:
    """What is known of one host: who is in, when the next may start, until when it wants to be left alone."""

    slots: asyncio.Semaphore
    delay: float = 0.0
    next_start: float = 0.0
    closed_until: float = 0.0
    retries_left: int = RETRIES_PER_HOST


@dataclass(slots=True)
class Politeness:
    """At most four requests at a time per host, and a delay between their starts where one is wished.

    `delay` is in seconds and counts for every host. One object may be shared by many clients of one process.
    """

    delay: float = 0.0
    connections: int = CONNECTIONS
    clock: Callable[[], float] = time.monotonic
    _hosts: dict[str, _Host] = field(default_factory=dict)

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait until the host may be asked, and hold one of its places."""
        known = self._host(host)
        async with known.slots:
            wait = self._take_start(known)
            if wait > 0:
                await asyncio.sleep(wait)
            yield

    def keep_apart(self, host: str, seconds: float) -> None:
        """Leave at least this many seconds between the starts of requests to a host, as its robots.txt asks.

        The request for robots.txt itself does not count: the next one may start at once.
        """
        known = self._host(host)
        known.delay = max(known.delay, bounded_delay(seconds))

    def leave_alone(self, host: str, seconds: float) -> None:
        """Ask a host nothing for a while, since it said so."""
        known = self._host(host)
        known.closed_until = max(known.closed_until, self.clock() + bounded_delay(seconds))

    def left_alone_for(self, host: str) -> float:
        """The seconds for which a host still wants to be left alone."""
        return max(0.0, self._host(host).closed_until - self.clock())

    def take_retry(self, host: str) -> bool:
        """Whether one more retry on this host is not hammering; if so it is counted."""
        known = self._host(host)
        known.retries_left -= 1
        return known.retries_left >= 0

    def _take_start(self, known: _Host) -> float:
        """Reserve the next start and give the seconds until it."""
        now = self.clock()
        start = max(now, known.next_start, known.closed_until)
        known.next_start = start + known.delay
        return start - now

    def _host(self, host: str) -> _Host:
        known = self._hosts.get(host)
        if known is None:
            known = _Host(asyncio.Semaphore(self.connections), delay=bounded_delay(self.delay))
            self._hosts[host] = known
        return known
