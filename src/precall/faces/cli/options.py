"""Options that several commands share."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from datetime import datetime

    from precall.app import App
    from precall.sentences import Sentences

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def out_option() -> Decorator:
    """`--out`: where the clients' folders lie."""
    return click.option("--out", metavar="DIR", help="Folder for the clients' folders.  [default: briefings]")


def _language_code(_context: click.Context, _parameter: click.Parameter, typed: str | None) -> str | None:
    from precall.settings import language_code

    return typed and language_code(typed)


def mail_language_option() -> Decorator:
    """`--mail-language`: in which language the client is written to."""
    return click.option(
        "--mail-language",
        metavar="CODE",
        callback=_language_code,
        help="The language of the mail, such as de.  [default: as before, else that of their site]",
    )


def drafts_language_option() -> Decorator:
    """`--mail-language`: in which language many clients are written to."""
    return click.option(
        "--mail-language",
        metavar="CODE",
        callback=_language_code,
        help="The language of the drafts, such as de.  [default: that of each site]",
    )


def app_with(flags: Mapping[str, Any]) -> "App":
    """The app with these flags over the environment, the settings files and the defaults."""
    import os

    from precall.app import App
    from precall.settings import load

    return App(load(flags, folder=Path.cwd(), environ=os.environ).settings, os.environ)


def words_of(app: "App") -> "Sentences":
    """The caller's sentences; the English ones where the settings name a language that there are none in."""
    from precall.errors import SettingsError

    try:
        return app.sentences
    except SettingsError:
        return shipped_sentences("en")


def shipped_sentences(language: str) -> "Sentences":
    """The sentences as they came with precall, in a language; in English where it has none in that."""
    from precall.render.templates import folders
    from precall.sentences import languages, load

    return load(language if language in languages(folders()) else "en", folders())


def moment(typed: str | None, app: "App", option: str = "--when", *, past: bool = False) -> "datetime | None":
    """The aware time that was typed with an option, as notes take it; without a zone it is the caller's."""
    from precall.compose.typed_time import typed_time

    if not typed:
        return None
    caller = app.settings.caller
    try:
        return typed_time(typed, app.now(), caller.timezone, (caller.language,), past=past)
    except ValueError as error:
        raise click.BadParameter(f"{typed!r} {error}", param_hint=option) from None
