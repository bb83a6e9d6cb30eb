"""`precall debrief`: after the call, what was heard and promised is kept, and the follow-up draft finished."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from precall.cli.options import app_with, moment, out_option

if TYPE_CHECKING:
    from precall.app import App
    from precall.model.dossier import Dossier
    from precall.model.followup import Notes
    from precall.model.memory import Client, KeptCall, KeptPromise
    from precall.sentences import Sentences

_REPEATED = ("heard", "i promised", "they promised")
_ONCE = ("next", "personal", "goal", "better")


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
@click.option("--landed", multiple=True, type=int, metavar="N", help="The number of a question that landed.")
@click.option("--another", is_flag=True, help="A further call on the same day, not the same one told better.")
@out_option()
@click.option("--json", "as_json", is_flag=True, help="Print what was kept as JSON.")
def command(address: str, **options: Any) -> int:
    """After a call: keep what you heard and what each of you promised, and finish the follow-up draft.

    On a terminal it asks for the few things that matter; otherwise it reads your notes. Two minutes, and nothing of it
    leaves this computer. Told again on the same day with other notes, the call is corrected.

    \b
    precall debrief acme.com
    precall debrief acme.com --notes call.txt --with "Ann Lee"
    """
    from precall.cli.printing import print_lines
    from precall.memory import calls

    app = app_with({"out": options["out"]})
    app.refuse_never(address)
    folder = app.folder_of(address)
    dossier = app.dossier_in(folder)
    asks = options["notes"] is None and not app.notes_in(folder) and sys.stdin.isatty()
    text, notes = _answers(app.sentences) if asks else _notes(app, folder, options["notes"])
    landed = (*options["landed"], *(_asked_landed(app.sentences, dossier) if asks else ()))
    client, call, is_new = _keep(app, address, folder, text, notes, _reasons(landed, dossier), options)
    mail = _finish_draft(app, client, notes, folder, call.at, options)
    promises = calls.promises_in(app.memory, call.id)
    if options["as_json"]:
        _print_json(client, call, promises, mail)
        return 0
    timezone = app.settings.caller.timezone
    print_lines(*_kept(client, call.at, promises, app.sentences, timezone, is_new=is_new))
    click.echo(str(mail))
    return 0


def _keep(
    app: "App",
    address: str,
    folder: Path,
    text: str,
    notes: "Notes",
    landed: Sequence[str],
    options: dict[str, Any],
) -> "tuple[Client, KeptCall, bool]":
    """The client and the call, kept all at once or not at all, and whether anything was new."""
    from precall.compose.debrief import told_in
    from precall.memory import calls, identity, looks
    from precall.model.memory import Person

    memory, now, timezone = app.memory, app.now(), app.settings.caller.timezone
    with memory.transaction():
        client = identity.ensured(memory, address, now)
        at = moment(options["when"], timezone) or looks.planned_before(memory, client, now) or now
        told = told_in(
            notes,
            text,
            at=at,
            now=now,
            timezone=timezone,
            languages=tuple(dict.fromkeys(("en", app.settings.language))),
            with_name=options["with_name"],
            file_sha=app.notes_sha(folder),
            landed=landed,
        )
        number, is_new = calls.keep_call(memory, client, told, another=options["another"])
        identity.add_person(memory, client.id, Person(options["with_name"]))
        _add_mailboxes(app, client, notes, options["to"] or "")
        looks.add_writing(memory, client, folder)
        return client, calls.call(memory, number), is_new


def _notes(app: "App", folder: Path, file: Path | None) -> tuple[str, "Notes"]:
    """The notes as text and read, from the file named or from the client's folder."""
    from precall.compose.notes import LARGEST, read_notes
    from precall.input_file import bytes_in, decoded, name_of
    from precall.render.follow_up_files import NOTES

    path = file or folder / NOTES
    name, advice = name_of(path), "Give a file with --notes, or answer on a terminal."
    data = bytes_in(path, most=LARGEST, called=f"the notes {name}", advice=advice)
    notes = read_notes(data, name)
    return decoded(data, name), _not_empty(notes, name)


def _not_empty(notes: "Notes", name: str) -> "Notes":
    from precall.errors import NotesError

    if not notes:
        raise NotesError(
            f"there is nothing in {name} yet. Write a line such as: heard: we want our Sundays back"
        )
    return notes


