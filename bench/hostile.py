"""Hostile hosts: the unmodified command on every one, over real sockets; which rows fall short of what is asked."""

import argparse
import json
import os
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench.simnet import DEFAULT, Simnet, listed
from bench.watched import Watched, run

PARENT_MB = 300
CHILD_MB = 512
LONGEST_REASON = 200
GRACE = 15.0  # seconds beyond a row's time before the run is killed
THROUGH_SHIM = frozenset({"ssrf", "redirect"})
EVERY_NTH = 6  # of the other rows goes through the shim too
POLITE = re.compile(r"robots\.txt|asked? to come back|slow down|too many requests|\b429\b")
_OF_LISTS = re.compile(r"sitemap|feed")  # notes that say where a page was listed, not that it was cut
MARK = Path("/tmp/simnet-pwned")
REDIRECTS_TO_OTHERS = frozenset({"redir-other-company", "cookie-for-others"})


@dataclass(frozen=True, slots=True)
class Trial:
    """One host tried one way. `short` says where it falls short; `said` is the reason or flag that the caller saw."""

    name: str
    way: str
    outcomes: frozenset[str]
    said: str
    watched: Watched
    short: tuple[str, ...] = ()


@dataclass(slots=True)
class Result:
    """What one run left behind, read for judging."""

    row: Mapping[str, Any]
    watched: Watched
    out: Path
    texts: dict[str, str] = field(default_factory=dict)
    dossier: dict[str, Any] = field(default_factory=dict)


def main(arguments: Sequence[str]) -> int:
    """Tries the rows and prints a table; 1 where a row falls short."""
    asked = _asked(arguments)
    rows = [row for row in listed(asked.simnet) if _is_meant(row, asked.only)]
    begun = time.monotonic()
    trials = [trial for way in _ways(asked.shim) for trial in _tried(rows, way, asked)]
    _print(trials, len(rows), time.monotonic() - begun, verbose=asked.verbose)
    return 1 if any(trial.short for trial in trials) else 0


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench hostile", description=__doc__)
    parser.add_argument("--simnet", type=Path, default=DEFAULT, metavar="DIR")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME|CATEGORY")
    parser.add_argument("--shim", choices=["no", "also", "only"], default="also", help="without a proxy too")
    parser.add_argument("--at-once", type=int, default=3, metavar="N")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep what the runs write")
    parser.add_argument("--verbose", action="store_true", help="print every row")
    return parser.parse_args(arguments)


def _is_meant(row: Mapping[str, Any], only: Sequence[str]) -> bool:
    return not only or bool({row["name"], row["category"]} & set(only))


def _ways(shim: str) -> tuple[str, ...]:
    return {"no": ("proxy",), "also": ("proxy", "shim"), "only": ("shim",)}[shim]


def _tried(rows: Sequence[Mapping[str, Any]], way: str, asked: argparse.Namespace) -> list[Trial]:
    chosen = [
        row for number, row in enumerate(rows) if way == "proxy" or asked.only or _goes_direct(number, row)
    ]
    others = [row["brand"] for row in listed(asked.simnet)]
    with Simnet(asked.simnet) as net, tempfile.TemporaryDirectory() as scratch:
        place = asked.keep.resolve() if asked.keep else Path(scratch)
        environ = net.through_proxy if way == "proxy" else net.through_shim
        with ThreadPoolExecutor(asked.at_once) as pool:
            trials = list(pool.map(lambda row: _try(row, way, environ, place / way, others), chosen))
        verdict = net.ask("verdict")
    return [_with_verdict(trial, verdict) for trial in trials]


def _goes_direct(number: int, row: Mapping[str, Any]) -> bool:
    return row["category"] in THROUGH_SHIM or row["soft_canary"] or number % EVERY_NTH == 0


