"""What waits for the caller today: follow-ups not yet sent, promises, calls ahead, who has not heard for long, and first mails."""

from typing import TYPE_CHECKING

from precall.compose import today as screen
from precall.memory import outreach
from precall.memory.waiting import waiting

if TYPE_CHECKING:
    from precall.app import App
    from precall.compose.today import Today
    from precall.model.outreach import KeptOutreach


def today(app: "App", *, per_week: int) -> "Today":
    """The day, with at most `per_week` clients a week to get in touch with."""
    lying = waiting(app.memory, app.now(), app.settings.caller.timezone, most=per_week)
    return screen.today(lying, app.sentences, place=app.memory.place)


def first_mails(app: "App") -> "tuple[KeptOutreach, ...]":
    """The first mails that were drafted and are not out, the oldest first."""
    return outreach.waiting(app.memory)
