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
    from precall.errors import UsageError
    from precall.faces.cli.options import app_with
    from precall.faces.cli.printing import print_json, print_lines
    from precall.memory import copies
    from precall.memory.database import SqliteDatabase

    memory = app_with({}).memory
    if not isinstance(memory, SqliteDatabase):
        raise UsageError(
            f"the memory is on a server ({memory.place}); copy it with the server's own tools (pg_dump)"
        )
    copies.make(memory, file)
    if as_json:
        print_json({"backup": str(file), "bytes": file.stat().st_size})
    else:
        print_lines(f"{file}: {file.stat().st_size:,} bytes")
    return 0
