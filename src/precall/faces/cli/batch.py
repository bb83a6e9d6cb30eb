"""`precall batch`: a list of prospects in, a folder for each and one table of all out."""

import contextlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from precall.faces.cli import INTERRUPTED, say
from precall.faces.cli.asking import ask_to_go_on
from precall.faces.cli.options import app_with, drafts_language_option

if TYPE_CHECKING:
    from precall.batch.plan import Plan
    from precall.faces.cli.batch_progress import BatchProgress
    from precall.sentences import Sentences
    from precall.use.batch import Batch, Request, Taken

_SETTINGS = ("out", "offer", "pages", "delay", "allow_private", "playbook", "mail_language")


def _one_mark(_: click.Context, __: click.Parameter, value: str) -> str:
    mark = value.replace("\\t", "\t")
    if len(mark) != 1 or mark in '"\r\n':
        raise click.BadParameter(f"{value!r} is not one character that can divide columns, such as ; or \\t")
    return mark


@click.command(name="batch")
@click.argument("file", metavar="FILE")
@click.option("--out", metavar="DIR", required=True, help="Folder for the results, or an fsspec URL.")
@click.option(
    "--for", "playbook", metavar="PLAYBOOK", help="coach, sales, or a playbook of yours.  [default: coach]"
)
@click.option(
    "--column",
    metavar="NAME",
    default="",
    help="The column of the addresses, where it is not found by itself.",
)
@click.option(
    "--skip-bad", is_flag=True, help="Go on without the rows that mean no website; they are marked skipped."
)
@click.option(
    "--criteria",
    metavar="FILE",
    help="Your criteria.toml: what a good prospect is.  [default: the one among your templates]",
)
@click.option("--offer", metavar="FILE", help="Your offer.toml.")
@drafts_language_option()
@click.option(
    "--brief",
    type=click.Choice(["none", "top", "all"]),
    default="all",
    show_default=True,
    help="For whom briefings and drafts are written: top are those with a reason to write who meet at least as many criteria as they miss.",
)
@click.option("--sample", type=click.IntRange(1), metavar="N", help="Research N clients first, then ask.")
@click.option("--retry-failed", is_flag=True, help="Try again those that failed before.")
@click.option(
    "--with-personal-addresses",
    "personal",
    is_flag=True,
    help="Let people's own mailboxes stand in the results.",
)
@click.option(
    "--pages", type=int, metavar="N", help="How many pages of a site to read at most.  [default: 24]"
)
@click.option(
    "--delay", type=float, metavar="S", help="Seconds between two requests to a site.  [default: 0]"
)
@click.option("--offline", "mode", flag_value="offline", help="Use kept pages only.")
@click.option("--refresh", "mode", flag_value="refresh", help="Ask for every page again.")
@click.option(
    "--delimiter",
    metavar="MARK",
    default=",",
    show_default=True,
    callback=_one_mark,
    help="What divides the columns of results.csv.",
)
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Worker processes.  [default: one for each core]"
)
@click.option(
    "--engine", "engine_name", metavar="NAME", default="local", show_default=True, help="local or dask."
)
@click.option("--scheduler", metavar="URL", default="", help="A Dask scheduler, such as tcp://10.0.0.5:8786.")
@click.option(
    "--allow-private", is_flag=True, default=None, help="Let your own network be read (your test sites)."
)
@click.option("--yes", is_flag=True, help="Ask nothing.")
@click.option("--quiet", "-q", is_flag=True, help="No progress; only the paths of the results.")
def command(file: str, **options: Any) -> int:
    """Research every client in a list: CSV, a plain list of addresses, XLSX, or - for standard input.

    The same command goes on where it was stopped. Every row of the list stands in results.csv and results.jsonl;
    index.html shows them all.

    \b
    precall batch prospects.csv --out prospects
    precall batch prospects.csv --out prospects --criteria criteria.toml --for sales --offer offer.toml
    precall batch prospects.csv --out prospects --sample 5
    precall status prospects
    """
    from precall.use.batch import Batch

    app = app_with({name: options[name] for name in _SETTINGS})
    with Batch(app, _request(options)) as batch:
        if batch.without_memory:
            say(app.sentences.reason(batch.without_memory))
        taken = batch.take(file)
        _say_of(taken, app.sentences)
        return _go(batch, taken, options, app.sentences)


def _request(options: dict[str, Any]) -> "Request":
    from precall.use.batch import Request

    return Request(
        criteria=Path(options["criteria"]) if options["criteria"] else None,
        brief=options["brief"],
        personal=options["personal"],
        mode=options["mode"] or "fresh",
        engine=options["engine_name"],
        scheduler=options["scheduler"],
        workers=options["jobs"] or 0,
        column=options["column"],
        skip_bad=options["skip_bad"],
        retry_failed=options["retry_failed"],
        delimiter=options["delimiter"],
    )


