"""What was promised, as it stands beside its day: "send the worksheet by Friday" is "send the worksheet"."""

from precall.model.call import Promise
from precall.words.match import fold, phrases

_FEWEST = 2  # words, so that something is left to read


def without_day(promise: Promise) -> str:
    """The words of a promise without those that its day was counted from; whole where the rest would say nothing."""
    start = fold(promise.text).rfind(fold(promise.said)) if promise.by and promise.said else -1
    if start < 0:
        return promise.text
    before, after = promise.text[:start].rstrip(), promise.text[start + len(promise.said) :]
    led = next((lead for lead in phrases("dates", "leads").all if fold(before).endswith(f" {lead}")), "")
    rest = f"{before[: len(before) - len(led)].rstrip(' ,;–-')}{after}".strip(" ,;")
    return rest if len(rest.split()) >= _FEWEST else promise.text
