"""A program run to its end while its memory is watched."""

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_SAMPLE = 0.03  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Watched:
    """How a program ended. `status` is None where it had to be killed; memory is the peak resident size in MB."""

    status: int | None
    seconds: float
    stdout: str
    stderr: str
    parent_mb: int
    child_mb: int


def run(
    command: Sequence[str | bytes],
    *,
    environ: Mapping[str, str],
    folder: Path | bytes,
    seconds: float,
    stdin: IO[bytes] | int = subprocess.DEVNULL,
) -> Watched:
    """Runs a program for at most so many seconds. Undecodable output is shown with backslashes."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begun, parent, child = time.monotonic(), 0, 0
        process = subprocess.Popen(command, stdin=stdin, stdout=out, stderr=err, env=environ, cwd=folder)
        while process.poll() is None and time.monotonic() - begun < seconds:
            parent = max(parent, _peak(process.pid))
            child = max([child, *map(_peak, _children(process.pid))])
            time.sleep(_SAMPLE)
        took, status = time.monotonic() - begun, process.poll()
        if status is None:
            _end(process)
        return Watched(status, took, _text(out), _text(err), parent, child)


def _text(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode("utf-8", "backslashreplace")


def _end(process: "subprocess.Popen[bytes]") -> None:
    for pid in [*_children(process.pid), process.pid]:
        try:
            os.kill(pid, 9)
        except ProcessLookupError:
            continue
    process.wait()


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _peak(pid: int) -> int:
    """The highest resident size of a process so far, in MB; 0 once it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    lines = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(next(lines, "VmHWM: 0 kB").split()[1]) // 1024
