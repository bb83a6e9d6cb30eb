"""Attacks: what hostile sites, files, folders and neighbours try with the installed command, from outside; which fall short."""

import argparse
import importlib
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.attack.ground import Attack, Ground, Happened

_THEMES = ("mails", "folders", "network", "privacy", "losses", "inputs", "other_bytes")
_LONGEST = 150  # characters of what happened


def main(arguments: Sequence[str]) -> int:
    """Tries the attacks and prints a table; 1 where precall falls short of what is expected."""
    asked = _asked(arguments)
    attacks = [one for one in _attacks() if not asked.only or _is_meant(one, asked.only)]
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="attack-") as scratch, ThreadPoolExecutor(asked.at_once) as pool:
        places = [Path(scratch) / str(number) for number in range(len(attacks))]
        short = 0
        for attack, found in zip(attacks, pool.map(_tried, attacks, places), strict=True):
            short += not found.holds
            _print(attack, found, asked)
    seconds = time.monotonic() - begun
    print(f"\n{len(attacks)} attacks in {seconds:.0f} s: {short} fall short")
    return 1 if short else 0


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench attack", description=__doc__)
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="POINT|WORDS", help="a point's number, or words of a name"
    )
    parser.add_argument("--at-once", type=int, default=2, metavar="N")
    parser.add_argument("--short", action="store_true", help="print only what falls short")
    parser.add_argument("--markdown", action="store_true", help="as a table for a page")
    return parser.parse_args(arguments)


def _attacks() -> list[Attack]:
    themes = (importlib.import_module(f"bench.attack.{theme}") for theme in _THEMES)
    return sorted((one for theme in themes for one in theme.ATTACKS), key=lambda one: one.point)


def _is_meant(attack: Attack, only: Sequence[str]) -> bool:
    return any(str(attack.point) == word or (not word.isdigit() and word in attack.name) for word in only)


def _tried(attack: Attack, place: Path) -> Happened:
    """What came of it; an attack that fails itself holds nothing."""
    with Ground(place) as ground:
        try:
            found = attack.run(ground)
            return Happened(found.holds, found.told.replace(str(place), "…"))
        except Exception as error:  # the table goes on, and the row says so
            return Happened(False, f"the attack itself failed: {type(error).__name__}: {error}")


def _print(attack: Attack, found: Happened, asked: argparse.Namespace) -> None:
    if asked.short and found.holds:
        return
    verdict, told = "holds" if found.holds else "FALLS SHORT", " ".join(found.told.split())
    told = told if not found.holds or len(told) <= _LONGEST else f"{told[: _LONGEST - 1]}…"
    if asked.markdown:
        cells = (str(attack.point), attack.name, attack.expected, told.replace("|", "\\|"), verdict)
        print(f"| {' | '.join(cells)} |", flush=True)
    else:
        print(
            f"{attack.point:2}  {verdict:11}  {attack.name}\n      expected: {attack.expected}\n      happened: {told}",
            flush=True,
        )
