"""Which day do these words mean, counted from the day of the call."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal, NamedTuple

from precall import words
from precall.compose.clock import Clock, find_clocks
from precall.compose.day_leads import lead_before, leads, said_as
from precall.compose.parts_of_day import in_part, part_in, part_of_day
from precall.compose.spans import Span, holds, is_free
from precall.compose.spoken_dates import date_words, in_full
from precall.model.moment import YEARS
from precall.words.match import fold, phrases

Trouble = Literal["several", "vague", "past", "mismatch"]

ShowHour = Callable[[Clock, date | None], str]
"""How a time on a day is shown."""

FARTHEST = 300  # days; a date without a year that is farther ahead was rather meant backwards
LONGEST = 1000  # characters of a text that are read for dates


class Said(NamedTuple):
    """A date in someone's words: where it stands in the text, and the day that it means.

    `day` is None where the words leave it open: `trouble` says how (several days could be meant; no day at all; a day
    before the call; a weekday that is not that date's) and `readings` are the days in question. `led` says that a word
    such as "by" stands before it, `relative` that it means something only on the day on which it is said. `part` are the
    words for a part of that day, of which no hour is made. A `week` of the calendar that is named by its number
    (ISO 8601) stays in the words noted; its day is the Monday, or the day of the call in the running week. `language` is
    the one by whose words it was read; `has_object` says that what is sent stands right behind the day.
    """

    start: int
    end: int
    words: str
    day: date | None = None
    trouble: Trouble | None = None
    readings: tuple[date, ...] = ()
    led: bool = False
    relative: bool = False
    part: str = ""
    week: bool = False
    language: str = ""
    has_object: bool = False


class Dated(NamedTuple):
    """A text with its dates written out; `noted` is the text before.

    `days` are the days that it names, `by` the one that counts (the only one, or the only one after a word such as
    "by"), `clock` its first time of day, `said` every date as it was said; both stand where they stand in
    `noted`. `beside` are the words noted close before and behind what was written out.
    """

    text: str
    days: tuple[date, ...] = ()
    by: date | None = None
    clock: Clock | None = None
    said: tuple[Said, ...] = ()
    noted: str = ""
    beside: tuple[str, ...] = ()

    @property
    def due(self) -> date | None:
        """The day that counts, or the one week's that is named: when something is due that was noted with it."""
        weeks = tuple(said.day for said in self.said if said.week)
        return self.by or (weeks[0] if len(weeks) == 1 and len(self.said) == 1 else None)

    @property
    def open(self) -> tuple[Said, ...]:
        """The dates that were left as they are."""
        return tuple(said for said in self.said if said.day is None)

    @property
    def is_either(self) -> bool:
        """Whether a date of it has two readings, also where one of them is rather meant."""
        return any(len(said.readings) > 1 for said in self.said)


def find_dates(text: str, day: date, languages: Sequence[str] = ("en",)) -> tuple[Said, ...]:
    """The dates that a text names, in order, counted from `day`; where languages
    disagree the one that reads more of a date wins, else the first: 3/12 is read as that one writes it."""
    found: list[Said] = []
    names = [
        Span(place.start(), place.end()) for place in phrases("dates", "named_days").each(text[:LONGEST])
    ]
    for language in _known(languages):
        for said in _Reader(day, language).read(text[:LONGEST]):
            if not is_free(said, names):
                continue  # "Black Friday"
            found = [other for other in found if not holds(said, other)]
            found += [said] if is_free(said, found) else []
    return tuple(sorted(found, key=lambda said: said.start))


def write_out(
    text: str,
    day: date,
    languages: Sequence[str] = ("en",),
    *,
    hour: ShowHour | None = None,
    near: bool = False,
) -> Dated:
    """The text with each date of one meaning written out in full, and its first time of day as `hour` shows it.

    Dates are shown in the last of `languages`, those in the months after `day` without the year where they are `near`
    its reader. What is ambiguous stays as it is.
    """
    text = _ISO_WITH_TIME.sub(r"\1 ", text)
    said = find_dates(text, day, languages)
    by = _that_counts(said)
    clock = _first_clock(text[:LONGEST], said, languages)
    known = ("en", *_known(languages))
    shown_in = _known(languages[-1:]) or ("en",)
    show = _Shown(shown_in[0], known, day if near else None, by)
    changes = [show.change(item, text, clock) for item in said if item.day and not item.week]
    if clock and hour:
        start, lead = show.hour(clock, text, said)
        if not show.stays(clock, text):
            changes.append((start, clock.end, f"{lead}{hour(clock, by)}"))
    days = tuple(dict.fromkeys(item.day for item in said if item.day))
    beside = _beside(_changed(text, ((start, end, _WRITTEN) for start, end, _ in changes)))
    return Dated(_changed(text, changes), days, by, clock, said, text, beside)


_GAP = "[ \u00a0]{1,3}"
_ISO_WITH_TIME = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})T(?=\d{2}:)")
_ENDS = re.compile(r"[ ]?(?:$|[.,;:!?()–—-]|\d|@|at\b)")
_NEVER_A_DAY = frozenset({(24, 7)})


