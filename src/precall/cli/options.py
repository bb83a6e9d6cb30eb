"""Options that several commands share."""

import sys
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


def text_in(file: str) -> str:
    """The text in a file, or on standard input for `-`."""
    from precall.errors import UsageError

    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"cannot read {file}: {error.strerror or error}. Give another file.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is not UTF-8 text. Save it as UTF-8 and try again.") from error


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
