"""How much CPU do `today` and `show` cost with 10,000 clients and 100,000 calls?

`python -m bench memory [--clients N] [--calls N] [--times N]` fills a memory in a temporary folder and runs the commands as
processes of their own, imports included.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from precall.memory import calls, identity
from precall.memory.database import Database
from precall.memory.versions import open_memory
from precall.model.call import Promise
from precall.model.memory import Told

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
LIMIT = 0.5  # seconds of CPU
NOTES = "heard: a line of what they said in their own words\ni promised: the sheet by Friday\n" * 4


def main(arguments: list[str]) -> int:
    """Prints the median CPU seconds of each command; 1 where one is over the limit."""
    options = argparse.ArgumentParser(prog="python -m bench memory", description=__doc__)
    options.add_argument("--clients", type=int, default=10_000)
    options.add_argument("--calls", type=int, default=100_000)
    options.add_argument("--times", type=int, default=5)
    asked = options.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="precall-bench-") as folder:
        db = open_memory(Path(folder), "", NOW)
        fill(db, asked.clients, asked.calls)
        db.close()
        size = (Path(folder) / "memory.sqlite3").stat().st_size
        print(f"{asked.clients:,} clients, {asked.calls:,} calls, {size / 1e6:.0f} MB")
        environ = {
            **os.environ,
            "PRECALL_DATA_DIR": folder,
            "PRECALL_NOW": NOW.isoformat(),
            "PRECALL_CONFIG": os.devnull,
        }
        slow = 0
        for command in (["today"], ["show", "client-77.example"], ["show", "Name 4711"], ["clients"]):
            seconds = median(cpu_of(command, environ) for _ in range(asked.times))
            limited = command[0] != "clients"
            slow += limited and seconds >= LIMIT
            print(f"precall {' '.join(command):24} {seconds:.2f} s CPU")
    return int(bool(slow))


def fill(db: Database, clients: int, number: int) -> None:
    """Clients with their calls, three promises and two details each hundred calls, some open, some silent for long."""
    with db.transaction():
        everyone = [identity.ensured(db, f"client-{i}.example", NOW) for i in range(clients)]
        for i, client in enumerate(everyone):
            identity.add_names(db, client.id, [f"Name {i}"])
    with db.transaction():
        for i in range(number):
            at = NOW - timedelta(hours=9 + (i * 7919) % 20_000)
            waits = i % 5_000 == 0
            promises = tuple(_promises(i, at)) if i % 3 == 0 else ()
            told = Told(at, at, "Ann Lee", NOTES, "", "listen longer" if i % 50 == 0 else "", promises)
            calls.add_call(db, everyone[i % clients], told)
            if i % 20 == 0:
                calls.add_detail(db, everyone[i % clients], "goal", "two Sundays off", at)
            if not waits:
                db.run("UPDATE calls SET sent_at = at WHERE id = (SELECT max(id) FROM calls)")
        db.run("UPDATE promises SET kept_at = made_at WHERE id % 200 <> 0")


def _promises(i: int, at: datetime) -> Iterator[Promise]:
    for day in range(1, 4):
        yield Promise(
            "me" if i % 2 else "them", f"thing {i}", date(at.year, at.month, at.day) + timedelta(days=day)
        )


def cpu_of(command: list[str], environ: Mapping[str, str]) -> float:
    """The CPU seconds, user and system, of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "precall", *command], env=dict(environ), check=True, stdout=subprocess.DEVNULL
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def median(values: Iterator[float]) -> float:
    """The middle one."""
    found = sorted(values)
    return found[len(found) // 2]
