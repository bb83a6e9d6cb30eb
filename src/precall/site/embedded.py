"""Which values do a page's scripts carry as data, each with the text that it stands in?

Known are JSON elements (Next.js `__NEXT_DATA__`, Nuxt 3 `__NUXT_DATA__`, those of site builders), values that a script gives
to a name of a framework's or builder's state (`window.__NUXT__=(function(a){...}(...))`, `__INITIAL_STATE__ = {...}`, or
`JSON.parse("...")` of one), and the rows that Next.js sends to React (`self.__next_f.push`). No script is run.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from precall.site import literal

_MOST_TEXT = 2_000_000  # characters of scripts on a page
_STATE = re.compile(
    r"\b(?:__[A-Z][A-Z_]{2,40}__|__remixContext|__staticRouterHydrationData|SQUARESPACE_CONTEXT)\"?\]?"
    r"\s{0,4}=\s{0,4}(?P<parsed>JSON\.parse\()?(?=[{\[(\"'])"
)
_PUSHED = re.compile(r"\b__next_f\.push\(\[1,\s{0,4}(?=\")")
_ROW = re.compile(rb"[0-9a-f]{0,16}:(?:T([0-9a-f]{1,8}),)?")
_DECODER = json.JSONDecoder(strict=False)


def values(scripts: Iterable[tuple[str, str]]) -> Iterator[tuple[Any, str]]:
    """The values, from the type of each script and its text, in their order; rows for React last."""
    pushed: list[str] = []
    left = _MOST_TEXT
    for kind, text in scripts:
        left -= len(text)
        if left < 0:
            break
        if "json" in kind:
            yield from _read(text, 0)
        else:
            yield from _given(text)
            if _PUSHED.search(text):
                pushed.append(text)
    source = "\n".join(pushed)
    yield from ((value, source) for value in _rows("".join(map(_chunks, pushed))))


def _given(script: str) -> Iterator[tuple[Any, str]]:
    """What a script gives to the names of a state, one behind the other, up to one that cannot be read."""
    at = 0
    while state := _STATE.search(script, at):
        found = list(_read(script, state.end(), is_parsed=bool(state["parsed"])))
        if not found:
            return
        yield from found
        at = state.end() + len(found[0][1])


def _read(text: str, start: int, *, is_parsed: bool = False) -> Iterator[tuple[Any, str]]:
    start += len(text[start:]) - len(text[start:].lstrip())
    try:
        value, end = _json_or_literal(text, start)
        if is_parsed:
            value = _DECODER.decode(value)
    except (ValueError, TypeError, RecursionError):
        return
    yield _unflattened(value), text[start:end]


def _json_or_literal(text: str, start: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, start)
    except ValueError:
        return literal.read(text, start)


def _chunks(script: str) -> str:
    """What a script pushes of the text for React, which goes on from script to script."""
    found = []
    for push in _PUSHED.finditer(script):
        try:
            found.append(_DECODER.raw_decode(script, push.end())[0])
        except ValueError:
            continue
    return "".join(found)


def _rows(text: str) -> Iterator[Any]:
    """The values in the rows of React's format (react-server-dom, "Flight"): a number, a colon, JSON and a line end.

    A row of text gives its length in bytes instead; other rows name scripts and styles.
    """
    stream, at = text.encode("utf-8", "replace"), 0
    decoder = json.JSONDecoder(strict=False, object_hook=_less_references)
    while row := _ROW.match(stream, at):
        if row[1]:
            at = row.end() + int(row[1], 16)
            continue
        end = stream.find(b"\n", row.end())
        line = stream[row.end() : end if end >= 0 else len(stream)].decode("utf-8", "replace")
        at = row.end() + len(line.encode()) + 1
        if line[:1] in ("{", "["):
            try:
                yield decoder.decode(line)
            except (ValueError, RecursionError):
                continue


def _less_references(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record without what only refers to another row; a text that begins with a dollar is written with two."""
    return {
        name: value[1:] if isinstance(value, str) and value.startswith("$$") else value
        for name, value in record.items()
        if not (isinstance(value, str) and value.startswith("$") and not value.startswith("$$"))
    }


def _unflattened(value: Any) -> Any:
    """Nuxt 3 writes each value once, in one list, and records as the places of their values (devalue)."""
    if not (isinstance(value, list) and len(value) > 1 and any(isinstance(one, dict) for one in value[:50])):
        return value
    if not all(
        isinstance(place, int) for one in value[:50] if isinstance(one, dict) for place in one.values()
    ):
        return value
    return [
        {name: _at(value, place) for name, place in one.items()} for one in value if isinstance(one, dict)
    ]


def _at(value: list[Any], place: Any) -> Any:
    found = value[place] if isinstance(place, int) and 0 <= place < len(value) else None
    if isinstance(found, dict):
        return {
            name: at for name, inner in found.items() if not isinstance(at := _scalar_at(value, inner), dict)
        }
    return found


def _scalar_at(value: list[Any], place: Any) -> Any:
    found = value[place] if isinstance(place, int) and 0 <= place < len(value) else None
    return found if isinstance(found, str | int | float) else None
