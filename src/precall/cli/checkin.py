"""`precall checkin`: a short mail with a true reason to write, or none."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from precall.cli.options import app_with, out_option

if TYPE_CHECKING:
    from precall.app import App
    from precall.compose.checkin import CheckIn
    from precall.model.memory import Client

MAIL, MARKDOWN = "check-in.eml", "check-in.md"
_REST = timedelta(days=7)


@click.command(name="checkin")
@click.argument("address", metavar="ADDRESS")
@click.option("--with", "with_name", default="", metavar="NAME", help="Whom to greet.")
@click.option("--to", default="", metavar="ADDRESS", help="Whom the mail goes to; never guessed.")
@click.option("--anyway", is_flag=True, help="Also where they heard from you within the last week.")
@out_option()
@click.option("--json", "as_json", is_flag=True, help="Print the draft as JSON.")
def command(address: str, with_name: str, to: str, anyway: bool, as_json: bool, **flags: Any) -> int:
    """Draft a short mail built on a true change on their site, on a note of your shelf that fits, or on their own goal.

    With none of these there is no draft, and none for somebody who heard from you within the last seven days. What was sent once (precall sent) is not written about again.

    \b
    precall checkin acme.com --with Ann
    """
    from precall.cli.printing import print_json, print_lines
    from precall.memory import care, identity, looks

    app = app_with(flags)
    app.refuse_never(address)
    client = identity.needed(app.memory, address)
    soon = "" if anyway else _too_soon(app, client)
    found = None if soon else _found(app, client, with_name)
    if found is None:
        line = soon or app.sentences.say("checkin.none", client=client.shown, domain=client.key)
        print_json({"client": client.key, "mail": None}) if as_json else print_lines(line)
        return 0
    folder = app.folder_of(address)
    _write(app, folder, client, found, to)
    with app.memory.transaction():
        care.draft_check_in(app.memory, client, found.basis, app.now())
        looks.add_writing(app.memory, client, folder)
    if as_json:
        from precall.model.fact_data import named_evidence

        data = {"client": client.key, "why": found.why, "subject": found.subject, "body": found.body}
        print_json({**data, "evidence": named_evidence(found.evidence), "mail": str(folder / MAIL)})
    else:
        print_lines(f"{app.sentences.say('checkin.file_why')} {found.why}", *found.body.splitlines())
        click.echo(str(folder / MAIL))
    return 0


def _too_soon(app: "App", client: "Client") -> str:
    """Why it is too soon to write again; empty where it is not."""
    if client.touched_at is None or app.now() - client.touched_at >= _REST:
        return ""
    day = f"{client.touched_at.astimezone(app.zone):%Y-%m-%d}"
    return app.sentences.say("checkin.too_soon", client=client.shown, day=day, domain=client.key)


def _found(app: "App", client: "Client", with_name: str) -> "CheckIn | None":
    from precall.compose.checkin import check_in
    from precall.compose.spelling import in_greeting
    from precall.memory import calls, care, looks
    from precall.memory.recall import compared
    from precall.site.text import clean, shorten

    newest = looks.newest_look(app.memory, client)
    _, changes = compared(app.memory, client, newest) if newest else (None, ())
    return check_in(
        changes,
        care.gifts(app.memory),
        calls.details_of(app.memory, client),
        used=care.sent_bases(app.memory, client),
        caller=app.settings.caller,
        sentences=app.sentences,
        name=in_greeting(shorten(clean(with_name), 60)),
    )


def _write(app: "App", folder: Path, client: "Client", found: "CheckIn", to: str) -> None:
    from precall.compose.recipient import recipients
    from precall.outputs import write_all
    from precall.render.follow_up_files import fenced, sender
    from precall.render.mail import draft

    boxes = recipients(to) if to else ()
    title = app.sentences.say("checkin.file_title", client=client.key)
    why = "\n".join((found.why, *(f"{proof.url}  “{proof.quote}”" for proof in found.evidence)))
    shown = f"# {title}\n\n{fenced(found.body)}\n\n{app.sentences.say('checkin.file_why')}\n\n{fenced(why)}\n"
    mail = draft(found.subject, found.body, sender=sender(app.settings.caller), to=boxes)
    write_all(folder, {MARKDOWN: shown, MAIL: mail})
