"""Which time zone is this computer in, and which has a country? Asked only where no setting says so."""

import datetime as dt
import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from precall.site import tld

UTC = "UTC"
_LOCALTIME = Path("/etc/localtime")
_NAMED = Path("/etc/timezone")
_DATABASE = "zoneinfo/"
_HALVES = tuple(dt.datetime(2026, month, 15, tzinfo=dt.UTC) for month in (1, 7))
_MAINLAND = frozenset({"ES", "PT", "NZ", "EC"})  # islands apart; zone.tab names the mainland first


def home_zone(
    environ: Mapping[str, str], *, localtime: Path = _LOCALTIME, named: Path = _NAMED
) -> tuple[str, str]:
    """The IANA name of the zone and where it was found; UTC where nothing that is known says more.

    TZ counts first (POSIX allows a leading colon before a name). Where PRECALL_NOW holds the clock, only TZ counts, so
    that a run is the same on every computer.
    """
    name = environ.get("TZ", "").removeprefix(":").rpartition(_DATABASE)[2]
    if is_zone(name):
        return _usual(name), "environment (TZ)"
    if "PRECALL_NOW" not in environ:
        for name in (_linked(localtime), _written(named)):
            if is_zone(name):
                return _usual(name), "this computer"
    return UTC, "default"


def zones_of(country: str) -> tuple[str, ...]:
    """The zones of a country by its ISO code, without its far islands; none for a country that is not known."""
    zones = _zones_of_countries().get(country, ())
    return zones[:1] if country in _MAINLAND else zones


def one_zone(country: str) -> str:
    """The zone of a country in which every clock shows the same hour all year; empty for another."""
    zones = zones_of(country)
    hours = {tuple(day.astimezone(ZoneInfo(zone)).utcoffset() for day in _HALVES) for zone in zones}
    return zones[0] if len(hours) == 1 else ""


def zone_of_mailbox(mailbox: str) -> str:
    """The zone of the country that a mail address ends with, where one clock counts there: of jo@field.de Europe/Berlin."""
    return one_zone(tld.country_of(mailbox)) if mailbox else ""


def is_zone(name: str) -> bool:
    """Whether the time zone database knows the name."""
    try:
        return bool(name) and ZoneInfo(name) is not None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def _usual(name: str) -> str:
    """The name as people write it: systems without a place of their own call themselves Etc/UTC."""
    return UTC if name.removeprefix("Etc/") in ("UTC", "UCT", "Universal", "Zulu") else name


def _linked(place: Path) -> str:
    """The name that a link into the time zone database ends with."""
    try:
        return os.readlink(place).rpartition(_DATABASE)[2]
    except OSError:
        return ""


def _written(place: Path) -> str:
    try:
        return place.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


@cache
def _zones_of_countries() -> dict[str, tuple[str, ...]]:
    """The zones of each country, as zone.tab of the time zone database has them."""
    from importlib.resources import files

    found: dict[str, tuple[str, ...]] = {}
    for code, zone in _rows(files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")):
        found[code] = (*found.get(code, ()), zone)
    return found


def _rows(table: str) -> Iterator[tuple[str, str]]:
    for line in table.splitlines():
        if line and not line.startswith("#"):
            code, _, zone = line.split("\t")[:3]
            yield code, zone
