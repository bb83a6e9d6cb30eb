"""`precall promise`: something promised, kept in mind until it is kept."""

from datetime import date

import click


@click.command(name="promise")
@click.argument("address", metavar="ADDRESS")
@click.argument("text", metavar="TEXT")
@click.option("--by", metavar="DAY", default="", help="By when: friday, 4 December, 2026-12-04.")
@click.option("--theirs", is_flag=True, help="They promised it, not you.")
@click.option("--json", "as_json", is_flag=True, help="Print the promise as JSON.")
def command(address: str, text: str, by: str, theirs: bool, as_json: bool) -> int:
    """Keep in mind what you (or they) promised; `precall today` shows it when it is due.

    \b
    precall promise acme.com "pricing sheet" --by friday
    precall promise acme.com "their figures" --by 2026-12-04 --theirs
    """
    from precall.compose.spoken_dates import spoken
    from precall.faces.cli.options import app_with
    from precall.faces.cli.printing import print_json, print_lines, promise_data
    from precall.use import clients

    app = app_with({})
    day = due_day(by, app.now().astimezone(app.zone).date(), app.settings.language)
    client, kept = clients.promise(app, address, text, by=day, words=by, theirs=theirs)
    if as_json:
        print_json(promise_data(kept))
    else:
        due = app.sentences.say("debrief.by", date=spoken(day.isoformat(), app.sentences)) if day else ""
        said = {"number": kept.id, "client": client.shown, "text": text.strip(), "by": due}
        print_lines(app.sentences.say("terminal.promised", **said))
    return 0


def due_day(typed: str, today: date, language: str) -> date | None:
    """The one day that the words mean, counted from today; None where there are no words."""
    from precall.compose.dates import write_out

    if not typed.strip():
        return None
    dated = write_out(f"by {typed.strip()}", today, languages=(language, "en"))
    if dated.due is None or dated.open or dated.is_either or len(dated.days) != 1:
        raise click.BadParameter(
            f"{typed!r} is not one day; write friday, 4 December or 2026-12-04", param_hint="--by"
        )
    return dated.due
