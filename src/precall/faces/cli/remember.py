"""`precall remember`: something about a client as a person, or how often they want to hear from you."""

import click


@click.command(name="remember")
@click.argument("address", metavar="ADDRESS")
@click.argument("text", default="", metavar="[TEXT]")
@click.option("--goal", is_flag=True, help="It is what they hope to reach; it is asked again next time.")
@click.option("--came-from", is_flag=True, help="It says who recommended you to them.")
@click.option("--private", is_flag=True, help="For you alone: shown by precall show and nowhere else.")
@click.option("--name", default="", help="A further name that means this client.")
@click.option(
    "--rhythm", type=click.IntRange(1, 3650), metavar="DAYS", help="How long may pass between two calls."
)
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def command(
    address: str,
    text: str,
    goal: bool,
    came_from: bool,
    private: bool,
    name: str,
    rhythm: int | None,
    as_json: bool,
) -> int:
    """Keep in mind people, interests, what they hope for; it stands at the top of the next briefing.

    \b
    precall remember acme.com "daughter plays soccer"
    precall remember acme.com "two Sundays off a month" --goal
    precall remember acme.com --name "Acme Gardens" --rhythm 14
    """
    from precall.faces.cli.options import app_with
    from precall.faces.cli.printing import client_data, print_json, print_lines
    from precall.model.memory import DetailKind
    from precall.use import clients

    if sum((goal, came_from, private)) > 1:
        raise click.UsageError("give one of --goal, --came-from and --private")
    if not (text.strip() or name.strip() or rhythm):
        raise click.UsageError("give what to remember, --name or --rhythm")
    kind: DetailKind = "goal" if goal else "came-from" if came_from else "private" if private else "person"
    app = app_with({})
    client, number = clients.remember(app, address, text, kind=kind, name=name, rhythm=rhythm)
    if as_json:
        print_json(
            {**client_data(client), "remembered": {"number": number, "kind": kind, "text": text.strip()}}
        )
    else:
        colon = app.sentences.say("writing.colon")
        every = app.sentences.count("terminal.every_days", rhythm) if rhythm else ""
        print_lines(f"{client.shown}{colon} {', '.join(filter(None, (text.strip(), name.strip(), every)))}")
    return 0
