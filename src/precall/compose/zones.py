"""In which time zone is a client, and how is an hour said to somebody who may be elsewhere."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from precall import words
from precall.compose.clock import Clock, has_halves
from precall.compose.spoken_dates import clock_words, in_full
from precall.home_zone import UTC, zones_of
from precall.model.call import Caller
from precall.model.fact import Fact
from precall.sentences import Sentences
from precall.words.match import fold, listed

Known = Literal["", "phone", "country", "town"]

_PLACE = r"[^\W\d_a-z][\w.'’-]{1,20}(?: [^\W\d_a-z][\w.'’-]{1,20}){0,2}"
# What people write for a zone (RFC 5322, 4.3, and the two halves of Europe's year); those with two meanings (IST, AST) are none.
_SHORT = {
    "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
_US = {
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles",
}  # fmt: skip


class Hours(NamedTuple):
    """The caller's zone and, where it is known, the client's (IANA names); `known` says from what that was told.

    Where nobody knows where the caller is, `mine` is the client's, too, and `mine_known` false.
    """

    mine: str = UTC
    theirs: str = ""
    known: Known = ""
    mine_known: bool = True

    def moment(self, clock: Clock, day: date) -> datetime | None:
        """The moment of a time on a day, in the zone that was said with it, else in the caller's; None for an unknown zone."""
        zone = self._said(clock)
        return datetime.combine(day, clock.begin, zone) if zone else None

    def moment_there(self, clock: Clock, day: date) -> datetime:
        """The moment of a time on a day where the client is, as far as that is known."""
        return datetime.combine(day, clock.begin, ZoneInfo(self.theirs or self.mine))

    def there(self, clock: Clock, day: date, sentences: Sentences) -> str:
        """A time where the client is, as the mail says it."""
        is_marked = clock.marked and has_halves(sentences.language)
        return _written(self.moment_there(clock, day), sentences, marked=is_marked)

    def shown(self, clock: Clock, day: date | None, sentences: Sentences) -> str:
        """A time as the mail says it: the client's own hour first, the caller's beside it where it is another one."""
        if day is None or self._said(clock) is None:
            return clock.words
        clock = clock._replace(marked=clock.marked and has_halves(sentences.language))
        mine = self._at(clock, day, self.mine, sentences)
        if not (self.theirs or clock.zone or self.mine_known):
            return sentences.say("followup.hour", time=mine)
        if not self.theirs and clock.zone and (said := self._as_said(clock, day, sentences)) != mine:
            return sentences.say(
                "followup.hour_said",
                time=said,
                zone=clock.zone,
                mine=mine,
                mine_city=city(self.mine, sentences),
            )
        if not self.theirs:
            return sentences.say("followup.hour_one", time=mine, city=city(self.mine, sentences))
        theirs = self._at(clock, day, self.theirs, sentences)
        days = [self._day(clock, day, zone) for zone in (self.theirs, self.mine)]
        if theirs == mine and days[0] == days[1]:
            is_one = self.theirs == self.mine
            return sentences.say("followup.hour" if is_one else "followup.hour_same", time=theirs)
        their_day, my_day = (in_full(one, sentences.language, since=min(days)) for one in days)
        return sentences.say(
            f"followup.{_two_days(days, day)}",
            time=theirs,
            day=their_day,
            mine=mine,
            mine_city=city(self.mine, sentences),
            mine_day=my_day,
        )

    def _day(self, clock: Clock, day: date, zone: str) -> date:
        moment = self.moment(clock, day)
        assert moment is not None
        return moment.astimezone(ZoneInfo(zone)).date()

    def _said(self, clock: Clock) -> tzinfo | None:
        if clock.theirs:
            return ZoneInfo(self.theirs) if self.theirs else None
        return _named(clock.zone, self.mine)

    def _as_said(self, clock: Clock, day: date, sentences: Sentences) -> str:
        moment = self.moment(clock, day)
        assert moment is not None
        begin = _written(moment, sentences, marked=clock.marked)
        if clock.until is None:
            return begin
        until = datetime.combine(day, clock.until, moment.tzinfo)
        return f"{begin}–{_written(until, sentences, marked=clock.marked)}"

    def _at(self, clock: Clock, day: date, zone: str, sentences: Sentences) -> str:
        moment = self.moment(clock, day)
        assert moment is not None
        begin = moment.astimezone(ZoneInfo(zone))
        if clock.until is None:
            return _written(begin, sentences, marked=clock.marked)
        until = datetime.combine(day, clock.until, moment.tzinfo).astimezone(ZoneInfo(zone))
        return f"{_written(begin, sentences, marked=clock.marked)}–{_written(until, sentences, marked=clock.marked)}"


