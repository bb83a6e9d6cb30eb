"""What every engine must do, tried with real processes."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from tests.batch.samples import NOW
from tests.batch.site_behind import answering
from tests.batch.test_run import Silent, alone, at_once, kept_at

from precall.batch.checkpoint import Checkpoint
from precall.batch.engines import Engine
from precall.batch.engines.local import LocalEngine
from precall.batch.job import Job, Outcome, Task
from precall.batch.run import Run
from precall.settings import Settings

_PATIENCE = 90.0


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Job]:
    """A batch of prospects whose sites answer on loopback."""
    settings = Settings()._replace(out=str(tmp_path / "out"), pages=3, now=NOW.isoformat())
    with answering(tmp_path / "site", monkeypatch):
        yield Job(settings, settings.out)


async def all_of(engine: Engine, kept: Checkpoint, during: Callable[[], None] | None = None) -> bool:
    """Runs a batch on an engine; `during` is called once some clients are finished."""
    run = Run(engine, kept, alone, Silent(), sleep=at_once)
    going = asyncio.create_task(run.go())
    while during and kept.counts().get("done", 0) < 2 and not going.done():  # noqa: ASYNC110 (other processes do it)
        await asyncio.sleep(0.02)
    if during:
        during()
    return await asyncio.wait_for(going, _PATIENCE)


def finished(folder: Path) -> set[str]:
    """The clients whose files are there."""
    return {path.parent.name for path in folder.glob("*/briefing.html")}


def test_a_local_worker_that_dies_is_replaced_and_nobody_is_lost(job: Job, tmp_path: Path) -> None:
    """Two workers, one of them killed while both have clients in hand."""

    async def killed(kept: Checkpoint) -> bool:
        async with LocalEngine(job, workers=2, places_each=2) as engine:
            first = engine.processes[0]
            return await all_of(engine, kept, lambda: os.kill(first, signal.SIGKILL))

    with kept_at(tmp_path, 12) as kept:
        assert asyncio.run(killed(kept))
        assert kept.counts() == {"done": 12}
    assert len(finished(tmp_path / "out")) == 12


def test_workers_are_replaced_in_turn_without_a_gap(job: Job, tmp_path: Path) -> None:
    """So that no memory gathers over a long list."""
    seen: set[int] = set()

    async def renewed(kept: Checkpoint) -> bool:
        async with LocalEngine(job, workers=1, places_each=2, turns=4) as engine:
            seen.update(engine.processes)
            ended = await all_of(engine, kept)
            seen.update(engine.processes)
            return ended

    with kept_at(tmp_path, 10) as kept:
        assert asyncio.run(renewed(kept))
        assert kept.counts() == {"done": 10}
    assert len(seen) >= 2


def spoiled(folder: Path, what: str) -> list[str]:
    """A worker program in which one client does something terrible."""
    program = folder / "worker.py"
    program.write_text(
        "import os, time\n"
        "from precall.batch import workplace\n"
        "from precall.batch.engines.local import main\n"
        "good = workplace.Workplace.research\n"
        "async def research(self, task):\n"
        f"    if task.key == 'c003.example': {what}\n"
        "    return await good(self, task)\n"
        "workplace.Workplace.research = research\n"
        "main()\n"
    )
    return [sys.executable, str(program)]


@pytest.mark.parametrize(
    ("what", "reason", "faults"),
    [
        ("os._exit(9)", "brought down the process that researched it, twice", 0),
        pytest.param(
            "time.sleep(60)", "brought down the process that researched it, twice", 0, marks=pytest.mark.slow
        ),
        ("raise KeyError('x')", "a fault in precall: KeyError: 'x'", 1),
    ],
)
def test_one_terrible_client_harms_no_other(
    job: Job, tmp_path: Path, what: str, reason: str, faults: int
) -> None:
    """A crash, a hang, a bug: the client is marked with the reason, the others are done."""

    async def run(kept: Checkpoint) -> int:
        program = spoiled(tmp_path, what)
        async with LocalEngine(job, workers=2, places_each=3, silence=8.0, program=program) as engine:
            await all_of(engine, kept)
            return len(engine.faults)

    with kept_at(tmp_path, 8) as kept:
        assert asyncio.run(run(kept)) == faults
        assert kept.counts() == {"done": 7, "failed": 1}, kept.reasons(3)
        assert kept.reasons(3) == [(reason, 1)]


_GARBLED = """
import struct, sys, time
def hear():
    (length,) = struct.unpack(">I", sys.stdin.buffer.read(4))
    return sys.stdin.buffer.read(length)
