"""A list of prospects in, a folder for each and tables of all out; a run that was stopped goes on where it was."""

import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from precall import folders
from precall.batch.alone import alone_in
from precall.batch.checkpoint import Checkpoint
from precall.batch.job import STATES, Brief, Job, Outcome, State, Task
from precall.batch.plan import Plan
from precall.batch.prospects import bad_rows, open_list
from precall.batch.sheet import open_sheet
from precall.batch.shelf import is_url, state_of
from precall.compose import criterion
from precall.errors import BadRows, Unresearched
from precall.memory import outreach
from precall.model.call import Call
from precall.model.moment import iso_day
from precall.reading.nursery import IS_POSSIBLE, Nursery
from precall.use import preparing

if TYPE_CHECKING:
    from precall.app import App
    from precall.batch.prospects import ProspectList
    from precall.batch.run import Watcher
    from precall.net.visitor import Mode

Stop = Callable[[], None]
_SOON_WRITTEN = 50_000  # rows whose tables take a second or two


@dataclass(frozen=True, slots=True)
class Request:
    """How a list is researched. `workers` is 0 for one for each core; `criteria` may name a file of the caller's."""

    criteria: Path | None = None
    brief: Brief = "all"
    personal: bool = False
    mode: "Mode" = "fresh"
    engine: str = "local"
    scheduler: str = ""
    workers: int = 0
    column: str = ""
    skip_bad: bool = False
    retry_failed: bool = False
    delimiter: str = ","


@dataclass(frozen=True, slots=True)
class Taken:
    """What a list holds: its rows and clients, the rows that mean no website (as told), and finished clients who were judged otherwise.

    `judged_as_before` is how many criteria of an earlier run count, where this one names none.
    """

    rows: int
    clients: int
    bad: int = 0
    bad_told: str = ""
    judged_otherwise: int = 0
    judged_as_before: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """How far a batch is. `places` are the tables; there are none where a stopped run of a long list has yet to write them."""

    places: tuple[str, ...]
    counts: Mapping[str, int]
    reasons: tuple[tuple[str, int], ...]
    whole: bool


