"""How what was kept of a call is shown, whichever command kept it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from precall.sentences import Sentences
    from precall.use.followup import Kept


def lines(kept: "Kept", sentences: "Sentences", timezone: str) -> list[str]:
    """The call, its promises with their numbers, and the next appointment."""
    from precall.compose.due import without_day
    from precall.compose.spoken_dates import spoken, spoken_moment, zone

    day = spoken(kept.call.at.astimezone(zone(timezone)).date().isoformat(), sentences)
    how = "kept" if kept.is_new else "already"
    shown = [sentences.say(f"debrief.{how}", day=day, client=kept.client.shown)]
    if kept.replaced:
        before = spoken_moment(kept.replaced, timezone, sentences)
        shown.append(sentences.say("debrief.replaced", moment=before))
    for one in kept.promises:
        date = one.promise.by
        by = sentences.say("debrief.by", date=spoken(date.isoformat(), sentences)) if date else ""
        key = f"debrief.promised_{one.promise.who}"
        shown.append(sentences.say(key, number=one.id, text=without_day(one.promise), by=by))
    if kept.next:
        moment = spoken_moment(kept.next.start, timezone, sentences)
        shown.append(sentences.say("debrief.next", moment=moment))
    return shown
