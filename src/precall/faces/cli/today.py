"""`precall today`: what is owed to whom, on one screen."""

import click


@click.command(name="today")
@click.option(
    "--per-week", type=click.IntRange(0, 1000), default=25, show_default=True, metavar="N",
    help="How many clients a week you want to get in touch with at most.",
)  # fmt: skip
@click.option("--all", "show_all", is_flag=True, help="Show every line.")
@click.option("--json", "as_json", is_flag=True, help="Print the day as JSON.")
def command(per_week: int, show_all: bool, as_json: bool) -> int:
    """What waits for you: follow-ups not yet sent, promises, calls ahead, and who has not heard from you for long.

    \b
    precall today
    precall today --per-week 10
    """
    from precall.compose.today import MOST_SHOWN, screen
    from precall.faces.cli.options import app_with
    from precall.faces.cli.printing import print_json, print_lines
    from precall.use.today import today

    app = app_with({})
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
