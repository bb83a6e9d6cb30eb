"""On which days does a recurrence rule (RFC 5545, 3.3.10) fall: days, weeks, months and years, in bounded time."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, islice
from typing import Any

from precall.model.moment import YEARS

_KINDS = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_WEEKDAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
_BY_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_MOST_VALUES = 60
_MOST_PERIODS = 1500  # of a rule with COUNT, which has to be counted from its beginning
_WINDOW = 100  # periods that are looked at otherwise, from the first one that matters


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that was read. `weekdays` are (which of its month or year, or 0 for every; weekday from Monday = 0)."""

    kind: str
    interval: int = 1
    count: int | None = None
    until: date | None = None
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0

    def days(self, first: date, start: date, end: date) -> Iterator[date]:
        """The days from `start` to `end` on which the rule falls, counted from `first`, which is one of them."""
        number = 0
        skipped = 0 if self.count else max(0, self._periods_until(first, start) - 1)
        for period in islice(count(skipped), _MOST_PERIODS if self.count else _WINDOW):
            try:
                found = self._chosen(first, period * self.interval)
            except (ValueError, OverflowError):  # beyond the calendar
                return
            for day in found:
                number += 1
                if day > end or (self.until and day > self.until) or (self.count and number > self.count):
                    return
                if day >= start:
                    yield day
            if self._begins(first, period * self.interval) > end:
                return

    def _periods_until(self, first: date, start: date) -> int:
        """How many whole steps lie between the first day's period and that of `start`."""
        months = (start.year - first.year) * 12 + start.month - first.month
        units = {
            "DAILY": (start - first).days,
            "WEEKLY": (start - self._week_of(first)).days // 7,
            "MONTHLY": months,
            "YEARLY": start.year - first.year,
        }
        return units[self.kind] // self.interval

    def _begins(self, first: date, units: int) -> date:
        """The first day of the period so many days, weeks, months or years after the first one."""
        if self.kind == "DAILY":
            return first + timedelta(days=units)
        if self.kind == "WEEKLY":
            return self._week_of(first) + timedelta(weeks=units)
        if self.kind == "MONTHLY":
            months = first.year * 12 + first.month - 1 + units
            return date(months // 12, months % 12 + 1, 1)
        return date(first.year + units, 1, 1)

    def _week_of(self, day: date) -> date:
        return day - timedelta(days=(day.weekday() - self.week_start) % 7)

    def _chosen(self, first: date, units: int) -> list[date]:
        begins = self._begins(first, units)
        days = [day for day in self._period(begins) if self._fits(day, first)]
        if self.positions:
            size = len(days)
            places = {place - 1 if place > 0 else size + place for place in self.positions}
            days = [days[place] for place in sorted(places) if 0 <= place < size]
        return [day for day in days if day >= first]

    def _period(self, begins: date) -> Iterator[date]:
        length = {
            "DAILY": 1,
            "WEEKLY": 7,
            "MONTHLY": monthrange(begins.year, begins.month)[1],
            "YEARLY": 365 + monthrange(begins.year, 2)[1] - 28,
        }[self.kind]
        return (begins + timedelta(days=ahead) for ahead in range(length))

    def _fits(self, day: date, first: date) -> bool:
        if self.months and day.month not in self.months:
            return False
        length = monthrange(day.year, day.month)[1]
        if self.month_days and day.day not in self.month_days and day.day - length - 1 not in self.month_days:
            return False
        if self.weekdays:
            return any(self._is_weekday(day, which, weekday) for which, weekday in self.weekdays)
        return bool(self.month_days) or self._is_like(day, first)

    def _is_weekday(self, day: date, which: int, weekday: int) -> bool:
        if day.weekday() != weekday:
            return False
        if not which or self.kind in ("DAILY", "WEEKLY"):
            return True
        if self.kind == "MONTHLY" or self.months:
            place, length = day.day, monthrange(day.year, day.month)[1]
        else:
            place, length = day.timetuple().tm_yday, date(day.year, 12, 31).timetuple().tm_yday
        return which == (place - 1) // 7 + 1 if which > 0 else -which == (length - place) // 7 + 1

    def _is_like(self, day: date, first: date) -> bool:
        """What the first day says where the rule does not."""
        if self.kind == "DAILY":
            return True
        if self.kind == "WEEKLY":
            return day.weekday() == first.weekday()
        same_month = self.kind == "MONTHLY" or bool(self.months) or day.month == first.month
        return day.day == first.day and same_month


def rule_in(parts: Mapping[str, Any]) -> Rule | None:
    """The rule in the parts of an RRULE; None for one that falls several times a day, or is none."""
    kind = _first(parts, "FREQ").upper()
    if kind not in _KINDS:
        return None
    try:
        return Rule(
            kind,
            max(1, min(_numbers(parts, "INTERVAL", 1)[0], 10_000)),
            next(iter(_numbers(parts, "COUNT")), None),
            _until(parts),
            _numbers(parts, "BYMONTH"),
            _numbers(parts, "BYMONTHDAY"),
            tuple(_weekdays(parts)),
            _numbers(parts, "BYSETPOS"),
            _WEEKDAYS.get(_first(parts, "WKST").upper(), 0),
        )
    except (ValueError, TypeError):
        return None


def _values(parts: Mapping[str, Any], name: str) -> Sequence[Any]:
    found = parts.get(name) or []
    return (found if isinstance(found, list) else [found])[:_MOST_VALUES]


def _first(parts: Mapping[str, Any], name: str) -> str:
    return str(next(iter(_values(parts, name)), ""))


def _numbers(parts: Mapping[str, Any], name: str, *default: int) -> tuple[int, ...]:
    return tuple(int(value) for value in _values(parts, name)) or default


def _weekdays(parts: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    for value in _values(parts, "BYDAY"):
        if match := _BY_DAY.fullmatch(str(value).upper()):
            yield int(match[1] or 0), _WEEKDAYS[match[2]]


def _until(parts: Mapping[str, Any]) -> date | None:
    """The last day, where there is one; a time of day is looked at by whoever knows the zone."""
    value = next(iter(_values(parts, "UNTIL")), None)
    if value is None or value.year not in YEARS:
        return None
    return date(value.year, value.month, value.day) + timedelta(days=1)