def hours_of(caller: Caller, facts: Sequence[Fact], at: datetime, noted: Iterable[str] = ()) -> Hours:
    """The hours of a caller and of a client whose site has these facts, at a moment; `noted` may name a town of theirs.

    A computer that calls its zone UTC says nothing of where the caller is; their hours are the client's then.
    """
    is_known = not caller.zone_is_guessed or caller.timezone != UTC
    mine = caller.timezone
    told: tuple[tuple[Known, tuple[str, ...]], ...] = (
        ("phone", _by_phone(facts)),
        ("country", _by_country(facts)),
        ("town", _by_town(facts, noted)),
    )
    for known, zones in told:
        if len({at.astimezone(ZoneInfo(zone)).utcoffset() for zone in zones}) == 1:
            theirs = mine if mine in zones else zones[0]
            return Hours(mine if is_known else theirs, theirs, known, is_known)
    return Hours(mine, mine_known=is_known)


def city(zone: str, sentences: Sentences) -> str:
    """A zone as one says it: Buenos Aires."""
    name = zone.rpartition("/")[2]
    return sentences.section("cities").get(name, name.replace("_", " "))


def _by_phone(facts: Sequence[Fact]) -> tuple[str, ...]:
    """The zones of the first number that belongs to a place; the libphonenumber tables know which."""
    numbers = [
        fact for fact in facts if fact.kind == "phone" and fact.text("type") != "fax" and not fact.check
    ]
    if not numbers:
        return ()
    from phonenumbers import NumberParseException, parse
    from phonenumbers.timezone import time_zones_for_number

    for fact in numbers:
        try:
            zones = tuple(time_zones_for_number(parse(str(fact.value))))
        except NumberParseException:
            continue
        if zones and all(zone in available_timezones() for zone in zones):
            return zones
    return ()


def _by_country(facts: Sequence[Fact]) -> tuple[str, ...]:
    return zones_of(_country(facts))


def _country(facts: Sequence[Fact]) -> str:
    return next((str(fact.value) for fact in facts if fact.kind == "country" and not fact.check), "")


def _by_town(facts: Sequence[Fact], noted: Iterable[str]) -> tuple[str, ...]:
    """The zones in which the towns and states lie that notes name, of those of the client's country: near Quebec City."""
    zones = zones_of(_country(facts))
    if not zones:
        return ()
    known = {town: zone for zone in zones for town in listed("towns", zone, ("en",))}
    leads = "|".join(map(re.escape, listed("towns", "leads", ("en",))))
    led = re.compile(rf"(?<!\w)(?:{leads}) (?P<place>{_PLACE}(?:, {_PLACE})?)")
    alone = re.compile(rf"[,(/] (?P<place>{_PLACE})(?=[,)/]|$)")
    texts = tuple(noted)
    places = (
        found["place"].partition(", ")
        for text in texts
        for way in (led, alone)
        for found in way.finditer(text)
    )
    named = (
        known.get(fold(part))
        for town, _, state in places
        for part in (town, state, town.rpartition(" ")[2])  # "Tulsa Oklahoma"
    )
    return tuple(dict.fromkeys(zone for zone in named if zone))


def _named(said: str, mine: str) -> tzinfo | None:
    """The zone that words behind a time name; the caller's where there are none, None where they name none."""
    if not said:
        return ZoneInfo(mine)
    tables = words.table("dates").values()
    if called := _US.get(said) or next(
        (table["zones"][said] for table in tables if said in table["zones"]), ""
    ):
        return ZoneInfo(called)
    if said.upper()[:3] in _SHORT and said[3:].lstrip("+-").isdecimal():
        return timezone(timedelta(hours=int(said[3:])))
    if said.upper() in _SHORT:
        return timezone(timedelta(hours=_SHORT[said.upper()]))
    ends = [f" {table['place_time']}" for table in tables if "place_time" in table]
    place = next((said.removesuffix(end) for end in ends if said.endswith(end)), said).replace(" ", "_")
    named = [
        zone
        for zone in sorted(available_timezones())
        if zone in (said, place, f"{zone.rpartition('/')[0]}/{place}")
    ]
    named = [zone for zone in named if "/" in zone] or named  # "Singapore" is an older name of Asia/Singapore
    return ZoneInfo(named[0]) if len(named) == 1 else None


def _two_days(days: Sequence[date], noted: date) -> str:
    """Which days stand beside two hours, theirs first: none where it is one, mine where theirs is the day that was noted."""
    if days[0] == days[1]:
        return "hour_both"
    return "hour_both_my_day" if days[0] == noted else "hour_both_days"


def _written(moment: datetime, sentences: Sentences, *, marked: bool) -> str:
    """An hour as the language writes it, 14:00, or 2pm where the notes have am and pm."""
    if not marked:
        return clock_words(moment, sentences, padded=False)
    minutes = f":{moment:%M}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"
