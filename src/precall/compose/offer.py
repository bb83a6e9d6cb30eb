"""What the caller offers, in their own words: the file offer.toml of a sales rep."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from precall.compose.criterion import Criterion, criteria
from precall.compose.strict_table import Table, read_toml

FILE = "offer.toml"


class Offer(NamedTuple):
    """The offer. `what` follows "We ...", `problem` stands in "How do you handle ... today?"; `ask` ends a first mail."""

    what: str = ""
    problem: str = ""
    looks_for: tuple[Criterion, ...] = ()
    not_for: tuple[Criterion, ...] = ()
    objections: tuple[Criterion, ...] = ()
    ask: str = ""
    elsewhere: Mapping[str, "Offer"] = MappingProxyType({})
    """The words of the offer in other languages, by their codes."""

    def in_language(self, code: str) -> "Offer | None":
        """The offer with its words in a language that it was written in beside the caller's; None where it was not."""
        words = self.elsewhere.get(code)
        return words and self._replace(what=words.what, problem=words.problem, ask=words.ask)


def load(path: Path) -> Offer:
    """The offer in a file; Unreadable or TemplateError names the file, the entry and what is wrong there."""
    _, top = read_toml(path)
    top.only("what", "problem", "looks_for", "not_for", "objections", "ask", "in")
    looks_for, not_for = criteria(top, "looks_for"), criteria(top, "not_for")
    objections = criteria(top, "objections", only_words=True)
    wanted = (*looks_for, *not_for, *objections)
    top.bounded("looks_for, not_for and objections", sum(len(criterion.words) for criterion in wanted))
    own, others = _words(top), top.table("in")
    elsewhere = {code: _words(others.table(code), only=True) for code in others.data}
    return own._replace(looks_for=looks_for, not_for=not_for, objections=objections, elsewhere=elsewhere)


def _words(table: Table, *, only: bool = False) -> Offer:
    if only:
        table.only("what", "problem", "ask")
    what, problem = _line(table, "what"), _line(table, "problem")
    return Offer(what, problem, ask=_line(table, "ask", full_stop=True))


def _line(top: Table, key: str, *, full_stop: bool = False) -> str:
    text = " ".join(str(top.take(key, str, "")).split())
    return text if full_stop else text.rstrip(".?")
