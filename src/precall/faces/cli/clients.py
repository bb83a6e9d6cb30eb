"""`precall clients`: everybody in the memory."""

import click


@click.command(name="clients")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def command(as_json: bool) -> int:
    """List the clients in the memory with the last call and the last time they heard from you.

    \b
    precall clients
    """
    from precall.faces.cli.options import app_with
    from precall.faces.cli.printing import client_data, print_json, print_lines
    from precall.model.moment import iso_day
    from precall.use import clients

    app = app_with({})
    found = clients.everybody(app)
    if as_json:
        print_json([client_data(client) for client, _ in found])
        return 0
    for client, name in found:
        never = app.sentences.say("terminal.never_spoken")
        spoken = iso_day(client.spoken_at, app.zone) if client.spoken_at else never
        print_lines(f"{client.key:<32} {spoken:<16} {name}")
    if not found:
        print_lines(app.sentences.say("terminal.nobody"))
    return 0
