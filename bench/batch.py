"""A batch through simnet: speed with one worker and with many, memory over a long list, faults, kills."""

import argparse
import contextlib
import csv
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.process_tree import Cost, run
from bench.simnet import DEFAULT, Simnet

_PRECALL = (sys.executable, "-m", "precall")
_NOW = "2026-01-31T09:00:00Z"
_SINGLE = 60
_FAULTS = ("--latency", "lognormal:0.15,0.8", "--error-rate", "0.03", "--dead-rate", "0.05")


def main(arguments: Sequence[str]) -> int:
    """Runs one of the measurements and prints its figures."""
    parser = argparse.ArgumentParser(prog="python -m bench batch", description=__doc__)
    parser.add_argument("what", choices=sorted(_MEASUREMENTS))
    parser.add_argument("--sites", default="../shared/sites", help="folder of sites that are cloned")
    parser.add_argument("--clones", type=int, default=200)
    parser.add_argument("--pages", type=int, default=8)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, os.cpu_count() or 1])
    parser.add_argument(
        "--scrapy-python", default=sys.executable, help="a Python that has Scrapy and trafilatura"
    )
    parser.add_argument("--rounds", type=int, default=5, help="turns of the comparison with Scrapy")
    parser.add_argument("--kills", type=int, default=50)
    options = parser.parse_args(arguments)
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return int(_MEASUREMENTS[options.what](options))


def scaling(options: argparse.Namespace) -> int:
    """Pages a second with each number of workers, whole and warm; processor time per page, also the single client's.

    Warm is from the start of the first client to the end of the last: without the start of the processes, and without
    the tables at the end.
    """
    whole, warm = {}, {}
    with Ground(options) as ground:
        for jobs in options.jobs:
            cost = ground.batch(f"jobs-{jobs}", ground.clones, jobs, options.pages)
            pages = ground.status(f"jobs-{jobs}")["pages"]
            whole[jobs], warm[jobs] = pages / cost.seconds, pages / ground.warm_seconds(f"jobs-{jobs}")
            print(
                f"{jobs} workers: {pages} pages in {cost.seconds:.1f} s, {whole[jobs]:.1f} pages/s, warm {warm[jobs]:.1f},"
                f" {1000 * sum(cost.cpu.values()) / pages:.1f} ms of processor time per page"
                f" ({', '.join(f'{role} {seconds:.1f} s' for role, seconds in cost.cpu.items())})"
            )
        pages, cost = ground.one_by_one(_SINGLE, options.pages)
    print(
        f"`precall research` on {_SINGLE} of them: {1000 * sum(cost.cpu.values()) / pages:.1f} ms of processor time per page"
    )
    most, least = max(options.jobs), min(options.jobs)
    print(
        f"{most} workers against {least}: whole {whole[most] / whole[least]:.2f} times, warm {warm[most] / warm[least]:.2f} times"
    )
    return 0


