"""Runs tasks in worker processes of this machine, each doing many at once.

Messages are what they are with the page reader: what a worker is told is a pickle, what it says JSON. A worker that
dies or falls silent is replaced. What it had in hand is tried once more, one task alone in a worker, so that the one
which brings its worker down is known for sure.
"""

import asyncio
import contextlib
import functools
import gc
import json
import os
import pickle
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import IO, Any, Literal, Self

from precall.batch.job import Job, Outcome, Task, failed
from precall.child_process import command_of
from precall.errors import EngineLost
from precall.model.record import plain, restored
from precall.reading.child import HEADER, MOST_ANSWER, TooLong, length_in
from precall.reading.nursery import Nursery

PLACES_EACH = 16
SILENCE = 60.0  # seconds without a sign of life, after which a worker is given up
TURNS = 300
"""Clients after which a worker is replaced: what its libraries and caches keep goes with it."""
_STAGGER = 20  # clients between the turns of one worker and the next, so that they do not all change at once
_BEAT = 1.0
_OBJECTS_BETWEEN_COLLECTIONS = 10_000
_LEAVE = 0.5  # seconds that a worker has to end by itself
_MOST_FALSE_STARTS = 3
# One arena for all threads: with glibc's eight for each core the memory of a long run grows by fragments.
_ENVIRONMENT = {"MALLOC_ARENA_MAX": "1"}
_Word = Literal["alive", "done", "fault", "halted"]
_SAID = tuple[_Word, Any, str]
PROGRAM = command_of("precall.batch.engines.local")
"""How a worker process is started."""


@dataclass(slots=True, eq=False)
class _Errand:
    """A task on its way. `is_suspect` once a worker died with it in hand."""

    task: Task
    outcome: "asyncio.Future[Outcome]"
    is_suspect: bool = False


@dataclass(slots=True, eq=False)
class _Worker:
    """A worker process and what it has in hand."""

    process: asyncio.subprocess.Process
    number: int
    heard: float
    in_hand: dict[str, _Errand] = field(default_factory=dict)
    is_ready: bool = False
    given: int = 0
    is_leaving: bool = False

    @property
    def has_suspect(self) -> bool:
        """Whether it is alone with a suspect."""
        return any(errand.is_suspect for errand in self.in_hand.values())

    def send(self, message: object) -> None:
        """Gives it a message; one that is gone is noticed by its silence."""
        data = pickle.dumps(message, protocol=5)
        if self.process.stdin is not None and not self.process.stdin.is_closing():
            self.process.stdin.write(HEADER.pack(len(data)) + data)


