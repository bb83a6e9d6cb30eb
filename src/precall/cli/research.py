"""`precall research`: addresses in, briefings out."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from precall.cli.options import app_with, moment, out_option

if TYPE_CHECKING:
    from precall.app import App
    from precall.cli.progress import Reporter
    from precall.model.call import Call
    from precall.net.snapshots import SnapshotStore
    from precall.net.visitor import Mode
    from precall.prepare import Prepared
    from precall.reading import PageReader
    from precall.site.address import Address

_MANY = 20


@click.command(name="research", short_help="Read a client's site and write the briefing.")
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS...")
@click.option(
    "--for", "playbook", metavar="PLAYBOOK", help="coach, sales, or a playbook of yours.  [default: coach]"
)
@click.option("--with", "with_name", metavar="NAME", default="", help="Whom you will speak to.")
@click.option("--when", metavar="TIME", help="When the call is: 2026-12-01T10:00.")
@click.option("--context", metavar="TEXT", default="", help="What they wrote when booking.")
@click.option("--context-file", type=click.File(encoding="utf-8"), help="The same, from a file.")
@out_option()
@click.option("--offer", metavar="FILE", help="Your offer.toml, for --for sales.")
@click.option("--pages", type=int, metavar="N", help="How many pages to read at most.  [default: 12]")
@click.option("--delay", type=float, metavar="S", help="Seconds between two requests.  [default: 0]")
@click.option("--offline", "mode", flag_value="offline", help="Use kept pages only.")
@click.option("--refresh", "mode", flag_value="refresh", help="Ask for every page again.")
@click.option(
    "--allow-private", is_flag=True, default=None, help="Let your own network be read (your test sites)."
)
@click.option("--open", "open_it", is_flag=True, help="Open the briefing in the browser.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
@click.option("--quiet", "-q", is_flag=True, help="No progress and no summary; only the paths.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def command(addresses: tuple[str, ...], **options: Any) -> int:
    """Read a client's website and write a one-page briefing and a follow-up draft.

    ADDRESS is a domain, a URL or an e-mail address of the client.

    \b
    precall research acme.com
    precall research acme.com --with "Ann Lee" --when 2026-12-01T10:00
    precall research acme.com --for sales --offer offer.toml --open
    precall research acme.com --offline
    """
    from precall.reading import PageReader

    with PageReader() as reader:  # first, so that the child's imports overlap with ours
        import asyncio

        from precall.cli.progress import Reporter

        ask = _asked(addresses, options)
        with Reporter(quiet=ask.quiet) as reporter, ask.app.store() as store:
            return asyncio.run(_all(ask, store, reader, reporter))


@dataclass(frozen=True)
class Asked:
    """What the command line asks for, checked."""

    app: "App"
    addresses: "tuple[Address, ...]"
    call: "Call"
    mode: "Mode"
    open_it: bool
    quiet: bool
    as_json: bool


def _asked(typed: Sequence[str], options: dict[str, Any]) -> Asked:
    from precall.model.call import Call

    names = ("out", "offer", "pages", "delay", "allow_private", "playbook")
    app = app_with({name: options[name] for name in names})
    addresses = _addresses(typed)
    if len(addresses) > _MANY and not options["yes"] and sys.stdin.isatty():
        click.confirm(f"Read {len(addresses)} websites?", abort=True)
    file = options["context_file"]
    context = str(file.read() if file else options["context"])
    when = moment(options["when"], app.settings.caller.timezone)
    call = Call(app.settings.playbook, options["with_name"], when, context.strip())
    quiet = options["quiet"] or options["as_json"]
    return Asked(
        app, addresses, call, options["mode"] or "fresh", options["open_it"], quiet, options["as_json"]
    )


def _addresses(typed: Sequence[str]) -> "tuple[Address, ...]":
    from precall.errors import AddressError
    from precall.site.address import parse_address

    found, wrong = [], []
    for text in typed:
        try:
            found.append(parse_address(text))
        except AddressError as error:
            wrong.append(str(error))
    if wrong:
        raise AddressError("\n         ".join(wrong))
    return tuple(found)


async def _all(ask: Asked, store: "SnapshotStore", reader: "PageReader", reporter: "Reporter") -> int:
    from precall.errors import Unresearched

    outcomes: list[dict[str, str]] = []
    for address in ask.addresses:
        try:
            folder = ask.app.out(address)
            outcomes.append(await prepare_one(ask, address, folder, store, reader, reporter))
        except Unresearched as error:
            reporter.tell(f"precall: {error}")
            outcomes.append({"address": address.typed, "status": "failed", "reason": str(error)})
    if ask.as_json:
        import json

        click.echo(json.dumps(outcomes, ensure_ascii=True, indent=2))
    return 1 if any(outcome["status"] == "failed" for outcome in outcomes) else 0


async def prepare_one(
    ask: Asked,
    address: "Address",
    folder: Path,
    store: "SnapshotStore",
    reader: "PageReader",
    reporter: "Reporter",
) -> dict[str, str]:
    """Researches one client, writes its folder, shows the summary, and gives the outcome as `--json` prints it."""
    found = await ask.app.find_out(
        address, store=store, reader=reader, mode=ask.mode, progress=reporter.reading
    )
    prepared = ask.app.prepare(found, ask.call, folder)
    _write(folder, prepared)
    place = folder / "briefing.html"
    if not ask.quiet:
        _show(prepared, ask.app)
    if not ask.as_json:
        click.echo(str(place))
    if ask.open_it:
        click.launch(place.resolve().as_uri())
    return {
        "address": address.typed,
        "status": "flagged" if found.subject.flag else "done",
        "reason": found.subject.flag,
        "briefing": str(place),
    }


def _write(folder: Path, prepared: "Prepared") -> None:
    from precall.outputs import write_all
    from precall.prepare import REPLACED
    from precall.render.follow_up_files import NOTES

    notes = {} if (folder / NOTES).exists() else {NOTES: prepared.notes}
    write_all(folder, {**prepared.files, **notes}, replaces=REPLACED)


def _show(prepared: "Prepared", app: "App") -> None:
    from precall.render.terminal import print_briefing

    print_briefing(prepared.view, app.environment.sentences, sys.stdout)
