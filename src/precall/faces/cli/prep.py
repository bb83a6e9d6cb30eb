"""`precall prep`: the calls in the calendar, prepared."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from precall.faces.cli.options import app_with, drafts_language_option, out_option

if TYPE_CHECKING:
    from precall.app import App
    from precall.compose.agenda import Entry
    from precall.faces.cli.loop import Loop
    from precall.net.visitor import Mode
    from precall.use.prep import Calendar, Result

_WEBCAL = re.compile(r"^webcals?://", re.IGNORECASE)


@click.command(name="prep")
@click.option(
    "--calendar",
    "places",
    required=True,
    multiple=True,
    metavar="FILE_OR_URL",
    help="An iCalendar export (.ics), or its address; may be given several times.",
)
@click.option(
    "--days",
    type=click.IntRange(1, 31),
    default=2,
    show_default=True,
    metavar="N",
    help="How many days ahead.",
)
@click.option(
    "--for", "playbook", metavar="PLAYBOOK", help="coach, sales, or a playbook of yours.  [default: coach]"
)
@drafts_language_option()
@out_option()
@click.option("--offline", "mode", flag_value="offline", help="Use kept pages only.")
@click.option("--allow-private", is_flag=True, default=None, help="Let your own network be read.")
@click.option(
    "--quiet", "-q", is_flag=True, help="No progress, and only what is new since the last run: for a timer."
)
@click.option("--json", "as_json", is_flag=True, help="Print the agenda as JSON.")
def command(
    places: tuple[str, ...], days: int, mode: "Mode | None", quiet: bool, as_json: bool, **flags: Any
) -> int:
    """Research the client of each call ahead, and write the briefings and an agenda, as one page and by day.

    The client's site is taken from the guests' addresses, from links in the invitation or from its title; where these
    name none, or several, the call is listed with what is missing. What they wrote when booking becomes the context.

    \b
    precall prep --calendar calendar.ics
    precall prep --calendar work.ics --calendar private.ics --days 5
    precall prep --calendar https://calendar.example/me.ics --days 1 --quiet
    """
    from precall.compose.spoken_dates import short_weekday
    from precall.faces.cli.loop import Loop
    from precall.faces.cli.printing import print_json, print_lines
    from precall.faces.cli.progress import Reporter
    from precall.render.agenda_file import entry_data
    from precall.use import prep
    from precall.use.explorer import Explorer

    app = app_with(flags)
    if mode == "offline" and any("://" in place for place in places):
        raise click.UsageError(
            "--offline fetches nothing, and a calendar is at an address: save it as a file"
        )
    with Reporter(quiet=quiet or as_json) as reporter, Loop() as loop:
        calendars = tuple(_calendar(app, place, loop) for place in dict.fromkeys(places))
        with app.store() as store, Explorer(store) as explorer:
            request = prep.Request(calendars, days, mode or "fresh")
            prepared = loop.run(
                prep.prep(app, explorer, request, reporter.telling("", app.zone, app.sentences))
            )
    if as_json:
        print_json([entry_data(entry) for entry in prepared.entries])
        return 0 if prepared.is_whole else 1
    for kind, entry in _to_say(prepared, quiet=quiet):
        day = short_weekday(entry.start.date(), app.sentences.language)
        said = f"{day} {entry.start:%H:%M}  {entry.title}  {entry.briefing or entry.trouble}".rstrip()
        print_lines(app.sentences.say(f"terminal.{kind}", call=said) if kind in ("gone", "changed") else said)
    if prepared.changes or not quiet:
        click.echo(str(prepared.agenda))
    return 0 if prepared.is_whole else 1


def _to_say(prepared: "Result", *, quiet: bool) -> "Iterator[tuple[str, Entry]]":
    """The calls to print, each with what became of it: all of them, or what is new since the last run."""
    if quiet:
        yield from ((change.kind, change.entry) for change in prepared.changes)
    else:
        yield from (("", entry) for entry in prepared.entries)


def _calendar(app: "App", place: str, loop: "Loop") -> "Calendar":
    """A calendar, from a file or from the web."""
    from precall.diary.foreign_calendar import LARGEST
    from precall.folders import at_home
    from precall.input_file import bytes_in, name_of
    from precall.use.prep import Calendar, calendar_at

    if "://" in place:
        data = loop.run(calendar_at(app, _WEBCAL.sub("https://", place)))
        return Calendar(data, f"the calendar at {_shown(place)}", _shown(place))
    called = f"the calendar {name_of(place)}"
    advice = "Export it as .ics, or fewer months of it."
    data = bytes_in(at_home(place), most=LARGEST, called=called, advice=advice)
    return Calendar(data, called, _shown(place))


def _shown(place: str) -> str:
    """Where a calendar is: of an address on the web, which is often a secret, only the host."""
    if "://" in place:
        from precall.site.url import host_of

        return f"https://{host_of(place)}/..."
    return "" if place == "-" else str(Path(place).expanduser().absolute())