class LocalEngine:
    """`workers` processes with `places_each` tasks at a time in each; `silence` in seconds.

    Their page readers come from the nursery, if one is given.
    """

    def __init__(
        self,
        job: Job,
        *,
        workers: int,
        nursery: Nursery | None = None,
        places_each: int = PLACES_EACH,
        silence: float = SILENCE,
        turns: int = TURNS,
        program: Sequence[str] = PROGRAM,
    ) -> None:
        self.places = workers * places_each
        self.faults: list[str] = []
        self._job = job
        self._number = workers
        self._nursery = nursery
        self._is_sharing = False
        self._each = places_each
        self._silence = silence
        self._turns = turns
        self._program = program
        self._queue: deque[_Errand] = deque()
        self._suspects: deque[_Errand] = deque()
        self._workers: list[_Worker] = []
        self._watchers: set[asyncio.Task[None]] = set()
        self._false_starts = 0
        self._lost = ""

    async def __aenter__(self) -> Self:
        for number in range(self._number):
            await self._hire(number)
        self._watch(self._listen_for_silence())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for watcher in self._watchers:
            watcher.cancel()
        await asyncio.gather(*self._watchers, return_exceptions=True)
        await asyncio.gather(*(_dismiss(worker.process) for worker in self._workers))

    async def run(self, task: Task) -> Outcome:
        """What comes of a task; one that brings down its worker twice has failed."""
        if self._lost:
            raise EngineLost(self._lost)
        errand = _Errand(task, asyncio.get_running_loop().create_future())
        self._queue.append(errand)
        self._hand_out()
        return await errand.outcome

    @property
    def processes(self) -> tuple[int, ...]:
        """The process ids of the workers."""
        return tuple(worker.process.pid for worker in self._workers)

    def _hand_out(self) -> None:
        """Gives suspects to idle workers, one each, and the rest to whoever has most room."""
        staying = [worker for worker in self._workers if not worker.is_leaving]
        for worker in staying if self._suspects else ():
            if self._suspects and not worker.in_hand:
                self._give(worker, self._suspects.popleft())
        # While suspects wait, the first worker is left to run empty.
        open_to_all = staying[1:] if self._suspects else staying
        while self._queue:
            free = [
                worker
                for worker in open_to_all
                if len(worker.in_hand) < self._each and not worker.has_suspect
            ]
            if not free:
                return
            errand = self._queue.popleft()
            if not errand.outcome.done():
                self._give(min(free, key=lambda worker: len(worker.in_hand)), errand)

    def _give(self, worker: _Worker, errand: _Errand) -> None:
        worker.in_hand[errand.task.key] = errand
        worker.send(errand.task)
        worker.given += 1
        if worker.given >= self._turns + _STAGGER * worker.number and not worker.is_leaving:
            worker.is_leaving = True
            self._watch(self._hire(worker.number))

    async def _hire(self, number: int) -> None:
        process = await asyncio.create_subprocess_exec(
            *self._program,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={**os.environ, **_ENVIRONMENT},
            pass_fds=(self._nursery.door,) if self._nursery else (),
        )
        worker = _Worker(process, number, time.monotonic())
        worker.send((self._job, number, self._nursery.door if self._nursery else None))
        self._workers.append(worker)
        self._watch(self._listen(worker))
        self._hand_out()

    def _watch(self, work: Any) -> None:
        watcher = asyncio.create_task(work)
        self._watchers.add(watcher)
        watcher.add_done_callback(self._watchers.discard)

    async def _listen(self, worker: _Worker) -> None:
        """Hears a worker until it is gone, and hires another in its place."""
        assert worker.process.stdout is not None
        with contextlib.suppress(EOFError, ConnectionError, ProcessLookupError):
            while True:
                self._heard(worker, *await _next_message(worker.process.stdout, worker.process.kill))
        await worker.process.wait()
        self._workers.remove(worker)
        self._false_starts = 0 if worker.is_ready else self._false_starts + 1
        self._suspect(worker)
        if self._false_starts >= _MOST_FALSE_STARTS:
            self._give_up("the worker processes cannot be started; try precall doctor")
        elif worker.is_leaving:
            self._hand_out()
        else:
            await self._hire(worker.number)

    def _heard(self, worker: _Worker, said: _Word, about: Any, text: str) -> None:
        worker.heard = time.monotonic()
        worker.is_ready = True
        if said == "halted":
            self._give_up(text)
        elif said == "fault":
            self.faults.append(text)
            if errand := worker.in_hand.get(about):
                last = (text.strip().splitlines() or [""])[-1]
                self._done(worker, failed(errand.task, f"a fault in precall: {last}"))
        elif said == "done":
            self._done(worker, about)

    def _done(self, worker: _Worker, outcome: Outcome) -> None:
        errand = worker.in_hand.pop(outcome.key, None)
        if errand is not None and not errand.outcome.done():
            errand.outcome.set_result(outcome)
        if worker.is_leaving and not worker.in_hand and worker.process.stdin is not None:
            worker.process.stdin.close()
        self._hand_out()
        if not worker.in_hand and any(other.in_hand for other in self._workers):
            self._share_cores()

    def _share_cores(self) -> None:
        """Where a worker has nothing left to do, its core helps the others."""
        if self._nursery is not None and not self._is_sharing:
            self._is_sharing = True
            self._nursery.give_all_cores()
            for worker in self._workers:
                with contextlib.suppress(ProcessLookupError):
                    os.sched_setaffinity(worker.process.pid, os.sched_getaffinity(0))

    def _suspect(self, worker: _Worker) -> None:
        """Everything that a dead worker had in hand is suspected; what was suspected and alone is guilty."""
        for errand in worker.in_hand.values():
            if errand.outcome.done():
                continue
            if errand.is_suspect:
                errand.outcome.set_result(
                    failed(errand.task, "brought down the process that researched it, twice")
                )
            else:
                errand.is_suspect = worker.is_ready
                (self._suspects if worker.is_ready else self._queue).append(errand)

    def _give_up(self, why: str) -> None:
        self._lost = why
        waiting = [*self._queue, *self._suspects]
        for errand in (*waiting, *(one for worker in self._workers for one in worker.in_hand.values())):
            if not errand.outcome.done():
                errand.outcome.set_exception(EngineLost(why))

    async def _listen_for_silence(self) -> None:
        while True:
            await asyncio.sleep(min(_BEAT, self._silence / 4))
            for worker in self._workers:
                if time.monotonic() - worker.heard > self._silence:
                    with contextlib.suppress(ProcessLookupError):
                        worker.process.kill()


