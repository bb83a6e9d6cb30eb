"""How well the facts are found: the unmodified command over labelled sites through simnet, scored against their labels."""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.simnet import DEFAULT, Simnet
from bench.unmarked import table

SITES = Path("../shared/sites")
SCORER = Path("../shared/tools/score_facts.py")
NOW = "2026-11-22T09:00:00Z"
_EVERY_NTH = 3  # of the sites is held out: rules are made looking at the others


def main(arguments: Sequence[str]) -> int:
    """Researches every site and prints the scorer's table, or two: a third that is held out or the newest sites, and the others."""
    asked = _asked(arguments)
    with tempfile.TemporaryDirectory() as made:
        out = researched(asked.sites, Path(made), simnet=asked.simnet, out=asked.keep)
        for title, gold in _parts(asked, Path(made)):
            print(title, flush=True)
            _score(gold, out, asked.misses)
            if asked.unmarked:
                print(*table(gold, out, SCORER), sep="\n", flush=True)
    return 0


def researched(sites: Path, folder: Path, *, simnet: Path = DEFAULT, out: Path | None = None) -> Path:
    """Where the clients' folders are that the unmodified command makes of labelled sites; what it keeps lies below `folder`."""
    out = out or folder / "out"
    with Simnet(simnet, ["--sites", str(sites)]) as net:
        _research(sites, out, environment(folder, net.through_proxy))
    return out


def newest(sites: Path) -> frozenset[str]:
    """The names of the folders of the newest sites."""
    return frozenset(re.findall(r"[\w-]+", (sites / "NEW.md").read_text("utf-8")))


def environment(folder: Path, network: Mapping[str, str]) -> dict[str, str]:
    """What a measured command sees: this network, a fixed clock, and folders of its own below `folder`."""
    places = {f"PRECALL_{name}_DIR": str(folder / name.lower()) for name in ("CACHE", "DATA")}
    config = {"PRECALL_CONFIG": str(folder / "precall.toml"), "PRECALL_NOW": NOW}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PRECALL_")}
    return {**kept, **network, **places, **config}


def installed(environ: Mapping[str, str]) -> dict[str, str]:
    """An environment in which compiled modules are kept, as after an ordinary installation; a first run is not to be counted."""
    return {**environ, "PYTHONDONTWRITEBYTECODE": ""}


def domains(sites: Path) -> tuple[str, ...]:
    """The domains of the labelled sites in a folder, by the names of their folders."""
    return tuple(json.loads(path.read_text("utf-8"))["domain"] for path in sorted(sites.glob("*/gold.json")))


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench facts", description=__doc__)
    parser.add_argument("--sites", type=Path, default=SITES, metavar="DIR")
    parser.add_argument("--simnet", type=Path, default=DEFAULT, metavar="DIR")
    parser.add_argument(
        "--misses", metavar="KIND", help="list what was missed and wrong: a kind, evidence, all"
    )
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--held-out", action="store_true", help="every third site alone, and the others")
    group.add_argument("--groups", action="store_true", help="the sites that NEW.md names, and the others")
    parser.add_argument(
        "--unmarked", action="store_true", help="how often a fact without “check this” is right"
    )
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the clients' folders here")
    return parser.parse_args(arguments)


def _research(sites: Path, out: Path, environ: Mapping[str, str]) -> None:
    command = [sys.executable, "-m", "precall", "research", *domains(sites), "--out", str(out), "-q", "--yes"]
    subprocess.run(command, env=environ, stdout=subprocess.DEVNULL, check=False)


def _parts(asked: argparse.Namespace, folder: Path) -> list[tuple[str, Path]]:
    labelled = sorted(path.parent.resolve() for path in asked.sites.glob("*/gold.json"))
    if asked.held_out:
        name, apart = "held out", labelled[_EVERY_NTH - 1 :: _EVERY_NTH]
    elif asked.groups:
        late = newest(asked.sites)
        name, apart = "newest", [site for site in labelled if site.name in late]
    else:
        return [("all sites", asked.sites)]
    rest = [site for site in labelled if site not in apart]
    return [
        (f"{title} ({len(part)} sites)", _folder_of(part, folder / title))
        for title, part in ((name, apart), ("others", rest))
    ]


def _folder_of(sites: Sequence[Path], folder: Path) -> Path:
    folder.mkdir()
    for site in sites:
        (folder / site.name).symlink_to(site)
    return folder


def _score(gold: Path, out: Path, misses: str | None) -> None:
    command = [sys.executable, str(SCORER), "--gold", str(gold), "--dossiers", str(out)]
    subprocess.run(command + (["--misses", misses] if misses else []), check=True)
