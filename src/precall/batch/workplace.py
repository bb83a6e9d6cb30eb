"""How does one process research clients: many at a time in one event loop, each alone with its luck?

Whatever engine runs a batch, the work itself is done here.
"""

import asyncio
import contextlib
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from precall import client_folder
from precall.app import App
from precall.batch.job import Job, Outcome, Task, Unreached, failed
from precall.batch.line import Line, Measure, line_of
from precall.batch.shared_browser import SharedBrowser
from precall.batch.shelf import Shelf, is_url, shelf
from precall.errors import StorageError, Unresearched, UsageError
from precall.folders import at_home
from precall.model.call import Call, Remembered
from precall.model.events import Event
from precall.model.events import Reading as BeingRead
from precall.model.fact import Fact
from precall.model.findings import Findings, SiteSeen
from precall.model.followup import Notes
from precall.model.page import Fetched, Miss, Reading, Shape
from precall.net.snapshots import SnapshotStore
from precall.prepare import REPLACED, Occasion, Prepared, prepare
from precall.reading.reader import Child, PageReader, ReaderFault, ReaderStopped, spawned
from precall.render.follow_up_files import NOTES
from precall.site.address import parse_address
from precall.visit.tour import PATIENCE

if TYPE_CHECKING:
    from precall.drawing.answering import Part

READERS = 1
CONNECTIONS = 2
"""Requests at a time to one site. With many clients at once more would not be faster, and each connection has its price."""
HESITATION = 0.25
"""Seconds before the second of them: where a site answers at once, one connection is enough."""
_ALLOWANCE = 90.0  # seconds beyond a visit's own limit: for its last answers, for settling, for writing
_OURS = ("name lookup failed", "network is unreachable", "no route to host", "the proxy cannot be reached")


@dataclass(slots=True)
class _Errand:
    """One client's own time, page readers and browser: while it waits for one of them, its clock stands still.

    `limit` is its time in all, which a wait for the browser does not shorten.
    """

    readers: "asyncio.Queue[PageReader]"
    browser: SharedBrowser | None = None
    limit: asyncio.Timeout | None = None
    requests: int = 0
    _waited: float = 0.0
    _waiting: int = 0
    _since: float = 0.0

    def stopwatch(self) -> float:
        """Seconds, less those in which every reader was busy with other clients."""
        now = time.monotonic()
        return now - self._waited - (now - self._since if self._waiting else 0.0)

    def note(self, event: Event) -> None:
        """Counts the requests."""
        if isinstance(event, BeingRead):
            self.requests = max(self.requests, event.requests)

    async def read(self, fetched: Fetched, link_text: str = "", site_language: str = "") -> Reading | Miss:
        """What a page says, by the next free reader."""
        reader = await self._free()
        try:
            return await reader.read(fetched, link_text, site_language)
        finally:
            self.readers.put_nowait(reader)

    async def settle(self, seen: SiteSeen) -> tuple[Fact, ...]:
        """The facts of a site, by the next free reader."""
        reader = await self._free()
        try:
            return await reader.settle(seen)
        finally:
            self.readers.put_nowait(reader)

    async def draw(
        self, shell: Fetched, reading: Reading, url: str, part: "Part", shape: Shape
    ) -> Fetched | Miss:
        """A page as the worker's browser draws it, when it is this client's turn."""
        assert self.browser is not None
        began = time.monotonic()
        async with contextlib.AsyncExitStack() as turn:
            with self._standing_still():
                browser = await turn.enter_async_context(self.browser.turn())
            if self.limit is not None:
                self.limit.reschedule((self.limit.when() or 0.0) + time.monotonic() - began)
            return await browser.draw(shell, reading, url, part, shape)

    async def _free(self) -> PageReader:
        with self._standing_still():
            return await self.readers.get()

    @contextlib.contextmanager
    def _standing_still(self) -> Iterator[None]:
        self._waiting += 1
        if self._waiting == 1:
            self._since = time.monotonic()
        try:
            yield
        finally:
            self._waiting -= 1
            if not self._waiting:
                self._waited += time.monotonic() - self._since


