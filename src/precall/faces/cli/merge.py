"""`precall merge`: two clients that are one."""

import click


@click.command(name="merge")
@click.argument("kept", metavar="KEPT")
@click.argument("gone", metavar="GONE")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def command(kept: str, gone: str, as_json: bool) -> int:
    """Join two clients that are one: everything of GONE belongs to KEPT, and both names mean KEPT.

    \b
    precall merge acme.com acme.co.uk
    """
    from precall.faces.cli.options import app_with
    from precall.faces.cli.printing import print_json, print_lines
    from precall.use import clients

    app = app_with({})
    one, other = clients.merge(app, kept, gone)
    if as_json:
        print_json({"client": one.key, "merged": other.key})
    else:
        print_lines(app.sentences.say("terminal.merged", other=other.shown, one=one.shown))
    return 0
