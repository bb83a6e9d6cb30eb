"""`precall research`: addresses in, briefings out."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from precall.faces.cli import BAD_USAGE, BUG, say, with_way_on
from precall.faces.cli.asking import ask_to_go_on
from precall.faces.cli.options import app_with, mail_language_option, moment, out_option

if TYPE_CHECKING:
    from precall.app import App
    from precall.faces.cli.loop import Loop
    from precall.faces.cli.progress import Reporter
    from precall.model.call import Call
    from precall.model.memory import GivenKind
    from precall.net.visitor import Mode
    from precall.prepare import Prepared
    from precall.site.address import Address
    from precall.use.explorer import Explorer
    from precall.use.research import Result

_MANY = 20
_LARGEST_CONTEXT = 2 * 1024 * 1024  # bytes; a booking confirmation comes with pictures


@click.command(name="research")
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS...")
@click.option(
    "--for", "playbook", metavar="PLAYBOOK", help="coach, sales, or a playbook of yours.  [default: coach]"
)
@click.option("--with", "with_name", metavar="NAME", help="Whom you will speak to.")
@click.option("--when", metavar="TIME", help="When the call is: 2026-12-01T10:00, or Friday 15:00.")
@click.option(
    "--meeting",
    type=click.Choice(["first", "second", "checkin"]),
    help="Which call it is.  [default: as remembered]",
)
@click.option("--context", metavar="TEXT", help="What they wrote when booking.")
@click.option(
    "--context-file",
    metavar="FILE",
    help="The same, from a file (- for standard input): text, or a booking confirmation as .eml.",
)
@mail_language_option()
@out_option()
@click.option("--offer", metavar="FILE", help="Your offer.toml, for --for sales.")
@click.option("--pages", type=int, metavar="N", help="How many pages to read at most.  [default: 24]")
@click.option("--delay", type=float, metavar="S", help="Seconds between two requests.  [default: 0]")
@click.option("--offline", "mode", flag_value="offline", help="Use kept pages only.")
@click.option("--refresh", "mode", flag_value="refresh", help="Ask for every page again.")
@click.option(
    "--allow-private", is_flag=True, default=None, help="Let your own network be read (your test sites)."
)
@click.option("--open", "open_it", is_flag=True, help="Open the briefing in the browser.")
@click.option(
    "--sources",
    "with_sources",
    is_flag=True,
    help="Print the words of their site behind each line, with its page.",
)
@click.option("--yes", is_flag=True, help="Ask nothing.")
@click.option("--quiet", "-q", is_flag=True, help="No progress and no summary; only the paths.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def command(addresses: tuple[str, ...], **options: Any) -> int:
    """Read a client's website and write a one-page briefing and a follow-up draft.

    ADDRESS is a domain, a URL or an e-mail address of the client. Several are read one after the other; one that
    cannot be read does not stop the others. What you gave with --with, --when and --context counts again until the call
    is over; an empty one ("") takes it back.

    \b
    precall research acme.com
    precall research acme.com --with "Ann Lee" --when 2026-12-01T10:00
    precall research acme.com --for sales --offer offer.toml --open
    precall research acme.com --offline
    """
    from precall.faces.cli.loop import Loop
    from precall.faces.cli.progress import Reporter
    from precall.use.explorer import Explorer

    ask, failed = _asked(addresses, options)
    with Reporter(quiet=ask.quiet) as reporter:
        for outcome in failed:
            reporter.say(f"precall: {ask.app.sentences.reason(outcome.reason)}")
        with ask.app.store() as store, Explorer(store) as explorer, Loop() as loop:
            if ask.addresses:
                explorer.expect(ask.app, ask.addresses[0], mode=ask.mode)
            outcomes = (*failed, *_all(ask, Way(explorer, loop, reporter)))
    if ask.as_json:
        import json

        click.echo(json.dumps([outcome.as_data() for outcome in outcomes], indent=2))
    return _status(outcomes)


class Outcome(NamedTuple):
    """How it went for one address; `exit_status` is 0 where the briefing was written."""

    address: str
    reason: str = ""
    exit_status: int = 0
    briefing: str = ""
    first_mail: str = ""

    def as_data(self) -> dict[str, str]:
        """What `--json` prints of it."""
        status = "failed" if self.exit_status else "flagged" if self.reason else "done"
        return {
            "address": self.address,
            "status": status,
            "reason": self.reason,
            "briefing": self.briefing,
            "first_mail": self.first_mail,
        }


class Way(NamedTuple):
    """How sites are read and how the caller is told of it."""

    explorer: "Explorer"
    loop: "Loop"
    reporter: "Reporter"


class Asked(NamedTuple):
    """What the command line asks for, checked."""

    app: "App"
    addresses: "tuple[Address, ...]"
    call: "Call"
    mode: "Mode" = "fresh"
    open_it: bool = False
    quiet: bool = False
    as_json: bool = False
    with_sources: bool = False
    left_open: "frozenset[GivenKind]" = frozenset()
    mail_language: str = ""


def _asked(typed: Sequence[str], options: dict[str, Any]) -> tuple[Asked, list[Outcome]]:
    """What is asked for, and the addresses that are none. Raises what would stop every one of them."""
    from precall.model.call import Call
    from precall.use import preparing

    names = ("out", "offer", "pages", "delay", "allow_private", "playbook")
    app = app_with({name: options[name] for name in names})
    addresses, failed = _addresses(typed)
    if len(addresses) > _MANY and not options["yes"] and sys.stdin.isatty():
        ask_to_go_on(app.sentences, app.sentences.say("terminal.read_many", number=len(addresses)))
    when = moment(options["when"], app)
    call = Call(
        app.settings.playbook,
        options["with_name"] or "",
        when,
        _context(options, app),
        meeting=options["meeting"] or "",
    )
    quiet = options["quiet"] or options["as_json"]
    if addresses:
        preparing.check(app, call)
    ask = Asked(
        app,
        addresses,
        call,
        options["mode"] or "fresh",
        options["open_it"],
        quiet,
        options["as_json"],
        options["with_sources"],
        _left_open(options),
        options["mail_language"] or "",
    )
    return ask, failed


def _left_open(options: dict[str, Any]) -> "frozenset[GivenKind]":
    """What of the call was not given now, so that what was given before counts."""
    typed: dict[GivenKind, object] = {
        "with": options["with_name"],
        "when": options["when"],
        "context": options["context"] if options["context"] is not None else options["context_file"],
    }
    return frozenset(kind for kind, value in typed.items() if value is None)


def _context(options: dict[str, Any], app: "App") -> str:
    typed, file = options["context"], options["context_file"]
    if typed and file:
        raise click.UsageError("give --context or --context-file, not both")
    if not file:
        return (typed or "").strip()
    from precall.diary.confirmation import told_in
    from precall.input_file import name_of, text_in

    text = text_in(file, most=_LARGEST_CONTEXT)
    told = told_in(text)
    if text.strip() and not told:
        say(app.sentences.say("terminal.no_context", file=name_of(file)))
    return told


def _addresses(typed: Sequence[str]) -> "tuple[tuple[Address, ...], list[Outcome]]":
    """The websites that were meant, each once, and what cannot be one."""
    from precall.errors import AddressError
    from precall.site.address import parse_address

    found: dict[str, Address] = {}
    failed = []
    for text in typed:
        try:
            address = parse_address(text)
            found.setdefault(address.folder, address)
        except AddressError as error:
            failed.append(Outcome(text, str(error), error.exit_status))
    return tuple(found.values()), failed


def _all(ask: Asked, way: Way) -> list[Outcome]:
    from precall.errors import PrecallError, ReaderFault

    outcomes = []
    for address in ask.addresses:
        try:
            outcomes.append(prepare_one(ask, address, way))
        except PrecallError as error:
            way.reporter.say(f"precall: {with_way_on(error, ask.app.sentences.reason)}")
            outcomes.append(Outcome(address.typed, str(error), error.exit_status))
        except ReaderFault as fault:
            reason = f"{address.key}: {_reported(fault)}"
            way.reporter.say(f"precall: {ask.app.sentences.reason(reason)}")
            outcomes.append(Outcome(address.typed, reason, BUG))
    return outcomes


def _status(outcomes: Sequence[Outcome]) -> int:
    """3 where a bug was met; 2 where nothing could be tried, because of what was asked; 1 where any was not researched."""
    found = [outcome.exit_status for outcome in outcomes]
    if BUG in found:
        return BUG
    if all(status == BAD_USAGE for status in found):
        return BAD_USAGE
    return 1 if any(found) else 0


def _reported(fault: Exception) -> str:
    from precall.faces.cli.bug_report import write_report

    return f"a bug in precall; {write_report(fault)}"


def prepare_one(ask: Asked, address: "Address", way: Way) -> Outcome:
    """Researches one client, writes the folder and shows the summary."""
    from precall.use import research

    request = research.Request(
        address, ask.call, ask.mode, ask.left_open, by_hand=True, mail_language=ask.mail_language
    )
    tell = way.reporter.telling(address.key, ask.app.zone, ask.app.sentences)
    result = research.from_kept(ask.app, way.explorer, request, tell) or way.loop.run(
        research.research(ask.app, way.explorer, request, tell)
    )
    _present(ask, result)
    return _outcome(result)


def _outcome(result: "Result") -> Outcome:
    first_mail = str(result.first_mail or "")
    return Outcome(result.address, result.flag, briefing=str(result.briefing), first_mail=first_mail)


def _present(ask: Asked, result: "Result") -> None:
    """Shows the summary and, as the last line, where the briefing is; opens it where that was asked for."""
    if not ask.quiet:
        _summarise(result, ask.app)
        if (told := result.mails.told(ask.app)) and not _says_another(result, ask.app):
            say(told)
        _point_the_way(ask, result.folder)
    if ask.with_sources and not ask.as_json:
        from precall.render.terminal import source_lines

        click.echo("\n".join(source_lines(result.prepared.view, ask.app.sentences)))
    if not ask.as_json:
        click.echo(str(result.briefing))
    if ask.open_it:
        click.launch(result.briefing.resolve().as_uri())


def _says_another(result: "Result", app: "App") -> bool:
    """Whether the summary says that the first mail is in the language of the offer, as there is none in that of the mails."""
    return bool(result.prepared.judgement.first_touch) and not app.offer.in_language(result.mails.code)


def _summarise(result: "Result", app: "App") -> None:
    from precall.render.escaping import shown
    from precall.render.terminal import print_briefing

    judgement = result.prepared.judgement
    print_briefing(result.prepared.view, app.environment.sentences, sys.stdout)
    if judgement.first_touch:
        click.echo(shown(f"{result.first_mail}: {judgement.first_touch.reason.text}"))
    for line in (*judgement.remarks, judgement.no_mail):
        if line and not _is_shown(line, result.prepared):
            click.echo(shown(line))


def _point_the_way(ask: Asked, folder: Path) -> None:
    """Where the notes go, and, where one client was asked for, how to have the briefing opened."""
    from precall.render.escaping import terminal
    from precall.render.follow_up_files import NOTES

    say = ask.app.sentences.say
    click.echo(terminal(say("briefing.notes_place", path=folder / NOTES)))
    if not ask.open_it and len(ask.addresses) < 2:
        click.echo(say("briefing.how_to_open"))


def _is_shown(text: str, prepared: "Prepared") -> bool:
    """Whether page one says so already; it may have been cut there."""
    return any(line.text == text for section in prepared.view.first for line in section.lines)
