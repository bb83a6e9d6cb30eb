"""Which dated things stand where on the small timeline."""

from collections.abc import Iterable
from datetime import date

from precall.compose.spoken_dates import day_of, spoken
from precall.model.call import Remembered
from precall.model.dossier import Dossier
from precall.render.escaping import plain
from precall.render.shorten import clip
from precall.render.view import Point, Timeline
from precall.sentences import Sentences

FEWEST = 3
_MOST = 24
_MOST_YEARS = 6
_LONGEST_YEARS = 12


def timeline(dossier: Dossier, remembered: Remembered, today: date, sentences: Sentences) -> Timeline | None:
    """The dated things of the last twelve years up to today, or None where there are fewer than three."""
    dated = _dated(dossier, today)
    if len(dated) < FEWEST:
        return None
    ours = [
        (moment.date(), sentences.say(f"briefing.timeline_{key}"), True)
        for moment, key in ((remembered.last_call, "call"), (remembered.last_look, "look"))
        if moment is not None and moment.date() <= today
    ]
    days = sorted((*dated, *ours[:1]))
    start = date(days[0][0].year, 1, 1)
    span = max(1, (today - start).days)

    def at(day: date) -> float:
        return round(100 * (day - start).days / span, 1)

    return Timeline(
        points=tuple(
            Point(at(day), sentences.labelled(spoken(day.isoformat(), sentences), text), own)
            for day, text, own in days
        ),
        years=tuple(Point(at(date(year, 1, 1)), str(year)) for year in _years(start.year, today.year)),
        caption=sentences.say(
            "briefing.timeline",
            number=len(dated),
            first=spoken(dated[0][0].isoformat(), sentences),
            last=spoken(dated[-1][0].isoformat(), sentences),
        ),
    )


def _dated(dossier: Dossier, today: date) -> list[tuple[date, str, bool]]:
    seen: dict[tuple[date, str], None] = {}
    for fact in dossier.of("news"):
        day = day_of(fact.text("date"))
        if day is not None and day <= today and today.year - day.year <= _LONGEST_YEARS:
            seen[day, clip(plain(str(fact.value)), 8)] = None
    return [(day, text, False) for day, text in sorted(seen)][-_MOST:]


def _years(first: int, last: int) -> Iterable[int]:
    return range(first, last + 1, -(-(last - first + 1) // _MOST_YEARS))
