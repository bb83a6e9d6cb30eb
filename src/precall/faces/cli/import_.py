"""`precall import`: an export comes back, or a table of contacts comes in."""

from pathlib import Path

import click

_MOST_SHOWN = 20


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--skip-bad", is_flag=True, help="Go on without rows of a table that cannot be read.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def command(file: Path, skip_bad: bool, as_json: bool) -> int:
    """Read the JSON that precall export wrote, or a CSV of contacts. What is in the memory already is not added again.

    A table needs a column for e-mail addresses or websites; name, company and phone are read where there are such columns.
    The exports of Google, Outlook, HubSpot and Pipedrive can be read as they are. Of several values in a cell the first that can
    be the company's counts. A row that names no client (a private mailbox and no company, say) is
    left out, and told.

    \b
    precall import memory.json
    precall import contacts.csv
    precall import contacts.csv --skip-bad
    """
    from precall.faces.cli.options import app_with
    from precall.faces.cli.printing import print_json, print_lines
    from precall.use import import_

    app = app_with({})
    result = import_.read(app, file, skip_bad=skip_bad)
    if as_json:
        data = {"clients": result.clients, "refused": len(result.refused)}
        print_json({**data, "bad": list(result.bad), "left_out": list(result.left_out)})
        return 0
    words = app.sentences
    print_lines(words.count("import.read", result.clients))
    for key, rows in (("bad", result.bad), ("left_out", result.left_out)):
        if rows:
            title = words.say(f"import.{key}", number=len(rows))
            print_lines(title, *(f"  {words.reason(row)}" for row in rows[:_MOST_SHOWN]))
    if result.refused:
        print_lines(words.count("import.refused", len(result.refused)))
    return 0