class _Meaning(NamedTuple):
    """What one way of writing a day comes to."""

    day: date | None = None
    trouble: Trouble | None = None
    readings: tuple[date, ...] = ()
    relative: bool = False
    weekday: int | None = None
    needs_place: bool = False
    needs_lead: bool = False
    week: bool = False


_VAGUE = _Meaning(trouble="vague")


class _Reader:
    """The dates of one language in a text, counted from one day."""

    def __init__(self, day: date, language: str) -> None:
        self.day = day
        self.language = language
        self.table = date_words(language)
        self.month_first = bool(words.habits(language).get("month_first"))
        self.patterns = _patterns(language)
        self.short = frozenset(word for row in self.table.get("short", ()) for word in row)
        self.weekdays = _weekdays(self.table)
        self.months = _numbered(self.table["months"])

    def read(self, text: str) -> Iterator[Said]:
        """Each date, a weekday and the date beside it as one."""
        found: list[tuple[Said, _Meaning]] = []
        for form, means in self._forms():
            for match in self.patterns[form].finditer(text):
                said = self._said(text, match, means(match))
                if said and is_free(said[0], [other for other, _ in found]):
                    found.append(said)
        ordered = sorted(found, key=lambda item: item[0].start)
        yield from _once(text, _joined(text, ordered, self.patterns["between"]), self.patterns["beside"])

    def _forms(self) -> tuple[tuple[str, Callable[[re.Match[str]], _Meaning | None]], ...]:
        return (
            ("iso", self._iso),
            ("dotted", self._dotted),
            ("slashed", self._slashed),
            ("dashed", self._dashed),
            ("day_month", self._named_month),
            ("month_day", self._named_month),
            ("nth", self._nth),
            ("month_end", self._month_end),
            ("week_number", self._week_number),
            ("ahead", self._ahead),
            ("from_now", self._ahead),
            ("near", self._near),
            ("weekday", self._weekday),
            ("vague", lambda match: _VAGUE),
            ("about_month", lambda match: _VAGUE),
        )

    def _said(
        self, text: str, match: re.Match[str], meaning: _Meaning | None
    ) -> tuple[Said, _Meaning] | None:
        before = text[max(0, match.start() - 40) : match.start()]
        led = bool(self.patterns["led"].search(before))
        if meaning and (weekdays := self._weekdays_from(text, match, before)):
            return weekdays, _VAGUE
        if meaning is None or (self.patterns["never"].search(before) and not meaning.week):
            return None
        if meaning.relative and self.patterns["never_near"].search(before):
            return None  # "am Morgen" is no tomorrow
        if meaning.relative and meaning.day == self.day and self.patterns["onward"].search(before):
            return None  # "from today" says since when, not by when
        if meaning.relative and meaning.day == self.day and not led and self._is_of_now(before):
            return None  # "the form they use today" tells how it is, not by when
        if meaning.needs_lead and not led:
            return None
        is_dated = meaning.weekday is not None and any(
            self.patterns[form].match(text, match.end() + 1) for form in ("month_day", "ahead")
        )
        if meaning.needs_place and not (
            led
            or is_dated
            or match.start() == 0
            or self._ends(text, match.end())
            or (meaning.weekday is not None and self.patterns["object"].match(text, match.end()))
        ):
            return None
        if not led and self._is_another_word(match):
            return None
        is_unclear = self.patterns["unclear_before"].search(before)  # "the week of 14 December" is no day
        if meaning.day and (is_unclear or self.patterns["unclear"].match(text, match.end())):
            meaning = _VAGUE._replace(weekday=meaning.weekday)
        start = match.start()
        if span := self.patterns["span"].search(before):  # "between 5 and 7 January" is no day
            start, meaning = start - len(before) + span.start(), _VAGUE
        said = Said(
            start,
            match.end(),
            text[start : match.end()],
            meaning.day,
            meaning.trouble,
            meaning.readings,
            led,
            meaning.relative,
            match.groupdict().get("part") or "",
            meaning.week,
            self.language,
            meaning.weekday is not None and bool(self.patterns["object"].match(text, match.end())),
        )
        return said, meaning

    def _weekdays_from(self, text: str, match: re.Match[str], before: str) -> Said | None:
        """The span of two weekdays whose first is matched: "between Monday and Wednesday", which is no day."""
        begins = self.patterns["span_from"].search(before) if match.groupdict().get("weekday") else None
        ends = self.patterns["span_weekday"].match(text, match.end()) if begins else None
        if not begins or not ends:
            return None
        start = match.start() - len(before) + begins.start()
        return Said(start, ends.end(), text[start : ends.end()], trouble="vague", language=self.language)

    def _is_of_now(self, before: str) -> bool:
        """Whether the words before "today" tell what is done these days."""
        return bool(self.patterns["related"].search(before) or self.patterns["they_do"].search(before))

    def _ends(self, text: str, place: int) -> bool:
        """Whether what stands at a place may follow a date."""
        return bool(_ENDS.match(text, place) or self.patterns["then"].match(text, place))

    def _is_another_word(self, match: re.Match[str]) -> bool:
        """Whether a short name of a day or month is some other word: "do" and "so", where no date or time follows it."""
        said = set(re.findall(r"\w+", match[0]))
        is_short = bool(said & set(self.table["capitals"])) or match[0].lower().rstrip(".") in self.short
        return is_short and not self.patterns["dated_behind"].match(match.string, match.end())

    def _iso(self, match: re.Match[str]) -> _Meaning | None:
        return self._dated(int(match["day"]), int(match["month"]), match["year"])

    def _dotted(self, match: re.Match[str]) -> _Meaning | None:
        return self._dated(int(match["day"]), int(match["month"]), match["year"])

    def _slashed(self, match: re.Match[str]) -> _Meaning | None:
        """Two numbers are day and month in most of the world; in English they may be month and day, as in the United States."""
        one, two = int(match["one"]), int(match["two"])
        if (one, two) in _NEVER_A_DAY:
            return None
        readings = [self._dated(one, two, match["year"])]
        if self.month_first or not readings[0]:
            readings.append(self._dated(two, one, match["year"]))
        days = [meaning.day or meaning.readings[0] for meaning in readings if meaning]
        if (
            match["year"] is None
        ):  # the reading that is almost a year ahead was not meant where the other is near
            days = [day for day in days if (day - self.day).days <= FARTHEST] or days
        meaning = _settled(days)
        if meaning and meaning.day and meaning.day < self.day:
            meaning = _Meaning(trouble="past", readings=(meaning.day,))
        return meaning and meaning._replace(needs_place=match["year"] is None)

    def _dashed(self, match: re.Match[str]) -> _Meaning | None:
        """Day and month as some write them: 12-2. Behind another weekday than the date's it is a span of hours."""
        meaning = self._dated(int(match["day"]), int(match["month"]), match["year"])
        before = self.patterns["weekday_before"].search(match.string, 0, match.start())
        day = meaning and (meaning.day or meaning.readings[0])
        if before and day and self.weekdays[before["weekday"].lower()] != day.weekday():
            return None
        return meaning and meaning._replace(needs_place=match["year"] is None)

    def _named_month(self, match: re.Match[str]) -> _Meaning | None:
        return self._dated(
            int("".join(filter(str.isdecimal, match["day"])) or 1),
            self.months[match["month"].lower()] + 1,
            match["year"],
        )

    def _dated(self, day: int, month: int, year: str | None) -> _Meaning | None:
        """A day of the calendar; without a year the next one on or after the day of the call."""
        if year:
            found = _calendar_day(int(year) + (2000 if len(year) == 2 else 0), month, day)
            late = found is not None and found < self.day
        else:
            coming = (_calendar_day(self.day.year + ahead, month, day) for ahead in range(9))
            found = next((item for item in coming if item and item >= self.day), None)
            late = found is not None and (found - self.day).days > FARTHEST
        if found is None:
            return None
        return _Meaning(trouble="past", readings=(found,)) if late else _Meaning(found)

    def _nth(self, match: re.Match[str]) -> _Meaning | None:
        """The next month's day of that number, if it is the weekday said with it."""
        months = (_months_later(self.day.replace(day=1), ahead) for ahead in range(3))
        days = (_calendar_day(first.year, first.month, int(match["day"])) for first in months)
        found = next((day for day in days if day and day >= self.day), None)
        if found is None:
            return None
        if match["weekday"] and self.weekdays[match["weekday"].lower()] != found.weekday():
            is_plain = match["nth"] is None and match["ordinal"] is None  # "Thursday 12" may be an hour
            return None if is_plain else _Meaning(trouble="mismatch", readings=(found,))
        is_first = match["nth"] and not match.start() and self.table.get("nth_first")
        if match["weekday"] or is_first or (match["nth"] or "").lower() in self.table.get("nth_alone", ()):
            return _Meaning(found)
        is_led = self.patterns["nth_led"].search(match.string, 0, match.start())
        return _Meaning(found, needs_lead=True) if match["nth"] else _Meaning(found) if is_led else None

    def _month_end(self, match: re.Match[str]) -> _Meaning:
        first = self.day.replace(day=1)
        if match["next"]:
            first = (first + timedelta(days=31)).replace(day=1)
        return _Meaning(first.replace(day=monthrange(first.year, first.month)[1]), relative=True)

    def _week_number(self, match: re.Match[str]) -> _Meaning | None:
        """The Monday of a week of the calendar; the third week of a course is another week, so a plain "week 3" takes an "in"."""
        year = match["year"] and int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
        mondays = (
            _monday(of, int(match["week_number"]))
            for of in ((year,) if year else (self.day.year, self.day.year + 1))
        )
        coming = [monday for monday in mondays if monday and self.day < monday + timedelta(days=7)]
        if not coming or (coming[0] - self.day).days > FARTHEST:
            return None
        is_led = self.patterns["week_led"].search(match.string, 0, match.start())
        is_said = match["sure"] or (is_led and self._ends(match.string, match.end()))
        return _Meaning(max(coming[0], self.day), week=True) if is_said else None

    def _ahead(self, match: re.Match[str]) -> _Meaning | None:
        count = match["count"].lower()
        if count in self.table.get("spans", ()):  # "what you do in one week" is no day
            return _VAGUE
        if self.patterns["hangs_before"].search(match.string, 0, match.start()) or self.patterns[
            "hangs_behind"
        ].match(match.string, match.end()):
            return _VAGUE  # "comments on the draft within two days", "within a week of the kick-off"
        number = int(count) if count.isdecimal() else self.table["numbers"][count]
        if number > 999:
            return None
        if match["months"]:
            return _Meaning(_months_later(self.day, number), relative=True)
        days = number * (7 if match["weeks"] else 1)
        return _Meaning(self.day + timedelta(days=days), relative=True)

    def _near(self, match: re.Match[str]) -> _Meaning:
        days = 2 if match["overmorrow"] else 1 if match["tomorrow"] else 0
        return _Meaning(self.day + timedelta(days=days), relative=True)

    def _weekday(self, match: re.Match[str]) -> _Meaning | None:
        weekday = self.weekdays[match["weekday"].lower()]
        ahead = (weekday - self.day.weekday()) % 7
        coming = self.day + timedelta(days=ahead)
        if match["week"] or match["of_week"]:
            meaning = _settled(self._in_next_week(weekday))
        elif match["next"] or match["after"]:
            meaning = _settled(
                [coming if ahead else coming + timedelta(days=7), *self._in_next_week(weekday)]
            )
        else:
            meaning = _Meaning(coming) if ahead else self._on_its_own_day(coming, this=bool(match["this"]))
        bare = not any(match[group] for group in ("week", "of_week", "next", "after", "this", "coming"))
        return meaning and meaning._replace(weekday=weekday, needs_place=bare)

    def _on_its_own_day(self, coming: date, *, this: bool) -> _Meaning | None:
        """The weekday of the day of the call: whoever says "by Tuesday" on a Tuesday means the next one; both are told."""
        both = (coming, coming + timedelta(days=7))
        return _settled(both) if this else _Meaning(both[1], readings=both)

    def _in_next_week(self, weekday: int) -> tuple[date, date]:
        """That weekday of next week, where weeks begin on Monday and where they begin on Sunday."""
        monday = self.day + timedelta(days=7 - self.day.weekday())
        sunday = self.day + timedelta(days=7 - self.day.isoweekday() % 7)
        return monday + timedelta(days=weekday), sunday + timedelta(days=(weekday + 1) % 7)


