"""When do caller and client meet again, as the notes of a call say it?"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from precall.compose.dates import Dated
from precall.compose.zones import Hours
from precall.model.call import Appointment
from precall.model.followup import Note
from precall.site.text import clean
from precall.words.match import Spoken, phrases

_URL = re.compile(r"https?://[^\s<>]{4,300}")
_AT_THE_EDGE = re.compile(r"^[\s,;:.–—-]+|[\s,;:.–—-]+$")


def appointment(
    steps: Sequence[tuple[Note, Dated]], hours: Hours, spoken: Spoken = ("en",)
) -> Appointment | None:
    """The first next step that is a meeting on one day at a time; None where there is none.

    `spoken` are the languages in which the notes may say where one meets.
    """
    return next((found for _, dated in steps if (found := _met(dated, hours, spoken))), None)


def what_and_where(words: str, spoken: Spoken) -> tuple[str, str]:
    """What a meeting is and where, as noted: of "call, on Zoom" the call and Zoom; either may be empty.

    What it is not, such as "phone, not Zoom", is neither.
    """
    if denied := phrases("speech", "negations", spoken).first(words):
        words = words[: denied.start()]
    if link := _URL.search(words):
        return _what(f"{words[: link.start()]} {words[link.end() :]}", spoken), link.group()
    online = phrases("notes", "online").first(words)
    lead = phrases("notes", "place_leads", spoken).first(words)
    if lead and not (online and online.start() < lead.start()):
        place = _AT_THE_EDGE.sub("", words[lead.start() :])
        named = _AT_THE_EDGE.sub("", words[lead.end() :])
        return _what(words[: lead.start()], spoken), (
            named if phrases("notes", "online").is_whole(named) else place
        )
    if online:
        is_all = phrases("notes", "online").is_whole(words)
        return ("" if is_all else _what(words, spoken)), words[online.start() : online.end()]
    return _what(words, spoken), ""


def _what(words: str, spoken: Spoken) -> str:
    """What a meeting is, without what follows its comma; nothing where it is only said that one meets."""
    what = _AT_THE_EDGE.sub("", clean(words)).partition(",")[0]
    return "" if phrases("notes", "plain_meetings", spoken).is_whole(what) else what


def is_meeting(words: str) -> bool:
    """Whether what is left of a step without its day and time is a meeting: a call, a visit, a place, or nothing at all."""
    is_place = phrases("notes", "at").starts(words) is not None
    is_named = phrases("notes", "appointments").is_whole(words)
    return not words or is_place or is_named or phrases("notes", "meetings").stand_in(words)


def is_at_their_place(words: str) -> bool:
    """Whether one meets where the client is, so that an hour without a zone is that of the place."""
    return phrases("notes", "at_theirs").stand_in(words)


def what_it_is(dated: Dated) -> str:
    """A step without its day, its time and the words that lead to them: second call, on the phone."""
    places = [(said.start, said.end) for said in dated.said if said.day]
    places += [(dated.clock.start, dated.clock.end)] if dated.clock else []
    text = dated.noted
    for start, end in sorted(places, reverse=True):
        text = f"{_without_lead(text[:start])}, {text[end:]}"
    while (shorter := _AT_THE_EDGE.sub("", clean(re.sub(r"(?:[\s,;]*,)+", ",", text)))) != text:
        text = shorter
    return text


def _without_lead(text: str) -> str:
    lists = (
        ("dates", "leads"),
        ("dates", "clock_leads"),
        ("dates", "joiners"),
        ("dates", "span_leads"),
        ("notes", "meeting_leads"),
    )
    found = (phrases(table, key) for table, key in lists)
    bare = text.rstrip()
    for lead in sorted((each for one in found for each in one.all), key=len, reverse=True):
        if bare.lower() == lead or bare.lower().endswith(f" {lead}"):
            return bare[: len(bare) - len(lead)]
    return text


def _met(dated: Dated, hours: Hours, spoken: Spoken) -> Appointment | None:
    words = what_it_is(dated)
    if dated.by is None or dated.clock is None or not is_meeting(words):
        return None
    is_there = is_at_their_place(words) and not dated.clock.zone
    start = (hours.moment_there if is_there else hours.moment)(dated.clock, dated.by)
    then = phrases("notes", "then").first(words)  # of "she asks her partner, then call" the call
    words = words[then.end() :].strip() if then else words
    what, place = what_and_where(words, spoken)
    return Appointment(start, _end(start, dated), words, what, place) if start else None


def _end(start: datetime, dated: Dated) -> datetime | None:
    until = dated.clock.until if dated.clock else None
    if until is None:
        return None
    end = start.replace(hour=until.hour, minute=until.minute)
    return end if end > start else end + timedelta(days=1)
