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


def moment(typed: str | None, timezone: str, option: str = "--when") -> "datetime | None":
    """The aware time that was typed with an option; without a zone it is the caller's."""
    from zoneinfo import ZoneInfo

    from precall.model.moment import HOW, read_moment

    if not typed:
        return None
    try:
        return read_moment(typed, ZoneInfo(timezone))
    except ValueError:
        raise click.BadParameter(f"{typed!r} is not a time; {HOW}", param_hint=option) from None