def say(data, length=None):
    sys.stdout.buffer.write(struct.pack(">I", length or len(data)) + data)
    sys.stdout.buffer.flush()
hear()
say(b'["alive","",""]')
hear()
{says}
time.sleep(60)
"""


@pytest.mark.parametrize(
    "says",
    [
        "say(b'', 0xffffffff)",
        "say(b'[' * 100_000)",
        """say(b'["done","x",""]')""",
        """say(b'["done",["a.example","finished"],""]')""",
        """say(b'["sung","",""]')""",
        "say(b'\\x80\\x04}r\\xff\\xff\\xff\\x7f.')",
    ],
)
def test_a_worker_that_says_what_is_no_message_is_ended(job: Job, says: str) -> None:
    """Its client is told so, and nothing that it announces is waited for."""
    program = (sys.executable, "-c", _GARBLED.format(says=says))

    async def run() -> Outcome:
        async with LocalEngine(job, workers=1, program=program) as engine:
            return await asyncio.wait_for(engine.run(Task("a.example", "a.example")), 30)

    outcome = asyncio.run(run())
    assert (outcome.state, outcome.reason) == ("failed", "brought down the process that researched it, twice")


@contextmanager
def process(*command: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A program that runs meanwhile."""
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield running
    finally:
        running.kill()
        running.wait()