def _known(languages: Iterable[str]) -> tuple[str, ...]:
    return tuple(code for code in dict.fromkeys(languages) if code in words.table("dates"))


@cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    table = date_words(language)
    forms = {
        **_numeric_forms(table),
        "dashed": _dashed_form(table),
        **_named_forms(table),
        **_relative_forms(table),
    }
    compiled = {name: rf"(?<![\w/.,:’'-])(?:{form})(?![\w/])" for name, form in forms.items()}
    compiled["onward"] = rf"(?<!\w)(?:{_any(table['onward'])}){_GAP}$"
    compiled["related"] = (
        rf"(?:(?<!\w)|(?=,))(?:{_any(table.get('related', ()))})(?:{_GAP}[^\W\d_][\w'’-]*){{0,6}}{_GAP}$"
    )
    compiled["they_do"] = (
        rf"(?<!\w)(?!(?:{_any(table.get('then', ()))}){_GAP})[^\W\d_][\w'’-]*{_GAP}"
        rf"(?:{_any(table.get('they', ()))})(?:{_GAP}[^\W\d_][\w'’-]*){{1,2}}{_GAP}$"
    )
    month, clock = _any(_numbered(table["months"])), _any((*table["clock"], "h", "am", "pm"))
    compiled["dated_behind"] = (
        rf",?[ ]{_led(table['nth'])}\d{{1,2}}(?:[-./]\d|[:.]\d\d|[ ]?(?:{clock})(?![^\W\d])|\.?{_GAP}(?:{month}|{_any(leads(table, 'clock_leads'))})(?!\w)|[.]?$)"
    )
    compiled["week_led"] = rf"(?<!\w)(?:{_any((*leads(table), *table.get('week_leads', ())))}){_GAP}$"
    compiled["nth_led"] = rf"(?<!\w)(?:{_any(table.get('nth_led', ()))}){_GAP}$"
    compiled["weekday_before"] = rf"(?<!\w)(?P<weekday>{_any(_weekdays(table))}),?[ ]$"
    between = ["the", *leads(table), *table["joiners"], *table.get("week_leads", ())]
    compiled["between"] = rf",?[ ](?:(?:{_any(between)})[ ])?"
    compiled["beside"] = rf",?[ ](?:{re.escape(table['on'])})?"
    spanned, marks = _any(table.get("span_leads", ())), _any(table["clock"])
    hours = _any(
        word
        for key in ("noon", "before_hour", "parts", "first_half", "later_half")
        for word in table.get(key, ())
    )
    compiled["then"] = (
        rf"{_GAP}(?:(?:{_any(leads(table, 'clock_leads'))})(?:(?!\w)|(?<=['’]))|(?:{hours})(?!\w)|(?:{spanned})[ ]\d"
        rf"|(?:{_any(table.get('hours', ()))}){_GAP}(?:{marks})(?!\w)"
        rf"|(?:{_any(word for key in ('by', 'before') for word in table['leads'].get(key, ()))})(?!\w)"
        rf"|(?:{_any(table.get('day_spans', {}).get('to', ()))}){_GAP}(?:{_any(_weekdays(table))})(?!\w))"
    )
    compiled["object"] = (
        rf"{_GAP}(?:{_any(table['objects'])})(?:{_GAP}|(?<=['’]))(?!(?:{_any(_weekdays(table))})(?!\w))\w"
    )
    compiled["led"] = rf"(?<!\w)(?:{_any((*leads(table), *table['this']))}){_GAP}$"
    compiled["hangs_before"] = rf"(?<!\w)(?:{_any(table.get('reactions', ()))})(?!\w)[^.;]{{0,80}}$"
    compiled["hangs_behind"] = rf"{_GAP}(?:{_any(table.get('hangs_behind', ()))})(?!\w)"
    compiled["never"] = rf"(?<!\w)(?:{_any(table['never'])}){_GAP}$"
    compiled["never_near"] = rf"(?<!\w)(?:{_any(table.get('never_near', ()))}){_GAP}$"
    compiled["unclear_before"] = rf"(?<!\w)(?:{_any(table['unclear_before'])}){_GAP}(?:\w{{2,12}},?{_GAP})?$"
    spans = table.get("day_spans", {"from": (), "to": ()})
    to = rf"{_GAP}(?:{_any(spans['to'])}){_GAP}|{_GAP.replace('1', '0')}–{_GAP.replace('1', '0')}"
    compiled["span"] = (
        rf"(?<!\w)(?:(?:{_any(spans['from'])}){_GAP})?(?<![\w.,/:-]){_led(table['nth'])}\d{{1,2}}(?:{_any(table['ordinals'])})?(?:{to})(?:{_any(table['joiners'])}{_GAP})?$"
    )
    compiled["span_from"] = rf"(?<!\w)(?:{_any(spans['from'])}){_GAP}$"
    compiled["span_weekday"] = rf"{_GAP}(?:{_any(spans['to'])}){_GAP}(?:{_any(_weekdays(table))})(?!\w)"
    compiled["unclear"] = rf"{_GAP}(?:{_any(table['unclear_after'])})(?!\w)"
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in compiled.items()}


