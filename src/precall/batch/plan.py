"""What is a run about to do: how many rows, how many requests at most, about how long?"""

from dataclasses import dataclass

_BESIDE_PAGES = 6  # robots.txt, the other spelling of the address, sitemaps, a feed
_PAGES_A_SECOND = 25.0  # of one core; measured, see bench/README.md
_SECONDS_EACH = 4.0  # of one client whose server takes its time


@dataclass(frozen=True, slots=True)
class Plan:
    """The size of a run. `waiting` are the clients still to be researched, `pages` the most pages of each.

    `delay` are the seconds between two requests to a client.
    """

    rows: int
    clients: int
    waiting: int
    pages: int
    places: int
    workers: int
    delay: float = 0.0
    offline: bool = False

    @property
    def requests(self) -> int:
        """The most requests that can be made."""
        return 0 if self.offline else self.waiting * (self.pages + _BESIDE_PAGES)

    @property
    def seconds(self) -> float:
        """About how long it takes: by the processors' work or by the servers' answers, whichever is more."""
        work = self.waiting * self.pages / (_PAGES_A_SECOND * self.workers)
        each = max(_SECONDS_EACH, self.delay * self.pages)
        return max(work, self.waiting * each / self.places, each if self.waiting else 0.0)


def duration(seconds: float) -> str:
    """A length of time as one says it: 40 s, 12 min, 3 h 20 min."""
    if seconds < 100:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    if minutes < 100:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h" + (f" {rest} min" if rest and hours < 24 else "")
