"""`precall batch`: a list of prospects in, a folder for each and one table of all out."""

import contextlib
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from precall.cli import say
from precall.cli.options import app_with

if TYPE_CHECKING:
    from precall.app import App
    from precall.batch.checkpoint import Checkpoint
    from precall.batch.job import Job, Task
    from precall.batch.prospects import ProspectList
    from precall.cli.batch_progress import BatchProgress
    from precall.page_nursery import Nursery

_SETTINGS = ("out", "offer", "pages", "delay", "allow_private", "playbook")
_INTERRUPTED = 130
_SOON_WRITTEN = 50_000  # rows whose tables take a second or two


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
@click.option("--criteria", metavar="FILE", help="Your criteria.toml: what a good prospect is.")
@click.option("--offer", metavar="FILE", help="Your offer.toml.")
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
    "--pages", type=int, metavar="N", help="How many pages of a site to read at most.  [default: 12]"
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
    from precall.batch.alone import alone_in
    from precall.batch.checkpoint import Checkpoint
    from precall.batch.prospects import open_list
    from precall.batch.sheet import open_sheet

    with contextlib.ExitStack() as open_things:
        nursery = _nursery(options["engine_name"], open_things)
        ask = _asked(options, nursery)
        sheet = open_things.enter_context(open_sheet(file))
        found = open_list(sheet, column=ask.options["column"], timezone=ask.timezone)
        _report_bad(found, skip=options["skip_bad"])
        checkpoint = open_things.enter_context(Checkpoint(ask.state_folder))
        open_things.enter_context(alone_in(ask.state_folder))
        rows, clients = _take(checkpoint, found)
        _report_other_measure(ask, checkpoint)
        if options["retry_failed"]:
            checkpoint.retry()
        return _go(ask, checkpoint, rows, clients)


@dataclass(frozen=True)
class Asked:
    """What the command line asks for, checked."""

    app: "App"
    job: "Job"
    options: dict[str, Any]
    workers: int
    nursery: "Nursery | None"

    @property
    def timezone(self) -> str:
        """The caller's time zone."""
        return self.app.settings.caller.timezone

    @property
    def state_folder(self) -> Path:
        """Where the checkpoint and the tables are: the results' folder, or one of ours where that is a URL."""
        from precall.batch.shelf import is_url, state_of
        from precall.folders import at_home

        return state_of(self.job.out) if is_url(self.job.out) else at_home(self.job.out)


def _nursery(engine: str, open_things: contextlib.ExitStack) -> "Nursery | None":
    """Where the workers will get their page readers, begun at once: it loads while the list is read."""
    from precall.page_nursery import IS_POSSIBLE, Nursery

    return open_things.enter_context(Nursery()) if IS_POSSIBLE and engine == "local" else None


def _asked(options: dict[str, Any], nursery: "Nursery | None") -> Asked:
    from precall.batch import criteria
    from precall.batch.job import Job
    from precall.model.call import Call

    app = app_with({name: options[name] for name in _SETTINGS})
    wanted = criteria.load(Path(options["criteria"])) if options["criteria"] else ()
    app.check(Call(app.settings.playbook))
    if options["mode"] != "offline":
        _check_way_out(app.environ)
    told = replace(app.settings, database_url="")  # a worker may be another's machine, and has no memory
    job = Job(
        told,
        app.settings.out,
        wanted,
        options["brief"],
        options["personal"],
        options["mode"] or "fresh",
        app.left_alone,
    )
    return Asked(app, job, options, options["jobs"] or _cores(), nursery)


def _check_way_out(environ: Mapping[str, str]) -> None:
    """Raises SettingsError for a proxy or certificates that cannot be used: every client would fail for them."""
    from precall.net.proxies import Proxies

    Proxies.of(environ)
    if environ.get("SSL_CERT_FILE") or environ.get("SSL_CERT_DIR"):
        from precall.net.pinning import tls_context

        tls_context()


def _cores() -> int:
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _report_bad(found: "ProspectList", *, skip: bool) -> None:
    """All bad rows together, before anything is asked for."""
    from precall.batch.prospects import bad_rows
    from precall.errors import UsageError

    number, lines = bad_rows(found)
    if number and not skip:
        raise UsageError(
            f"{number:,} of the rows mean no website. Mend them, or go on without them with --skip-bad:\n{lines}"
        )
    if number:
        say(f"left out {number:,} rows that mean no website:\n{lines}")


def _report_other_measure(ask: Asked, checkpoint: "Checkpoint") -> None:
    """Says so where clients are finished that were judged otherwise than this command asks for."""
    counts = checkpoint.counts()
    finished = counts.get("done", 0) + counts.get("flagged", 0)
    measure = repr((ask.app.settings.playbook, ask.job.criteria, ask.app.offer))
    before = checkpoint.noted("measure")
    if not before or not finished:
        checkpoint.note("measure", measure)
    elif before != measure:
        click.echo(
            f"{finished:,} clients were finished with other criteria, another offer or playbook, and stay as they are."
            " To judge them all anew, choose another folder with --out: pages that were kept today are not asked for again.",
            err=True,
        )


def _take(checkpoint: "Checkpoint", found: "ProspectList") -> tuple[int, int]:
    company = found.columns.company
    checkpoint.note("company", found.columns.header[company] if company is not None else "")
    return checkpoint.take(found, found.columns.header)


