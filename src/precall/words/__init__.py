"""Which words mean what in which language: data, one TOML file per language beside this module."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

Table = Mapping[str, Any]

_FOLDER = Path(__file__).parent


@cache
def languages() -> tuple[str, ...]:
    """The ISO 639-1 codes of the languages that have a file, English first, then by code."""
    codes = sorted(path.stem for path in _FOLDER.glob("*.toml"))
    return tuple(sorted(codes, key=lambda code: code != "en"))


@cache
def table(name: str) -> Mapping[str, Table]:
    """One top-level table of every language that has it, by language code in the order of `languages()`."""
    return {code: _file(code)[name] for code in languages() if name in _file(code)}


@cache
def _file(code: str) -> Table:
    return tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
