"""How what was kept of a call is shown, whichever command kept it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from precall.app import App
    from precall.sentences import Sentences
    from precall.use.followup import Result
    from precall.use.keep_call import Kept

_MOST_SHOWN = 8  # lines that may be something


def lines(kept: "Kept", sentences: "Sentences", timezone: str) -> list[str]:
    """The call, its promises with their numbers, the next appointment, and how the demo's business is forgotten again."""
    from precall.compose.due import without_day
    from precall.compose.spoken_dates import spoken, spoken_moment, zone

    day = spoken(kept.call.at.astimezone(zone(timezone)).date().isoformat(), sentences)
    how = "kept" if kept.is_new else "already"
    shown = [sentences.say(f"debrief.{how}", day=day, client=kept.client.shown)]
    if kept.replaced:
        before = spoken_moment(kept.replaced, timezone, sentences)
        shown.append(sentences.say("debrief.replaced", moment=before))
    for one in kept.gone:
        shown.append(sentences.say("debrief.gone", number=one.id, text=one.promise.text))
    for one in kept.promises:
        date = one.promise.by
        by = sentences.say("debrief.by", date=spoken(date.isoformat(), sentences)) if date else ""
        key = f"debrief.promised_{one.promise.who}"
        shown.append(sentences.say(key, number=one.id, text=without_day(one.promise), by=by))
    if kept.next:
        moment = spoken_moment(kept.next.start, timezone, sentences)
        shown.append(sentences.say("debrief.next", moment=moment))
    if _is_sample(kept.client.key):
        shown.append(sentences.say("debrief.sample", client=kept.client.key))
    return shown


def _is_sample(key: str) -> bool:
    """Whether a client is the business that the demo shows, which is nobody's."""
    if not key.endswith(".example"):
        return False
    from precall.demo.server import ADDRESS

    return f"//{key}/" in ADDRESS


def notices(result: "Result", app: "App") -> "Iterator[str]":
    """What the caller should know of the files and of lines that do not count."""
    say = app.sentences.say
    if result.earlier_recipient:
        yield say("terminal.earlier_to", address=result.earlier_recipient)
    if result.greeted:
        yield say("terminal.greets_known", name=result.greeted)
    if result.invitation:
        yield say("terminal.invites", file=result.invitation)
    if result.set_aside:
        yield say("terminal.set_aside", file=result.set_aside)
    yield from _proposed(result, app)
    for line in result.left_out:
        yield say("draft.notice_ill_out", file=result.notes.name, line=line)


def _proposed(result: "Result", app: "App") -> "Iterator[str]":
    """Which lines without a prefix may be something, and where they lie to be accepted."""
    from precall.compose.proposals import shown

    if not result.proposed:
        return
    yield app.sentences.count("draft.notice_proposed", len(result.proposed), file=result.proposals)
    colon = app.sentences.say("writing.colon")
    yield from shown(result.proposed[:_MOST_SHOWN], app.settings.language, colon).splitlines()
    if len(result.proposed) > _MOST_SHOWN:
        yield app.sentences.say("today.more", number=len(result.proposed) - _MOST_SHOWN)
