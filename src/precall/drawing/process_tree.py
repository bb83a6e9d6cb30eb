"""How much memory does a program use with all its processes, and how is it ended with all of them? Known on Linux alone."""

import contextlib
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Tree:
    """The processes of a program, and the bytes of memory that are theirs alone."""

    processes: tuple[int, ...]
    memory: int


def started_with(mark: str) -> int | None:
    """The process, below this one, that has `mark` among its arguments; None where there is none."""
    wanted = mark.encode()
    return next((pid for pid in _below(os.getpid()) if wanted in _arguments(pid)), None)


def tree_of(pid: int) -> Tree:
    """A process with all that it started; empty where it is gone, or the system does not tell."""
    processes = (pid, *_below(pid))
    return Tree(processes, sum(map(_own_memory, processes)))


def end(tree: Tree) -> None:
    """Ends every process of a tree at once."""
    for pid in tree.processes:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)


def _below(pid: int) -> Iterator[int]:
    for thread in _listed(_PROC / str(pid) / "task"):
        try:
            children = (thread / "children").read_text().split()
        except OSError:
            continue
        for child in map(int, children):
            yield child
            yield from _below(child)


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _arguments(pid: int) -> list[bytes]:
    try:
        return (_PROC / str(pid) / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return []


def _own_memory(pid: int) -> int:
    """Resident bytes less those shared with others (proc(5), statm)."""
    try:
        _, resident, shared, *_ = map(int, (_PROC / str(pid) / "statm").read_text().split())
    except (OSError, ValueError):
        return 0
    return (resident - shared) * os.sysconf("SC_PAGE_SIZE")
