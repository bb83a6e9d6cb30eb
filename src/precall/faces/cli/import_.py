"""`precall import`: an export comes back, or a table of contacts comes in."""

from pathlib import Path

import click


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def command(file: Path, as_json: bool) -> int:
    """Read the JSON that precall export wrote, or a CSV of contacts. What is in the memory already is not added again.

    A table needs a column for e-mail addresses or websites; name, company and phone are read where there are such columns.

    \b
    precall import memory.json
    precall import contacts.csv
    """
    from precall.faces.cli.options import app_with
    from precall.faces.cli.printing import print_json, print_lines
    from precall.use import import_

    result = import_.read(app_with({}), file)
    if as_json:
        print_json({"clients": result.clients, "refused": len(result.refused)})
        return 0
    print_lines(f"{result.clients} {'client' if result.clients == 1 else 'clients'} read.")
    if result.refused:
        print_lines(f"{len(result.refused)} left alone: you asked to forget them for good.")
    return 0
