"""How does a line of the notes begin: with which words, in any language, is it said what it is."""

import re
from collections.abc import Mapping
from functools import cache

from precall import words
from precall.model.followup import PREFIXES, Prefix
from precall.words.letters import plain

_GAP = re.compile("[ _-]{1,3}")
_PREFIXED = re.compile(r"(?P<mark>[*_`]{0,3})(?P<prefix>[^:：]+?)[*_`]{0,3}\s?[:：][*_`]{0,3}(?P<text>.*)")
_BEGINS = re.compile(r"[*_`]{0,3}(?P<said>[^\W\d_][\w '’-]{1,30}?)[*_`]{0,3}\s?[:：]")
_SHORT = 2  # letters; without its accent so short a word is another
_OPEN: Mapping[str, tuple[Prefix, ...]] = {
    "task": ("i promised", "they promised"),
    "matter": ("heard", "agreed", "private"),
}


def called(prefix: Prefix, language: str) -> str:
    """The prefix in a language; in English where that has none."""
    tables = words.table("prefixes")
    return str(tables.get(language, tables["en"])[prefix][0])


def meant(said: str) -> Prefix:
    """What a prefix means; KeyError for words that are none."""
    return _said()[_plain(said)]


def is_prefix(said: str) -> bool:
    """Whether these words are a prefix in any language, or may be several."""
    return _plain(said) in _said() or _plain(said) in _open()


def open_prefix(text: str) -> tuple[str, tuple[Prefix, ...]]:
    """What a line begins with that may be several things ("todo"), and which prefixes there are for it; or nothing."""
    begins = _BEGINS.match(text)
    said = begins["said"] if begins else ""
    return (said, _open()[_plain(said)]) if _plain(said) in _open() else ("", ())


def price_in(text: str) -> str:
    """The price behind "price:" or "told her:", which needs a number there; empty for another line."""
    said, _ = open_prefix(text)
    named = text.partition(":")[2].strip() if said else ""
    is_one = bool(said) and _plain(said) in {
        _plain(word) for table in words.table("open_prefixes").values() for word in table["price"]
    }
    return named if is_one and (" " not in said or any(map(str.isdigit, named))) else ""


def is_heading(said: str) -> bool:
    """Whether these words stand over a list of what several people do ("next steps"), where nothing stands behind them."""
    return _plain(said) in _headings()


def begun(line: str) -> tuple[str, str] | None:
    """The prefix that a line begins with, as it stands there, and what follows its colon; None for a line without one."""
    begins = _PREFIXED.match(line)
    if begins is None or _plain(begins["prefix"]) not in _said():
        return None
    return begins["prefix"], begins["text"].removesuffix(begins["mark"]).strip()


@cache
def _said() -> Mapping[str, Prefix]:
    """The words of all languages; the English ones count before others."""
    found: dict[str, Prefix] = {}
    for table in words.table("prefixes").values():
        for prefix in PREFIXES:
            for said in table[prefix]:
                found.setdefault(_plain(said), prefix)
    return found


@cache
def _headings() -> frozenset[str]:
    shown = {called(prefix, language) for prefix in PREFIXES for language in words.table("prefixes")}
    over = {word for table in words.table("proposals").values() for word in table["actions"]}
    return frozenset(map(_plain, over)).difference(map(_plain, shown))


@cache
def _open() -> Mapping[str, tuple[Prefix, ...]]:
    return {
        _plain(said): prefixes
        for table in words.table("open_prefixes").values()
        for kind, prefixes in _OPEN.items()
        for said in table[kind]
    }


def _plain(said: str) -> str:
    """In lower case, and without the accents that are left out in haste: "proximo paso"; the French "à" is no "a"."""
    said = _GAP.sub(" ", said.lower())
    return plain(said) if len(said) > _SHORT else said
