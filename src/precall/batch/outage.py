"""Is the network down, or are just some clients out of reach? Decided from outcomes; nobody else is asked."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from precall.batch.job import Outcome

SUSPICIOUS = 8  # clients in a row that were not reached
MOST_TRIES = 3
PAUSES = (5.0, 10.0, 20.0, 40.0, 60.0)


@dataclass(slots=True)
class Outage:
    """Holds back failures that may be the network's until somebody else is reached.

    `heard` gives the outcomes that are now certain; those that are not certain when the network is found dead are
    to be tried again, and come out of `given_back`.
    """

    suspicious: int = SUSPICIOUS
    is_on: bool = False
    given_back: list[str] = field(default_factory=list)
    _held: list[Outcome] = field(default_factory=list)
    _tries: Counter[str] = field(default_factory=Counter)

    def heard(self, outcome: Outcome) -> tuple[Outcome, ...]:
        """The outcomes that are certain, now that this one is known."""
        if not outcome.unreached:
            return self._alive(outcome)
        self._tries[outcome.key] += outcome.unreached == "maybe"
        if self._tries[outcome.key] >= MOST_TRIES:
            del self._tries[outcome.key]
            return (outcome,)
        self._held.append(outcome)
        if self.is_on or len(self._held) >= self.suspicious:
            self.is_on = True
            self.given_back += [held.key for held in self._held]
            self._held.clear()
        return ()

    def end(self) -> tuple[Outcome, ...]:
        """What was held back when nobody is left to ask."""
        held, self._held = tuple(self._held), []
        return held

    def _alive(self, outcome: Outcome) -> tuple[Outcome, ...]:
        self.is_on = False
        self._tries.clear()
        return (*self.end(), outcome)


def pauses() -> Iterator[float]:
    """The seconds between two tries to get through."""
    yield from PAUSES
    while True:
        yield PAUSES[-1]
