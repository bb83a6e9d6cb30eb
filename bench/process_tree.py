"""What does a program with workers cost: processor time, and memory over its run, by the role of each process?"""

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROLES = ("parent", "worker", "reader", "other")
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_EVERY = 0.2  # seconds between two looks


@dataclass(frozen=True, slots=True)
class Look:
    """The resident memory at one moment, in MB, by role: that of the largest process of the role. `mark` is how far the program was."""

    mark: int
    largest: Mapping[str, float]


@dataclass(slots=True)
class Cost:
    """What a run cost. Processor seconds by role; looks at the memory in their order."""

    status: int = 0
    seconds: float = 0.0
    cpu: dict[str, float] = field(default_factory=dict)
    looks: list[Look] = field(default_factory=list)

    def peak(self, role: str) -> float:
        """The most memory that one process of a role had, in MB."""
        return max((look.largest.get(role, 0.0) for look in self.looks), default=0.0)

    def at(self, role: str, mark: int) -> float:
        """The memory of a role's largest process when the program was that far, in MB."""
        near = [look.largest.get(role, 0.0) for look in self.looks if look.mark >= mark]
        return near[0] if near else 0.0


def run(
    command: Sequence[str],
    *,
    environ: Mapping[str, str],
    mark: Callable[[], int] = lambda: 0,
    every: float = 2.0,
) -> Cost:
    """Runs a program to its end. `mark` is asked at each look at the memory, every so many seconds."""
    cost, seen, began, looked = Cost(), dict[int, tuple[str, float]](), time.monotonic(), 0.0
    process = subprocess.Popen(command, env={**os.environ, **environ}, stdout=subprocess.DEVNULL)
    while not _has_ended(process):
        sizes: dict[str, float] = {}
        _walk(process.pid, 0, seen, sizes)
        if time.monotonic() - looked > every:
            looked = time.monotonic()
            cost.looks.append(Look(mark(), sizes))
    cost.status, cost.seconds = process.returncode, time.monotonic() - began
    for role, seconds in seen.values():
        cost.cpu[role] = cost.cpu.get(role, 0.0) + seconds
    return cost


def _has_ended(process: "subprocess.Popen[bytes]") -> bool:
    """Waits for the time of the next look, or for the program's end."""
    try:
        process.wait(_EVERY)
    except subprocess.TimeoutExpired:
        return False
    return True


def _walk(pid: int, depth: int, seen: dict[int, tuple[str, float]], sizes: dict[str, float]) -> None:
    role = ROLES[min(depth, len(ROLES) - 1)]
    try:
        if b"precall.reading.nursery" in Path(f"/proc/{pid}/cmdline").read_bytes() and role == "worker":
            role = "nursery"
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    seen[pid] = (role, (int(fields[11]) + int(fields[12])) / _TICKS)
    sizes[role] = max(sizes.get(role, 0.0), int(fields[21]) * 4096 / 1e6)
    for child in children:
        _walk(int(child), depth + 1, seen, sizes)