@dataclass
class Workplace:
    """One process's share of a batch. Use it as a context manager; `research` may run many times at once."""

    job: Job
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    readers: int = READERS
    start_reader: Callable[[int], Child] = spawned

    def __post_init__(self) -> None:
        # Each machine of a cluster may keep its pages where it likes.
        kept = self.environ.get("PRECALL_CACHE_DIR") or self.job.settings.cache_dir
        # A picture of each home page would cost more than all else: only who asks for it gets it.
        asked_for = "always" if self.job.settings.screenshot == "always" else "off"
        settings = self.job.settings._replace(cache_dir=kept, screenshot=asked_for)
        self._app = App(
            settings,
            self.environ,
            remembers=False,
            spared=self.job.left_alone,
            connections=CONNECTIONS,
            hesitation=HESITATION,
        )
        self._children = [PageReader(start=self.start_reader) for _ in range(self.readers)]
        self._free: asyncio.Queue[PageReader] | None = None
        self._store: SnapshotStore | None = None
        self._shelf: Shelf = shelf(self.job.out)

    def __enter__(self) -> Self:
        self._store = self._app.store()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for child in self._children:
            child.close()
        if self._store is not None:
            self._store.close()

    @property
    def _most_seconds(self) -> float:
        return self.job.settings.site_seconds * PATIENCE + _ALLOWANCE

    async def research(self, task: Task) -> Outcome:
        """Researches one client and writes its files. Never raises for what a website does."""
        began, errand = time.monotonic(), _Errand(self._queue(), self._browser)
        try:
            async with asyncio.timeout(self._most_seconds) as errand.limit:
                found = await self._find_out(task, errand)
            outcome = await self._written(task, found)
        except Unresearched as error:
            reason = _without_name(str(error), task)
            outcome = Outcome(task.key, "failed", reason, unreached=self._unreached(reason))
        except ReaderStopped as stop:
            outcome = failed(task, f"its pages {stop}")
        except ReaderFault as fault:
            outcome = failed(task, f"a fault in precall: {str(fault).strip().splitlines()[-1]}")
        except TimeoutError:
            outcome = failed(task, f"took longer than {self._most_seconds:.0f} s")
        except (StorageError, UsageError) as error:
            outcome = Outcome(task.key, "waiting", halts=str(error))
        return _timed(outcome, errand.requests, time.monotonic() - began)

    async def _find_out(self, task: Task, errand: _Errand) -> Findings:
        assert self._store is not None
        address = parse_address(task.typed)
        known = self._app.known(address, store=self._store, mode=self.job.mode)
        return known or await self._app.find_out(
            address,
            store=self._store,
            reader=errand,
            mode=self.job.mode,
            tell=errand.note,
            stopwatch=errand.stopwatch,
            draw=errand.draw if self._browser else None,
        )

    async def _written(self, task: Task, found: Findings) -> Outcome:
        settings = self.job.settings
        call = Call(settings.playbook, task.with_name, task.when, columns=task.columns)
        language = self._app.language_for(found.facts)
        prepared = prepare(found, self._occasion(task, call), self._app.environment_for(language))
        today = self._app.now().astimezone(self._app.zone).date()
        line = line_of(prepared.dossier, found, call, self._measure, today)
        files, replaced = self._files(task, prepared, line)
        await asyncio.to_thread(self._shelf.put, task.key, files, replaces=replaced)
        flag = prepared.dossier.subject.flag
        briefing = f"{task.key}/briefing.html" if "briefing.html" in files else ""
        return Outcome(
            task.key,
            "flagged" if flag else "done",
            flag,
            {**line.columns, "first_mail": "drafted" if prepared.outreach else "", "briefing": briefing},
            tuple(answer.as_data for answer in line.criteria),
            pages=len(found.pages),
            outreach=(prepared.outreach,) if prepared.outreach else (),
            unreached="surely" if any(self._is_ours(miss.reason) for miss in found.missed) else "",
        )

    def _occasion(self, task: Task, call: Call) -> Occasion:
        """What the findings are prepared for. Workers remember nobody, but who was written to."""
        settings, folder = self.job.settings, self._folder(task)
        return Occasion(
            call=call,
            caller=settings.caller,
            playbook=self._app.playbook(call.playbook),
            offer=self._app.offer,
            remembered=Remembered(written_to=self._written_to(task)),
            notes=client_folder.notes_in(folder) if folder else Notes(),
            earlier_to=client_folder.recipient_in(folder) if folder else "",
            now=self._app.now(),
            told=call,
        )

    def _written_to(self, task: Task) -> datetime | None:
        return self.job.written_to.get(parse_address(task.typed).key)

    def _folder(self, task: Task) -> Path | None:
        """Where the caller's notes on a client may lie."""
        return None if is_url(self.job.out) else at_home(self.job.out) / task.key

    def _files(
        self, task: Task, prepared: Prepared, line: Line
    ) -> tuple[Mapping[str, str | bytes], tuple[str, ...]]:
        """What is written for a client. Notes that lie there are the caller's and stay."""
        if self.job.brief == "none" or (self.job.brief == "top" and not line.is_top):
            return prepared.dossier_file, ()
        notes = {} if self._shelf.holds(task.key, NOTES) else {NOTES: prepared.notes}
        return {**prepared.files, **notes}, REPLACED

    def _unreached(self, reason: str) -> Unreached:
        """How sure it is that a client was not reached for a reason on this side."""
        if "could not be reached" not in reason:
            return ""
        return "surely" if self._is_ours(reason) else "maybe" if "timed out" in reason else ""

    def _is_ours(self, reason: str) -> bool:
        """Whether a request failed for a dead resolver, network or proxy."""
        return any(sign in reason for sign in _OURS)

    @cached_property
    def _browser(self) -> SharedBrowser | None:
        """The browser that this worker's clients share; None where there is none."""
        browser = self._app.browser()
        return SharedBrowser(browser, self._app.store_folder) if browser else None

    @cached_property
    def _measure(self) -> Measure:
        app, settings = self._app, self.job.settings
        mail = app.playbook(settings.playbook).first_mail or app.playbook("sales").first_mail
        assert mail is not None
        return Measure(app.offer, mail, self.job.criteria, app.sentences, settings.pages, self.job.personal)

    def _queue(self) -> "asyncio.Queue[PageReader]":
        if self._free is None:
            self._free = asyncio.Queue()
            for child in self._children:
                self._free.put_nowait(child)
        return self._free


def _without_name(reason: str, task: Task) -> str:
    """A failure's reason without the client's name in front, so that equal reasons can be counted."""
    head, colon, rest = reason.partition(": ")
    return rest if colon and " " not in head else reason


def _timed(outcome: Outcome, requests: int, seconds: float) -> Outcome:
    return replace(outcome, requests=requests, seconds=round(seconds, 3))
