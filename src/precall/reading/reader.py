"""Reads pages in a child process that can be stopped: libraries hang and swell on hostile pages, and threads cannot be killed."""

import contextlib
import json
import pickle
import subprocess
import time
from collections.abc import Callable, Sequence
from typing import IO, TYPE_CHECKING, Any, Literal, Protocol

from precall.child_process import command_of
from precall.errors import ReaderFault as ReaderFault
from precall.model.fact import Evidence, Fact
from precall.model.findings import SiteSeen
from precall.model.page import Fetched, Miss, Reading
from precall.model.record import restored
from precall.reading.child import MOST_ANSWER, TooLong, receive, send

if TYPE_CHECKING:
    import asyncio

MEMORY_LIMIT = 450 * 1024 * 1024  # bytes of data of the child
SECONDS_PER_PAGE = 10.0
SECONDS_TO_SETTLE = 20.0
Outcome = Literal["done", "memory", "fault"]


class ReaderStopped(Exception):
    """The child was stopped or died; the message is the plain reason."""


class ReaderTooSlow(ReaderStopped):
    """The child did not answer in time: on a less busy computer it might."""


class _Died(Exception):
    """The child ended without an answer."""


class _Garbled(Exception):
    """What the child sent is no answer."""


class Child(Protocol):
    """A process that reads pages: requests go in, answers come out."""

    @property
    def stdin(self) -> IO[bytes] | None: ...

    @property
    def stdout(self) -> IO[bytes] | None: ...

    def kill(self) -> None: ...

    def wait(self) -> object: ...


def spawned(memory_limit: int) -> Child:
    """A child of this process, with so many bytes of memory."""
    command = command_of("precall.reading.child", memory_limit)
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603


class PageReader:
    """One child process, started at once and again after a stop. Use it as a context manager.

    asyncio is imported when the first page is there, so that the child is not kept waiting for it.
    """

    def __init__(
        self,
        *,
        seconds_per_page: float = SECONDS_PER_PAGE,
        memory_limit: int = MEMORY_LIMIT,
        start: Callable[[int], Child] = spawned,
    ) -> None:
        self._seconds = seconds_per_page
        self._memory = memory_limit
        self._lock: asyncio.Lock | None = None
        self._start = start
        self._child: Child | None = start(memory_limit)
        self.faults: list[str] = []

    def __enter__(self) -> "PageReader":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the child."""
        if self._child is not None:
            self._child.kill()
            self._child.wait()
            for pipe in (self._child.stdin, self._child.stdout):
                with contextlib.suppress(OSError):
                    _open(pipe).close()
            self._child = None

    async def read(self, fetched: Fetched, link_text: str = "", site_language: str = "") -> Reading | Miss:
        """What a page says, or why it could not be read."""
        try:
            reading: Reading = await self._ask(
                Reading, "read", (fetched, link_text, site_language), self._seconds
            )
        except ReaderStopped as stop:
            return Miss(fetched.final_url, str(stop), transient=isinstance(stop, ReaderTooSlow))
        except ReaderFault as fault:
            self.faults.append(str(fault))
            return Miss(fetched.final_url, f"a fault in precall: {str(fault).strip().splitlines()[-1]}"[:200])
        return reading

    async def settle(self, seen: SiteSeen) -> tuple[Fact, ...]:
        """The facts of a site. A child that cannot do it in time raises ReaderStopped, a bug ReaderFault."""
        facts: tuple[Fact, ...] = await self._ask(tuple[Fact, ...], "settle", (seen,), SECONDS_TO_SETTLE)
        return facts

    async def stands(self, fetched: Fetched, cited: tuple[Evidence, ...]) -> tuple[bool, ...]:
        """For each evidence whether its quote stands in that answer."""
        standing: tuple[bool, ...] = await self._ask(
            tuple[bool, ...], "stands", (fetched, cited), self._seconds
        )
        return standing

    async def _ask(self, kind: Any, task: str, arguments: Sequence[object], seconds: float) -> Any:
        import asyncio

        if self._lock is None:
            self._lock = asyncio.Lock()
        message = pickle.dumps((task, seconds, arguments), protocol=5)
        async with self._lock:
            try:
                return self._judge(*await self._exchange(kind, message, seconds))
            except _Died:
                return self._judge(*await self._exchange_or_stop(kind, message, seconds))

    async def _exchange_or_stop(self, kind: Any, message: bytes, seconds: float) -> tuple[str, Any]:
        try:
            return await self._exchange(kind, message, seconds)
        except _Died:
            raise ReaderStopped("crashed the page reader, or needed too much memory") from None

    async def _exchange(self, kind: Any, message: bytes, seconds: float) -> tuple[str, Any]:
        import asyncio

        if self._child is None:
            self._child = self._start(self._memory)
        child, finished, began = self._child, False, time.monotonic()
        try:
            async with asyncio.timeout(seconds + 5):
                loop = asyncio.get_running_loop()
                answer = await loop.run_in_executor(None, _exchange, child, message, kind)
            finished = True
        except TimeoutError:
            raise _too_slow(seconds) from None
        except TooLong:
            raise ReaderStopped("made the page reader answer with too much, so it was ended") from None
        except _Garbled:
            raise ReaderStopped("made the page reader answer with nonsense, so it was ended") from None
        except (EOFError, OSError):
            if time.monotonic() - began >= seconds:  # its watchdog has ended it
                raise _too_slow(seconds) from None
            raise _Died from None
        finally:
            if not finished:
                self.close()
        return answer

    def _judge(self, outcome: str, answer: Any) -> Any:
        if outcome == "done":
            return answer
        if outcome == "memory":
            self.close()
            raise ReaderStopped("needed too much memory to read")
        raise ReaderFault(answer)


def _exchange(child: Child, message: bytes, kind: Any) -> tuple[str, Any]:
    """What became of a request, and the answer of the kind that was asked for. TooLong and _Garbled as they are named."""
    send(_open(child.stdin), message)
    try:
        outcome, answer = restored(tuple[Outcome, Any], json.loads(receive(_open(child.stdout), MOST_ANSWER)))
        return outcome, restored(kind if outcome == "done" else str, answer)
    except (ValueError, RecursionError, MemoryError):
        raise _Garbled from None


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise EOFError
    return pipe


def _too_slow(seconds: float) -> ReaderTooSlow:
    return ReaderTooSlow(f"took longer than {seconds:.0f} s to read")
