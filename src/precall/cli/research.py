"""`precall research`: addresses in, briefings out."""

from typing import Any

import click


@click.command(name="research", short_help="Read a client's site and write the briefing.")
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS...")
@click.option("--out", metavar="DIR", help="Folder for the briefings.")
@click.option("--pages", type=int, help="How many pages to read at most.")
@click.option("--delay", type=float, help="Seconds between two requests.")
@click.option("--offline", "mode", flag_value="offline", help="Use kept pages only.")
@click.option("--refresh", "mode", flag_value="refresh", help="Ask for every page again.")
@click.option(
    "--allow-private", is_flag=True, default=None, help="Let addresses of your own network be read."
)
def command(addresses: tuple[str, ...], mode: str | None, **flags: Any) -> int:
    """Read a client's website and write a one-page briefing and a follow-up draft."""
    from precall.reading import PageReader

    with PageReader() as reader:
        return _run(addresses, mode or "fresh", flags, reader)


def _run(addresses: tuple[str, ...], mode: Any, flags: dict[str, Any], reader: Any) -> int:
    import asyncio
    import os
    from pathlib import Path

    from precall.app import App
    from precall.model.dossier import Dossier
    from precall.outputs import write_all
    from precall.render.dossier_json import dossier_to_json
    from precall.settings import load
    from precall.site.address import parse_address

    app = App(load(flags, folder=Path.cwd(), environ=os.environ).settings, os.environ)

    async def run() -> None:
        with app.store() as store:
            for typed in addresses:
                address = parse_address(typed)
                found = await app.find_out(address, store=store, reader=reader, mode=mode)
                dossier = Dossier(found.subject, found.pages, found.missed, found.facts)
                write_all(app.out(address), {"dossier.json": dossier_to_json(dossier)})
                click.echo(str(app.out(address) / "dossier.json"))

    asyncio.run(run())
    return 0