def _numeric_forms(table: Mapping[str, Any]) -> dict[str, str]:
    return {
        "iso": r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        "dotted": r"(?P<day>\d{1,2})\.[ ]?(?P<month>\d{1,2})\.(?:[ ]?(?P<year>\d{4}|\d{2}))?(?![\d:])"
        + _part(table),
        "slashed": rf"{_led(table['nth'])}(?P<one>\d{{1,2}})/(?P<two>\d{{1,2}})(?:/(?P<year>\d{{4}}|\d{{2}}))?{_part(table)}",
    }


def _dashed_form(table: Mapping[str, Any]) -> str:
    """12-2 and 12-2-2026, in the languages that write so; two hours before a word for the clock are none."""
    if not table.get("dashed"):
        return r"(?!)"
    return rf"{_led(table['nth'])}(?P<day>\d{{1,2}})-(?P<month>\d{{1,2}})(?:-(?P<year>\d{{4}}|\d{{2}}))?(?![ ]?(?:{_any(table['clock'])})(?!\w))(?!-\d)"


def _named_forms(table: Mapping[str, Any]) -> dict[str, str]:
    month, weekday = _any(_numbered(table["months"])), _any(_weekdays(table))
    ordinal, joiner = _any(table["ordinals"]), rf"(?:(?:{_any(table['joiners'])}){_GAP})?"
    year = rf"(?:,?{_GAP}{joiner}(?P<year>\d{{4}})(?!\d))?"
    week, led = _any(table["next_week"]), _any(leads(table))
    first = _any(table.get("first_words", ()))
    nth, number = ("" if table.get(f"{what}_needed") else "?" for what in ("nth", "ordinal"))
    return {
        "day_month": rf"{_led(table['nth'])}(?P<day>\d{{1,2}}(?:{ordinal})?|{first}){_GAP}{joiner}(?P<month>{month})(?!\w)\.?{year}{_part(table)}",
        "month_day": rf"(?P<month>{month})\.?{_GAP}{joiner}(?P<day>\d{{1,2}})(?![\d:])(?:{ordinal})?{year}{_part(table)}",
        "about_month": rf"(?:{_any(table.get('about_month', ()))})(?:{_GAP}|(?<=-))(?:{month})(?:{_GAP}(?:{_any(table['joiners'])}{_GAP})?\d{{4}})?",
        "nth": rf"(?:(?P<weekday>{weekday}),?{_GAP})?(?:(?P<nth>{_any(table['nth'])})(?:{_GAP}|(?<=['’]))){nth}"
        rf"(?P<day>\d{{1,2}})(?P<ordinal>{ordinal}){number}{_part(table)}(?={_ENDS.pattern}|{_GAP}(?:{_any(leads(table, 'clock_leads'))})(?!\w))(?![-–]\d)",
        "weekday": rf"(?:(?P<week>{week}),?{_GAP}(?:(?:{led}){_GAP})?)?"
        rf"(?:(?:(?P<next>{_any(table['next'])})|(?P<this>{_any(table['this'])})){_GAP})?(?P<weekday>{weekday})"
        rf"(?:{_GAP}(?:(?P<of_week>{week})|(?P<after>{_any(table['next_after'])})|(?P<coming>{_any(table.get('this_after', ()))})))?"
        rf"{_part(table)}",
    }


