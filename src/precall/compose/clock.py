"""Which time of day do these words mean, until when, and in whose zone is it said."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import time
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import available_timezones

from precall import words
from precall.compose.day_leads import leads
from precall.compose.spans import holds, is_free
from precall.words.match import fold, phrases
from precall.words.tree import one_of


class Clock(NamedTuple):
    """A time of day as it was written, with the words for its zone that stand right behind it.

    `zone` is those words, empty where there are none or where they mean the writer's own; `theirs` says that they mean
    the reader's hour ("your time").
    `marked` says that it was written with am and pm, `named` that it is noon and no number stands there.
    """

    start: int
    end: int
    words: str
    begin: time
    until: time | None = None
    zone: str = ""
    theirs: bool = False
    marked: bool = False
    named: bool = False


def find_clocks(
    text: str,
    languages: Sequence[str] = ("en",),
    *,
    behind: Collection[int] = (),
    before: Collection[int] = (),
) -> tuple[Clock, ...]:
    """The times of day in a text, in order: 10:00, 10h30, 5pm, 2-3pm, 10:00-11:00, "halb drei", "alle tre e mezza".

    9.30 and 10h are also a number and a span; they are times behind "at" or at one of the places `behind`, where the
    days that the text names end. "At 9", "um 9" and "a las 10" are times behind such a day, and right in front of one of the
    places `before`, where they begin. One to five as one says it ("halb drei", "um 3") is in the afternoon, where the words
    behind it tell nothing else; whether six is morning or evening nobody knows.
    """
    tables = words.table("dates")
    found: list[Clock] = []
    for language in dict.fromkeys(code for code in languages if code in tables):
        for clock in _in(text, tables[language], language, behind, before):
            found = [other for other in found if not holds(clock, other)]
            if is_free(clock, found):
                found.append(clock)
    return tuple(sorted(found, key=lambda clock: clock.start))


_HALF = "pm"
_SMALL = 6  # o'clock
_TWELVE = 12


def has_halves(language: str) -> bool:
    """Whether a language writes twelve hours with am and pm."""
    return _HALF in words.table("dates").get(language, {}).get("clock", ())


_ZONE = re.compile(
    r"[ ]?\(?(?P<zone>UTC(?:[+-]\d{1,2})?|GMT|[A-Z]{1,4}T\b|[A-Z]\w{1,20}/[A-Z]\w{1,30}(?:/[A-Z]\w{1,30})?"
    r")\)?(?!\w)"
)
_CITY = re.compile(r"[ ]\(?(?P<zone>[A-Z][a-z]{2,20}(?:[ ](?:of[ ])?[A-Z][a-z]{2,20})?)\)?(?![\w ]*\w)")
"""A city at the end, of which the time zone database knows: "8am London"."""
_HOUR, _MINUTE = r"(?:[01]?\d|2[0-3])", r"[0-5]\d"


def _in(
    text: str, table: Mapping[str, Any], language: str, behind: Collection[int], before: Collection[int]
) -> Iterator[Clock]:
    folded = fold(text)
    for match in _pattern(language).finditer(folded):
        start = match.start("hour")
        is_placed = bool(match["at"]) or _is_behind(text, start, behind)
        is_hour = _is_bare_hour(text, match, table, behind) or _is_hour_of(folded, match, language, before)
        clock = _clock(text, match, is_placed=is_placed, is_hour=is_hour, dotted=bool(table["dotted_clock"]))
        if clock:
            said = _said_on(clock, text, folded, language)
            if _is_as_one_says(match) and not _tells_half(folded[clock.end : said.end], table):
                said = said._replace(begin=_by_day(said.begin))
            yield _with_zone(said, text, folded, language)
    for match in _spoken(language).finditer(folded):
        if clock := _said_in_words(text, folded, match, language, behind, before):
            yield _with_zone(clock, text, folded, language)
    for match in _noon(language).finditer(folded):
        noon = Clock(match.start(), match.end(), text[match.start() : match.end()], time(12), named=True)
        yield _with_zone(_said_on(noon, text, folded, language), text, folded, language)


def _said_in_words(
    text: str,
    folded: str,
    match: re.Match[str],
    language: str,
    behind: Collection[int],
    before: Collection[int],
) -> Clock | None:
    """The time that an hour in words is: "halb drei", "Freitag um drei Uhr", "a las tres y media"; None for a number."""
    table = words.table("dates")[language]
    shift = {fold(word): number for word, number in table.get("before_hour", {}).items()}.get(
        match["shift"] or "", 0
    )
    names = tuple(map(fold, table["hours"]))
    hour = int(match["hour"]) if match["hour"].isdecimal() else names.index(match["hour"]) + 1
    start, end = match.start("shift" if match["shift"] else "hour"), match.end()
    plain = Clock(start, end, text[start:end], time(hour % 24))
    said = _said_on(plain, text, folded, language)
    day = _to_the_day(language).match(folded, said.end)
    is_of_a_day = bool(day and day.end() in before)
    is_led = (
        bool(match["at"])
        and (_is_behind(text, match.start("at"), behind) or is_of_a_day or said.begin.minute > 0)
    ) or (bool(match["mark"]) and (_is_behind(text, start, behind) or is_of_a_day))
    ends = not text[said.end :].strip() or text[said.end] in ".,;:!?)" or bool(match["mark"]) or is_of_a_day
    is_sure = ends or said.end > end or match["at"] in map(fold, table["clock_sure"])
    if not (match["shift"] or (is_led and is_sure)) or hour > _TWELVE:
        return None
    begin = _minutes_on(said.begin, shift)
    if not _tells_half(folded[end : said.end], table):
        if begin.hour == _SMALL or (begin.hour < _SMALL and _HALF in table["clock"] and not match["shift"]):
            return None
        begin = _by_day(begin)
    return said._replace(begin=begin)


def _is_as_one_says(match: re.Match[str]) -> bool:
    """Whether an hour is written as it is said, "3" or "3 Uhr", not 03:00, 3:15 or 3am."""
    is_plain = not (match["minute"] or match["hour2"]) and len(match["hour"]) == 1
    return is_plain and (match["mark"] or "")[:1] not in ("a", "p")


def _tells_half(behind: str, table: Mapping[str, Any]) -> bool:
    """Whether words behind an hour say in which half of the day it is."""
    halves = map(fold, (*table.get("later_half", ()), *table.get("first_half", ())))
    return any(half in behind for half in halves)


def _tells_half_behind(text: str, place: int, table: Mapping[str, Any]) -> bool:
    halves = (*table.get("later_half", ()), *table.get("first_half", ()))
    return bool(_behind(tuple(map(fold, halves))).match(fold(text), place))


def _tells_half_before(text: str, match: re.Match[str], table: Mapping[str, Any]) -> bool:
    """Whether the day before an hour is said with a part of it: "Tuesday afternoon at 3"."""
    before = fold(text[: match.start("at" if match["at"] else "hour")]).rstrip(" ,")
    return before.endswith(tuple(map(fold, table.get("parts", ()))))


def _by_day(hour: time) -> time:
    """One to five in the afternoon, as nobody speaks to a client in the night."""
    return _later(hour) if 0 < hour.hour < _SMALL else hour


def _minutes_on(hour: time, minutes: int) -> time:
    total = (hour.hour * 60 + hour.minute + minutes) % (24 * 60)
    return time(*divmod(total, 60))


@cache
def _spoken(language: str) -> re.Pattern[str]:
    table = words.table("dates")[language]
    hours, shift = _any(table.get("hours", ())), _any(tuple(table.get("before_hour", {})))
    return re.compile(
        rf"(?:(?<!\w)(?P<at>{_any(leads(table, 'clock_leads'))})(?:[ ]|(?<=')))?(?<![\w-])(?:(?P<shift>{shift})[ ](?P<digits>(?=\d))?)?"
        rf"(?P<hour>{hours}|(?(digits)\d{{1,2}}|(?!)))(?:[ ](?P<mark>{_any(table['clock'])}))?(?![\w:.-]*\w)"
    )


def _is_behind(text: str, start: int, places: Collection[int]) -> bool:
    return any(place <= start and not text[place:start].strip(" ,") for place in places)


def _is_bare_hour(text: str, match: re.Match[str], table: Mapping[str, Any], days: Collection[int]) -> bool:
    """Whether "at 9" or "10-11" right behind a day is a time, with nothing behind it that it may count ("at 9 stalls").

    Where clocks have twelve hours nobody knows of one to six whether it is the afternoon.
    """
    if any(match[name] for name in ("join", "bare", "mark", "join2", "bare2", "mark2")):
        return False
    is_half = _tells_half_behind(text, match.end(), table) or _tells_half_before(text, match, table)
    ends = is_half or not text[match.end() :].strip() or text[match.end()] in ".,;:!?)"
    if match["hour2"]:
        is_span = _SMALL < int(match["hour"]) < int(match["hour2"])
        return ends and is_span and _is_behind(text, match.start(), days)
    if not match["at"] or not _is_behind(text, match.start("at"), days):
        return False
    if _HALF in table["clock"]:
        return ends and (is_half or int(match["hour"]) > _SMALL)
    return ends or match["at"] in map(fold, table["clock_sure"])


def _is_hour_of(folded: str, match: re.Match[str], language: str, days: Collection[int]) -> bool:
    """Whether "at 9" is the hour of the day that is named right behind it: "a las 10 de la mañana del jueves"."""
    table = words.table("dates")[language]
    if match["hour2"] or not match["at"] or match["at"] not in map(fold, table["clock_leads"]["at"]):
        return False
    is_half = _tells_half_behind(folded, match.end(), table)
    if _HALF in table["clock"] and not is_half and int(match["hour"]) <= _SMALL:
        return False
    found = _to_the_day(language).match(folded, match.end())
    return is_half or (found is not None and found.end() in days)


@cache
def _to_the_day(language: str) -> re.Pattern[str]:
    table = words.table("dates")[language]
    half = _any((*table.get("later_half", ()), *table.get("first_half", ())))
    return re.compile(rf"(?:[ ](?:{half}))?[ ](?:(?:{_any((*leads(table), *table['joiners']))})[ ])?")


def _clock(text: str, match: re.Match[str], *, is_placed: bool, is_hour: bool, dotted: bool) -> Clock | None:
    mark, mark2 = match["mark"] or "", match["mark2"] or ""
    begin = _time(match["hour"], match["minute"], mark or mark2)
    until = _time(match["hour2"], match["minute2"], mark2 or mark) if match["hour2"] else None
    if begin is None or (match["hour2"] and until is None):
        return None
    joins = {(match[name] or "").strip() for name in ("join", "join2")}
    is_sure = bool(mark or mark2) or bool(joins - {"", "."}) or is_hour
    may_be = "." in joins or match["bare"] or match["bare2"]
    if not is_sure and not (may_be and (is_placed or (dotted and "." in joins))):
        return None
    if until and until <= begin and mark2 and not mark:  # 11-1pm
        begin = _time(match["hour"], match["minute"], "") or begin
    start, end = match.start("hour"), match.end()
    return Clock(start, end, text[start:end], begin, until, marked=(mark or mark2)[:1] in ("a", "p"))


def _said_on(clock: Clock, text: str, folded: str, language: str) -> Clock:
    """The time with the words behind it that are a part of it: "y media", "de la tarde"."""
    table = words.table("dates")[language]
    begin, until, end = clock.begin, clock.until, clock.end
    minutes = {fold(word): number for word, number in table.get("minutes", {}).items()}
    if until is None and not begin.minute and (found := _behind(tuple(minutes)).match(folded, end)):
        begin, end = _minutes_on(begin, minutes[found["said"]]), found.end()
    if found := _behind(tuple(map(fold, table.get("later_half", ())))).match(folded, end):
        begin, until, end = _later(begin), until and _later(until), found.end()
    elif found := _behind(tuple(map(fold, table.get("first_half", ())))).match(folded, end):
        end = found.end()
    return clock._replace(end=end, words=text[clock.start : end], begin=begin, until=until)


def _later(hour: time) -> time:
    """The same hour in the second half of the day."""
    return hour.replace(hour=hour.hour + 12) if hour.hour < 12 else hour


@cache
def _behind(said: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"[ ](?P<said>{one_of(said)})(?!\w)" if said else r"(?!)")


@cache
def _noon(language: str) -> re.Pattern[str]:
    table = words.table("dates")[language]
    led = _any(table["clock_leads"]["at"])
    return re.compile(rf"(?<![^ ])(?:(?:{led})[ ])?(?:{_any(table.get('noon', ()))})(?!\w)")


def _time(hour: str, minute: str | None, mark: str) -> time | None:
    number, letter = int(hour), mark[:1]
    if letter in ("a", "p"):
        if not 1 <= number <= 12:
            return None
        number = number % 12 + (12 if letter == "p" else 0)
    return time(number, int(minute or 0))


def _with_zone(clock: Clock, text: str, folded: str, language: str) -> Clock:
    """The time with the words for its zone, where they stand behind it."""
    whose = _whose(language).match(folded, clock.end)
    if whose and whose["place"] is not None and not phrases("notes", "calls", (language,)).stand_in(text):
        whose = None  # a visit "à 15 h chez vous" is at their place, by the caller's clock
    found = (
        whose
        or _ZONE.match(text, clock.end)
        or _called(language).match(text, clock.end)
        or _city(text, clock.end)
    )
    if found is None:
        return clock
    end = found.end()
    theirs = whose is not None and whose["theirs"] is not None
    zone = "" if whose and not theirs else text[found.start("zone") : found.end("zone")]
    return clock._replace(end=end, words=text[clock.start : end], zone=zone, theirs=theirs)


def _city(text: str, end: int) -> re.Match[str] | None:
    found = _CITY.match(text, end)
    return found if found and found["zone"].replace(" ", "_") in _cities() else None


@cache
def _cities() -> frozenset[str]:
    """The cities after which zones are called; not "US/Pacific", which is none."""
    places = (zone.rpartition("/") for zone in available_timezones())
    return frozenset(
        city for area, _, city in places if area and area not in ("US", "Etc", "Canada", "Chile")
    )


@cache
def _called(language: str) -> re.Pattern[str]:
    """What a language calls zones: "Pacific", "UK time", "MEZ", "hora peninsular"; where it can, any place with a word behind."""
    table = words.table("dates")[language]
    place = (
        rf"|[A-Z][A-Za-z]{{1,20}}(?:[ ][A-Z][a-z]{{1,20}})?[ ]{said}"
        if (said := table.get("place_time"))
        else ""
    )
    return re.compile(rf"[ ]?\(?(?P<zone>{one_of(table['zones'])}(?![ ][A-Z]){place})\)?(?!\w)")


@cache
def _whose(language: str) -> re.Pattern[str]:
    table = words.table("dates")[language]
    theirs, mine = _any(table["their_time"]), _any(table["my_time"])
    places = _any(table.get("place_or_time", ()))
    return re.compile(rf"[ ]?\(?(?P<zone>(?P<place>(?={places}))?(?:(?P<theirs>{theirs})|{mine}))\)?(?!\w)")


@cache
def _pattern(language: str) -> re.Pattern[str]:
    table = words.table("dates")[language]
    led, mark, zones = _any(leads(table, "clock_leads")), _any(table["clock"]), _any(tuple(table["zones"]))
    at = rf"(?P<at>(?P<from>{_any(table.get('span_leads', ()))})|{led})"
    until = rf"[ ]?[-–][ ]?|(?(from)[ ](?:{_any(table.get('span_until', ()))})[ ]|(?!))"
    sign = "[hu]" if "u" in table["clock"] else "h"
    long = _any([word for word in table["clock"] if len(word) > 2 and "." not in word])
    one, two = (
        rf"(?P<hour{n}>{_HOUR})(?:(?P<join{n}>[:.]|[ ]?{sign}[ ]?|[ ]{long}[ ])(?P<minute{n}>{_MINUTE})|(?P<bare{n}>{sign})(?!\w))?"
        rf"(?:[ ]?(?!{zones})(?P<mark{n}>{mark})(?!\w))?"
        for n in ("", "2")
    )
    return re.compile(
        rf"(?:(?<!\w){at}[ ]?)?(?<![\w:.,/-]){one}(?:(?:{until}){two})?(?![\w/]|[:.,]\d|[ ]?(?:[%€$£]|eur|usd|gbp|chf))"
    )


def _any(phrases: Sequence[str]) -> str:
    return one_of(tuple(map(fold, phrases))) if phrases else r"(?!)"
