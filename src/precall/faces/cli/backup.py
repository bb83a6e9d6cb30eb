"""`precall backup`: a copy of the memory in one file."""

from pathlib import Path

import click


@click.command(name="backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def command(file: Path, as_json: bool) -> int:
    """Copy the whole memory to FILE, consistent even while precall writes. Whom you forget later is forgotten there, too.

    \b
    precall backup memory-2026-12-01.sqlite3
    """
    from precall.faces.cli.options import app_with
    from precall.faces.cli.printing import print_json, print_lines
    from precall.use.backup import backup

    app = app_with({})
    made = backup(app, file)
    if as_json:
        print_json({"backup": str(made.file), "bytes": made.bytes})
    else:
        size = app.sentences.number(made.bytes)
        print_lines(app.sentences.say("terminal.copied", file=made.file, bytes=size))
    return 0
