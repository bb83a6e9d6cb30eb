"""`precall followup`: the mail after the call, finished from the caller's own notes."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from precall.cli import say
from precall.cli.options import app_with, moment, out_option

if TYPE_CHECKING:
    from precall.app import App
    from precall.model.call import Call
    from precall.model.followup import Notes
    from precall.render.follow_up_files import FollowUpFiles

MAIL, MARKDOWN, NOTES = "follow-up.eml", "follow-up.md", "notes.md"


@click.command(name="followup")
@click.argument("address", metavar="ADDRESS")
@click.option(
    "--notes",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Your notes.  [default: notes.md in the client's folder]",
)
@click.option("--to", metavar="ADDRESS", help="Whom the mail goes to; never guessed.  [default: as before]")
@click.option("--with", "with_name", metavar="NAME", default="", help="Whom you spoke to.")
@click.option(
    "--when", metavar="TIME", help="When the call was, for dates such as “by Friday”.  [default: now]"
)
@out_option()
@click.option("--explain", is_flag=True, help="Only show where each sentence comes from; write nothing.")
def command(
    address: str,
    notes: Path | None,
    to: str | None,
    with_name: str,
    when: str | None,
    explain: bool,
    **flags: Any,
) -> int:
    """Finish the follow-up draft from your notes of the call.

    Lines of the notes count by their prefix: heard:, quote:, i promised:, they promised:, next:, goal:, personal:,
    private:, outcome:. Everything else is kept and stays out of the mail. Of several notes the newest counts that has
    something in it, and precall says so where that is not the FILE; your notes are never written over.

    \b
    precall followup acme.com
    precall followup acme.com --notes call.txt --to ann@acme.com
    precall followup acme.com --explain
    """
    from precall.model.call import Call
    from precall.site.address import parse_address

    app = app_with(flags)
    known = app.client_key(address)
    domain = known or parse_address(address).domain
    folder = app.folder_of(known) if known else app.out(parse_address(address))
    said = _newest(app, domain, folder, notes)
    call = Call(with_name=with_name, when=moment(when, app.settings.caller.timezone))
    files = _written(app, domain, folder, said, call, to)
    if explain:
        click.echo(files.explanation, nl=False)
        return 0
    _keep(app, domain, folder, files, to)
    click.echo(files.markdown, nl=False)
    _tell(app, domain, folder, said, files)
    click.echo(str(folder / MAIL))
    return 0


def _written(
    app: "App", domain: str, folder: Path, notes: "Notes", call: "Call", to: str | None
) -> "FollowUpFiles":
    """The files as they will be; the recipient of an earlier run stays where none is given now."""
    from precall.render.follow_up_files import write_follow_up

    return write_follow_up(
        domain,
        notes,
        call,
        app.settings.caller,
        now=app.now(),
        environment=app.environment,
        dossier=app.dossier_in(folder),
        to=to or "",
        earlier_to=app.earlier_to(domain, folder) if to is None else "",
    )


def _keep(app: "App", domain: str, folder: Path, files: "FollowUpFiles", to: str | None) -> None:
    from precall.outputs import write_all

    prefilled = {} if (folder / NOTES).exists() else {NOTES: files.notes}
    write_all(folder, {MARKDOWN: files.markdown, MAIL: files.mail, **prefilled})
    if to is not None:
        app.keep_to(domain, to)


def _tell(app: "App", domain: str, folder: Path, notes: "Notes", files: "FollowUpFiles") -> None:
    source = files.follow_up.to_source
    if source and source.kind == "earlier":
        say(f"goes to {source.words}, as you said in an earlier run; another address with --to")
    if not notes:
        say(f"there are no notes yet; write them into {folder / NOTES} and run this again")
    if app.dossier_in(folder) is None:
        say(f"there is no briefing of {domain} yet, so names are spelled as you noted them")


def _newest(app: "App", domain: str, folder: Path, given: Path | None) -> "Notes":
    """The notes that count: the newest that are not empty, of the file given and those known of the client."""
    if given is None:
        return app.notes_for(domain, folder)
    given_notes = app.notes_at(given)
    if given_notes and not _is_newer(folder / NOTES, given):
        return given_notes
    others = app.notes_for(domain, folder)
    if others:
        say(_why_others(others.name, given, is_empty=not given_notes))
    return others or given_notes


def _why_others(name: str, given: Path, *, is_empty: bool) -> str:
    """Which notes count in place of the file that was given, and why."""
    from precall.memory.recall import DEBRIEF

    which = "what you told in the debrief" if name == DEBRIEF else name
    if is_empty:
        return f"there is nothing in {given} yet, so {which} counts"
    if name == DEBRIEF:
        return f"{which} is newer than {given} and counts; to use {given}, give it to precall debrief"
    return f"{which} was written after {given} and counts; to use {given}, empty the other one"


def _is_newer(path: Path, other: Path) -> bool:
    return path.is_file() and path.stat().st_mtime_ns > other.stat().st_mtime_ns
