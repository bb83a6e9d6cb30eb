"""`precall sent`: the mail is out."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from precall.sentences import Sentences
    from precall.use.clients import Sent


@click.command(name="sent")
@click.argument("address", metavar="ADDRESS")
@click.option(
    "--of", metavar="TIME", help="The day of its call, or on which it was drafted, where several wait."
)
@click.option("--all", "everything", is_flag=True, help="All that wait for this client are out.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def command(address: str, of: str | None, everything: bool, as_json: bool) -> int:
    """Note that the follow-up, the check-in or the first mail is out; it leaves the list of today.

    precall never sends anything itself.

    Where several wait, it asks which of them is out.

    \b
    precall sent acme.com
    precall sent acme.com --of 2026-12-01
    """
    from precall.faces.cli import say
    from precall.faces.cli.options import app_with, moment
    from precall.faces.cli.printing import print_json, print_lines
    from precall.use import clients

    app = app_with({})
    noted = clients.sent(app, address, of=moment(of, app, "--of", past=True), everything=everything)
    if noted.waiting:
        for line in _which(noted, app.sentences, app.settings.caller.timezone):
            say(line)
        return 2
    if as_json:
        print_json({"client": noted.key, "sent": noted.number})
    else:
        key = "terminal.sent" if noted.number else "terminal.sent_nothing"
        print_lines(app.sentences.say(key, client=noted.shown))
    return 0


def _which(noted: "Sent", sentences: "Sentences", timezone: str) -> Iterator[str]:
    """What waits, each with the command that notes it as sent."""
    from precall.compose.spoken_dates import spoken_moment, zone

    yield sentences.count("terminal.sent_which", len(noted.waiting), client=noted.shown)
    days = [one.at.astimezone(zone(timezone)) for one in noted.waiting]
    for one, at in zip(noted.waiting, days, strict=True):
        is_alone = sum(at.date() == other.date() for other in days) == 1
        said = sentences.say(
            f"terminal.waits_{one.kind.replace('-', '_').replace(' ', '_')}",
            moment=spoken_moment(one.at, timezone, sentences),
        )
        day = f"{at:%Y-%m-%d}" if is_alone else f"{at:%Y-%m-%dT%H:%M}"
        yield f"  {said}{sentences.say('writing.colon')} precall sent {noted.key} --of {day}"
