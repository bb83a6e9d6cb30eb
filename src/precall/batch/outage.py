"""Is the network down, or are just some clients out of reach? Decided from outcomes; nobody else is asked."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from precall.batch.job import Outcome

SURE = 8  # failures that must be ours, with no sign of life since
SUSPICIOUS = 40  # failures that may be ours, with no sign of life since
MOST_TRIES = 3
PAUSES = (5.0, 10.0, 20.0, 40.0, 60.0)


@dataclass(slots=True)
class Outage:
    """Holds back what may be the network's fault until somebody is reached whose research began later.

    `heard` gives the outcomes that are now certain; those that are not when the network is found dead are to be tried
    again, and come out of `given_back`.
    """

    sure: int = SURE
    suspicious: int = SUSPICIOUS
    is_on: bool = False
    given_back: list[str] = field(default_factory=list)
    _moment: int = 0
    _since: int = 0
    _began: dict[str, int] = field(default_factory=dict)
    _held: list[tuple[int, Outcome]] = field(default_factory=list)
    _tries: Counter[str] = field(default_factory=Counter)

    def begin(self, key: str) -> None:
        """A client's research begins."""
        self._moment += 1
        self._began[key] = self._moment

    def heard(self, outcome: Outcome) -> tuple[Outcome, ...]:
        """The outcomes that are certain, now that this one is known."""
        self._moment += 1
        began = self._began.pop(outcome.key, self._moment)
        if not outcome.unreached:
            return (*self._alive(began), outcome)
        if outcome.unreached == "maybe":
            self._tries[outcome.key] += 1
        if self._tries.get(outcome.key, 0) >= MOST_TRIES:
            del self._tries[outcome.key]
            return (outcome,)
        self._held.append((self._moment, outcome))
        self._weigh()
        return ()

    def end(self) -> tuple[Outcome, ...]:
        """What was held back when nobody is left to ask."""
        held = tuple(outcome for _, outcome in self._held)
        self._held.clear()
        return held

    def _weigh(self) -> None:
        surely = sum(outcome.unreached == "surely" for _, outcome in self._held)
        if self.is_on or surely >= self.sure or len(self._held) >= self.suspicious:
            self._since = self._since if self.is_on else self._moment
            self.is_on = True
            self.given_back += [outcome.key for _, outcome in self._held]
            self._held.clear()

    def _alive(self, began: int) -> tuple[Outcome, ...]:
        """What somebody who was reached tells: failures that ended before their research began were the clients' own."""
        if began > self._since:
            self.is_on = False
            self._tries.clear()
        certain = tuple(outcome for ended, outcome in self._held if ended < began)
        self._held = [(ended, outcome) for ended, outcome in self._held if ended >= began]
        return certain


def pauses() -> Iterator[float]:
    """The seconds between two tries to get through."""
    yield from PAUSES
    while True:
        yield PAUSES[-1]
