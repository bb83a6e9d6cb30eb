"""When was the call, as the mail after it says it: this morning, today, yesterday, on Tuesday?"""

from datetime import datetime
from zoneinfo import ZoneInfo

from precall.compose.spoken_dates import recent
from precall.compose.told import Told
from precall.model.call import Call
from precall.model.moment import has_hour

_NOON, _EVENING = 12, 18


def occasion(told: Told, call: Call, now: datetime) -> str:
    """The day of the call as it is said at `now`; on that day its part, where that is the same for both."""
    today = now.astimezone(ZoneInfo(told.hours.mine)).date()
    say = told.sentences.mail.say
    if told.day == today:
        return say(f"followup.{_part(told, call)}")
    if (today - told.day).days == 1:
        return say("followup.yesterday")
    day = recent(told.day, today, told.language)
    return say("followup.on_date" if any(map(str.isdigit, day)) else "followup.on_day", day=day)


def _part(told: Told, call: Call) -> str:
    zones = [ZoneInfo(name) for name in (told.hours.mine, told.hours.theirs) if name]
    if call.when is None or not has_hour(call.when.astimezone(zones[0])):
        return "today"
    parts = {_part_of(call.when.astimezone(zone).hour) for zone in zones}
    return parts.pop() if len(parts) == 1 else "today"


def _part_of(hour: int) -> str:
    return "this_morning" if hour < _NOON else "this_afternoon" if hour < _EVENING else "this_evening"
