"""`precall today`: what is owed to whom, on one screen."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from precall.model.outreach import KeptOutreach
    from precall.sentences import Sentences


@click.command(name="today")
@click.option(
    "--per-week", type=click.IntRange(0, 1000), default=25, show_default=True, metavar="N",
    help="How many clients a week you want to get in touch with at most.",
)  # fmt: skip
@click.option("--outreach", is_flag=True, help="Only the first mails that are drafted and not out.")
@click.option("--all", "show_all", is_flag=True, help="Show every line.")
@click.option("--json", "as_json", is_flag=True, help="Print the day as JSON.")
def command(per_week: int, outreach: bool, show_all: bool, as_json: bool) -> int:
    """What waits for you: follow-ups not yet sent, promises, calls ahead, and who has not heard from you for long.

    \b
    precall today
    precall today --per-week 10
    precall today --outreach
    """
    from precall.compose.today import MOST_SHOWN, screen
    from precall.faces.cli.options import app_with
    from precall.faces.cli.printing import print_json, print_lines
    from precall.use.today import first_mails, today

    app = app_with({})
    if outreach:
        drafts = first_mails(app)
        print_json([_draft(kept) for kept in drafts]) if as_json else print_lines(
            *_listed(drafts, app.sentences)
        )
        return 0
    day = today(app, per_week=per_week)
    if as_json:
        print_json(
            {
                "now": app.now().isoformat(),
                "timezone": app.settings.caller.timezone,
                "memory": app.memory.place,
                "groups": [
                    {
                        "key": group.key,
                        "items": [
                            {
                                "client": item.client,
                                "text": item.text,
                                "number": item.number,
                                "day": item.day.isoformat() if item.day else None,
                                "late": item.late,
                            }
                            for item in group.items
                        ],
                    }
                    for group in day.groups
                ],
            }
        )
        return 0
    print_lines(*screen(day, app.sentences, most=10_000 if show_all else MOST_SHOWN))
    return 0


def _draft(kept: "KeptOutreach") -> dict[str, Any]:
    return {**kept.mail._asdict(), "drafted_at": kept.drafted_at.isoformat()}


def _listed(drafts: "Sequence[KeptOutreach]", say: "Sentences") -> Iterator[str]:
    """Each draft with its reason and the page that proves it."""
    if not drafts:
        yield say.say("today.no_outreach")
        return
    yield say.count("today.outreach", len(drafts))
    for kept in drafts:
        to = kept.mail.address or say.say("today.outreach_no_address")
        yield f"  {kept.mail.key}{say.say('writing.colon')} {kept.mail.reason}"
        yield f"    {to}, {kept.mail.link}"
    yield say.say("today.outreach_then")
