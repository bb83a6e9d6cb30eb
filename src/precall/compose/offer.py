"""What the caller offers, in their own words: the file offer.toml of a sales rep."""

from dataclasses import dataclass
from pathlib import Path

from precall.compose.criterion import Criterion, criteria
from precall.compose.strict_table import Table, read_toml

FILE = "offer.toml"


@dataclass(frozen=True, slots=True)
class Offer:
    """The offer. `what` follows "We ...", `problem` stands in "How do you handle ... today?"; `ask` ends a first mail."""

    what: str = ""
    problem: str = ""
    looks_for: tuple[Criterion, ...] = ()
    not_for: tuple[Criterion, ...] = ()
    objections: tuple[Criterion, ...] = ()
    ask: str = ""


def load(path: Path) -> Offer:
    """The offer in a file; Unreadable or TemplateError names the file, the entry and what is wrong there."""
    _, top = read_toml(path)
    top.only("what", "problem", "looks_for", "not_for", "objections", "ask")
    looks_for, not_for = criteria(top, "looks_for"), criteria(top, "not_for")
    objections = criteria(top, "objections", only_words=True)
    wanted = (*looks_for, *not_for, *objections)
    top.bounded("looks_for, not_for and objections", sum(len(criterion.words) for criterion in wanted))
    what, problem, ask = _line(top, "what"), _line(top, "problem"), _line(top, "ask", full_stop=True)
    return Offer(what, problem, looks_for, not_for, objections, ask)


def _line(top: Table, key: str, *, full_stop: bool = False) -> str:
    text = " ".join(str(top.take(key, str, "")).split())
    return text if full_stop else text.rstrip(".?")
