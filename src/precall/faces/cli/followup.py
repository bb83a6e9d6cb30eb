"""`precall followup`: the mail after the call, finished from the caller's own notes."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from precall.faces.cli import say
from precall.faces.cli.options import app_with, mail_language_option, moment, out_option

if TYPE_CHECKING:
    from precall.sentences import Sentences
    from precall.use.followup import Others, Result

NOTES = "notes.md"


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
@mail_language_option()
@out_option()
@click.option(
    "--accept",
    is_flag=True,
    help="Take what lines without a prefix may be; for transcripts and summaries, too.",
)
@click.option("--another", is_flag=True, help="A further call on the same day, not the same one told better.")
@click.option("--explain", is_flag=True, help="Only show where each sentence comes from; write nothing.")
def command(
    address: str,
    notes: Path | None,
    to: str | None,
    with_name: str,
    when: str | None,
    mail_language: str | None,
    accept: bool,
    another: bool,
    explain: bool,
    **flags: Any,
) -> int:
    """Keep the call and finish the follow-up draft, from your notes.

    Lines of the notes count by their prefix: heard:, quote:, agreed:, i promised:, they promised:, next:, goal:,
    personal:, private:, outcome:. Everything else stays out of the mail. A transcript or a summary of Fathom, Granola, Otter, Zoom,
    Teams or Google Meet (.md, .txt, .vtt, .srt, .docx) has none: what its lines may be is proposed, and counts when
    you have accepted it. Of several notes the newest counts that has
    something in it, and precall says so where that is not the FILE; your notes are never written over.

    \b
    precall followup acme.com
    precall followup acme.com --notes call.txt --to ann@acme.com
    precall followup acme.com --notes transcript.vtt --accept
    precall followup acme.com --explain
    """
    from precall.faces.cli import accepting, kept_call
    from precall.faces.cli.printing import print_lines
    from precall.use import followup

    app = app_with(flags)
    at = moment(when, app, past=True)
    request = followup.Request(
        address,
        notes,
        with_name,
        at,
        to,
        another=another,
        accept=accept,
        mail_language=mail_language or "",
    )
    finished = followup.followup(app, accepting.asked(app, request), write=not explain)
    if told := finished.mails.told(app):
        say(told)
    if finished.others:
        say(_why_others(finished.others, app.sentences))
    if explain:
        click.echo(finished.files.explanation, nl=False)
        return 0
    click.echo(finished.files.markdown, nl=False)
    _tell(finished, app.sentences)
    for line in kept_call.notices(finished, app):
        say(line)
    if finished.kept and finished.kept.is_new:
        print_lines(*kept_call.lines(finished.kept, app.sentences, app.settings.caller.timezone))
    click.echo(str(finished.mail))
    return 0


def _tell(finished: "Result", sentences: "Sentences") -> None:
    if finished.not_kept:
        say(sentences.say("terminal.not_kept", reason=sentences.reason(finished.not_kept)))
    if not finished.notes:
        say(sentences.say("terminal.no_notes", file=finished.folder / NOTES))
    if not finished.has_briefing:
        say(sentences.say("terminal.no_briefing", client=finished.domain))


def _why_others(others: "Others", sentences: "Sentences") -> str:
    """Which notes count in place of the file that was given, and why."""
    from precall.memory.recall import DEBRIEF

    name, given = others.name, others.given
    other = sentences.say("terminal.the_debrief") if name == DEBRIEF else name
    key = "empty_notes" if others.given_is_empty else "newer_debrief" if name == DEBRIEF else "newer_notes"
    return sentences.say(f"terminal.{key}", file=given, other=other)
