"""Reads pages in a child process that can be stopped: libraries hang and swell on hostile pages, and threads cannot be killed.

Messages in both directions are a four-byte length (big-endian) and a pickle. The child does pure work only; it has no
network to use and writes nothing.
"""

import asyncio
import contextlib
import pickle
import struct
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

from precall.model.fact import Candidate, Evidence, Fact
from precall.model.page import Fetched, Miss, PageRecord, Reading

MEMORY_LIMIT = 450 * 1024 * 1024  # bytes of data of the child
SECONDS_PER_PAGE = 10.0
SECONDS_TO_SETTLE = 20.0
_HEADER = struct.Struct(">I")
_WATCHDOG_STATUS = 1  # how faulthandler ends a process
_MEMORY_STATUS = 3


@dataclass(frozen=True, slots=True)
class SiteSeen:
    """All that was seen of a site, to be settled into facts. Candidates stand in the order of the pages."""

    domain: str
    url: str
    pages: tuple[PageRecord, ...]
    language: str
    today: date
    candidates: tuple[Candidate, ...]


class ReaderStopped(Exception):
    """The child was stopped or died; the message is the plain reason."""


class ReaderFault(Exception):
    """The child met a bug of ours; the message is its traceback."""


class _Died(Exception):
    """The child ended without an answer."""


class PageReader:
    """One child process, started at once and again after a stop. Use it as a context manager."""

    def __init__(
        self, *, seconds_per_page: float = SECONDS_PER_PAGE, memory_limit: int = MEMORY_LIMIT
    ) -> None:
        self._seconds = seconds_per_page
        self._memory = memory_limit
        self._lock: asyncio.Lock | None = None
        self._child: subprocess.Popen[bytes] | None = self._start()
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

    async def read(self, fetched: Fetched, link_text: str = "") -> Reading | Miss:
        """What a page says, or why it could not be read."""
        try:
            reading: Reading = await self._ask("read", (fetched, link_text), self._seconds)
        except ReaderStopped as stop:
            return Miss(fetched.final_url, str(stop))
        except ReaderFault as fault:
            self.faults.append(str(fault))
            return Miss(fetched.final_url, f"a fault in precall: {str(fault).strip().splitlines()[-1]}"[:200])
        return reading

    async def settle(self, seen: SiteSeen) -> tuple[Fact, ...]:
        """The facts of a site. A child that cannot do it in time raises ReaderStopped, a bug ReaderFault."""
        facts: tuple[Fact, ...] = await self._ask("settle", (seen,), SECONDS_TO_SETTLE)
        return facts

    async def stands(self, fetched: Fetched, cited: tuple[Evidence, ...]) -> tuple[bool, ...]:
        """For each evidence whether its quote stands in that answer."""
        standing: tuple[bool, ...] = await self._ask("stands", (fetched, cited), self._seconds)
        return standing

    async def _ask(self, task: str, arguments: Sequence[object], seconds: float) -> Any:
        if self._lock is None:
            self._lock = asyncio.Lock()
        message = pickle.dumps((task, seconds, arguments), protocol=5)
        async with self._lock:
            try:
                return self._judge(*await self._exchange(message, seconds))
            except _Died:
                return self._judge(*await self._exchange_or_stop(message, seconds))

    async def _exchange_or_stop(self, message: bytes, seconds: float) -> tuple[str, Any]:
        try:
            return await self._exchange(message, seconds)
        except _Died:
            raise ReaderStopped("crashed the page reader, or needed too much memory") from None

    async def _exchange(self, message: bytes, seconds: float) -> tuple[str, Any]:
        if self._child is None:
            self._child = self._start()
        child, finished = self._child, False
        try:
            answer = await asyncio.wait_for(asyncio.to_thread(_exchange, child, message), seconds + 5)
            finished = True
        except TimeoutError:
            raise _too_slow(seconds) from None
        except (EOFError, OSError):
            if child.wait() == _WATCHDOG_STATUS:
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

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "precall.reading", str(self._memory)]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603


def _exchange(child: subprocess.Popen[bytes], message: bytes) -> tuple[str, Any]:
    to_child, from_child = _open(child.stdin), _open(child.stdout)
    to_child.write(_HEADER.pack(len(message)) + message)
    to_child.flush()
    answer: tuple[str, Any] = pickle.loads(_receive(from_child))  # noqa: S301
    return answer


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise EOFError
    return pipe


def _receive(pipe: IO[bytes]) -> bytes:
    header = pipe.read(_HEADER.size)
    if len(header) < _HEADER.size:
        raise EOFError
    (length,) = _HEADER.unpack(header)
    message = pipe.read(length)
    if len(message) < length:
        raise EOFError
    return message


def _too_slow(seconds: float) -> ReaderStopped:
    return ReaderStopped(f"took longer than {seconds:.0f} s to read")


def main() -> None:
    """The child: answers requests until its input ends."""
    import os
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = open(os.devnull, "w")  # noqa: SIM115
    os.dup2(nowhere.fileno(), sys.stdout.fileno())
    os.dup2(nowhere.fileno(), sys.stderr.fileno())
    try:
        _limit_memory(int(sys.argv[1]))
        _serve(requests, answers, nowhere)
    except MemoryError:
        os._exit(_MEMORY_STATUS)


def _serve(requests: IO[bytes], answers: IO[bytes], nowhere: IO[str]) -> None:
    import faulthandler

    tasks = _tasks()
    while True:
        try:
            task, seconds, arguments = pickle.loads(_receive(requests))  # noqa: S301
        except EOFError:
            return
        # This watchdog is a C thread: it ends the process even when a library holds the interpreter.
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        answer = _answer(tasks[task], arguments)
        faulthandler.cancel_dump_traceback_later()
        answers.write(_HEADER.pack(len(answer)) + answer)
        answers.flush()


def _tasks() -> dict[str, Any]:
    from precall.extract import extractors
    from precall.extract.site_view import SiteView
    from precall.site.page_reader import read_page
    from precall.site.standing import stands

    def settle(seen: SiteSeen) -> tuple[Fact, ...]:
        view = SiteView(seen.domain, seen.url, seen.pages, seen.language, seen.today, seen.candidates)
        return view.all_facts()

    extractors()
    return {
        "read": lambda fetched, link_text: read_page(fetched, link_text=link_text),
        "settle": settle,
        "stands": stands,
    }


def _answer(task: Any, arguments: Sequence[Any]) -> bytes:
    import traceback

    try:
        return pickle.dumps(("done", task(*arguments)), protocol=5)
    except MemoryError:
        return pickle.dumps(("memory", None))
    except Exception:
        return pickle.dumps(("fault", traceback.format_exc(limit=-6)))


def _limit_memory(limit: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


if __name__ == "__main__":
    main()