def scheduler_at(port: int) -> tuple[str, ...]:
    """The command of a Dask scheduler."""
    address = ("--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    return (sys.executable, "-m", "distributed.cli.dask_scheduler", *address)


def worker_of(port: int, folder: Path) -> tuple[str, ...]:
    """The command of a Dask worker with room for two clients."""
    options = ("--nthreads", "2", "--no-nanny", "--no-dashboard", "--local-directory", str(folder))
    return (sys.executable, "-m", "distributed.cli.dask_worker", f"tcp://127.0.0.1:{port}", *options)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.slow
def test_a_cluster_loses_a_worker_and_its_scheduler_and_goes_on(job: Job, tmp_path: Path) -> None:
    """A real scheduler with two workers: one worker is killed, then the scheduler, which comes back with a new worker."""
    pytest.importorskip("distributed")
    from precall.batch.engines.dask import DaskEngine

    port = free_port()
    slow = replace(job, settings=job.settings._replace(delay=0.2))
    asked: list[str] = []

    class Counting(DaskEngine):
        async def run(self, task: Task) -> Outcome:
            asked.append(task.key)
            return await super().run(task)

    async def run(kept: Checkpoint, programs: ExitStack) -> None:
        scheduler = programs.enter_context(process(*scheduler_at(port)))
        workers = [programs.enter_context(process(*worker_of(port, tmp_path))) for _ in range(2)]

        def disaster() -> None:
            workers[0].kill()
            time.sleep(0.5)
            scheduler.kill()
            scheduler.wait()
            programs.enter_context(process(*scheduler_at(port)))
            programs.enter_context(process(*worker_of(port, tmp_path)))

        async with Counting(slow, workers=2, scheduler=f"tcp://127.0.0.1:{port}") as engine:
            await all_of(engine, kept, disaster)

    with kept_at(tmp_path, 16) as kept, ExitStack() as programs:
        asyncio.run(run(kept, programs))
        assert kept.counts() == {"done": 16}, kept.reasons(3)
    assert len(asked) == len(set(asked)) == 16
    assert len(finished(tmp_path / "out")) == 16


def test_a_result_that_is_lost_with_the_scheduler_is_asked_for_again(job: Job) -> None:
    """The connection breaks between the word that a client is finished and the result itself."""
    distributed = pytest.importorskip("distributed")
    from precall.batch.engines.dask import DaskEngine

    class Finished:
        status = "finished"

        def __init__(self, key: str, *, lost: bool) -> None:
            self._key = key
            self._lost = lost

        async def exception(self) -> None:
            return None

        def __await__(self) -> Generator[None, None, Outcome]:
            if self._lost:
                raise distributed.client.FutureCancelledError(self._key, "scheduler-connection-lost")
            return Outcome("acme.example", "done")
            yield

    keys: list[str] = []

    class Scheduler:
        def submit(self, *_: object, key: str, **__: object) -> Finished:
            keys.append(key)
            return Finished(key, lost=len(keys) == 1)

    class Connected(DaskEngine):
        async def _connected(self) -> Scheduler:
            return Scheduler()

    outcome = asyncio.run(Connected(job, workers=1).run(Task("acme.example", "acme.example")))
    assert outcome.state == "done"
    assert len(set(keys)) == 2


@pytest.mark.slow
def test_a_cluster_of_its_own_gives_the_same_files_as_local_workers(job: Job, tmp_path: Path) -> None:
    """Byte by byte."""
    pytest.importorskip("distributed")
    from precall.batch.engines.dask import DaskEngine

    made: list[dict[str, bytes]] = []
    for name, engine in (("local", LocalEngine), ("dask", DaskEngine)):
        here = replace(job, out=str(tmp_path / name))

        async def run(kept: Checkpoint, engine: type = engine, here: Job = here) -> None:
            async with engine(here, workers=2) as started:
                await all_of(started, kept)

        with kept_at(tmp_path / f"{name}-state", 6) as kept:
            asyncio.run(run(kept))
            assert kept.counts() == {"done": 6}
        folder = Path(here.out)
        made.append(
            {
                str(path.relative_to(folder)): path.read_bytes()
                for path in sorted(folder.rglob("*.*"))
                if path.is_file()
            }
        )
    assert made[0] == made[1]


@pytest.mark.slow
def test_a_cluster_without_a_scheduler_says_so(job: Job) -> None:
    """And what to do."""
    pytest.importorskip("distributed")
    from precall.batch.engines.dask import DaskEngine
    from precall.errors import EngineLost

    async def run() -> None:
        async with DaskEngine(job, workers=1, scheduler=f"tcp://127.0.0.1:{free_port()}", patience=1.0):
            pass

    with pytest.raises(EngineLost, match="does not answer"):
        asyncio.run(run())


@pytest.mark.slow
def test_a_cluster_of_ones_own_takes_work_from_nobody_else(job: Job) -> None:
    """Whoever may give it work runs code as the caller, and its port is open to every user of the computer."""
    from distributed import Client
    from distributed.security import Security

    from precall.batch.engines.dask import DaskEngine

    before = dict(os.environ)

    async def run() -> tuple[str, list[str]]:
        async with DaskEngine(job, workers=1) as engine:
            assert os.environ["PYTHONSAFEPATH"] == "1"
            address = engine._address
            refused = []
            for where, security in (
                (address.replace("tls://", "tcp://"), None),
                (address, None),
                (address, Security.temporary()),
            ):
                try:
                    await Client(where, security=security, asynchronous=True, timeout=3, set_as_default=False)
                except (OSError, TimeoutError, TypeError) as error:
                    refused.append(type(error).__name__)
            outcome = await engine.run(Task("a.example", "a.example"))
            return outcome.state, refused

    state, refused = asyncio.run(run())
    assert len(refused) == 3
    assert os.environ.get("PYTHONSAFEPATH") == before.get("PYTHONSAFEPATH")
    assert state in ("done", "failed")
