"""What does a day of calls look like: in order of time, and where it has no break."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

USUAL_LENGTH = timedelta(hours=1)  # of a call whose end nobody wrote down
BREAK = timedelta(minutes=15)
LONG = timedelta(hours=2)

Span = tuple[datetime, datetime | None]


def without_break(calls: Iterable[Span]) -> Iterator[tuple[datetime, datetime]]:
    """The stretches of two hours or more in which no quarter of an hour is free between calls."""
    start = end = None
    for begins, given_end in sorted(calls, key=lambda span: span[0]):
        ends = given_end or begins + USUAL_LENGTH
        if start is None or end is None or begins - end >= BREAK:
            if start and end and end - start >= LONG:
                yield start, end
            start, end = begins, ends
        else:
            end = max(end, ends)
    if start and end and end - start >= LONG:
        yield start, end
