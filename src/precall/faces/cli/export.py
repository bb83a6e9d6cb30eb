"""`precall export`: the memory for other programs."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from precall.faces.cli import say

if TYPE_CHECKING:
    from precall.exchange.calendar_file import Entries
    from precall.exchange.cards import Version
    from precall.use.export import Format

_FORMATS = ("json", "ics", "vcf", "hubspot", "pipedrive", "mail-merge")


@click.command(name="export")
@click.argument("place", type=click.Path(path_type=Path), metavar="FILE_OR_DIR")
@click.option(
    "--as", "wanted", type=click.Choice(_FORMATS), help="The format.  [default: by the file's ending]"
)
@click.option(
    "--entries",
    type=click.Choice(("events", "to-dos")),
    default="events",
    show_default=True,
    help="What promises are in a calendar; Google and Outlook show events alone.",
)
@click.option(
    "--vcard",
    type=click.Choice(("3.0", "4.0")),
    default="3.0",
    show_default=True,
    help="The version of cards.",
)
@click.option(
    "--private", is_flag=True, help="JSON only: also what is for you alone, for another computer of yours."
)
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def command(
    place: Path, wanted: "Format | None", entries: "Entries", vcard: "Version", private: bool, as_json: bool
) -> int:
    """Write the memory as JSON, follow-ups and promises as .ics, people as .vcf, tables for HubSpot or Pipedrive,
    or the first mails that wait as one table for a mail-merge.

    Of your notes only what a mail may show goes out: nothing private, nothing without a prefix, no notes about people.
    The tables are several CSV files, so their place is a folder. What you export is yours to delete: precall forget
    names the exports that it knows of.

    \b
    precall export memory.json
    precall export memory.json --private
    precall export promises.ics
    precall export promises.ics --entries to-dos
    precall export people.vcf
    precall export tables --as hubspot
    precall export outreach.csv --as mail-merge
    """
    from precall.faces.cli.options import app_with
    from precall.faces.cli.printing import print_json, print_lines
    from precall.use.export import Request, export

    app = app_with({})
    result = export(app, Request(place, wanted, private, entries, vcard))
    written = [str(path) for path in result.written]
    if as_json:
        print_json({"written": written, "left_out": list(result.left_out)})
        return 0
    print_lines(*written)
    if result.left_out:
        kinds = ", ".join(map(app.sentences.reason, result.left_out))
        say(app.sentences.say("terminal.left_out", kinds=kinds))
    return 0
