"""Which words mean what in which language: data, one TOML file per language beside this module."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

Table = Mapping[str, Any]

_FOLDER = Path(__file__).parent
_HEADER = re.compile(r"^\[{1,2}([A-Za-z0-9_-]+)", re.MULTILINE)


@cache
def languages() -> tuple[str, ...]:
    """The ISO 639-1 codes of the languages that have a file, English first, then by code."""
    codes = sorted(path.stem for path in _FOLDER.glob("*.toml"))
    return tuple(sorted(codes, key=lambda code: code != "en"))


@cache
def table(name: str) -> Mapping[str, Table]:
    """One top-level table of every language that has it, by language code in the order of `languages()`."""
    return {code: tomllib.loads(_parts(code)[name])[name] for code in languages() if name in _parts(code)}


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
