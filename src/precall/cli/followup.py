"""`precall followup`: the mail after the call, finished from the caller's own notes."""

from pathlib import Path
from typing import Any

import click

from precall.cli.options import app_with, moment, out_option


@click.command(name="followup", short_help="Finish the mail after the call from your notes.")
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
    private:, outcome:. Everything else is kept and stays out of the mail.

    \b
    precall followup acme.com
    precall followup acme.com --notes call.txt --to ann@acme.com
    precall followup acme.com --explain
    """
    from precall.compose.notes import read_notes
    from precall.errors import NotesError
    from precall.model.call import Call
    from precall.outputs import write_all
    from precall.render.follow_up_files import MAIL, MARKDOWN, NOTES, write_follow_up
    from precall.site.address import parse_address

    app = app_with(flags)
    subject = parse_address(address)
    folder = app.out(subject)
    if notes is None:
        said = app.notes_in(folder)
    else:
        try:
            said = read_notes(notes.read_bytes(), str(notes))
        except OSError as error:
            raise NotesError(
                f"cannot read the notes {notes}: {error.strerror}. Give another file with --notes."
            ) from error
    call = Call(with_name=with_name, when=moment(when, app.settings.caller.timezone))
    files = write_follow_up(
        subject.domain,
        said,
        call,
        app.settings.caller,
        now=app.now(),
        environment=app.environment,
        dossier=app.dossier_in(folder),
        to=to,
    )
    prefilled = {} if (folder / NOTES).exists() else {NOTES: files.notes}
    write_all(folder, {MARKDOWN: files.markdown, MAIL: files.mail, **prefilled})
    click.echo(files.explanation if explain else files.markdown, nl=False)
    click.echo(str(folder / MAIL))
    return 0
