"""One run of a batch, with an engine that only pretends."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest
from tests.batch.samples import outcome
from tests.batch.test_checkpoint import HEADER, prospects

from precall.batch import run as running
from precall.batch.checkpoint import Checkpoint
from precall.batch.job import Outcome, Task
from precall.batch.outage import Outage
from precall.batch.run import Run
from precall.errors import StorageError


class Pretended:
    """An engine whose outcomes are given by a function of the task and of how often it was tried."""

    def __init__(self, comes: Callable[[Task, int], Outcome], *, places: int = 4, pause: float = 0.0) -> None:
        self.places = places
        self.faults: list[str] = []
        self.tried: list[str] = []
        self.most = 0
        self._in_hand = 0
        self._comes = comes
        self._pause = pause

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return

    async def run(self, task: Task) -> Outcome:
        self.tried.append(task.key)
        self._in_hand += 1
        self.most = max(self.most, self._in_hand)
        try:
            await asyncio.sleep(self._pause)
            return self._comes(task, self.tried.count(task.key))
        finally:
            self._in_hand -= 1


class Silent:
    """Watches without a word, but counts pauses."""

    def __init__(self) -> None:
        self.pauses = 0

    def began(self, task: Task) -> None:
        """A client began."""

    def ended(self, task: Task) -> None:
        """A client ended."""

    def kept(self, outcome: Outcome) -> None:
        """What came of it is certain."""

    def paused(self, seconds: float) -> None:
        """The network is down."""
        self.pauses += 1

    def resumed(self) -> None:
        """It is back."""


async def alone(task: Task) -> str:
    """Every client has a server of its own."""
    return task.key


async def at_once(seconds: float) -> None:
    """No test waits for a network."""
    await asyncio.sleep(0)


def kept_at(folder: Path, number: int) -> Checkpoint:
    """A batch of so many clients."""
    kept = Checkpoint(folder)
    kept.take(prospects(*(f"c{index:03}.example" for index in range(number))), HEADER)
    return kept


def go(kept: Checkpoint, engine: Pretended, watcher: Silent | None = None, **more: object) -> bool:
    """Runs to the end."""

    async def all_of_it() -> bool:
        given = {"locate": alone, "watcher": watcher or Silent(), "sleep": at_once, **more}
        return await Run(engine, kept, **given).go()  # type: ignore[arg-type]

    return asyncio.run(asyncio.wait_for(all_of_it(), 20))


def test_every_client_is_researched_once(tmp_path: Path) -> None:
    """More clients than places, in the order of the list."""
    engine = Pretended(lambda task, tries: outcome(task.key))
    with kept_at(tmp_path, 30) as kept:
        assert go(kept, engine)
        assert kept.counts() == {"done": 30}
    assert engine.tried == sorted(engine.tried)
    assert engine.most == 4


def test_a_second_run_does_nothing_again(tmp_path: Path) -> None:
    """What is finished is finished."""
    engine = Pretended(lambda task, tries: outcome(task.key))
    with kept_at(tmp_path, 6) as kept:
        go(kept, engine)
        go(kept, engine)
    assert len(engine.tried) == 6


def test_a_sample_takes_the_first_few(tmp_path: Path) -> None:
    """The others wait."""
    with kept_at(tmp_path, 10) as kept:
        go(kept, Pretended(lambda task, tries: outcome(task.key)), at_most=3)
        assert kept.counts() == {"done": 3, "waiting": 7}


def test_hosts_behind_one_address_take_turns(tmp_path: Path) -> None:
    """Their common server sees one client's requests at a time."""

    async def same(task: Task) -> str:
        return "192.0.2.1"

    engine = Pretended(lambda task, tries: outcome(task.key), pause=0.001)
    with kept_at(tmp_path, 8) as kept:
        go(kept, engine, locate=same)
        assert kept.counts() == {"done": 8}
    assert engine.most == 1


def test_a_dead_network_pauses_the_run_instead_of_failing_the_list(tmp_path: Path) -> None:
    """Every client is tried again when it is back."""
    down = {"left": 12}

    def comes(task: Task, tries: int) -> Outcome:
        down["left"] -= 1
        if down["left"] >= 0:
            return outcome(task.key, "failed", unreached="surely")
        return outcome(task.key)

    watcher = Silent()
    with kept_at(tmp_path, 10) as kept:
        assert go(kept, Pretended(comes), watcher, outage=Outage(sure=4))
        assert kept.counts() == {"done": 10}
    assert watcher.pauses > 0


def test_a_client_who_is_to_be_left_alone_is_not_asked_for(tmp_path: Path) -> None:
    """The reason stands in the results."""
    engine = Pretended(lambda task, tries: outcome(task.key))
    with kept_at(tmp_path, 3) as kept:
        go(kept, engine, refuse=lambda task: "left alone" if task.key == "c001.example" else "")
        assert kept.counts() == {"done": 2, "skipped": 1}
    assert "c001.example" not in engine.tried


def test_a_full_disk_stops_the_run_and_its_client_waits(tmp_path: Path) -> None:
    """Nobody is marked failed for it."""

    def comes(task: Task, tries: int) -> Outcome:
        return (
            Outcome(task.key, "waiting", halts="the disk is full") if task.key > "c004" else outcome(task.key)
        )

    with kept_at(tmp_path, 10) as kept:
        with pytest.raises(StorageError, match="the disk is full"):
            go(kept, Pretended(comes))
        assert "failed" not in kept.counts()


def test_a_stopped_run_lets_what_is_in_hand_finish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And drops what takes too long."""
    monkeypatch.setattr(running, "GRACE", 0.1)

    async def stopped(kept: Checkpoint) -> bool:
        engine = Pretended(lambda task, tries: outcome(task.key), pause=0.02)
        one = Run(engine, kept, alone, Silent())
        asyncio.get_running_loop().call_later(0.01, one.stop)
        return await one.go()

    with kept_at(tmp_path, 50) as kept:
        assert asyncio.run(stopped(kept)) is False
        assert 0 < kept.counts()["done"] < 50
