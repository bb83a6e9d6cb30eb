"""Readers from the nursery are fresh, end with whoever asked for them, and are done without where it is gone."""

import asyncio
import functools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from precall.model.page import Fetched, Miss, Reading
from precall.reading.nursery import IS_POSSIBLE, ForkedReader, Nursery, reader_from
from precall.reading.reader import MEMORY_LIMIT, PageReader

pytestmark = pytest.mark.skipif(not IS_POSSIBLE, reason="processes are not forked here")
_PATIENCE = 20.0


def answer(body: bytes) -> Fetched:
    """A page."""
    url, now = "https://acme.example/", datetime(2026, 1, 31, 9, tzinfo=UTC)
    return Fetched(url, url, 200, (("content-type", "text/html"),), body, "0" * 64, now)


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    """One for all tests but those that end theirs."""
    with Nursery() as started:
        yield started


def children(process: int) -> list[int]:
    """The process ids of a process' children that are not ended."""
    found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [int(child) for child in found if not is_ended(int(child))]


def is_ended(process: int) -> bool:
    """Whether a process is gone, or waits to be buried."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def becomes(true: Callable[[], bool]) -> bool:
    """Whether something becomes true before patience ends."""
    until = time.monotonic() + _PATIENCE
    while not true() and time.monotonic() < until:
        time.sleep(0.01)
    return true()


async def read(nursery: Nursery, *bodies: bytes, **options: float) -> list[Reading | Miss]:
    """What one reader from a nursery says of pages."""
    with PageReader(start=functools.partial(reader_from, nursery.door), **options) as reader:  # type: ignore[arg-type]
        return [await reader.read(answer(body)) for body in bodies]


def test_a_forked_reader_says_what_a_child_of_its_own_says(nursery: Nursery) -> None:
    """To the last candidate."""
    page = b"<title>Acme</title><p>Write to post@mill-lane.coop, or call <a href='tel:+441134960000'>us</a>."

    async def spawned() -> list[Reading | Miss]:
        with PageReader() as reader:
            return [await reader.read(answer(page))]

    assert asyncio.run(read(nursery, page)) == asyncio.run(spawned())
    assert becomes(lambda: not children(nursery.process))


def test_a_page_that_holds_a_forked_reader_is_stopped_and_nothing_is_left(nursery: Nursery) -> None:
    """The next page finds a new reader."""
    endless = b"<html><body>" + b"<table><tr><td>x</td></tr></table>" * 12_000
    first, second = asyncio.run(read(nursery, endless, b"<p>fine</p>", seconds_per_page=0.2))
    assert isinstance(first, Miss)
    assert first.reason == "took longer than 0 s to read"
    assert isinstance(second, Reading)
    assert becomes(lambda: not children(nursery.process))


def test_a_forked_reader_that_is_killed_is_replaced(nursery: Nursery) -> None:
    """Somebody kills it between two pages."""

    async def run() -> None:
        with PageReader(start=functools.partial(reader_from, nursery.door)) as reader:
            assert isinstance(await reader.read(answer(b"<p>one</p>")), Reading)
            (process,) = children(nursery.process)
            os.kill(process, signal.SIGKILL)
            assert isinstance(await reader.read(answer(b"<p>two</p>")), Reading)
            assert children(nursery.process) != [process]

    asyncio.run(run())


def test_a_reader_ends_with_whoever_asked_for_it(nursery: Nursery) -> None:
    """Also one that is busy, and where it was kill -9."""
    asks = (
        "import sys, time; from precall.reading.nursery import ForkedReader;"
        " reader = ForkedReader(int(sys.argv[1]), 450_000_000); print('asked', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", asks, str(nursery.door)]
    with subprocess.Popen(command, pass_fds=(nursery.door,), stdout=subprocess.PIPE) as asker:
        assert asker.stdout is not None
        assert asker.stdout.readline() == b"asked\n"
        assert becomes(lambda: len(children(nursery.process)) == 1)
        os.kill(children(nursery.process)[0], signal.SIGSTOP)
        asker.kill()
    assert becomes(lambda: not children(nursery.process))


def test_a_nursery_that_is_gone_is_done_without() -> None:
    """While it loads, and later."""
    with Nursery() as nursery:
        start = functools.partial(reader_from, nursery.door)

        async def run() -> None:
            with PageReader(start=start) as reader:
                os.kill(nursery.process, signal.SIGKILL)
                assert isinstance(await reader.read(answer(b"<p>one</p>")), Reading)
            with PageReader(start=start) as later:
                assert isinstance(await later.read(answer(b"<p>two</p>")), Reading)

        asyncio.run(run())


def test_asking_a_nursery_that_is_gone_leaves_nothing_open() -> None:
    """A long batch asks many times."""
    with Nursery() as nursery:
        os.kill(nursery.process, signal.SIGKILL)
        assert becomes(lambda: is_ended(nursery.process))
        before = os.listdir("/proc/self/fd")
        with pytest.raises(OSError, match=r"Broken pipe|reset"):
            ForkedReader(nursery.door, MEMORY_LIMIT)
        assert len(os.listdir("/proc/self/fd")) == len(before)


def test_a_nursery_ends_with_its_readers_where_nobody_can_ask_any_more() -> None:
    """Whoever started it was killed before it could end it."""
    starts = (
        "import os, signal; from precall.reading.nursery import ForkedReader, Nursery;"
        f" nursery = Nursery(); reader = ForkedReader(nursery.door, {MEMORY_LIMIT});"
        " print(nursery.process, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    said = subprocess.run([sys.executable, "-c", starts], capture_output=True, text=True, check=False).stdout
    assert becomes(lambda: is_ended(int(said)))


def test_a_forked_reader_has_its_limit_of_memory(nursery: Nursery) -> None:
    """A page that needs more is a miss, as with any reader."""
    huge = b"<p>" + b"<b>x</b> " * 6_000_000
    (outcome,) = asyncio.run(read(nursery, huge, memory_limit=100 * 1024 * 1024))
    assert isinstance(outcome, Miss)
    assert "memory" in outcome.reason
