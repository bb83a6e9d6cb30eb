"""What a prepared caller should know, and how much of it stands in a briefing: the quizzes' keys, beside a plain copy."""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench.facts import SITES, environment
from bench.simnet import DEFAULT, Simnet

QUIZ = Path("../shared/quiz")
SCORER = Path("../shared/tools/score_quiz.py")
_COPIED_WORDS = 1_700
_PARTS = ("page one", "fact sheet", "passages", "sources")
_ENDS = (r"^---\s*$", r"^##? In their own words\b", r"^##? Sources\b")
"""The lines at which a part of the briefing ends and the next begins: the dossier's contract."""


def main(arguments: Sequence[str]) -> int:
    """Researches every site that has a quiz; prints the scorer's table, that of a plain copy, and the words of each part."""
    asked = _asked(arguments)
    with tempfile.TemporaryDirectory() as made:
        out = asked.keep or Path(made) / "out"
        with Simnet(asked.simnet, ["--sites", str(asked.sites)]) as net:
            _research(asked.quiz, out, environment(Path(made), net.through_proxy))
        print("the briefings", flush=True)
        _score(asked.quiz, out, *(["--misses"] if asked.misses else []))
        print(f"\nthe first {_COPIED_WORDS} words of the same pages, each line once", flush=True)
        _score(asked.quiz, _copies(out, Path(made) / "copies"))
        print("\n" + "\n".join(_words(out)))
    return 0


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench briefing", description=__doc__)
    parser.add_argument("--sites", type=Path, default=SITES, metavar="DIR")
    parser.add_argument("--quiz", type=Path, default=QUIZ, metavar="DIR")
    parser.add_argument("--simnet", type=Path, default=DEFAULT, metavar="DIR")
    parser.add_argument("--misses", action="store_true", help="list the questions whose words stand nowhere")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the clients' folders here")
    return parser.parse_args(arguments)


def _research(quiz: Path, out: Path, environ: Mapping[str, str]) -> None:
    domains = [json.loads(path.read_text("utf-8"))["domain"] for path in sorted(quiz.glob("*.json"))]
    command = [sys.executable, "-m", "precall", "research", *domains, "--out", str(out), "-q", "--yes"]
    subprocess.run(command, env=environ, stdout=subprocess.DEVNULL, check=False)


def _score(quiz: Path, briefings: Path, *options: str) -> None:
    command = [sys.executable, str(SCORER), "--quiz", str(quiz), "--briefings", str(briefings), *options]
    subprocess.run(command, check=True)


def _copies(out: Path, folder: Path) -> Path:
    """For each client a briefing without judgement: the first words of its pages, each line once."""
    for briefing in out.rglob("briefing.md"):
        copy = folder / briefing.parent.name
        copy.mkdir(parents=True)
        (copy / "pages").symlink_to(briefing.parent.resolve() / "pages")
        (copy / "briefing.md").write_text("\n".join(_first_words(briefing.parent / "pages")), "utf-8")
    return folder


def _first_words(pages: Path) -> Iterator[str]:
    left = _COPIED_WORDS
    seen: set[str] = set()
    for page in sorted(pages.glob("*.txt")):
        for line in page.read_text("utf-8").partition("\n\n")[2].splitlines():
            if left > 0 and line not in seen:
                seen.add(line)
                words = line.split()[:left]
                left -= len(words)
                yield " ".join(words)


def _words(out: Path) -> Iterator[str]:
    """How many words each part of each briefing has, as the scorer counts them."""
    yield f"{'words':<40}" + "".join(f"{part:>12}" for part in _PARTS)
    for briefing in sorted(out.rglob("briefing.md")):
        counts = (len(part.split()) for part in _parted(briefing.read_text("utf-8")))
        yield f"{briefing.parent.name:<40}" + "".join(f"{count:>12}" for count in counts)


def _parted(text: str) -> Iterator[str]:
    """The parts of a briefing in their order; one that is not marked is empty."""
    for end in _ENDS:
        part, *rest = re.split(end, text, maxsplit=1, flags=re.MULTILINE)
        yield part if rest else ""
        text = rest[0] if rest else text
    yield text
