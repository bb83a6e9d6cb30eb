"""What waits for the caller today: follow-ups not yet sent, promises, calls ahead, and who has not heard for long."""

from typing import TYPE_CHECKING

from precall.compose import today as screen
from precall.memory.waiting import waiting

if TYPE_CHECKING:
    from precall.app import App
    from precall.compose.today import Today


def today(app: "App", *, per_week: int) -> "Today":
    """The day, with at most `per_week` clients a week to get in touch with."""
    lying = waiting(app.memory, app.now(), app.settings.caller.timezone, most=per_week)
    return screen.today(lying, app.sentences, place=app.memory.place)