def _answers(sentences: "Sentences") -> tuple[str, "Notes"]:
    """The answers given on the terminal, as notes."""
    from precall.compose.notes import parse_notes

    lines = []
    for prefix in (*_REPEATED, *_ONCE):
        prompt = sentences.say(f"debrief.ask_{prefix.replace(' ', '_')}")
        while answer := click.prompt(prompt, default="", show_default=False, prompt_suffix=" ").strip():
            lines.append(f"{prefix}: {answer}")
            if prefix in _ONCE:
                break
    text = "\n".join(lines)
    return text, _not_empty(parse_notes(text, "debrief"), "your answers")


def _asked_landed(sentences: "Sentences", dossier: "Dossier | None") -> tuple[int, ...]:
    """The number of the question that landed, where the last briefing had any."""
    from precall.cli.printing import print_lines

    if dossier is None or not dossier.questions:
        return ()
    print_lines(*(f"  {number} {asked.text}" for number, asked in enumerate(dossier.questions, 1)))
    answer = click.prompt(
        sentences.say("debrief.ask_landed"), default=0, show_default=False, prompt_suffix=" ", type=int
    )
    return (answer,) if answer else ()


def _reasons(numbers: tuple[int, ...], dossier: "Dossier | None") -> list[str]:
    """Why the questions of these numbers were asked; that is what lands."""
    questions = dossier.questions if dossier else ()
    wrong = [number for number in numbers if not 1 <= number <= len(questions)]
    if wrong:
        raise click.BadParameter(
            f"there is no question {wrong[0]}; the last briefing has {len(questions)}", param_hint="--landed"
        )
    return [questions[number - 1].because for number in numbers]


def _add_mailboxes(app: "App", client: "Client", notes: "Notes", to: str) -> None:
    """The addresses that the caller writes to belong to this client from now on."""
    from precall.compose.recipient import recipients
    from precall.errors import UsageError
    from precall.memory.identity import add_alias, add_person
    from precall.model.memory import Person

    for line in filter(None, (to, *(note.text for note in notes.of("to")))):
        try:
            boxes = recipients(line)
        except UsageError:
            continue  # the follow-up says what is wrong with it
        for box in boxes:
            add_alias(app.memory, client.id, box.address)
            add_person(app.memory, client.id, Person(box.name, box.address))


def _finish_draft(
    app: "App", client: "Client", notes: "Notes", folder: Path, at: datetime, options: dict[str, Any]
) -> Path:
    from precall.model.call import Call
    from precall.outputs import write_all
    from precall.render.follow_up_files import MAIL, MARKDOWN, write_follow_up

    files = write_follow_up(
        client.key,
        notes,
        Call(with_name=options["with_name"], when=at),
        app.settings.caller,
        now=app.now(),
        environment=app.environment,
        dossier=app.dossier_in(folder),
        to=options["to"] or "",
        earlier_to=app.earlier_to(client.key, folder) if options["to"] is None else "",
    )
    if options["to"] is not None:
        app.keep_to(client.key, options["to"])
    write_all(folder, {MARKDOWN: files.markdown, MAIL: files.mail})
    return folder / MAIL


def _kept(
    client: "Client",
    at: datetime,
    promises: "tuple[KeptPromise, ...]",
    sentences: "Sentences",
    timezone: str,
    *,
    is_new: bool,
) -> list[str]:
    from precall.render.spoken_dates import spoken, zone

    day = spoken(at.astimezone(zone(timezone)).date().isoformat(), sentences)
    lines = [sentences.say(f"debrief.{'kept' if is_new else 'already'}", day=day, client=client.shown)]
    for kept in promises:
        date = kept.promise.by
        by = sentences.say("debrief.by", date=spoken(date.isoformat(), sentences)) if date else ""
        key = f"debrief.promised_{kept.promise.who}"
        lines.append(sentences.say(key, number=kept.id, text=kept.promise.text, by=by))
    return lines


def _print_json(client: "Client", call: "KeptCall", promises: "tuple[KeptPromise, ...]", mail: Path) -> None:
    from precall.cli.printing import print_json, promise_data
    from precall.memory.times import written

    print_json(
        {
            "client": client.key,
            "call": call.id,
            "at": written(call.at),
            "promises": [promise_data(kept) for kept in promises],
            "follow_up": str(mail),
        }
    )
