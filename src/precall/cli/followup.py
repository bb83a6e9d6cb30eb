"""`precall followup`: the mail after the call, finished from the caller's own notes."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from precall.cli import say
from precall.cli.options import app_with, moment, out_option

if TYPE_CHECKING:
    from precall.app import App
    from precall.model.followup import Notes


@click.command(name="followup")
@click.argument("address", metavar="ADDRESS")
@click.option(
    "--notes",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Your notes.  [default: notes.md in the client's folder]",
)
@click.option("--to", default="", metavar="ADDRESS", help="Whom the mail goes to; never guessed.")
@click.option("--with", "with_name", metavar="NAME", default="", help="Whom you spoke to.")
@click.option(
    "--when", metavar="TIME", help="When the call was, for dates such as “by Friday”.  [default: now]"
)
@out_option()
@click.option("--explain", is_flag=True, help="Say where each sentence comes from.")
def command(
    address: str, notes: Path | None, to: str, with_name: str, when: str | None, explain: bool, **flags: Any
) -> int:
    """Finish the follow-up draft from your notes of the call.

    Lines of the notes count by their prefix: heard:, quote:, i promised:, they promised:, next:, goal:, personal:,
    private:, outcome:. Everything else is kept and stays out of the mail. Of several notes the newest counts that has
    something in it; your notes are never written over.

    \b
    precall followup acme.com
    precall followup acme.com --notes call.txt --to ann@acme.com
    precall followup acme.com --explain
    """
    from precall.model.call import Call
    from precall.outputs import write_all
    from precall.render.follow_up_files import MAIL, MARKDOWN, NOTES, write_follow_up
    from precall.site.address import parse_address

    app = app_with(flags)
    known = app.client_key(address)
    domain = known or parse_address(address).domain
    folder = app.folder_of(known) if known else app.out(parse_address(address))
    said = _newest(app, domain, folder, notes)
    dossier = app.dossier_in(folder)
    files = write_follow_up(
        domain,
        said,
        Call(with_name=with_name, when=moment(when, app.settings.caller.timezone)),
        app.settings.caller,
        now=app.now(),
        environment=app.environment,
        dossier=dossier,
        to=to,
    )
    prefilled = {} if (folder / NOTES).exists() else {NOTES: files.notes}
    write_all(folder, {MARKDOWN: files.markdown, MAIL: files.mail, **prefilled})
    click.echo(files.explanation if explain else files.markdown, nl=False)
    if not said:
        say(f"there are no notes yet; write them into {folder / NOTES} and run this again")
    if dossier is None:
        say(f"there is no briefing of {domain} yet, so names are spelled as you noted them")
    click.echo(str(folder / MAIL))
    return 0


def _newest(app: "App", domain: str, folder: Path, given: Path | None) -> "Notes":
    """The notes that count: the newest that are not empty, of the file given and those known of the client."""
    from precall.render.follow_up_files import NOTES

    if given is None:
        return app.notes_for(domain, folder)
    lying = folder / NOTES
    given_notes = app.notes_at(given)
    if given_notes and not _is_newer(lying, given):
        return given_notes
    others = app.notes_for(domain, folder)
    if given_notes and others:
        say(f"{others.name} was written after {given} and counts; to use {given}, empty the other one")
    return others or given_notes


def _is_newer(path: Path, other: Path) -> bool:
    return path.is_file() and path.stat().st_mtime_ns > other.stat().st_mtime_ns
