"""What was promised, as it stands beside its day: "send the worksheet by Friday" is "send the worksheet"."""

from precall import words
from precall.compose.clock import find_clocks
from precall.compose.day_leads import STARTS, lead_before
from precall.model.call import Promise
from precall.words.match import fold, phrases

_FEWEST = 2  # words, so that something is left to read


def without_day(promise: Promise) -> str:
    """The words of a promise without those that its day was counted from; whole where the rest would say nothing."""
    start = fold(promise.text).rfind(fold(promise.said)) if promise.by and promise.said else -1
    if start < 0:
        return promise.text
    before, after = promise.text[:start].rstrip(), promise.text[start + len(promise.said) :]
    lead = lead_before(before, words.languages())
    if lead and lead.meaning in STARTS:
        return promise.text
    is_hour = not phrases("dates", "clock_leads").starts(after.strip()) and any(
        not after[: clock.start].strip() for clock in find_clocks(after, words.languages(), behind=(0,))
    )
    bare = before[: lead.start if lead else None].rstrip(" ,;–-")
    rest = f"{bare}{',' if is_hour and bare and after.startswith(' ') else ''}{after}".strip(" ,;")
    return rest if len(rest.split()) >= _FEWEST else promise.text