def _relative_forms(table: Mapping[str, Any]) -> dict[str, str]:
    count = rf"(?P<count>\d{{1,3}}|{_any(table['numbers'])})"
    units = "|".join(f"(?P<{unit}s>{_any(table[unit + '_units'])})" for unit in ("day", "week", "month"))
    overmorrow, tomorrow = _any(table["overmorrow"]), _any(table["tomorrow"])
    return {
        "month_end": rf"(?P<next>{_any(table['next_month_end'])})|{_any(table['month_end'])}",
        "ahead": rf"(?:(?:{_any(table['today'])}){_GAP})?(?:{_any(table['ahead'])}){_GAP}{count}{_GAP}(?:{units})",
        "from_now": rf"{count}{_GAP}(?:{units}){_GAP}(?:{_any(table['ahead_after'])})",
        "near": rf"(?:(?P<overmorrow>{overmorrow})|(?P<tomorrow>{tomorrow})|{_any(table['today'])}){_part(table)}",
        "vague": _any(table["vague"]),
        "week_number": rf"(?:(?P<sure>{_any(table.get('week_numbered', ()))}){_GAP.replace('1', '0')}|(?:{_any(table.get('week_named', ()))}){_GAP})"
        r"(?P<week_number>\d{1,2})(?!\d|[.:,]\d|[-–]\d)(?:[ ]?/[ ]?(?P<year>\d{4}|\d{2}))?",
    }


