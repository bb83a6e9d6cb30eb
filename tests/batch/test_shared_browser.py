"""The clients of a worker take turns at one browser, and few workers have theirs open at a time."""

import asyncio
import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from precall.batch.shared_browser import MOST_OPEN, SharedBrowser
from precall.drawing.browser import Browser


@dataclass
class Closed:
    """A browser that counts how often it was closed."""

    times: int = 0

    async def close(self) -> None:
        self.times += 1


def shared(folder: Path, browser: Closed, **more: float) -> SharedBrowser:
    return SharedBrowser(cast(Browser, browser), folder, **{"again": 0.01, "idle": 0.05, **more})


def test_clients_take_turns(tmp_path: Path) -> None:
    """One page at a time is drawn by a worker."""
    inside = most = 0

    async def client(one: SharedBrowser) -> None:
        nonlocal inside, most
        async with one.turn():
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.01)
            inside -= 1

    async def clients() -> None:
        one = shared(tmp_path, Closed())
        await asyncio.gather(*(client(one) for _ in range(5)))

    asyncio.run(clients())
    assert most == 1


def test_it_is_closed_when_nobody_needs_it_and_opened_again(tmp_path: Path) -> None:
    """Its memory is not kept for a page that may never come."""
    browser = Closed()

    async def clients() -> None:
        one = shared(tmp_path, browser)
        for _ in range(2):
            async with one.turn():
                pass
            await asyncio.sleep(0.3)

    asyncio.run(clients())
    assert browser.times == 2


def test_no_more_are_open_than_the_computer_bears(tmp_path: Path) -> None:
    """A further worker waits until another one closes its browser."""

    async def workers() -> tuple[bool, bool]:
        busy = [shared(tmp_path, Closed(), idle=9) for _ in range(MOST_OPEN)]
        waiting = shared(tmp_path, Closed())
        async with contextlib.AsyncExitStack() as turns:
            for one in busy:
                await turns.enter_async_context(one.turn())
            too_many = await _gets_a_turn(waiting)
        for one in busy:
            one.idle = 0.0
        await asyncio.sleep(0.2)
        return too_many, await _gets_a_turn(waiting)

    assert asyncio.run(workers()) == (False, True)


async def _gets_a_turn(one: SharedBrowser) -> bool:
    try:
        async with asyncio.timeout(0.3), one.turn():
            return True
    except TimeoutError:
        return False


def test_it_is_closed_with_the_worker(tmp_path: Path) -> None:
    """Also where somebody has just used it."""
    browser = Closed()

    async def worker() -> None:
        async with shared(tmp_path, browser, idle=60).turn():
            pass
        await asyncio.sleep(0.05)

    asyncio.run(worker())
    assert browser.times == 1
