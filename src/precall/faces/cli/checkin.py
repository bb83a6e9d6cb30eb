"""`precall checkin`: a short mail with a true reason to write, or none."""

from typing import Any

import click

from precall.faces.cli import say
from precall.faces.cli.options import app_with, mail_language_option, out_option


@click.command(name="checkin")
@click.argument("address", metavar="ADDRESS")
@click.option("--with", "with_name", default="", metavar="NAME", help="Whom to greet.  [default: as before]")
@click.option(
    "--to", default="", metavar="ADDRESS", help="Whom the mail goes to; never guessed.  [default: as before]"
)
@click.option("--anyway", is_flag=True, help="Also where they heard from you within the last week.")
@mail_language_option()
@out_option()
@click.option("--json", "as_json", is_flag=True, help="Print the draft as JSON.")
def command(
    address: str,
    with_name: str,
    to: str,
    anyway: bool,
    mail_language: str | None,
    as_json: bool,
    **flags: Any,
) -> int:
    """Draft a short mail built on a true change on their site, on a note of your shelf that fits, or on their own goal.

    With none of these there is no draft, and none for somebody who heard from you within the last seven days. What was sent once (precall sent) is not written about again.

    \b
    precall checkin acme.com --with Ann
    """
    from precall.faces.cli.printing import print_json, print_lines
    from precall.use import checkin

    app = app_with(flags)
    drafted = checkin.checkin(app, checkin.Request(address, with_name, to, anyway, mail_language or ""))
    found = drafted.found
    if found is None:
        print_json({"client": drafted.client.key, "mail": None}) if as_json else print_lines(drafted.why_not)
        return 0
    if drafted.mails and (told := drafted.mails.told(app)):
        say(told)
    if drafted.earlier_to:
        say(app.sentences.say("terminal.earlier_to", address=drafted.earlier_to))
    if as_json:
        proofs = [{"url": proof.url, "quote": proof.quote, "where": proof.where} for proof in found.evidence]
        data = {"client": drafted.client.key, "why": found.why, "subject": found.subject, "body": found.body}
        print_json({**data, "evidence": proofs, "mail": str(drafted.mail)})
    else:
        print_lines(f"{app.sentences.say('checkin_draft.file_why')} {found.why}", *found.body.splitlines())
        click.echo(str(drafted.mail))
    return 0
