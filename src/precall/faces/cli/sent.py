"""`precall sent`: the mail is out."""

import click


@click.command(name="sent")
@click.argument("address", metavar="ADDRESS")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def command(address: str, as_json: bool) -> int:
    """Note that the follow-up, the check-in or the first mail is out; it leaves the list of today.

    precall never sends anything itself.

    \b
    precall sent acme.com
    """
    from precall.faces.cli.options import app_with
    from precall.faces.cli.printing import print_json, print_lines
    from precall.use import clients

    app = app_with({})
    key, shown, number = clients.sent(app, address)
    if as_json:
        print_json({"client": key, "sent": number})
    else:
        print_lines(app.sentences.say("terminal.sent" if number else "terminal.sent_nothing", client=shown))
    return 0
