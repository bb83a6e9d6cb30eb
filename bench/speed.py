"""How fast the command is: each figure against its limit, as a ratio or a difference within one run."""

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import CalledProcessError
from typing import Any

from bench import page_cost
from bench.clocks import cost_of
from bench.facts import SITES, domains, environment, installed
from bench.floor import floor
from bench.simnet import DEFAULT, Simnet

LATENCY = 0.1  # seconds a request
BANDWIDTH = 3_000_000  # bytes a second and connection
PAGES = 12
PAGES_OFFLINE = 10
SLOW = ("--latency", str(LATENCY), "--bandwidth", str(BANDWIDTH))


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, what it is made of, and its limit."""

    what: str
    measured: float
    limit: float
    unit: str
    made_of: str

    @property
    def holds(self) -> bool:
        """Whether the limit is kept."""
        return self.measured <= self.limit


def main(arguments: Sequence[str]) -> int:
    """Prints each figure with its verdict; 1 where one misses its limit."""
    asked = _asked(arguments)
    if asked.extractors:
        for name, cost in page_cost.table(asked.sites):
            print(f"{name:22}{cost:7.2f} ms a page")
        return 0
    held = True
    for figure in _figures(asked):
        verdict = "holds" if figure.holds else "MISSES"
        print(f"{verdict:7}{figure.what:52}{figure.measured:6.2f}{figure.unit} (limit {figure.limit:g}{figure.unit}): {figure.made_of}", flush=True)  # fmt: skip
        held = held and figure.holds
    return 0 if held else 1


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench speed", description=__doc__)
    parser.add_argument("--sites", type=Path, default=SITES, metavar="DIR")
    parser.add_argument("--simnet", type=Path, default=DEFAULT, metavar="DIR")
    parser.add_argument("--runs", type=int, default=9, metavar="N", help="how many times each is run")
    parser.add_argument("--site", metavar="DOMAIN", help="the site of the runs; else the first of 12 pages")
    parser.add_argument("--extractors", action="store_true", help="what each extractor costs a page")
    return parser.parse_args(arguments)


def _figures(asked: argparse.Namespace) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with Simnet(asked.simnet, ["--sites", str(asked.sites), *SLOW]) as net:
            runs = _Runs(folder, net, asked.runs, installed(environment(folder, net.through_proxy)))
            yield runs.help()
            domain = asked.site or runs.site_of(domains(asked.sites))
            yield runs.cold(domain)
            yield runs.unchanged(domain)
            yield runs.offline(domain)
    ours, theirs, times = page_cost.ratio(asked.sites)
    made_of = f"{ours:.1f} ms with settling, trafilatura.extract alone {theirs:.1f} ms"
    yield Figure("a page: parsing, text and all facts", times, 1.8, " times", made_of)


@dataclass(frozen=True, slots=True)
class _Runs:
    """The command's runs: in folders of their own, on a slow network, each a whole process."""

    folder: Path
    net: Simnet
    count: int
    environ: Mapping[str, str]

    def help(self) -> Figure:
        """The start of the command against the library that it cannot do without."""
        click, ours = [sys.executable, "-c", "import click"], [*_precall(), "--help"]
        for command in (click, ours):
            cost_of(command, self.environ)
        pairs = [
            (cost_of(ours, self.environ).cpu, cost_of(click, self.environ).cpu) for _ in range(2 * self.count)
        ]
        help_cpu, click_cpu = (statistics.median(values) for values in zip(*pairs, strict=True))
        made_of = f"{help_cpu * 1000:.0f} ms of CPU, import click {click_cpu * 1000:.0f} ms"
        return Figure("precall --help", help_cpu / click_cpu, 1.8, " times", made_of)

    def site_of(self, names: Sequence[str]) -> str:
        """The first site of twelve pages that needs no other requests than for them and for robots.txt.

        Lists of pages must be there before the pages that they name: how much of that is floor, nobody can say.
        """
        for domain in names:
            with suppress(CalledProcessError):
                self._research(domain)
            if (
                self._is_read(domain)
                and len(self._dossier(domain)["pages"]) == PAGES == len(self._history(domain)) - 1
            ):
                return domain
        raise SystemExit(f"no site of {PAGES} pages there; name one with --site")

    def cold(self, domain: str) -> Figure:
        """A site never read before: the whole process against the network alone."""
        walls, floors = [], []
        for _ in range(self.count):
            for file in (self.folder / "cache").glob("snapshots.*"):
                file.unlink()
            before = len(self._history(domain))
            walls.append(self._research(domain).wall)
            floors.append(
                floor([asked["url"] for asked in self._history(domain)[before:]], self.net.through_proxy)
            )
        wall, network = statistics.median(walls), statistics.median(floors)
        made_of = f"{wall:.2f} s, the network alone {network:.2f} s"
        return Figure(f"a cold site of {PAGES} pages, above the network", wall - network, 0.4, " s", made_of)

    def unchanged(self, domain: str) -> Figure:
        """The same site again, all of it fresh."""
        costs = [self._research(domain) for _ in range(self.count)]
        cpu, wall = (statistics.median(getattr(cost, name) for cost in costs) for name in ("cpu", "wall"))
        return Figure(
            "an unchanged client again, CPU of all processes", cpu, 0.35, " s", f"{wall:.2f} s of time"
        )

    def offline(self, domain: str) -> Figure:
        """Without the network on another day each time, for which nothing that was found before holds."""
        self._research(domain, "--pages", str(PAGES_OFFLINE))
        costs = [
            self._research(
                domain, "--pages", str(PAGES_OFFLINE), "--offline", now=f"2026-12-{day + 1:02}T09:00:00Z"
            )
            for day in range(self.count)
        ]
        cpu, wall = (statistics.median(getattr(cost, name) for cost in costs) for name in ("cpu", "wall"))
        made_of = f"{cpu:.2f} s of CPU"
        return Figure(f"--offline, {PAGES_OFFLINE} pages extracted anew", wall, 0.8, " s", made_of)

    def _research(self, domain: str, *options: str, now: str = "") -> Any:
        environ = {**self.environ, "PRECALL_NOW": now} if now else self.environ
        out = str(self.folder / "out")
        command = [*_precall(), "research", domain, "--out", out, "-q", "--pages", str(PAGES), *options]
        return cost_of(command, environ)

    def _dossier(self, domain: str) -> Any:
        path = self.folder / "out" / domain.removeprefix("www.") / "dossier.json"
        return json.loads(path.read_text("utf-8"))

    def _is_read(self, domain: str) -> bool:
        return (self.folder / "out" / domain.removeprefix("www.") / "dossier.json").is_file()

    def _history(self, domain: str) -> Any:
        return self.net.ask(f"history?host={domain}")


def _precall() -> list[str]:
    """The installed command, or the module where there is none beside this Python."""
    installed = Path(sys.executable).with_name("precall")
    return [str(installed)] if os.access(installed, os.X_OK) else [sys.executable, "-m", "precall"]
