"""How well are drawn sites read? The unmodified command over labelled sites, scored against their labels.

The scorer looks a quote up in a site's files. Those of a drawn site hold its pages as data of its script, so they are
laid out as the files that a browser shows.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.facts import SCORER, domains, environment
from bench.simnet import Simnet

LEAST_F1, LEAST_EVIDENCE = 0.74, 1.0
_NAMES = re.compile(r"^const names = (\{.*\});$", re.MULTILINE)
_PAGES = re.compile(r"^export const pages = (\{.*\});?$", re.MULTILINE)


def measured(sites: Path, simnet: Path, folder: Path, *, misses: str | None, keep: Path | None) -> int:
    """Prints the scorer's table and the verdict on it."""
    out, gold = keep or folder / "out", folder / "gold"
    environ = {**environment(folder, {}), "PRECALL_BROWSER": "", "PRECALL_BROWSER_SANDBOX": "false"}
    with Simnet(simnet, ["--sites", str(sites)]) as net:
        command = [
            sys.executable,
            "-m",
            "precall",
            "research",
            *domains(sites),
            "--out",
            str(out),
            "--yes",
            "-q",
        ]
        subprocess.run(command, env={**environ, **net.through_proxy}, stdout=subprocess.DEVNULL, check=False)
    verified = _verified(out, environ)
    lay_out(sites, gold)
    scorer = [sys.executable, str(SCORER), "--gold", str(gold), "--dossiers", str(out)]
    subprocess.run(scorer + (["--misses", misses] if misses else []), check=True)
    table = json.loads(subprocess.run([*scorer, "--json"], check=True, capture_output=True).stdout)["overall"]
    held = table["weighted_f1"] >= LEAST_F1 and table["evidence_ok"] >= LEAST_EVIDENCE and verified
    print(
        f"{'holds' if held else 'MISSES'}: weighted F1 {table['weighted_f1']} (at least {LEAST_F1}), evidence {table['evidence_ok']}"
        f" (at least {LEAST_EVIDENCE}), precall verify {'finds' if verified else 'does NOT find'} every quote"
    )
    return 0 if held else 1


def lay_out(sites: Path, gold: Path) -> None:
    """Each site with its labels, and its drawn pages as files at the paths that show them; routes behind "#" in one."""
    for site in sorted(path.parent for path in sites.glob("*/gold.json")):
        laid = gold / site.name
        (laid / "site").mkdir(parents=True)
        (laid / "gold.json").write_bytes((site / "gold.json").read_bytes())
        behind_hash = any(
            "#" in route for route in json.loads((site / "gold.json").read_text("utf-8"))["routes"]
        )
        shell = (site / "site/index.html").read_text("utf-8")
        for path, page in _pages(site / "site"):
            place = "index" if path == "/" or behind_hash else path.strip("/")
            file = laid / "site" / f"{place}.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("a", encoding="utf-8") as text:
                text.write(f"{shell}<title>{page['title']}</title>{page['html']}\n")


def _pages(site: Path) -> Iterator[tuple[str, dict[str, str]]]:
    script = (site / "assets/app.js").read_text("utf-8")
    names = json.loads(_NAMES.search(script)[1])  # type: ignore[index]
    scripts = site / "assets/pages.js"
    together = json.loads(_PAGES.search(scripts.read_text("utf-8"))[1]) if scripts.is_file() else {}  # type: ignore[index]
    for path, name in names.items():
        yield (
            path,
            together[name] if together else json.loads((site / f"pages/{name}.json").read_text("utf-8")),
        )


def _verified(out: Path, environ: dict[str, str]) -> bool:
    """Whether every quote is found again in the kept snapshots, without the network."""
    command = [sys.executable, "-m", "precall", "verify", str(out)]
    return not subprocess.run(command, env=environ, stdout=subprocess.DEVNULL, check=False).returncode
