"""Which words mean what in which language: data, one TOML file per language beside this module.

Reading TOML takes longer than all else that is done with it, so a file once read is kept as JSON where Python keeps
its own compiled modules, on the same terms: until the file changes, and not where Python is told to write none.
"""

import json
import os
import re
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
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
    found = {code: _table(code, name) for code in languages()}
    return {code: words for code, words in found.items() if words is not None}


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
    return None if part is None else tomllib.loads(part)[name]


@cache
def _compiled(code: str) -> Mapping[str, Table] | None:
    """The whole file as it was kept, or kept now; None where nothing may be kept."""
    source = _FOLDER / f"{code}.toml"
    place, stamp = Path(cache_from_source(str(source))).with_suffix(".json"), _stamp(source)
    with suppress(OSError, ValueError):
        kept_stamp, words = json.loads(place.read_bytes())
        if kept_stamp == stamp:
            return dict(words)
    if sys.dont_write_bytecode:
        return None
    words = tomllib.loads(source.read_text(encoding="utf-8"))
    with suppress(OSError):
        _write(place, json.dumps([stamp, words], separators=(",", ":")))
    return words


def _stamp(source: Path) -> list[int]:
    state = source.stat()
    return [state.st_mtime_ns, state.st_size]


def _write(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent)
    with os.fdopen(handle, "w") as file:
        file.write(text)
    Path(name).replace(place)


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
