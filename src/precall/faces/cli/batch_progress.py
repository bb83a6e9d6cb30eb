"""What the caller sees while a batch runs: a live line on a terminal, a plain line now and then in a log."""

import sys
import time
from collections import deque
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.status import Status

    from precall.batch.job import Outcome, Task
    from precall.sentences import Sentences

_EVERY = 15.0  # seconds between two lines in a log
_SLOW = 10.0  # seconds after which a client in hand is worth naming
_WINDOW = 60.0  # seconds over which the speed is taken


class BatchProgress:
    """Counts what comes back. Use it as a context manager; everything goes to stderr.

    `counts` are the clients by state at the start, `target` how many of them this run takes.
    """

    def __init__(
        self,
        counts: Mapping[str, int],
        target: int,
        sentences: "Sentences",
        *,
        quiet: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock = clock
        self._sentences = sentences
        self._quiet = quiet
        self._done = counts.get("done", 0) + counts.get("flagged", 0)
        self._failed = counts.get("failed", 0)
        self._waiting = target
        self._in_hand: dict[str, float] = {}
        self._came: deque[tuple[float, int]] = deque()
        self._told = clock()
        self._status: Status | None = None
        self._pause = ""

    def __enter__(self) -> Self:
        if not self._quiet and sys.stderr.isatty():
            from rich.console import Console
            from rich.status import Status

            self._status = Status(self.line(), console=Console(stderr=True))
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._status is not None:
            self._status.stop()
        elif not self._quiet:
            print(self.line(), file=sys.stderr)

    def began(self, task: "Task") -> None:
        """A client is being researched."""
        self._in_hand[task.key] = self._clock()

    def ended(self, task: "Task") -> None:
        """A client is no longer in hand."""
        self._in_hand.pop(task.key, None)

    def kept(self, outcome: "Outcome") -> None:
        """What came of a client is certain."""
        self._waiting = max(0, self._waiting - 1)
        if outcome.state == "failed":
            self._failed += 1
        else:
            self._done += 1
        self._came.append((self._clock(), outcome.pages))
        self._show()

    def paused(self, seconds: float) -> None:
        """The network is down; another try in so many seconds."""
        if not self._pause:
            self.tell(self._sentences.say("batch.network_down"))
        self._pause = self._sentences.say("batch.paused", seconds=f"{seconds:.0f}")
        self._show()

    def resumed(self) -> None:
        """The network is back."""
        self._pause = ""
        self.tell(self._sentences.say("batch.network_back"))

    def tell(self, line: str) -> None:
        """One line that stays."""
        if self._status is not None:
            self._status.console.print(line, markup=False, highlight=False)
        else:
            print(line, file=sys.stderr)

    def line(self) -> str:
        """How far it is, in one line."""
        from precall.batch.plan import duration

        now = self._clock()
        while self._came and now - self._came[0][0] > _WINDOW:
            self._came.popleft()
        counts = (("done", self._done), ("failed", self._failed), ("waiting", self._waiting))
        say = self._sentences.say
        parts = [self._sentences.count(f"batch.state_{state}", number) for state, number in counts]
        span = now - self._came[0][0] if self._came else 0.0
        if span > 2:
            parts.append(
                self._sentences.count("batch.speed", round(sum(pages for _, pages in self._came) / span))
            )
            if self._waiting:
                parts.append(say("batch.left", time=duration(self._waiting * span / len(self._came))))
        parts += filter(None, [self._pause, self._slowest(now)])
        return ", ".join(parts)

    def _slowest(self, now: float) -> str:
        slow = sorted((began, key) for key, began in self._in_hand.items() if now - began > _SLOW)[:2]
        names = ", ".join(f"{key} {now - began:.0f} s" for began, key in slow)
        return self._sentences.say("batch.slowest", names=names) if slow else ""

    def _show(self) -> None:
        if self._quiet:
            return
        if self._status is not None:
            from rich.text import Text

            self._status.update(Text(self.line()[: max(40, self._status.console.width - 4)]))
        elif self._clock() - self._told > _EVERY:
            self._told = self._clock()
            print(self.line(), file=sys.stderr)
