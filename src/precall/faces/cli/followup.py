"""`precall followup`: the mail after the call, finished from the caller's own notes."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from precall.faces.cli import say
from precall.faces.cli.options import app_with, moment, out_option

if TYPE_CHECKING:
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
@out_option()
@click.option(
    "--accept",
    is_flag=True,
    help="Take what lines without a prefix may be; for transcripts and summaries, too.",
)
@click.option("--explain", is_flag=True, help="Only show where each sentence comes from; write nothing.")
def command(
    address: str,
    notes: Path | None,
    to: str | None,
    with_name: str,
    when: str | None,
    accept: bool,
    explain: bool,
    **flags: Any,
) -> int:
    """Keep the call and finish the follow-up draft, from your notes.

    Lines of the notes count by their prefix: heard:, quote:, i promised:, they promised:, next:, goal:, personal:,
    private:, outcome:. Everything else stays out of the mail. A transcript or a summary of Fathom, Granola, Otter, Zoom,
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
    request = followup.Request(address, notes, with_name, at, to, accept=accept)
    finished = followup.followup(app, accepting.asked(app, request), write=not explain)
    if finished.others:
        say(_why_others(finished.others))
    if explain:
        click.echo(finished.files.explanation, nl=False)
        return 0
    click.echo(finished.files.markdown, nl=False)
    _tell(finished)
    if finished.proposed:
        say(app.sentences.count("draft.notice_proposed", finished.proposed))
    if finished.kept and finished.kept.is_new:
        print_lines(*kept_call.lines(finished.kept, app.sentences, app.settings.caller.timezone))
    click.echo(str(finished.mail))
    return 0


def _tell(finished: "Result") -> None:
    if finished.not_kept:
        say(f"the call is not kept: {finished.not_kept}")
    if finished.invitation:
        say(f"{finished.invitation} invites them to the next appointment; attach it to the mail")
    if finished.earlier_recipient:
        say(f"goes to {finished.earlier_recipient}, as you said in an earlier run; another address with --to")
    if not finished.notes:
        say(f"there are no notes yet; write them into {finished.folder / NOTES} and run this again")
    if not finished.has_briefing:
        say(f"there is no briefing of {finished.domain} yet, so names are spelled as you noted them")


def _why_others(others: "Others") -> str:
    """Which notes count in place of the file that was given, and why."""
    from precall.memory.recall import DEBRIEF

    name, given = others.name, others.given
    which = "what you told in the debrief" if name == DEBRIEF else name
    if others.given_is_empty:
        return f"there is nothing in {given} yet, so {which} counts"
    if name == DEBRIEF:
        return f"{which} is newer than {given} and counts; to use {given}, give it to precall debrief"
    return f"{which} was written after {given} and counts; to use {given}, empty the other one"
