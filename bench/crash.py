"""Kills: a research run ended by `kill -9` at random moments; what it leaves is the old or the new, and the next run works."""

import argparse
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

from bench.simnet import DEFAULT, Simnet
from precall.net.snapshots import SnapshotStore

SITES = Path("tests/sites")
START = datetime(2026, 1, 31, 9, tzinfo=UTC)
Files = Mapping[str, bytes]


@dataclass(slots=True)
class Place:
    """Where the runs write, and how they are started."""

    folder: Path
    environ: Mapping[str, str]
    domain: str
    wrong: list[str] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)

    def start(self, number: int) -> "subprocess.Popen[bytes]":
        """A run in a group of its own, an hour after the last one by its clock, which reads every page again."""
        now = (START + timedelta(hours=number)).isoformat()
        command = [
            sys.executable,
            "-m",
            "precall",
            "research",
            self.domain,
            "--refresh",
            "--out",
            str(self.out),
        ]
        return subprocess.Popen(
            command,
            env={**self.environ, "PRECALL_NOW": now},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    @property
    def out(self) -> Path:
        """The folder of results."""
        return self.folder / "out"

    def files(self) -> Files:
        """What is written by now, less what is unfinished and hidden."""
        found = sorted(path for path in self.out.rglob("*") if path.is_file())
        return {
            p.relative_to(self.out).as_posix(): p.read_bytes() for p in found if not p.name.startswith(".")
        }


def main(arguments: Sequence[str]) -> int:
    """Kills, looks, runs again, as often as asked; prints what was found and gives 1 where anything was half."""
    asked = _asked(arguments)
    dice, begun = random.Random(asked.seed), time.monotonic()
    with Simnet(asked.simnet, ["--sites", str(SITES)]) as net, tempfile.TemporaryDirectory() as scratch:
        place = Place(Path(scratch), _environment(net.through_proxy, Path(scratch)), asked.domain)
        took = _left_alone(place, 0)
        runs = 0
        while place.seen["killed"] < asked.kills:
            runs += 1
            _kill_and_look(place, runs, dice.uniform(0.02, took))
    print(
        f"{asked.kills} kills at random moments of a run of {took:.1f} s, in {runs} tries;"
        f" files found old {place.seen['old']}, new {place.seen['new']}, else whole {place.seen['whole']};"
        f" {len(place.wrong)} wrong; {time.monotonic() - begun:.0f} s in all"
    )
    print("\n".join(place.wrong[:20]))
    return 1 if place.wrong else 0


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench crash", description=__doc__)
    parser.add_argument("--simnet", type=Path, default=DEFAULT, metavar="DIR")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--domain", default="copperbasindental.example")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(arguments)


def _environment(environ: Mapping[str, str], folder: Path) -> dict[str, str]:
    places = {"PRECALL_CACHE_DIR": "cache", "PRECALL_DATA_DIR": "data", "HOME": "home", "TMPDIR": "tmp"}
    for name in places.values():
        (folder / name).mkdir()
    own = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path("src").resolve())}
    return own | {key: str(folder / name) for key, name in places.items()} | dict(environ)


def _kill_and_look(place: Place, number: int, moment: float) -> None:
    before = place.files()
    run = place.start(number)
    time.sleep(moment)
    if run.poll() is None:
        place.seen["killed"] += 1
        os.killpg(run.pid, 9)
    run.communicate()
    left = place.files()
    place.wrong += [f"after {moment:.2f} s: {text}" for text in (*_halves(left), *_damage(place))]
    _left_alone(place, number)
    after = place.files()
    for name, data in left.items():
        place.seen[_age(data, before.get(name), after.get(name))] += 1
    place.wrong += [f"after {moment:.2f} s and a second run: {text}" for text in _halves(after)]
    lost = sorted(_lasting(before) - _lasting(after))
    place.wrong += [f"after {moment:.2f} s: {name} is gone" for name in lost]


def _left_alone(place: Place, number: int) -> float:
    """A run to its end; how long it took."""
    begun = time.monotonic()
    run = place.start(number)
    _, said = run.communicate(timeout=120)
    if run.returncode:
        place.wrong.append(f"a run after a kill ended with {run.returncode}: {said.decode()[-200:]}")
    return time.monotonic() - begun


def _age(data: bytes, before: bytes | None, after: bytes | None) -> str:
    return "old" if data == before else "new" if data == after else "whole"


def _lasting(files: Files) -> set[str]:
    return {name for name in files if "/pages/" not in name}


def _halves(files: Files) -> list[str]:
    """The files that end before their end."""
    return [f"{name} is half" for name, data in files.items() if not _is_whole(name, data)]


def _is_whole(name: str, data: bytes) -> bool:
    if name.endswith(".json"):
        try:
            return bool(json.loads(data))
        except ValueError:
            return False
    if name.endswith(".html"):
        return data.rstrip().endswith(b"</html>")
    if name.endswith(".eml"):
        message = message_from_bytes(data, policy=policy.default)
        return not message.defects and message["Subject"] is not None and data.endswith(b"\n")
    return data.endswith(b"\n")


def _damage(place: Place) -> list[str]:
    """What is wrong with the databases."""
    found = []
    for path in sorted(place.folder.rglob("*.sqlite3")) + sorted(place.folder.rglob("*.db")):
        with sqlite3.connect(path) as db:
            said = db.execute("PRAGMA integrity_check").fetchone()[0]
        db.close()
        if said != "ok":
            found.append(f"{path.name}: {said}")
    return found + _lost_bodies(place.folder / "cache")


def _lost_bodies(folder: Path) -> list[str]:
    """The kept addresses whose bytes are missing or are not what they were."""
    if not (folder / "snapshots.sqlite3").exists():
        return []
    with sqlite3.connect(folder / "snapshots.sqlite3") as db:
        tables = db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'answers'").fetchone()[0]
        urls = [row[0] for row in db.execute("SELECT url FROM answers")] if tables else []
    db.close()
    with SnapshotStore(folder, clock=lambda: START) as store:
        return [f"the snapshot of {url} is lost" for url in urls if store.get(url) is None]
