"""Sites that only a script draws: how well they are read with a browser, what that costs, and whether it keeps to itself."""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.drawn import canary, cost, facts
from bench.facts import SITES as PLAIN
from bench.simnet import DEFAULT

SITES = Path("../shared/drawn")


def main(arguments: Sequence[str]) -> int:
    """Prints what was asked for; 1 where a limit is missed."""
    asked = _asked(arguments)
    with tempfile.TemporaryDirectory() as made:
        if asked.hostile:
            return canary.measured(Path(made))
        if asked.cost:
            return cost.measured(asked.sites, PLAIN, asked.simnet, Path(made))
        return facts.measured(asked.sites, asked.simnet, Path(made), misses=asked.misses, keep=asked.keep)


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench drawn", description=__doc__)
    parser.add_argument("--sites", type=Path, default=SITES, metavar="DIR")
    parser.add_argument("--simnet", type=Path, default=DEFAULT, metavar="DIR")
    parser.add_argument(
        "--misses", metavar="KIND", help="list what was missed and wrong: a kind, evidence, all"
    )
    parser.add_argument("--hostile", action="store_true", help="hostile drawn pages, and what they reach")
    parser.add_argument("--cost", action="store_true", help="processor and time of drawn sites")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the clients' folders here")
    return parser.parse_args(arguments)
