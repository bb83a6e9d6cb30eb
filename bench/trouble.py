"""A batch that is asked to end, meets a full disk, or may no longer write: what was finished stays finished.

The last two need a Linux system on which file systems may be mounted (root).
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.batch import Ground

_RESULTS = ("results.csv", "results.jsonl", "index.html")
_ROOM = 0.02  # MB a client that are there at first, and that are added each time
_MOST_ROOM = 500


def main(arguments: Sequence[str]) -> int:
    """Tries each trouble on the same clones and compares with a run that had none."""
    parser = argparse.ArgumentParser(prog="python -m bench trouble", description=__doc__)
    parser.add_argument("--sites", default="../shared/sites", help="folder of sites that are cloned")
    parser.add_argument("--clones", type=int, default=1000)
    parser.add_argument("--pages", type=int, default=8)
    parser.add_argument("--times", type=int, default=10, help="how often a run is asked to end")
    parser.add_argument("--seed", default="1")
    options = parser.parse_args(arguments)
    dice = random.Random(options.seed)
    with Ground(options) as ground:
        ground.batch("whole", ground.clones, os.cpu_count() or 1, options.pages)
        tries = [_Tried(ground, name, options.pages) for name in ("ended", "full", "read-only")]
        _ended(tries[0], options.times, dice)
        _full(tries[1], options.clones)
        _read_only(tries[2])
    return 1 if any(tried.wrong for tried in tries) else 0


class _Tried:
    """One batch that is run again and again; `wrong` is what must not be."""

    def __init__(self, ground: Ground, name: str, pages: int) -> None:
        self.folder = ground.folder / name
        self.wrong: list[str] = []
        self._ground = ground
        self._name = name
        self._pages = pages
        self._done: set[str] = set()
        self._statuses: list[int] = []
        self._endings: list[float] = []  # seconds from being asked to end to the end
        self._said: set[str] = set()

    def run(self, *, ends_after: float | None = None) -> int:
        """One run, asked to end after so many seconds; its status. What was finished must stay so, and is not asked for."""
        command = self._ground.command(self._name, self._ground.clones, os.cpu_count() or 1, self._pages)
        environ = {**os.environ, **self._ground.environ(self._name)}
        environ["PRECALL_CACHE_DIR"] = str(self.folder / "kept")
        before = self._requests()
        with subprocess.Popen(
            command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as run:
            if ends_after is not None:
                time.sleep(ends_after)
                run.send_signal(signal.SIGTERM)
            asked = time.monotonic()
            said = run.communicate()[1]
        if ends_after is not None:
            self._endings.append(time.monotonic() - asked)
        after = self._requests()
        self._statuses.append(run.returncode)
        self._said.update(said.splitlines()[-1:])
        self.wrong += ["a traceback"] * ("Traceback" in said)
        self.wrong += [f"{one} asked again" for one in self._done if after.get(one, 0) > before.get(one, 0)]
        done = self._finished()
        self.wrong += [f"{one} lost" for one in self._done - done]
        self._done = done
        return run.returncode

    def compare(self) -> None:
        """Prints what came of it."""
        whole = self._ground.folder / "whole"
        self.wrong += [
            f"{name} differs"
            for name in _RESULTS
            if (self.folder / name).read_bytes() != (whole / name).read_bytes()
        ]
        took = f"; asked to end, it took at most {max(self._endings):.1f} s" if self._endings else ""
        print(
            f"{self._name}: {len(self._statuses)} runs, status {self._statuses}; {len(self._done)} done{took}"
        )
        for line in sorted(self._said)[-3:]:
            print(f"  said: {line}")
        print(f"  wrong: {self.wrong[:5] or 'nothing'}")

    def _finished(self) -> set[str]:
        listed = [sys.executable, "-m", "precall", "status", str(self.folder), "--list", "done"]
        said = subprocess.run(listed, capture_output=True, text=True, check=False).stdout
        return {_host(line) for line in said.splitlines()}

    def _requests(self) -> dict[str, int]:
        """How often each client was asked for something until now."""
        counts: dict[str, int] = {}
        for host, number in self._ground.net.ask("counts").items():
            counts[_host(host)] = counts.get(_host(host), 0) + number
        return counts


def _host(text: str) -> str:
    return text.strip().rpartition("//")[2].partition("/")[0].partition(":")[0].lower().removeprefix("www.")


def _ended(tried: _Tried, times: int, dice: random.Random) -> None:
    """SIGTERM at random moments."""
    for _ in range(times):
        tried.run(ends_after=dice.uniform(0.5, 2.5))
    tried.run()
    tried.compare()


def _full(tried: _Tried, clients: int) -> None:
    """A disk that is too small, and a little larger each time."""
    room = size = max(1, round(_ROOM * clients))
    with _mounted(tried.folder):
        _remount(tried.folder, f"size={size}m")
        while tried.run() and size < _MOST_ROOM:
            size += room
            _remount(tried.folder, f"size={size}m")
        tried.compare()


def _read_only(tried: _Tried) -> None:
    """A folder that can no longer be written to when a batch that was stopped is to go on."""
    with _mounted(tried.folder):
        tried.run(ends_after=2.5)
        _remount(tried.folder, "ro")
        tried.run()
        _remount(tried.folder, "rw")
        tried.run()
        tried.compare()


@contextmanager
def _mounted(folder: Path) -> Iterator[None]:
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_MOST_ROOM}m", "tmpfs", folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def _remount(folder: Path, option: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{option}", folder], check=True)
