"""What a program costs: its wall time, and its processor time with that of all the processes that it waited for."""

import resource
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cost:
    """One run of a program, in seconds."""

    wall: float
    cpu: float


def cost_of(command: Sequence[str], environ: Mapping[str, str]) -> Cost:
    """Runs a program to its end. A status other than 0 raises CalledProcessError."""
    cpu, begun = _waited_for(), time.perf_counter()
    subprocess.run(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return Cost(time.perf_counter() - begun, _waited_for() - cpu)


def _waited_for() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