class Batch:
    """One run of a batch into the folder that the settings name. Use it as a context manager: take a list, then research.

    Raises UsageError for criteria, a list or a folder that cannot be used, StorageError where nothing can be written.
    """

    def __init__(self, app: "App", request: Request) -> None:
        self._app = app
        self._request = request
        self._open = ExitStack()
        # Where the workers will get their page readers, begun at once: it loads while the list is read.
        local = IS_POSSIBLE and request.engine == "local"
        self._nursery = self._open.enter_context(Nursery()) if local else None
        self.faults: tuple[str, ...] = ()
        self.without_memory = ""  # why the memory cannot be used, where that is so

    def __enter__(self) -> Self:
        request = self._request
        with ExitStack() as on_error:
            on_error.callback(self._open.close)
            self._app, self.without_memory = self._app.with_memory(must_know=True)
            app = self._app
            self._criteria, wanted = criterion.read(request.criteria) if request.criteria else ("", ())
            if not wanted and (own := _own_criteria(app)):
                wanted = criterion.load(own)
            preparing.check(app, Call(app.settings.playbook))
            if request.mode != "offline":
                _check_way_out(app.environ)
            settings = app.settings._replace(
                database_url=""
            )  # a worker may be another's machine, and has no memory
            self.job = Job(
                settings,
                app.settings.out,
                wanted,
                request.brief,
                request.personal,
                request.mode,
                app.left_alone,
                outreach.written_to(app.memory) if app.remembers else {},
            )
            on_error.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    @property
    def folder(self) -> Path:
        """Where the checkpoint and the tables are: the results' folder, or one of ours where that is a URL."""
        return state_of(self.job.out) if is_url(self.job.out) else folders.at_home(self.job.out)

    def take(self, file: str) -> Taken:
        """Takes the list in a file, or from standard input (`-`); bad rows are raised together, or left out."""
        zone = self._app.settings.caller.timezone
        sheet = self._open.enter_context(open_sheet(file, self._request.column))
        found = open_list(sheet, column=self._request.column, timezone=zone)
        bad, lines = self._bad_in(found)
        self._checkpoint = self._open.enter_context(Checkpoint(self.folder))
        self._open.enter_context(alone_in(self.folder))
        company = found.columns.company
        self._checkpoint.note("company", found.columns.header[company] if company is not None else "")
        rows, clients = self._checkpoint.take(found, found.columns.header)
        judged_as_before = self._judge_as_before()
        otherwise = self._judged_otherwise()
        if self._request.retry_failed:
            self._checkpoint.retry()
        return Taken(rows, clients, bad, lines, otherwise, judged_as_before)

    def plan(self, taken: Taken) -> Plan:
        """What is about to happen, and how long that may take."""
        from precall.batch.engines.local import PLACES_EACH

        settings, workers, offline = self._app.settings, self._workers, self.job.mode == "offline"
        delay = 0.0 if offline else settings.delay
        return Plan(
            taken.rows,
            taken.clients,
            self.waiting,
            settings.pages,
            workers * PLACES_EACH,
            workers,
            delay,
            offline,
        )

    @property
    def waiting(self) -> int:
        """How many clients are still to be researched."""
        return self._checkpoint.counts().get("waiting", 0)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many clients are in each state."""
        return self._checkpoint.counts()

    async def research(
        self,
        watcher: "Watcher",
        at_most: int | None = None,
        stoppable: Callable[[Stop], AbstractContextManager[None]] = lambda stop: nullcontext(),
    ) -> bool:
        """Researches the clients that wait; False where it was stopped before.

        `stoppable` is entered for as long as it runs, with what stops it.
        """
        from precall.batch.engines import engine
        from precall.batch.run import Run

        chosen = engine(
            self._request.engine,
            self.job,
            jobs=self._workers,
            scheduler=self._request.scheduler,
            nursery=self._nursery,
        )
        async with chosen:
            locate = self._locator()  # this and the next two while the workers start
            self._note_place()
            import precall.batch.tables  # noqa: F401 (what is needed at the end, loaded now)

            run = Run(
                chosen,
                self._checkpoint,
                locate,
                watcher,
                refuse=self._refusal,
                at_most=at_most,
                remember=self._remember,
            )
            with stoppable(run.stop):
                whole = await run.go()
        self.faults = tuple(dict.fromkeys(chosen.faults))
        return whole

    def finish(self, *, whole: bool) -> Result:
        """Writes the tables and says how it went; a long list's tables have to wait where a run was stopped."""
        checkpoint = self._checkpoint
        late = not whole and checkpoint.totals()[0] > _SOON_WRITTEN
        places = () if late else self._tables()
        return Result(places, checkpoint.counts(), tuple(checkpoint.reasons(5)), whole)

    def _tables(self) -> tuple[str, ...]:
        from precall.batch.tables import write_tables

        if self._app.remembers:
            sent = outreach.written_to(self._app.memory)
            zone = self._app.zone
            self._checkpoint.note_written({key: iso_day(at, zone) for key, at in sent.items()})
        return tuple(
            write_tables(
                self.folder,
                self._checkpoint,
                out=self.job.out,
                criteria=[criterion.name for criterion in self.job.criteria],
                delimiter=self._request.delimiter,
                environment=self._app.environment,
                today=self._app.now().astimezone(self._app.zone).date(),
            )
        )

    @property
    def _workers(self) -> int:
        return self._request.workers or _cores()

    def _bad_in(self, found: "ProspectList") -> tuple[int, str]:
        """How many rows mean no website, and the first of them as told; all together, before anything is asked for."""
        number, lines = bad_rows(found)
        if number and not self._request.skip_bad:
            raise BadRows(f"{number:,} of the rows mean no website. Mend them:\n{lines}")
        return number, lines

    def _judge_as_before(self) -> int:
        """How many criteria of an earlier run count again, as this one names no file; new clients are judged by them, too."""
        if self._criteria:
            self._checkpoint.note("criteria", self._criteria)
        elif before := self._checkpoint.noted("criteria"):
            self.job = replace(self.job, criteria=criterion.of_text(before))
            return len(self.job.criteria)
        return 0

    def _judged_otherwise(self) -> int:
        """How many finished clients were judged by other criteria, another offer or playbook than this run's."""
        counts = self._checkpoint.counts()
        finished = counts.get("done", 0) + counts.get("flagged", 0)
        measure = repr((self._app.settings.playbook, self.job.criteria, self._app.offer))
        before = self._checkpoint.noted("measure")
        if not before or not finished:
            self._checkpoint.note("measure", measure)
            return 0
        return finished if before != measure else 0

    def _locator(self) -> Callable[[Task], Awaitable[str]]:
        """Tells the network address behind a client, so that the clients of one server can take turns."""
        from precall.net.neighbours import Neighbours
        from precall.site.address import parse_address

        neighbours = None if self.job.mode == "offline" else Neighbours(self._app.environ)

        async def locate(task: Task) -> str:
            host = parse_address(task.typed).host
            if neighbours is None or self.job.left_alone.covers(host):
                return ""
            return await neighbours.address_of(host)

        return locate

    def _refusal(self, task: Task) -> str:
        """Why a client is left alone: the caller asked to forget them for good."""
        try:
            self._app.refuse_never(task.typed)
        except Unresearched as error:
            return str(error)
        return ""

    @cached_property
    def _drafted(self) -> frozenset[str]:
        """For whom a first mail waited when the run began."""
        return frozenset(kept.mail.key for kept in outreach.waiting(self._app.memory))

    @cached_property
    def _writes_first(self) -> bool:
        return self._app.playbook(self._app.settings.playbook).first_mail is not None

    def _remember(self, outcome: Outcome) -> None:
        """A first mail that was drafted waits to be sent; one for which there is no reason any more is let go of."""
        if not self._app.remembers or outcome.state != "done":
            return
        if outcome.outreach:
            outreach.note(self._app.memory, outcome.outreach, self._app.now())
        elif outcome.key in self._drafted and self._writes_first:
            outreach.withdraw(self._app.memory, [outcome.key])

    def _note_place(self) -> None:
        """Whoever is forgotten later is forgotten in this batch, too."""
        from precall.memory.forgetting import note_batch

        if self._app.remembers:
            note_batch(self._app.memory, self.folder)


def _own_criteria(app: "App") -> Path | None:
    """The criteria among the caller's own templates, where there are any."""
    own = app.own_templates and app.own_templates / criterion.FILE
    return own if own and own.is_file() else None


def states_of(counts: Mapping[str, int]) -> Sequence[tuple[State, int]]:
    """The states that any client is in, those that are finished first."""
    return [(state, counts[state]) for state in (*STATES[1:], STATES[0]) if counts.get(state)]


def _check_way_out(environ: Mapping[str, str]) -> None:
    """Raises SettingsError for a proxy or certificates that cannot be used: every client would fail for them."""
    from precall.net.proxies import Proxies

    Proxies.of(environ)
    if environ.get("SSL_CERT_FILE") or environ.get("SSL_CERT_DIR"):
        from precall.net.pinning import tls_context

        tls_context()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