def _part(table: Mapping[str, Any]) -> str:
    """A part of the day behind the day's name, or grown together with it: "Freitag Abend", "vrijdagmiddag"."""
    return rf"(?:,?[ ]?(?P<part>{_any(table.get('parts', ()))})(?!\w))?"


def _weekdays(table: Mapping[str, Any]) -> dict[str, int]:
    """The names of the weekdays, those in short among them with and without a point."""
    short = _numbered(table.get("short", ()))
    return {**_numbered(table["weekdays"]), **short, **{f"{word}.": day for word, day in short.items()}}


def _led(words: Sequence[str]) -> str:
    """One of the words with the space behind it, which an apostrophe needs none of, or nothing."""
    return rf"(?:(?:{_any(words)})(?:{_GAP}|(?<=['’])))?"


def _numbered(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    return {word.lower(): number for number, row in enumerate(rows) for word in row}


def _any(phrases: Iterable[str]) -> str:
    """One of the phrases, the longest first; never anything where there are none."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", _GAP) for phrase in ordered) or r"(?!)"


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year < YEARS.stop else None
    except ValueError:
        return None


def _monday(year: int, week: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 1) if year < YEARS.stop else None
    except ValueError:
        return None


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _settled(readings: Iterable[date]) -> _Meaning | None:
    """The day that all readings agree on, or the readings."""
    days = tuple(sorted(dict.fromkeys(readings)))
    if not days:
        return None
    return _Meaning(days[0]) if len(days) == 1 else _Meaning(trouble="several", readings=days)


def _joined(text: str, found: Sequence[tuple[Said, _Meaning]], between: re.Pattern[str]) -> Iterator[Said]:
    """The dates in order, a weekday made one with the date right after it."""
    waiting: tuple[Said, _Meaning] | None = None
    for said, meaning in found:
        is_beside = waiting and between.fullmatch(text, waiting[0].end, said.start)
        if waiting and is_beside and _are_one(waiting[1], meaning):
            yield _one_of(text, waiting, said)
            waiting = None
            continue
        if waiting:
            yield waiting[0]
        waiting = (said, meaning) if meaning.weekday is not None else None
        if waiting is None:
            yield said
    if waiting:
        yield waiting[0]


def _once(text: str, found: Iterable[Said], beside: re.Pattern[str]) -> Iterator[Said]:
    """The dates in order, a near day made one with what stands right behind it and says the same, or only seems to.

    "Tomorrow, Tuesday 1 December" is one day, "morgen over een week" neither, "tomorrow, Thursday 3 December" are two.
    """
    near: Said | None = None
    for said in found:
        if near and beside.fullmatch(text, near.end, said.start):
            whole = said._replace(start=near.start, words=text[near.start : said.end], led=near.led)
            is_full = not said.relative and any(map(str.isdecimal, said.words))
            if said.day == near.day or not is_full:
                is_one = said.day == near.day
                yield whole if is_one else whole._replace(day=None, trouble="vague", relative=False)
                near = None
                continue
        if near:
            yield near
        near = said if said.relative and said.day else None
        if near is None:
            yield said
    if near:
        yield near


def _are_one(one: _Meaning, other: _Meaning) -> bool:
    """Whether two may be parts of one date: "Tuesday, Thursday 3 December" are two."""
    return None in (one.weekday, other.weekday) or one.weekday == other.weekday


def _one_of(text: str, weekday: tuple[Said, _Meaning], said: Said) -> Said:
    first, meaning = weekday
    whole = said._replace(
        start=first.start, words=text[first.start : said.end], led=first.led, part=first.part or said.part
    )
    if said.week and said.day and meaning.weekday is not None:
        day = said.day - timedelta(days=said.day.weekday() - meaning.weekday)
        return whole._replace(day=day, week=False)
    if said.relative or said.trouble == "vague":
        return whole._replace(day=None, trouble="vague", relative=False)
    options = tuple(day for day in (said.day, *said.readings) if day and day.weekday() == meaning.weekday)
    if len(options) == 1 and said.trouble != "past":
        return whole._replace(day=options[0], trouble=None, readings=())
    if said.trouble:
        return whole
    return whole._replace(day=None, trouble="mismatch", readings=(said.day,) if said.day else ())


def _that_counts(said: Sequence[Said]) -> date | None:
    """The one day that a text is about; none where it names several, or an open one beside it."""
    if any(item.trouble and item.trouble != "vague" for item in said):
        return None
    days = dict.fromkeys(item.day for item in said if item.day and not item.week)
    led = dict.fromkeys(item.day for item in said if item.day and item.led and not item.week)
    return next(iter(days if len(days) == 1 else led if len(led) == 1 else ()), None)


def _first_clock(text: str, said: Sequence[Said], languages: Sequence[str]) -> Clock | None:
    places = {"behind": [item.end for item in said], "before": [item.start for item in said]}
    clocks = find_clocks(text, _known(languages), **places)
    free = (clock for clock in clocks if is_free(clock, said))
    clock = next(free, None)
    parts = {part_of_day(item.part, item.language) for item in said if item.part}
    return in_part(clock, parts.pop()) if clock and len(parts) == 1 else clock


class _Shown(NamedTuple):
    """How dates are shown in a language, of those that they are `noted` in: without their year from `since` on, where that is given."""

    language: str
    noted: tuple[str, ...]
    since: date | None
    by: date | None

    def change(self, date: Said, text: str, clock: Clock | None) -> tuple[int, int, str]:
        """What is said in place of what: the day, and what leads to it in another language."""
        place, lead = self._grown_with_the_day(date, text) or self._led(date, text, clock) or (date.start, "")
        return place, date.end, f"{lead}{self._day(date, text, clock, is_led=date.led or bool(lead))}"

    def hour(self, clock: Clock, text: str, beside: Sequence[Said]) -> tuple[int, str]:
        """Where an hour begins with what leads to it in another language than this one, and what this one says for that."""
        before = text[: clock.start]
        if (begins := self._hour_begins(clock, text)) < clock.start:
            return begins, ""
        spoken = tuple(date.language for date in beside)
        lead = lead_before(before, (*spoken, self.language, *self.noted), "clock_leads")
        if lead is None:
            is_led = lead_before(before, (*spoken, self.language, *self.noted))
            return (
                clock.start,
                f"{said_as('at', self.language, 'clock_leads')} " if clock.named and not is_led else "",
            )
        word = said_as(lead.meaning, self.language, "clock_leads")
        if not word or (lead.language == self.language and lead.meaning != "at"):
            return clock.start, ""
        return lead.start, f"{word} "

    def stays(self, clock: Clock, text: str) -> bool:
        """Whether noon stays in the words noted, as they are of this language: "before noon" is no "before at 12:00"."""
        own = map(fold, date_words(self.language).get("noon", ()))
        is_led = lead_before(text[: clock.start], (self.language,))
        return clock.named and is_led is not None and fold(clock.words).endswith(tuple(own))

    def _hour_begins(self, clock: Clock, text: str) -> int:
        """Where an hour begins, with the "from" of a span of hours, which is written with a dash."""
        if not clock.until:
            return clock.start
        bare = fold(text[: clock.start].rstrip())
        known = (self.language, *self.noted)
        spans = map(fold, (word for code in known for word in date_words(code).get("span_leads", ())))
        found = [len(bare) - len(word) for word in spans if f" {bare}".endswith(f" {word}")]
        return min(found, default=clock.start)

    def _grown_with_the_day(self, date: Said, text: str) -> tuple[int, str] | None:
        """Where a lead begins that the language says otherwise for each weekday, and how: "em 24/12" is "na quinta-feira"."""
        table, before = date_words(self.language), text[: date.start].rstrip()
        grown_leads = sorted(table.get("grown_leads", ()), key=len, reverse=True)
        if not grown_leads or date.day is None:
            return None
        if fold(date.words).startswith(tuple(f"{lead} " for lead in grown_leads)):
            return (date.start, self._on(date.day)) if date.start and not date.led else None
        if date.language != self.language and lead_before(before, (date.language,)):
            return None
        lead = next((word for word in grown_leads if f" {fold(before)}".endswith(f" {word}")), "")
        is_another = date.language != self.language and len(lead) == 1 and any(map(str.isalpha, date.words))
        return (len(before) - len(lead), self._on(date.day)) if lead and not is_another else None

    def _on(self, day: date) -> str:
        """What says on a day: "on ", "na ", "no "."""
        table = date_words(self.language)
        return f"{table['grown'][day.weekday()]} " if "grown" in table else str(table["on"])

    def _led(self, date: Said, text: str, clock: Clock | None) -> tuple[int, str] | None:
        """Where words begin that lead to a day in another language, and what this one says for them."""
        assert date.day is not None
        known = (date.language, self.language, *self.noted)
        own = next(
            (word for word in date_words(date.language)["nth"] if fold(date.words).startswith(f"{word} ")), ""
        )
        for end in (date.start + len(own), date.start):
            lead = lead_before(text[:end], known)
            if lead and lead.start < date.start:
                break
        else:
            lead = None
        if (
            date.language != self.language
            and clock
            and self._joins(text[clock.end : date.start], date.language)
        ):
            return clock.end, f" {self._on(date.day)}"
        if lead is None:
            is_on = own and date.language != self.language and date.start
            return (date.start, self._on(date.day)) if is_on else None
        is_grown = date.relative and fold(text[lead.start : end].strip()).endswith(
            (" de", "à")
        )  # "a partir de mañana"
        is_own = not (is_grown and lead.language == self.language) and (
            lead.language == self.language
            or (date.language == self.language and lead.meaning not in ("by", "until", "before"))
        )
        word = self._on(date.day) if lead.meaning == "on" else f"{said_as(lead.meaning, self.language)} "
        return None if is_own or not word.strip() else (lead.start, word)

    def _joins(self, between: str, language: str) -> bool:
        """Whether words between an hour and its day join them: "alle 15 del 5 gennaio"."""
        return fold(between.strip()) in map(fold, date_words(language)["joiners"])

    def _day(self, date: Said, text: str, clock: Clock | None, *, is_led: bool) -> str:
        """A day as it is written out."""
        assert date.day is not None
        table = date_words(self.language)
        is_within = date.words.lower().startswith(tuple(table.get("within", ())))
        on = str(table["by" if is_within else "on"]) if date.relative and not is_led and date.start else ""
        if date.has_object and not is_led and date.start:
            on = self._on(date.day) if "grown" in table else str(table.get("before_object", ""))
        comma = (
            ","
            if clock and not clock.named and text[date.end : self._hour_begins(clock, text)] == " "
            else ""
        )
        part = f" {part_in(date.part, date.language, self.language)}" if date.part else ""
        return f"{on}{in_full(date.day, self.language, since=self.since)}{part}{comma}"


_WRITTEN = "\0"
_BESIDE = re.compile(
    rf"(?<!\w)(?P<before>(?:[^\W\d_]{{1,20}}[ ]{{1,3}})?[^\W\d_]{{1,20}}),?[ ]{{1,3}}(?:\d{{1,2}}\.?[ ]{{1,3}})?(?={_WRITTEN})|(?<={_WRITTEN})[ ]{{1,3}}(?P<behind>[^\W\d_]{{1,20}})(?!\w)"
)


def _beside(text: str) -> tuple[str, ...]:
    """The two words before and the one behind what was written out, of which only a sign is left."""
    return tuple(found["before"] or found["behind"] for found in _BESIDE.finditer(text))


def _changed(text: str, changes: Iterable[tuple[int, int, str]]) -> str:
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text