async def _next_message(
    pipe: asyncio.StreamReader, end: Callable[[], None]
) -> tuple[_Word, Outcome | str, str]:
    """What a worker says next: the word, an outcome or a task's key, and a text.

    One that says what is no message is ended. EOFError where nothing more comes.
    """
    header = await pipe.readexactly(HEADER.size)
    try:
        data = await pipe.readexactly(length_in(header, MOST_ANSWER))
        said, about, text = restored(_SAID, json.loads(data))
        return said, restored(Outcome if said == "done" else str, about), text
    except (TooLong, ValueError, RecursionError, MemoryError):
        end()
        raise EOFError from None


async def _dismiss(process: asyncio.subprocess.Process) -> None:
    """Lets a worker end by itself, which ends its page readers too; a deaf one is ended."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        async with asyncio.timeout(_LEAVE):
            await process.wait()
    except TimeoutError:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def main() -> None:
    """A worker: does tasks until its input ends."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    start = _receive(requests)
    if start is not None:
        job, number, door = start
        _keep_to_a_core(number)
        asyncio.run(_work(job, door, requests, lambda *message: _send(answers, message)))


def _keep_to_a_core(number: int) -> None:
    """A worker and its page reader share one core: so many workers are so many cores, and no more."""
    if hasattr(os, "sched_setaffinity"):
        allowed = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {allowed[number % len(allowed)]})


async def _work(job: Job, door: int | None, requests: IO[bytes], tell: Callable[..., None]) -> None:
    """Begins each task as it comes; what is still in hand at the end of the input is dropped."""
    from precall.batch.workplace import Workplace
    from precall.errors import PrecallError
    from precall.reading.nursery import reader_from

    asked: asyncio.Queue[Task | None] = asyncio.Queue()
    _hear(requests, asked)
    running: set[asyncio.Task[Outcome]] = set()
    try:
        with Workplace(job, start_reader=functools.partial(reader_from, door)) as workplace:
            gc.freeze()  # what is loaded by now stays
            gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
            beating = asyncio.create_task(_beat(tell))
            while (task := await asked.get()) is not None:
                work = asyncio.create_task(workplace.research(task))
                running.add(work)
                work.add_done_callback(functools.partial(_report, task, tell))
                work.add_done_callback(running.discard)
            for ended in (*running, beating):
                ended.cancel()
    except PrecallError as error:
        tell("halted", "", str(error))


def _report(task: Task, tell: Callable[..., None], work: "asyncio.Task[Outcome]") -> None:
    if work.cancelled():
        return
    error = work.exception()
    if error is None:
        tell("done", work.result(), "")
    else:
        tell("fault", task.key, "".join(traceback.format_exception(error)))


async def _beat(tell: Callable[..., None]) -> None:
    while True:
        tell("alive", "", "")
        await asyncio.sleep(_BEAT)


def _hear(requests: IO[bytes], asked: "asyncio.Queue[Task | None]") -> None:
    """Puts what comes into the queue, from a thread: a pipe cannot be awaited on every system."""
    import threading

    loop = asyncio.get_running_loop()

    def listen() -> None:
        message = _receive(requests)
        while isinstance(message, Task):
            loop.call_soon_threadsafe(asked.put_nowait, message)
            message = _receive(requests)
        if not loop.is_closed():
            loop.call_soon_threadsafe(asked.put_nowait, None)
        time.sleep(_LEAVE)
        os._exit(0)  # whatever still holds the process

    threading.Thread(target=listen, name="requests", daemon=True).start()


def _receive(pipe: IO[bytes]) -> Any:
    """The next message; None at the end."""
    header = pipe.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    (length,) = HEADER.unpack(header)
    data = pipe.read(length)
    return pickle.loads(data) if len(data) == length else None  # noqa: S301


def _send(pipe: IO[bytes], message: object) -> None:
    data = plain(message)
    try:
        pipe.write(HEADER.pack(len(data)) + data)
        pipe.flush()
    except BrokenPipeError:
        os._exit(0)  # whoever asked is gone


if __name__ == "__main__":
    main()
