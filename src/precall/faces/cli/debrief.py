"""`precall debrief`: after the call, what was heard and promised is kept, and the follow-up draft finished."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from precall.faces.cli import say
from precall.faces.cli.options import app_with, mail_language_option, moment, out_option

if TYPE_CHECKING:
    from precall.model.followup import Notes
    from precall.sentences import Sentences
    from precall.use.keep_call import Kept

_REPEATED = ("heard", "i promised", "they promised")
_ASKED = (
    "with", "heard", "quote", "i promised", "they promised", "next", "goal", "personal", "private", "better", "to",
)  # fmt: skip


@click.command(name="debrief")
@click.argument("address", metavar="ADDRESS")
@click.option(
    "--notes",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="Your notes; - reads them from standard input.  [default: notes.md in the client's folder]",
)
@click.option("--when", metavar="TIME", help="When the call was.  [default: the planned call, or now]")
@click.option("--with", "with_name", metavar="NAME", default="", help="Whom you spoke to.")
@click.option("--to", metavar="ADDRESS", help="Whom the mail goes to; never guessed.  [default: as before]")
@click.option(
    "--accept",
    is_flag=True,
    help="Take what lines without a prefix may be; for transcripts and summaries, too.",
)
@click.option("--landed", multiple=True, type=int, metavar="N", help="The number of a question that landed.")
@click.option("--another", is_flag=True, help="A further call on the same day, not the same one told better.")
@mail_language_option()
@out_option()
@click.option("--json", "as_json", is_flag=True, help="Print what was kept as JSON.")
def command(address: str, **options: Any) -> int:
    """After a call: keep what you heard and what each of you promised, and finish the follow-up draft.

    On a terminal it asks for the few things that matter; otherwise it reads your notes, and does what precall followup
    does with them. Two minutes, and nothing of it leaves this computer. Told again with other notes, the call is
    corrected.

    \b
    precall debrief acme.com
    precall debrief acme.com --notes call.txt --with "Ann Lee"
    """
    from precall import client_folder
    from precall.faces.cli import accepting, kept_call
    from precall.faces.cli.printing import print_lines
    from precall.use import followup

    app = app_with({"out": options["out"]})
    app.refuse_never(address)
    folder = app.folder_of(address)
    asks = options["notes"] is None and not client_folder.notes_in(folder) and sys.stdin.isatty()
    given = {"with": options["with_name"], "to": options["to"]}
    notes = _answers(app.sentences, given) if asks else _notes(folder, options["notes"])
    landed = (*options["landed"], *(_asked_landed(app.sentences, folder) if asks else ()))
    request = followup.Request(
        address,
        with_name=options["with_name"],
        when=moment(options["when"], app, past=True),
        to=options["to"],
        told=notes,
        landed=followup.reasons_of(app, address, landed),
        another=options["another"],
        must_keep=True,
        accept=options["accept"],
        mail_language=options["mail_language"] or "",
    )
    ended = followup.followup(app, request if asks else accepting.asked(app, request))
    assert ended.kept is not None
    if options["as_json"]:
        _print_json(ended.kept, ended.mail)
        return 0
    if told := ended.mails.told(app):
        say(told)
    if sys.stdin.isatty():
        click.echo(ended.files.markdown, nl=False)
    for line in kept_call.notices(ended, app):
        say(line)
    print_lines(*kept_call.lines(ended.kept, app.sentences, app.settings.caller.timezone))
    click.echo(str(ended.mail))
    return 0


def _notes(folder: Path, file: Path | None) -> "Notes":
    """The notes in the file named, or in the client's folder."""
    from precall import client_folder
    from precall.render.follow_up_files import NOTES

    return client_folder.notes_at(
        file or folder / NOTES, "Give a file with --notes, or answer on a terminal."
    )


def _answers(sentences: "Sentences", given: Mapping[str, str | None]) -> "Notes":
    """The answers on the terminal, as notes, to all but what was `given`; which of them the mail shows is said with each question."""
    from precall.compose.notes import parse_notes
    from precall.faces.cli.printing import print_lines

    print_lines(sentences.say("debrief.ask_how"))
    lines = []
    for prefix in (one for one in _ASKED if not given.get(one)):
        key = f"debrief.ask_{prefix.replace(' ', '_')}"
        while answer := _asked(sentences, key, prefix):
            lines.append(f"{prefix}: {answer}")
            if prefix not in _REPEATED:
                break
    return parse_notes("\n".join(lines), sentences.say("debrief.answers"))


def _asked(sentences: "Sentences", key: str, prefix: str) -> str:
    """One answer; an address that is none is asked for again, with what is wrong with it."""
    from precall.compose.recipient import recipients
    from precall.errors import UsageError

    while True:
        said = click.prompt(sentences.say(key), default="", show_default=False, prompt_suffix=" ")
        answer = str(said).strip()
        if prefix != "to" or not answer:
            return answer
        try:
            recipients(answer)
        except UsageError as problem:
            click.echo(sentences.reason(str(problem)), err=True)
        else:
            return answer


def _asked_landed(sentences: "Sentences", folder: Path) -> tuple[int, ...]:
    """The number of the question that landed, where the last briefing had any."""
    from precall import client_folder
    from precall.faces.cli.printing import print_lines

    dossier = client_folder.dossier_in(folder)
    if dossier is None or not dossier.questions:
        return ()
    print_lines(*(f"  {number} {asked.text}" for number, asked in enumerate(dossier.questions, 1)))
    answer = click.prompt(
        sentences.say("debrief.ask_landed"), default=0, show_default=False, prompt_suffix=" ", type=int
    )
    return (answer,) if answer else ()


def _print_json(kept: "Kept", mail: Path) -> None:
    from precall.faces.cli.printing import print_json, promise_data
    from precall.memory.times import written

    print_json(
        {
            "client": kept.client.key,
            "call": kept.call.id,
            "at": written(kept.call.at),
            "promises": [promise_data(one) for one in kept.promises],
            "follow_up": str(mail),
        }
    )
