"""Which values do a page's scripts carry as data, each with the text that it stands in?

Known are JSON elements (Next.js `__NEXT_DATA__`, Nuxt 3 `__NUXT_DATA__`, those of site builders), values that a script gives
to a name of a framework's or builder's state (`window.__NUXT__=(function(a){...}(...))`, `__INITIAL_STATE__ = {...}`, or
`JSON.parse("...")` of one), the rows that Next.js sends to React (`self.__next_f.push`), the stream that React Router and
Remix send (`__reactRouterContext.streamController.enqueue`), and what Astro gives to its islands. No script is run.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from precall.site import literal

_MOST_TEXT = 2_000_000  # characters of scripts on a page
_STATE = re.compile(
    r"\b(?:__[A-Z][A-Z_]{2,40}__|__(?:remix|reactRouter)Context|__staticRouterHydrationData|SQUARESPACE_CONTEXT)\"?\]?"
    r"\s{0,4}=\s{0,4}(?P<parsed>JSON\.parse\()?(?=[{\[(\"'])"
)
_PUSHED = re.compile(r"\b__next_f\.push\(\[1,\s{0,4}(?=\")")
_STREAMED = re.compile(r"\b__(?:reactRouter|remix)Context\.streamController\.enqueue\(\s{0,4}(?=\")")
_STREAMED_LINE = re.compile(r"(?:P\d{1,9}:)?(?=\[)")
_KEY = re.compile(r"_(\d{1,9})")
_ROW = re.compile(rb"[0-9a-f]{0,16}:(?:T([0-9a-f]{1,8}),)?")
ISLAND = "astro-island"
"""The element that Astro fills by a script; its attribute `props` holds what it is filled with."""
_LIST = 1  # of the types of what an island is given
_MOST_DEPTH = 100
_DECODER = json.JSONDecoder(strict=False)


def values(scripts: Iterable[tuple[str, str]]) -> Iterator[tuple[Any, str]]:
    """The values, from the type of each script and its text, in their order; what is pushed and streamed last.

    Of an island its name stands for the type, and its `props` for the text.
    """
    pushed: list[str] = []
    streamed: list[str] = []
    left = _MOST_TEXT
    for kind, text in scripts:
        left -= len(text)
        if left < 0:
            break
        if kind == ISLAND:
            yield from ((_unwrapped(value), source) for value, source in _read(text, 0))
        elif "json" in kind:
            yield from _read(text, 0)
        else:
            yield from _given(text)
            if _PUSHED.search(text):
                pushed.append(text)
            if _STREAMED.search(text):
                streamed.append(text)
    source = "\n".join(pushed)
    yield from ((value, source) for value in _rows("".join(_chunks(text, _PUSHED) for text in pushed)))
    source = "\n".join(streamed)
    yield from ((record, source) for record in _sent("".join(_chunks(text, _STREAMED) for text in streamed)))


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


def _chunks(script: str, pushes: re.Pattern[str]) -> str:
    """What a script pushes of a text that goes on from script to script."""
    found = []
    for push in pushes.finditer(script):
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
    return _records(value)


def _sent(text: str) -> list[dict[str, Any]]:
    """The records of a stream of React Router (turbo-stream 2): one list over all its lines holds each value once.

    The name of "_3" stands at the third place of the list, and a line for what came later goes on with it.
    """
    values: list[Any] = []
    for line in text.split("\n"):
        begin = _STREAMED_LINE.match(line)
        try:
            found = _DECODER.decode(line[begin.end() :]) if begin else []
        except (ValueError, RecursionError):
            continue
        values += found if isinstance(found, list) else []
    return _records([_named(one, values) if isinstance(one, dict) else one for one in values])


def _named(record: Mapping[str, Any], values: Sequence[Any]) -> dict[str, Any]:
    places = ((_KEY.fullmatch(key), place) for key, place in record.items())
    named = ((int(key[1]), place) for key, place in places if key)
    return {name: place for at, place in named if at < len(values) and isinstance(name := values[at], str)}


def _unwrapped(value: Any, depth: int = 0) -> Any:
    """What Astro's server wrote as pairs of a number for the type and the value: 0 a plain one, 1 a list, others texts.

    A list was written as JSON before Astro 3.
    """
    if depth > _MOST_DEPTH:
        return None
    if isinstance(value, dict):
        return {name: _unwrapped(inner, depth + 1) for name, inner in value.items()}
    if not (isinstance(value, list) and len(value) == 2 and isinstance(value[0], int)):
        return None
    kind, inner = value
    if kind == _LIST and isinstance(inner, str):
        inner = next((found for found, _ in _read(inner, 0)), None)
    if isinstance(inner, list):
        return [_unwrapped(one, depth + 1) for one in inner] if kind == _LIST else None
    return _unwrapped(inner, depth + 1) if isinstance(inner, dict) else inner


def _records(values: Sequence[Any]) -> list[dict[str, Any]]:
    """The records among values, with the values of which they give the places."""
    return [
        {name: _at(values, place) for name, place in one.items()} for one in values if isinstance(one, dict)
    ]


def _at(value: Sequence[Any], place: Any) -> Any:
    found = value[place] if isinstance(place, int) and 0 <= place < len(value) else None
    if isinstance(found, dict):
        return {
            name: at for name, inner in found.items() if not isinstance(at := _scalar_at(value, inner), dict)
        }
    return found


def _scalar_at(value: Sequence[Any], place: Any) -> Any:
    found = value[place] if isinstance(place, int) and 0 <= place < len(value) else None
    return found if isinstance(found, str | int | float) else None
