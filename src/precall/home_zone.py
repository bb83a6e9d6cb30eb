"""Which time zone is this computer in? Asked only where no setting says so."""

import os
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

UTC = "UTC"
_LOCALTIME = Path("/etc/localtime")
_NAMED = Path("/etc/timezone")
_DATABASE = "zoneinfo/"


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
