"""Options that several commands share."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from datetime import datetime

    from precall.app import App

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def out_option() -> Decorator:
    """`--out`: where the clients' folders lie."""
    return click.option("--out", metavar="DIR", help="Folder for the clients' folders.  [default: briefings]")


def app_with(flags: Mapping[str, Any]) -> "App":
    """The app with these flags over the environment, the settings files and the defaults."""
    import os

    from precall.app import App
    from precall.settings import load

    return App(load(flags, folder=Path.cwd(), environ=os.environ).settings, os.environ)


def moment(typed: str | None, timezone: str) -> "datetime | None":
    """The aware time that was typed; without a zone it is the caller's."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    if not typed:
        return None
    try:
        when = datetime.fromisoformat(typed.strip())
    except ValueError:
        raise click.BadParameter(
            f"{typed!r} is not a time; write it as 2026-12-01T10:00", param_hint="--when"
        ) from None
    return when if when.tzinfo else when.replace(tzinfo=ZoneInfo(timezone))