def _try(
    row: Mapping[str, Any], way: str, environ: Mapping[str, str], place: Path, brands: Sequence[str]
) -> Trial:
    folder = place / row["name"]
    for name in ("home", "work", "out"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    address = row["url"] if row["tls"] else row["host"]
    # -I would leave out the shim; -P keeps this folder off the path as the installed command has it.
    command = [sys.executable, "-P", "-m", "precall", "research", address, "--out", str(folder / "out")]
    watched = run(
        command,
        environ=_environment(environ, folder),
        folder=folder / "work",
        seconds=row["seconds"] + GRACE,
    )
    (folder / "stdout").write_text(watched.stdout, "utf-8")
    (folder / "stderr").write_text(watched.stderr, "utf-8")
    result = _read(row, watched, folder)
    return Trial(
        row["name"],
        way,
        _outcomes(result),
        _said(result),
        watched,
        tuple(_shortfalls(result, way, folder, brands)),
    )


def _environment(environ: Mapping[str, str], folder: Path) -> dict[str, str]:
    """The caller's own, less every proxy, setting and home."""
    own = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    home = str(folder / "home")
    return own | {
        "HOME": home,
        "PRECALL_CACHE_DIR": str(folder / "cache"),
        "PRECALL_DATA_DIR": str(folder / "data"),
        "TMPDIR": home,
        **environ,
        "PYTHONPATH": os.pathsep.join(
            filter(None, (environ.get("PYTHONPATH", ""), str(Path("src").resolve())))
        ),
    }


def _read(row: Mapping[str, Any], watched: Watched, folder: Path) -> Result:
    result = Result(row, watched, folder / "out")
    for path in sorted(result.out.rglob("*")):
        if path.is_file():
            result.texts[path.relative_to(result.out).as_posix()] = path.read_bytes().decode(
                "utf-8", "backslashreplace"
            )
            if path.name == "dossier.json":
                result.dossier = json.loads(path.read_bytes())
    return result


def _outcomes(result: Result) -> frozenset[str]:
    """What the caller was told. More than one word where a run says more than one thing (read in part, and flagged)."""
    if result.watched.status is None:
        return frozenset({"killed"})
    if result.watched.status == 1:
        return frozenset({"fail", "skip"} if POLITE.search(" ".join(_reasons(result))) else {"fail"})
    if result.watched.status != 0:
        return frozenset({f"exit {result.watched.status}"})
    if result.dossier.get("subject", {}).get("flag"):
        return frozenset({"flag"})
    notes = [page.get("note", "") for page in result.dossier.get("pages", ())]
    partly = result.dossier.get("missed") or any(note and not _OF_LISTS.search(note) for note in notes)
    return frozenset({"partial"} if partly else {"ok"})


def _said(result: Result) -> str:
    flag: str = result.dossier.get("subject", {}).get("flag", "")
    missed = [miss["reason"] for miss in result.dossier.get("missed", ())]
    notes = [page["note"] for page in result.dossier.get("pages", ()) if page.get("note")]
    return flag or "; ".join(_reasons(result) or dict.fromkeys(missed + notes))


def _reasons(result: Result) -> list[str]:
    return [line for line in result.watched.stderr.splitlines() if line.startswith("precall:")]


def _shortfalls(result: Result, way: str, folder: Path, brands: Sequence[str]) -> list[str]:
    row = result.row
    allowed = set(row["outcome"].split("|"))
    if row["soft_canary"]:
        # A proxy resolves names itself; without one, a name whose first answer is public is bound to that answer.
        allowed |= {"ok", "flag"} if way == "proxy" else {"flag"}
    short = []
    outcomes = _outcomes(result)
    if not outcomes & allowed and not (outcomes == {"partial"} and "ok" in allowed and _is_whole(result)):
        short.append(f"{'/'.join(sorted(outcomes))}, not {row['outcome']}")
    return [
        *short,
        *_over_budget(row, result.watched),
        *_unplain(result),
        *_lacking(result),
        *_leaks(result, brands),
        *_strays(folder, row),
    ]


def _is_whole(result: Result) -> bool:
    """Whether the home page was read whole and all that is missing are further pages, each with its reason."""
    return not any(page.get("note") for page in result.dossier["pages"][:1])


def _over_budget(row: Mapping[str, Any], watched: Watched) -> list[str]:
    limits = (
        ("s", watched.seconds, row["seconds"]),
        ("MB in the parent", watched.parent_mb, PARENT_MB),
        ("MB in the child", watched.child_mb, CHILD_MB),
    )
    return [f"{value:.0f} {unit}, limit {limit}" for unit, value, limit in limits if value > limit]


def _unplain(result: Result) -> list[str]:
    short = []
    said = result.watched.stdout + result.watched.stderr
    if "Traceback" in said or "a bug in precall" in said or "a fault in precall" in said:
        short.append("a traceback or a bug")
    if any(not char.isprintable() and char != "\n" for char in said):
        short.append("unprintable characters on the terminal")
    reasons = [line.removeprefix("precall: ") for line in _reasons(result)]
    if result.watched.status == 1 and len(reasons) != 1:
        short.append(f"{len(reasons)} lines of reason")
    flag = result.dossier.get("subject", {}).get("flag", "")
    missed = [miss["reason"] for miss in result.dossier.get("missed", ())]
    if any(len(text) > LONGEST_REASON or not text.isprintable() for text in (*reasons, flag, *missed)):
        short.append("a reason that is no plain line")
    if any("a fault in precall" in text for text in missed):
        short.append("a fault in precall on a page")
    return short


def _lacking(result: Result) -> list[str]:
    facts = json.dumps(result.dossier.get("facts", []), ensure_ascii=False)
    return [f"no fact says {text!r}" for text in result.row["must"] if text not in facts]


def _leaks(result: Result, brands: Sequence[str]) -> list[str]:
    row, short = result.row, []
    texts = {**result.texts, "stdout": result.watched.stdout, "stderr": result.watched.stderr}
    for name, text in texts.items():
        short += [f"{bad!r} stands in {name}" for bad in row["must_not"] if bad in text]
        if row["name"] not in REDIRECTS_TO_OTHERS and not row["soft_canary"]:
            foreign = text.replace(row["brand"], "")
            short += [f"the brand {other!r} in {name}" for other in brands if other in foreign]
    return short


def _strays(folder: Path, row: Mapping[str, Any]) -> list[str]:
    """Files anywhere but in the client's one folder."""
    short = [f"wrote {path.name} beside its folder" for path in (folder / "work").iterdir()]
    short += [f"wrote {path.name} in the home folder" for path in (folder / "home").iterdir()]
    folders = list((folder / "out").iterdir())
    if len(folders) > 1 or any(len(path.name) > 150 or not path.is_dir() for path in folders):
        short.append(f"output folders {[path.name for path in folders]}")
    if MARK.exists():
        short.append("a shell was reached")
    return short


def _with_verdict(trial: Trial, verdict: Mapping[str, Any]) -> Trial:
    breaches = [text for row in verdict["breaches"] if row["name"] == trial.name for text in row["breaches"]]
    inside = [hit["url"] for hit in verdict["canary"] if _is_of(hit, trial)]
    extra = (*breaches, *(f"asked {url}" for url in inside[:3]))
    return Trial(
        trial.name,
        trial.way,
        trial.outcomes,
        trial.said,
        trial.watched,
        (*trial.short, *dict.fromkeys(extra)),
    )


def _is_of(hit: Mapping[str, Any], trial: Trial) -> bool:
    """Whether a request that should never have been made came from this trial; one of unknown origin counts for all."""
    host = urlsplit(hit["url"]).hostname or ""
    return hit["trap"] == trial.name or (hit["trap"] is None and trial.name in host)


def _print(trials: Sequence[Trial], rows: int, seconds: float, *, verbose: bool) -> None:
    short = [trial for trial in trials if trial.short]
    for trial in trials if verbose else short:
        watched = trial.watched
        print(
            f"{trial.name:24.24} {trial.way:5} {'/'.join(sorted(trial.outcomes)):12} {watched.seconds:5.1f} s"
            f" {watched.parent_mb:4} MB {watched.child_mb:4} MB  {trial.said[:110]}"
        )
        for text in trial.short:
            print(f"{'':24} -> {text}")
    ways = Counter(trial.way for trial in trials)
    print(
        f"{rows} hosts, {', '.join(f'{count} through the {way}' for way, count in ways.items())}:"
        f" {len(short)} fall short; slowest {max(trial.watched.seconds for trial in trials):.1f} s,"
        f" most memory {max(trial.watched.parent_mb for trial in trials)} MB (parent)"
        f" and {max(trial.watched.child_mb for trial in trials)} MB (child); {seconds:.0f} s in all"
    )
