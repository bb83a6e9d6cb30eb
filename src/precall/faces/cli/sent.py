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

    key, shown, number = clients.sent(app_with({}), address)
    if as_json:
        print_json({"client": key, "sent": number})
    elif number:
        print_lines(f"{shown}: noted as sent.")
    else:
        print_lines(f"{shown}: nothing was waiting to be sent.")
    return 0
