"""What of a call's notes is kept: promises with their days, the next appointment, what they told, and the caller's line for themselves."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from precall.compose.appointment import appointment
from precall.compose.dates import write_out
from precall.compose.told import is_nothing, promises
from precall.compose.zones import Hours
from precall.model.followup import Notes, Prefix
from precall.model.memory import DetailKind, Told

_KINDS: tuple[tuple[Prefix, DetailKind], ...] = (
    ("heard", "heard"),
    ("quote", "quote"),
    ("agreed", "agreed"),
    ("goal", "goal"),
    ("personal", "person"),
    ("came-from", "came-from"),
)
_MOST = 200  # notes of a kind; a call has some ten


def told_in(
    notes: Notes,
    *,
    at: datetime,
    now: datetime,
    hours: Hours,
    languages: Sequence[str],
    with_name: str = "",
    file_sha: str = "",
    landed: Sequence[str] = (),
) -> Told:
    """The call of `at` as its notes tell it; days are counted from the day of the call in the caller's zone."""
    day = at.astimezone(ZoneInfo(hours.mine)).date()
    return Told(
        at,
        now,
        with_name,
        notes.text,
        file_sha,
        "; ".join(note.text for note in notes.of("better")[:3]),
        promises(notes, day, languages)[:_MOST],
        tuple(_details(notes)),
        tuple(landed),
        appointment(
            [(note, write_out(note.text, day, languages)) for note in notes.of("next")],
            hours,
            tuple(languages),
        ),
    )


def _details(notes: Notes) -> Iterator[tuple[DetailKind, str]]:
    for prefix, kind in _KINDS:
        for note in notes.of(prefix)[:_MOST]:
            if not is_nothing(note):
                yield kind, note.text
