"""How does a line of the notes begin: with which words, in any language, is it said what it is."""

import re
from collections.abc import Mapping
from functools import cache

from precall import words
from precall.model.followup import PREFIXES, Prefix

_GAP = re.compile("[ _-]{1,3}")


def called(prefix: Prefix, language: str) -> str:
    """The prefix in a language; in English where that has none."""
    tables = words.table("prefixes")
    return str(tables.get(language, tables["en"])[prefix][0])


def meant(said: str) -> Prefix:
    """What a prefix means; KeyError for words that are none."""
    return _said()[_plain(said)]


def is_prefix(said: str) -> bool:
    """Whether these words are a prefix in any language."""
    return _plain(said) in _said()


@cache
def pattern() -> re.Pattern[str]:
    """What begins a line that has a prefix: `mark`, `prefix` and, behind the colon, `text`."""
    said = "|".join(
        _GAP.sub("[ _-]{1,3}", re.escape(one).replace(r"\ ", " ").replace(r"\-", "-"))
        for one in sorted(_said(), key=len, reverse=True)
    )
    return re.compile(
        rf"(?P<mark>[*_`]{{0,3}})(?P<prefix>{said})[*_`]{{0,3}}\s?[:：][*_`]{{0,3}}(?P<text>.*)",
        re.IGNORECASE,
    )


@cache
def _said() -> Mapping[str, Prefix]:
    """The words of all languages; the English ones count before others."""
    found: dict[str, Prefix] = {}
    for table in words.table("prefixes").values():
        for prefix in PREFIXES:
            for said in table[prefix]:
                found.setdefault(_plain(said), prefix)
    return found


def _plain(said: str) -> str:
    return _GAP.sub(" ", said.lower())
