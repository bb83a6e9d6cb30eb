"""A process that keeps a page reader ready and forks it for whoever asks: a new one then costs milliseconds.

It reads no page itself, so every reader that comes from it is fresh. One end of a socket is handed to the processes
that want readers. Each request brings two file descriptors: a socket for the new reader, and a pipe that whoever asked
keeps open for as long as the reader shall live. A reader keeps to the cores of whoever asked, until all may have all.
It has no use where a process cannot be forked safely.
"""

import contextlib
import os
import pickle
import selectors
import signal
import socket
import subprocess
import sys
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import IO, Self

from precall.child_process import command_of
from precall.reading.child import MOST_REQUEST, Tasks, receive, send, serve, tasks
from precall.reading.reader import Child, spawned

IS_POSSIBLE = sys.platform == "linux"
_DESCRIPTORS = 2
_READER, _ALL_CORES = b"r", b"c"


class Nursery:
    """The process, started at once. Give `door` to the processes that want readers. Use it as a context manager."""

    def __init__(self) -> None:
        ours, its = socket.socketpair()
        with its:
            command = command_of("precall.reading.nursery", its.fileno())
            nowhere = subprocess.DEVNULL
            self._process = subprocess.Popen(  # noqa: S603
                command, pass_fds=(its.fileno(),), stdin=nowhere, stdout=nowhere, stderr=nowhere
            )
        self._socket = ours

    @property
    def door(self) -> int:
        """The file descriptor of the socket by which readers are asked for."""
        return self._socket.fileno()

    @property
    def process(self) -> int:
        """Its process id."""
        return self._process.pid

    def give_all_cores(self) -> None:
        """Lets every reader that is there run on any core."""
        with contextlib.suppress(OSError):
            self._socket.send(_ALL_CORES)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends it; it ends by itself, with every reader, where nobody is left who could ask."""
        self._socket.close()
        self._process.kill()
        self._process.wait()


def reader_from(door: int | None, memory_limit: int) -> Child:
    """A reader from the nursery behind a door; a child of this process where there is none, or it is gone."""
    if door is not None:
        with contextlib.suppress(OSError):
            return ForkedReader(door, memory_limit)
    return spawned(memory_limit)


class ForkedReader:
    """A reader from the nursery behind a door; OSError where that is gone."""

    def __init__(self, door: int, memory_limit: int) -> None:
        ours, its = socket.socketpair()
        line, self._life = os.pipe()
        self._socket = ours
        self.stdin: IO[bytes] = ours.makefile("wb")
        self.stdout: IO[bytes] = ours.makefile("rb")
        try:
            with its, socket.socket(fileno=os.dup(door)) as nursery:
                socket.send_fds(nursery, [_READER], [its.fileno(), line])
            send(self.stdin, pickle.dumps((memory_limit, os.sched_getaffinity(0))))
        except OSError:
            self.kill()
            raise
        finally:
            os.close(line)

    def kill(self) -> None:
        """Has the nursery end it; whoever reads from it meets the end of its answers."""
        if self._life >= 0:
            os.close(self._life)
            self._life = -1
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
            self._socket.close()

    def wait(self) -> None:
        """Nothing is left to wait for: the nursery does."""


def main() -> None:
    """Loads what a reader needs, then forks one for each request until nobody can ask any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ready = tasks()
    readers: dict[int, int] = {}  # process ids by the pipes that they live on
    with socket.socket(fileno=int(sys.argv[1])) as door, selectors.EpollSelector() as events:
        events.register(door, selectors.EVENT_READ)
        while True:
            for key, _ in events.select():
                if key.fileobj is not door:
                    events.unregister(key.fd)
                    _end(key.fd, readers.pop(key.fd))
                    continue
                asked, descriptors, _, _ = socket.recv_fds(door, 1, _DESCRIPTORS)
                if asked == _READER:
                    channel, line = descriptors
                    not_its = (door.fileno(), events.fileno(), line, *readers)
                    readers[line] = _forked(channel, ready, not_its)
                    events.register(line, selectors.EVENT_READ)
                elif asked == _ALL_CORES:
                    _free(readers.values())
                else:
                    for line, reader in readers.items():
                        _end(line, reader)
                    return


def _forked(channel: int, ready: Tasks, not_its: Sequence[int]) -> int:
    """The process id of a new reader at a channel, without the descriptors that are not its own."""
    reader = os.fork()
    if reader:
        os.close(channel)
        return reader
    for descriptor in not_its:
        os.close(descriptor)
    try:
        requests, answers = os.fdopen(os.dup(channel), "rb"), os.fdopen(channel, "wb")
        limit, cores = pickle.loads(receive(requests, MOST_REQUEST))  # noqa: S301
        os.sched_setaffinity(0, cores)
        serve(requests, answers, limit, lambda: ready)
    finally:
        os._exit(0)


def _free(readers: Iterable[int]) -> None:
    for reader in readers:
        with contextlib.suppress(ProcessLookupError):
            os.sched_setaffinity(reader, os.sched_getaffinity(0))


def _end(line: int, reader: int) -> None:
    os.close(line)
    os.kill(reader, signal.SIGKILL)
    os.waitpid(reader, 0)


if __name__ == "__main__":
    main()
