"""`precall doctor`: is everything in place here for a call to be prepared?"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from precall.faces.cli.options import app_with, shipped_sentences, words_of

if TYPE_CHECKING:
    from precall.sentences import Sentences
    from precall.use.checkup import Finding


@click.command(name="doctor")
@click.argument("address", required=False, metavar="[ADDRESS]")
def command(address: str | None) -> int:
    """Check what precall needs, a line for each thing, with what to do where something is not ok.

    Nothing is sent to anybody, unless you give the ADDRESS of a site: then its robots.txt is asked for. Ends with
    status 1 if something is not ok.

    \b
    precall doctor
    precall doctor acme.com
    """
    import asyncio

    from precall.errors import UsageError
    from precall.settings import language_in_spite
    from precall.site.address import parse_address
    from precall.use.checkup import Finding, check_up, try_browser, try_site

    site = parse_address(address) if address else None
    try:
        app = app_with({})
    except UsageError as error:
        remedy = "The rest is looked at when they can be read"
        words = shipped_sentences(language_in_spite(Path.cwd(), os.environ))
        return int(_told(Finding("settings", str(error), remedy), words))
    words = words_of(app)
    unwell = sum(_told(finding, words) for finding in check_up(app))
    unwell += _told(asyncio.run(try_browser(app)), words)
    if site:
        unwell += _told(asyncio.run(try_site(app, site)), words)
    return 1 if unwell else 0


def _told(finding: "Finding", words: "Sentences") -> bool:
    """Prints a finding; whether it is not well."""
    from precall.render.escaping import terminal

    mark = words.say(f"doctor.{'not_ok' if finding.remedy else 'ok'}")
    said = f"{words.reason(finding.what)}{words.say('writing.colon')} {words.reason(finding.told)}"
    remedy = f". {words.reason(finding.remedy)}." if finding.remedy else ""
    click.echo(f"{mark:6}  {terminal(said)}{remedy}")
    return bool(finding.remedy)
