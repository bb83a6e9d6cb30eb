"""Which call that is kept already are notes of?"""

from datetime import datetime
from typing import TYPE_CHECKING

from precall.errors import EarlierNotes, UsageError
from precall.model.followup import Notes
from precall.model.moment import has_hour, iso_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from precall.app import App
    from precall.model.memory import KeptCall

_SURELY = 2
"""So many lines of an earlier call, at least, tell that notes are of that one, where half of its lines stand in them."""


def earlier_call(app: "App", domain: str, when: datetime | None, notes: Notes) -> "KeptCall | None":
    """The call before the last one that is told anew, by the time that the caller said and the notes; None where it is none.

    Raises UsageError where it is not clear which of them is meant, EarlierNotes for the notes of one where no time was said.
    """
    from precall.memory import calls, identity

    memory = app.memory_if_any
    client = identity.lookup_alias(memory, domain) if memory else None
    told = calls.calls_of(memory, client) if memory and client else ()
    if not told or told[-1].notes == notes.text:
        return _mistaken_for_last(app, told[:-1], when, notes)
    found = _of_time(app, told, when, notes) if when else ()
    if not found:
        _refuse_earlier(app, told, notes)
        return None
    if len(found) > 1:
        raise UsageError(
            f"there was more than one call on {iso_day(found[0].at, app.zone)}: say the hour of the one that is meant"
            f" ({_hours(app, found)})"
        )
    return found[0] if found[0] != told[-1] else None


def _mistaken_for_last(
    app: "App", earlier: "Sequence[KeptCall]", when: datetime | None, notes: Notes
) -> "KeptCall | None":
    """The one call of a day that the last one's notes tell better: they had taken the last one's place."""
    from precall.memory.calls import tells_better

    day = iso_day(when, app.zone) if when else ""
    found = [
        one for one in earlier if iso_day(one.at, app.zone) == day and tells_better(one.notes, notes.text)
    ]
    return found[0] if len(found) == 1 else None


def _of_time(app: "App", told: "Sequence[KeptCall]", when: datetime, notes: Notes) -> "tuple[KeptCall, ...]":
    """The call of a minute, else those of its day that the notes tell better. UsageError where a day alone has others."""
    from precall.memory.calls import tells_better

    asked = when.astimezone(app.zone)
    on_day = [call for call in told if call.at.astimezone(app.zone).date() == asked.date()]
    exact = [call for call in on_day if _hours(app, [call]) == f"{asked:%H:%M}"]
    found = exact or [call for call in on_day if tells_better(call.notes, notes.text)]
    if on_day and not (found or has_hour(asked) or told[-1] in on_day):
        raise UsageError(
            f"the notes of the call of {iso_day(when, app.zone)} have little in common with these: to put these in their"
            f" place, say its hour ({_hours(app, on_day)})"
        )
    return tuple(found)


def _hours(app: "App", told: "Sequence[KeptCall]") -> str:
    return ", ".join(f"{call.at.astimezone(app.zone):%H:%M}" for call in told)


def _refuse_earlier(app: "App", told: "Sequence[KeptCall]", notes: Notes) -> None:
    """EarlierNotes for the notes of a call before the last one, whose place they would take."""
    tells_last = _share(told[-1].notes, notes.text)
    for call in told[:-1]:
        if call.notes == notes.text or (not tells_last and _share(call.notes, notes.text) >= _SURELY):
            day = iso_day(call.at, app.zone)
            raise EarlierNotes(
                f"these are the notes of the call of {day}, and a later call was told since, so nothing was changed",
                day,
            )


def _share(before: str, after: str) -> int:
    """How many notes are those of an earlier call word for word, where that is half of them or more; else none."""
    old, new = _said_in(before), _said_in(after)
    common = len(old & new)
    return common if old and 2 * common >= len(old) else 0


def _said_in(notes: str) -> frozenset[str]:
    """What the notes of a call say, but for whom it was with and whom the mail goes to, which return."""
    from precall.compose.notes import parse_notes

    return frozenset(note.text for note in parse_notes(notes).notes if note.prefix not in ("with", "to"))