def _say_of(taken: "Taken", sentences: "Sentences") -> None:
    """What was left out of the list, and who is finished already but was judged otherwise."""
    if taken.bad:
        say(sentences.count("batch.left_out", taken.bad))
        say(sentences.reason(taken.bad_told))
    if taken.judged_as_before:
        say(sentences.count("batch.criteria_before", taken.judged_as_before))
    if taken.judged_otherwise:
        click.echo(sentences.count("batch.judged_otherwise", taken.judged_otherwise), err=True)


def _go(batch: "Batch", taken: "Taken", options: dict[str, Any], sentences: "Sentences") -> int:
    """Says what is about to happen, asks on a terminal, and runs: a sample first where one is wanted."""
    waiting = batch.waiting
    sample = options["sample"] if options["sample"] and waiting > options["sample"] else None
    if not options["quiet"]:
        click.echo("\n".join(_planned(batch.plan(taken), sentences)), err=True)
    if not waiting:
        return _finish(batch, options, sentences, whole=True)
    if not sample:
        _confirm(options, sentences, sentences.say("batch.begin"))
        return _finish(batch, options, sentences, whole=_run(batch, options, sentences, waiting, None))
    whole = _run(batch, options, sentences, sample, sample)
    status = _finish(batch, options, sentences, whole=whole)
    if not whole or not (options["yes"] or sys.stdin.isatty()):
        click.echo(sentences.say("batch.sample", number=sample), err=True)
        return status
    rest = waiting - sample
    _confirm(options, sentences, sentences.count("batch.go_on", rest))
    return _finish(batch, options, sentences, whole=_run(batch, options, sentences, rest, None))


def _planned(plan: "Plan", sentences: "Sentences") -> Iterator[str]:
    """How much there is to do, and about how long it takes."""
    from precall.batch.plan import duration

    rows, clients = (
        sentences.count(f"batch.{what}", number)
        for what, number in (("rows", plan.rows), ("clients", plan.clients))
    )
    if done := plan.clients - plan.waiting:
        yield sentences.say("batch.plan_done", rows=rows, clients=clients, number=sentences.number(done))
    else:
        yield sentences.say("batch.plan", rows=rows, clients=clients)
    if plan.waiting:
        yield sentences.count(
            "batch.plan_ahead",
            plan.pages,
            number=sentences.number(plan.waiting),
            pages=plan.pages,
            requests=sentences.number(plan.requests),
            time=duration(plan.seconds),
        )


def _confirm(options: dict[str, Any], sentences: "Sentences", question: str) -> None:
    if not options["yes"] and sys.stdin.isatty():
        ask_to_go_on(sentences, question, default=True)


def _run(
    batch: "Batch", options: dict[str, Any], sentences: "Sentences", target: int, at_most: int | None
) -> bool:
    """Whether it came to its end."""
    import asyncio

    from precall.faces.cli.batch_progress import BatchProgress

    with BatchProgress(batch.counts, target, sentences, quiet=options["quiet"]) as progress:
        whole = asyncio.run(
            batch.research(
                progress,
                at_most,
                stoppable=lambda stop: _signals(stop, progress, sentences),
            )
        )
        if batch.faults:
            _report_faults(batch.faults, progress, sentences)
    return whole


@contextlib.contextmanager
def _signals(stop: Any, progress: "BatchProgress", sentences: "Sentences") -> Iterator[None]:
    """Ctrl-C and SIGTERM let what is in hand finish; a second one ends at once."""
    import asyncio
    import signal

    loop = asyncio.get_running_loop()
    wanted = (signal.SIGINT, signal.SIGTERM)

    def ended() -> None:
        progress.tell(sentences.say("batch.stopping"))
        stop()
        for name in wanted:
            loop.remove_signal_handler(name)

    try:
        for name in wanted:
            loop.add_signal_handler(name, ended)
    except NotImplementedError:  # Windows: Ctrl-C raises KeyboardInterrupt, and the checkpoint holds
        pass
    try:
        yield
    finally:
        with contextlib.suppress(NotImplementedError):
            for name in wanted:
                loop.remove_signal_handler(name)


def _report_faults(faults: Sequence[str], progress: "BatchProgress", sentences: "Sentences") -> None:
    from precall.faces.cli.bug_report import write_text

    place = write_text("\n\n".join(faults))
    progress.tell(sentences.say("batch.faults", place=sentences.reason(place)))


def _finish(batch: "Batch", options: dict[str, Any], sentences: "Sentences", *, whole: bool) -> int:
    """Says how it went and where the tables are."""
    from precall.use.batch import states_of

    result = batch.finish(whole=whole)
    if not options["quiet"]:
        said = ", ".join(
            sentences.count(f"batch.state_{state}", number) for state, number in states_of(result.counts)
        )
        click.echo(said or sentences.say("batch.nothing"), err=True)
        for reason, number in result.reasons:
            failed = sentences.say("batch.failed", reason=sentences.reason(reason))
            click.echo(f"  {sentences.number(number)} {failed}", err=True)
    for place in result.places:
        click.echo(place)
    if not whole:
        click.echo(sentences.say("batch.stopped"), err=True)
        return INTERRUPTED
    return 1 if result.counts.get("failed") else 0
