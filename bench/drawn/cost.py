"""What does drawing cost: the processor for a drawn page beside a read one, and the time above the network's?"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from bench import process_tree
from bench.facts import domains, environment, installed
from bench.simnet import Simnet

RUNS = 3
MOST_ABOVE = 6.0  # seconds for a site with five drawn pages
_LATENCY = 0.1


def measured(sites: Path, plain: Path, simnet: Path, folder: Path) -> int:
    """Prints the figures; 1 where a site with five drawn pages takes longer than it may."""
    above, cpu = [], []
    with Simnet(simnet, ["--sites", str(sites), "--latency", str(_LATENCY)]) as net:
        _run(net, domains(sites)[0], folder / "first")
        for domain in domains(sites):
            for number in range(RUNS):
                cost, asked = _run(net, domain, folder / f"{domain}-{number}")
                cpu.append(sum(cost.cpu.values()))
                above.append(cost.seconds - asked * _LATENCY)
                print(
                    f"{domain:34}{cost.seconds:6.1f} s, {asked} requests, {cpu[-1]:.1f} s of the processor",
                    flush=True,
                )
    read = _without_browser(plain, simnet, folder)
    held = statistics.median(above) <= MOST_ABOVE
    print(
        f"a site of five drawn pages: {statistics.median(cpu):.1f} s of the processor (a read site of twelve: {read:.1f} s)"
    )
    print(
        f"{'holds' if held else 'MISSES'}: {statistics.median(above):.1f} s above the network, the middle one of {len(above)} (at most {MOST_ABOVE:g}); the slowest {max(above):.1f} s"
    )
    return 0 if held else 1


def _run(net: Simnet, domain: str, folder: Path) -> tuple[process_tree.Cost, int]:
    """What a run with a browser costs, and how many requests it makes."""
    own = installed(environment(folder, net.through_proxy))
    drawing = {**own, "PRECALL_BROWSER": "", "PRECALL_BROWSER_SANDBOX": "false"}
    before = _requests(net, domain)
    cost = process_tree.run(_command(domain, folder), environ=drawing, every=0.2)
    return cost, _requests(net, domain) - before


def _command(domain: str, folder: Path) -> list[str]:
    out = str(folder / f"out-{time.monotonic_ns()}")
    return [sys.executable, "-m", "precall", "research", domain, "--out", out, "-q", "--yes"]


def _requests(net: Simnet, domain: str) -> int:
    return int(net.ask(f"stats?host={domain}").get("requests", 0))


def _without_browser(plain: Path, simnet: Path, folder: Path) -> float:
    """The processor seconds of a site of twelve pages that needs no browser, with one at hand and without, printed; with."""
    times: dict[str, list[float]] = {"": [], "off": []}
    with Simnet(simnet, ["--sites", str(plain), "--latency", str(_LATENCY)]) as net:
        domain = domains(plain)[0]
        for number in range(2 * RUNS):
            for setting, found in times.items():
                own = installed(environment(folder / f"plain-{setting}-{number}", net.through_proxy))
                environ: Mapping[str, str] = {**own, "PRECALL_BROWSER": setting}
                before = os.times()
                subprocess.run(
                    _command(domain, folder),
                    env={**os.environ, **environ},
                    stdout=subprocess.DEVNULL,
                    check=True,
                )
                after = os.times()
                found.append(
                    after.children_user
                    + after.children_system
                    - before.children_user
                    - before.children_system
                )
    with_it, without = statistics.median(times[""]), statistics.median(times["off"])
    print(
        f"a site that needs no browser: {with_it:.2f} s of the processor with one at hand, {without:.2f} s with browser = off ({100 * (with_it / without - 1):+.1f} %)"
    )
    return with_it