def memory(options: argparse.Namespace) -> int:
    """The memory of the parent, a worker and a page reader early in a long list and at its end."""
    with Ground(options) as ground:
        cost = ground.batch("long", ground.clones, options.jobs[-1], options.pages, watched=True)
        said = ground.status("long")
        counts, failed = said["clients"], said["failed"]
    total = sum(counts.values())
    print(f"{total} clients in {cost.seconds:.0f} s: {counts} {failed}")
    for role in ("parent", "worker", "reader"):
        early, late = cost.at(role, total // 10), cost.looks[-1].largest.get(role, 0.0)
        marks = [f"{cost.at(role, total * tenth // 10):.0f}" for tenth in range(1, 10)]
        print(
            f"{role}: {early:.0f} MB at a tenth, {late:.0f} MB at the end, peak {cost.peak(role):.0f} MB; each tenth: {' '.join(marks)}"
        )
    return 0


def faults(options: argparse.Namespace) -> int:
    """Clones with latency, errors and dead hosts, once among hostile hosts and once without: the good ones must be equal."""
    with Ground(options, "--hostile", *_FAULTS) as ground:
        mixed = ground.batch("mixed", ground.all, options.jobs[-1], options.pages, "--skip-bad")
        breaches = ground.net.ask("verdict")["breaches"]
        canary = ground.net.ask("verdict")["canary"]
        ground.net.ask("reset")
        alone = ground.batch("alone", ground.clones, options.jobs[-1], options.pages)
        rows = {name: ground.results(name) for name in ("mixed", "alone")}
        differing = [
            key
            for key, row in rows["alone"].items()
            if rows["mixed"].get(key) != row or ground.files("mixed", row) != ground.files("alone", row)
        ]
        states = ground.status("mixed")["clients"]
    print(f"mixed: {states} in {mixed.seconds:.0f} s; alone in {alone.seconds:.0f} s")
    print(
        f"rows: {len(rows['mixed'])}; good ones that differ: {len(differing)} {differing[:5]}; breaches {breaches}, canary {canary}"
    )
    return 1 if differing or breaches or canary else 0


def kills(options: argparse.Namespace) -> int:
    """kill -9 at random moments: nothing finished is lost or asked for again; the results equal an uninterrupted run's."""
    with Ground(options) as ground:
        command = " ".join(ground.command("killed", ground.clones, options.jobs[-1], options.pages))
        done = " ".join([*_PRECALL, "status", str(ground.folder / "killed"), "--list", "done"])
        tool = [sys.executable, str(DEFAULT / "killtest.py"), "--control", ground.net.ready["control"]]
        tool += [
            "--kills",
            str(options.kills),
            "--min",
            "0.3",
            "--max",
            "2",
            "--cmd",
            command,
            "--done-cmd",
            done,
        ]
        ended = subprocess.run(
            tool, env={**os.environ, **ground.environ("killed")}, capture_output=True, text=True
        )
        print(ended.stdout.strip() or ended.stderr[-500:])
        ground.batch("whole", ground.clones, options.jobs[-1], options.pages)
        same = all(
            (ground.folder / "killed" / name).read_bytes() == (ground.folder / "whole" / name).read_bytes()
            for name in ("results.csv", "results.jsonl", "index.html")
        )
    print(f"results equal an uninterrupted run's: {same}")
    return 0 if same and not ended.returncode else 1


def scrapy(options: argparse.Namespace) -> int:
    """precall with the most workers and Scrapy in one process and in as many, in turns on the same clones; the middle counts.

    Scrapy takes the text by trafilatura and does nothing else.
    """
    most = max(options.jobs)
    ours: list[tuple[float, float]] = []
    theirs: dict[int, list[tuple[float, float]]] = {1: [], most: []}
    with Ground(options) as ground:
        for turn in range(options.rounds):
            ours.append(_pace(*_precall(ground, f"turn-{turn}", most, options.pages)))
            for number, paces in theirs.items():
                paces.append(_pace(*_scrapy(ground, options.scrapy_python, number)))
                ground.net.ask("reset")
    speed, cpu = map(statistics.median, zip(*ours, strict=True))
    print(f"precall, {most} workers: {speed:.1f} pages/s, {cpu:.1f} ms of processor time per page")
    for number, paces in theirs.items():
        pace, cpu = map(statistics.median, zip(*paces, strict=True))
        times = statistics.median(a / b for (a, _), (b, _) in zip(ours, paces, strict=True))
        print(
            f"Scrapy, {number} processes: {pace:.1f} pages/s, {cpu:.1f} ms per page; precall is {times:.2f} times as fast"
        )
    return 0


def _pace(pages: int, seconds: float, cpu: float) -> tuple[float, float]:
    """Pages a second, and milliseconds of processor time a page."""
    return pages / seconds, 1000 * cpu / pages


def _precall(ground: "Ground", name: str, jobs: int, pages: int) -> tuple[int, float, float]:
    """Pages, seconds and processor seconds of a batch."""
    cost = ground.batch(name, ground.clones, jobs, pages)
    read = int(ground.status(name)["pages"])
    ground.net.ask("reset")
    return read, cost.seconds, sum(cost.cpu.values())


def _scrapy(ground: "Ground", python: str, processes: int) -> tuple[int, float, float]:
    """Pages, seconds and processor seconds of so many Scrapy processes."""
    spider = str(Path(__file__).with_name("scrapy_spider.py"))
    environ = {**os.environ, **ground.net.through_proxy}
    environ.pop("PYTHONPATH", None)
    began = time.monotonic()
    running = [
        subprocess.Popen(
            [python, spider, str(ground.clones), str(number), str(processes)],
            env=environ,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(processes)
    ]
    said = [process.communicate()[0].split() for process in running]
    seconds = time.monotonic() - began
    return sum(int(words[0]) for words in said), seconds, sum(float(words[2]) for words in said)


class Ground:
    """A running simnet, its lists of clients, and a folder to work in that is removed at the end."""

    def __init__(self, options: argparse.Namespace, *arguments: str) -> None:
        self._kept = tempfile.TemporaryDirectory(prefix="precall-bench-")
        self.folder = Path(self._kept.name)
        listing = self.folder / "all.csv"
        clones = ("--hosts", str(options.clones), "--write-csv", str(listing))
        self.net = Simnet(arguments=("--sites", options.sites, *clones, *arguments))
        rows = list(csv.DictReader(listing.open(newline="")))
        good = [row for row in rows if ".hostile." not in row["website"] and "prospect" in row["website"]]
        hostile = [row for row in rows if ".hostile." in row["website"]][: options.clones // 10]
        self.clones = self._list("clones.csv", good)
        self.all = self._list("mixed.csv", sorted([*good, *hostile], key=lambda row: row["website"][::-1]))

    def __enter__(self) -> "Ground":
        return self

    def __exit__(self, *_: object) -> None:
        self.net.__exit__(None, None, None)
        self._kept.cleanup()

    def environ(self, name: str) -> dict[str, str]:
        """A store of kept pages of its own for each run, and a clock that stands still."""
        own = {"PRECALL_CACHE_DIR": str(self.folder / f"{name}-cache"), "PRECALL_NOW": _NOW}
        return {**self.net.through_proxy, **own, "PRECALL_DATA_DIR": str(self.folder / "data")}

    def command(self, name: str, listing: Path, jobs: int, pages: int, *more: str) -> list[str]:
        """One batch."""
        out = str(self.folder / name)
        return [
            *_PRECALL,
            "batch",
            str(listing),
            "--out",
            out,
            "--jobs",
            str(jobs),
            "--pages",
            str(pages),
            "--yes",
            "-q",
            *more,
        ]

    def batch(
        self, name: str, listing: Path, jobs: int, pages: int, *more: str, watched: bool = False
    ) -> Cost:
        """Runs it. With `watched`, each look at the memory notes how many clients are done."""
        mark = (lambda: self._finished(name)) if watched else (lambda: 0)
        return run(self.command(name, listing, jobs, pages, *more), environ=self.environ(name), mark=mark)

    def one_by_one(self, clients: int, pages: int) -> tuple[int, Cost]:
        """The pages that the single client's command reads of so many clients, one after the other, and its cost."""
        with self.clones.open(newline="") as listing:
            addresses = [row["website"] for row in csv.DictReader(listing)][:clients]
        out = self.folder / "single"
        cost = run(
            [*_PRECALL, "research", *addresses, "--out", str(out), "--pages", str(pages), "--yes", "-q"],
            environ=self.environ("single"),
        )
        dossiers = (json.loads(path.read_text()) for path in out.glob("*/dossier.json"))
        return sum(len(dossier["pages"]) for dossier in dossiers), cost

    def status(self, name: str) -> dict[str, Any]:
        """What `precall status` says."""
        asked = [*_PRECALL, "status", str(self.folder / name), "--json"]
        said: dict[str, Any] = json.loads(subprocess.run(asked, capture_output=True, check=True).stdout)
        return said

    def warm_seconds(self, name: str) -> float:
        """From the start of the first client to the end of the last, as the checkpoint has them."""
        with contextlib.closing(sqlite3.connect(self.folder / name / "batch.sqlite3")) as checkpoint:
            asked = checkpoint.execute("SELECT min(ended_at - seconds), max(ended_at) FROM clients")
            began, ended = asked.fetchone()
        return float(ended - began)

    def results(self, name: str) -> dict[str, dict[str, object]]:
        """The rows of results.jsonl by their website."""
        lines = (self.folder / name / "results.jsonl").read_text().splitlines()
        return {row["website"]: row for row in map(json.loads, lines)}

    def files(self, name: str, row: dict[str, object]) -> dict[str, bytes]:
        """A client's files by name."""
        folder = self.folder / name / str(row["briefing"]).partition("/")[0]
        if not row["briefing"]:
            return {}
        return {
            str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    def _finished(self, name: str) -> int:
        try:
            counts = self.status(name)["clients"]
        except subprocess.CalledProcessError:
            return 0
        return sum(int(number) for state, number in counts.items() if state != "waiting")

    def _list(self, name: str, rows: Sequence[dict[str, str]]) -> Path:
        path = self.folder / name
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, ["company", "website"])
            writer.writeheader()
            writer.writerows(rows)
        return path


_MEASUREMENTS = {"scaling": scaling, "scrapy": scrapy, "memory": memory, "faults": faults, "kills": kills}
