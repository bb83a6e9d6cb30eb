"""Which words mean what in which language: data, one TOML file per language beside this module."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from precall.kept_table import kept

Table = Mapping[str, Any]

_FOLDER = Path(__file__).parent
_HEADER = re.compile(r"^\[{1,2}([A-Za-z0-9_-]+)", re.MULTILINE)


@cache
def languages() -> tuple[str, ...]:
    """The ISO 639-1 codes of the languages that have a file, English first, then by code."""
    codes = sorted(path.stem for path in _FOLDER.glob("*.toml"))
    return tuple(sorted(codes, key=lambda code: code != "en"))


def files() -> tuple[Path, ...]:
    """The files of all languages."""
    return tuple(_FOLDER / f"{code}.toml" for code in languages())


@cache
def table(name: str) -> Mapping[str, Table]:
    """One top-level table of every language that has it, by language code in the order of `languages()`."""
    found = {code: _table(code, name) for code in languages()}
    return {code: words for code, words in found.items() if words is not None}


def whole(code: str) -> Mapping[str, Table]:
    """Every top-level table of a language that has a file, by name."""
    names = _compiled(code) or _parts(code)
    return {name: found for name in names if (found := _table(code, name)) is not None}


def filed_as(code: str) -> str:
    """The code of a language's file: `no` for nb and nn, two ways to write Norwegian; else the code itself."""
    return _also_called().get(code, code)


@cache
def _also_called() -> Mapping[str, str]:
    found = table("language").items()
    return {other: code for code, written in found for other in written.get("also_called", ())}


def habits(code: str) -> Table:
    """How a language is written and where it is spoken, from its own table; empty for one without a file."""
    return table("language").get(filed_as(code), {})


def _table(code: str, name: str) -> Table | None:
    whole = _compiled(code)
    if whole is not None:
        return whole.get(name)
    part = _parts(code).get(name)
    if part is None:
        return None
    import tomllib

    return dict(tomllib.loads(part)[name])


@cache
def _compiled(code: str) -> Mapping[str, Table] | None:
    """The whole file as it is kept; None where nothing may be kept."""
    return kept(_FOLDER / f"{code}.toml")


@cache
def _parts(code: str) -> Mapping[str, str]:
    """The source of each top-level table: a reader of one table does not pay for parsing the others."""
    source = (_FOLDER / f"{code}.toml").read_text(encoding="utf-8")
    headers = list(_HEADER.finditer(source))
    ends = [header.start() for header in headers[1:]] + [len(source)]
    parts: dict[str, str] = {}
    for header, end in zip(headers, ends, strict=True):
        parts[header.group(1)] = parts.get(header.group(1), "") + source[header.start() : end]
    return parts