def _go(ask: Asked, checkpoint: "Checkpoint", rows: int, clients: int) -> int:
    """Says what is about to happen, asks on a terminal, and runs: a sample first where one is wanted."""
    from precall.batch.plan import Plan
    from precall.engine.local import PLACES_EACH

    waiting = checkpoint.counts().get("waiting", 0)
    sample = ask.options["sample"] if ask.options["sample"] and waiting > ask.options["sample"] else None
    plan = Plan(
        rows,
        clients,
        waiting,
        ask.app.settings.pages,
        ask.workers * PLACES_EACH,
        ask.workers,
        0.0 if ask.job.mode == "offline" else ask.app.settings.delay,
        ask.job.mode == "offline",
    )
    if not ask.options["quiet"]:
        click.echo(plan.told(), err=True)
    if not waiting:
        return _finish(ask, checkpoint, whole=True)
    if not sample:
        _confirm(ask, "Begin?")
        return _finish(ask, checkpoint, whole=_run(ask, checkpoint, waiting, None))
    whole = _run(ask, checkpoint, sample, sample)
    status = _finish(ask, checkpoint, whole=whole)
    if not whole or not (ask.options["yes"] or sys.stdin.isatty()):
        click.echo(f"that was a sample of {sample}; the same command without --sample goes on", err=True)
        return status
    _confirm(ask, f"Go on with the other {waiting - sample:,}?")
    return _finish(ask, checkpoint, whole=_run(ask, checkpoint, waiting - sample, None))


def _confirm(ask: Asked, question: str) -> None:
    if not ask.options["yes"] and sys.stdin.isatty():
        click.confirm(question, abort=True, err=True, default=True)


def _run(ask: Asked, checkpoint: "Checkpoint", target: int, at_most: int | None) -> bool:
    """Whether it came to its end."""
    import asyncio

    from precall.cli.batch_progress import BatchProgress

    with BatchProgress(checkpoint.counts(), target, quiet=ask.options["quiet"]) as progress:
        return asyncio.run(_research(ask, checkpoint, progress, at_most))


async def _research(
    ask: Asked, checkpoint: "Checkpoint", progress: "BatchProgress", at_most: int | None
) -> bool:
    from precall.batch.run import Run
    from precall.engine import engine

    chosen = engine(
        ask.options["engine_name"],
        ask.job,
        jobs=ask.workers,
        scheduler=ask.options["scheduler"],
        nursery=ask.nursery,
    )
    async with chosen:
        locate = _locator(ask)  # this and the next two while the workers start
        _note_place(ask)
        import precall.batch.tables  # noqa: F401 (what is needed at the end, loaded now)

        run = Run(chosen, checkpoint, locate, progress, refuse=_refusal(ask.app), at_most=at_most)
        with _signals(run.stop, progress):
            whole = await run.go()
    _report_faults(chosen.faults, progress)
    return whole


def _locator(ask: Asked) -> Callable[["Task"], Awaitable[str]]:
    """Tells the network address behind a client, so that the clients of one server can take turns."""
    from precall.net.neighbours import Neighbours
    from precall.site.address import parse_address

    neighbours = None if ask.job.mode == "offline" else Neighbours(ask.app.environ)

    async def locate(task: "Task") -> str:
        host = parse_address(task.typed).host
        if neighbours is None or ask.job.left_alone.covers(host):
            return ""
        return await neighbours.address_of(host)

    return locate


def _refusal(app: "App") -> Any:
    """Why a client is left alone: the caller asked to forget them for good."""
    from precall.errors import Unresearched

    def refuse(task: Any) -> str:
        try:
            app.refuse_never(task.typed)
        except Unresearched as error:
            return str(error)
        return ""

    return refuse


@contextlib.contextmanager
def _signals(stop: Any, progress: "BatchProgress") -> Iterator[None]:
    """Ctrl-C and SIGTERM let what is in hand finish; a second one ends at once."""
    import asyncio
    import signal

    loop = asyncio.get_running_loop()
    wanted = (signal.SIGINT, signal.SIGTERM)

    def ended() -> None:
        progress.tell("stopping: what is in hand has a few seconds to finish")
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


def _report_faults(faults: Sequence[str], progress: "BatchProgress") -> None:
    if not faults:
        return
    from precall.cli.bug_report import write_text

    place = write_text("\n\n".join(dict.fromkeys(faults)))
    progress.tell(f"{len(faults)} clients met a bug in precall and are marked failed; {place}")


def _note_place(ask: Asked) -> None:
    """Whoever is forgotten later is forgotten in this batch, too."""
    from precall.memory.forgetting import note_batch

    app = ask.app.with_memory(lambda line: click.echo(line, err=True))
    if app.remembers:
        note_batch(app.memory, ask.state_folder)


def _finish(ask: Asked, checkpoint: "Checkpoint", *, whole: bool) -> int:
    """Writes the tables and says how it went; a long list's tables have to wait where a run was stopped."""
    from precall.batch.tables import write_tables

    places = (
        ()
        if not whole and checkpoint.totals()[0] > _SOON_WRITTEN
        else write_tables(
            ask.state_folder,
            checkpoint,
            out=ask.job.out,
            criteria=[criterion.name for criterion in ask.job.criteria],
            delimiter=ask.options["delimiter"],
            environment=ask.app.environment,
            today=ask.app.now().astimezone(ask.app.zone).date(),
        )
    )
    counts = checkpoint.counts()
    if not ask.options["quiet"]:
        said = ", ".join(f"{number:,} {state}" for state in _STATES if (number := counts.get(state, 0)))
        click.echo(said or "nothing to do", err=True)
        for reason, number in checkpoint.reasons(5):
            click.echo(f"  {number:,} failed: {reason}", err=True)
    for place in places:
        click.echo(place)
    if not whole:
        click.echo("stopped; the same command goes on where this one ended", err=True)
        return _INTERRUPTED
    return 1 if counts.get("failed") else 0


_STATES = ("done", "flagged", "failed", "skipped", "waiting")
