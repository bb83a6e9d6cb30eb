"""What the caller offers, in their own words: the file offer.toml of a sales rep."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from precall.compose import conditions
from precall.compose.conditions import Condition
from precall.compose.strict_table import Table, read_toml
from precall.toml_file import shown

FILE = "offer.toml"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing to look for: what to call it, the ways in which a site may say it, or conditions over its facts."""

    what: str
    words: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()


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
    looks_for, not_for, objections = (_criteria(top, key) for key in ("looks_for", "not_for", "objections"))
    wanted = (*looks_for, *not_for, *objections)
    top.bounded("looks_for, not_for and objections", sum(len(criterion.words) for criterion in wanted))
    what, problem, ask = _line(top, "what"), _line(top, "problem"), _line(top, "ask", full_stop=True)
    return Offer(what, problem, looks_for, not_for, objections, ask)


def _line(top: Table, key: str, *, full_stop: bool = False) -> str:
    text = " ".join(str(top.take(key, str, "")).split())
    return text if full_stop else text.rstrip(".?")


def _criteria(top: Table, key: str) -> tuple[Criterion, ...]:
    return tuple(
        _criterion(top, key, f"{key} {number}", entry)
        for number, entry in enumerate(top.take(key, list, []), 1)
    )


def _criterion(top: Table, key: str, name: str, entry: str | Mapping[str, Any]) -> Criterion:
    if isinstance(entry, str):
        top.short(key, entry)
        words = tuple(word for part in entry.split("|") if (word := " ".join(part.split())))
        if not words:
            raise top.wrong(name, "it is empty; write what to look for")
        return Criterion(words[0], words)
    if not isinstance(entry, Mapping):
        raise top.wrong(
            name, f'{shown(entry)} is neither a text in quotes nor a table; write e.g. {key} = ["shopify"]'
        )
    table = Table(name, f"{top.place}, {name}", entry)
    table.only("name", "words", "when")
    words, when = table.texts("words"), table.parsed("when", conditions.parse)
    if not words and not when:
        raise table.wrong("words", "it says neither words to look for nor when")
    return Criterion(table.needed("name"), words, when)
