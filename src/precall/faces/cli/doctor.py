"""`precall doctor`: is everything in place here for a call to be prepared?"""

from typing import TYPE_CHECKING

import click

from precall.faces.cli.options import app_with

if TYPE_CHECKING:
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
    from precall.site.address import parse_address
    from precall.use.checkup import Finding, check_up, try_browser, try_site

    site = parse_address(address) if address else None
    try:
        app = app_with({})
    except UsageError as error:
        return int(_told(Finding("settings", str(error), "The rest is looked at when they can be read")))
    unwell = sum(_told(finding) for finding in check_up(app))
    unwell += _told(asyncio.run(try_browser(app)))
    if site:
        unwell += _told(asyncio.run(try_site(app, site)))
    return 1 if unwell else 0


def _told(finding: "Finding") -> bool:
    """Prints a finding; whether it is not well."""
    from precall.render.escaping import terminal

    mark = "not ok" if finding.remedy else "ok"
    said = terminal(f"{finding.what}: {finding.told}")
    click.echo(f"{mark:6}  {said}{f'. {finding.remedy}.' if finding.remedy else ''}")
    return bool(finding.remedy)
