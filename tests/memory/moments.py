"""The moments and the notes of the memory's tests."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from precall.compose.debrief import told_in
from precall.compose.notes import parse_notes
from precall.compose.zones import Hours
from precall.memory.database import Database
from precall.model.memory import Told

NOW = datetime(2026, 2, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)

Opened = Callable[[], Database]
"""Opens one and the same memory as often as it is called."""

NOTES = """heard: we want our Sundays back
i promised: pricing sheet by Friday
they promised: their figures by 9 February
goal: two Sundays off
personal: daughter plays soccer
came-from: Ann Lee
better: talk less
"""


def told(notes: str = NOTES, at: datetime = NOW, **more: object) -> Told:
    """A call as its notes tell it."""
    return told_in(parse_notes(notes), at=at, now=at, hours=Hours("Europe/London"), languages=("en",), **more)
