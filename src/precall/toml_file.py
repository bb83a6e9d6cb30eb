"""What a TOML file of the caller's says, in bounded time: not too large, not too deep."""

import re
from pathlib import Path
from typing import Any

from precall.errors import Unreadable
from precall.input_file import text_in

LARGEST = 256 * 1024  # bytes; the longest file that precall ships has a tenth of it
DEEPEST = 40
"""The most parts of a dotted key: tomllib's time and memory grow with their square."""

_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_KEY = re.compile(rf"(?<![\w-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{DEEPEST}}}")
_LARGEST_NUMBER = 10**18


def toml_in(
    path: Path, *, called: str = "", advice: str = "", own: bool = False
) -> tuple[str, dict[str, Any]]:
    """A file's text and its top table. Unreadable says what is wrong with it, for a mistake with the line.

    With `own` a file that is not the caller's own is a NotOwnError.
    """
    text = text_in(path, most=LARGEST, called=called, advice=advice, own=own)
    try:
        return text, parsed(text)
    except ValueError as error:
        raise Unreadable(f"{called or path} cannot be read: {error}{advice and f'. {advice}'}") from error


def parsed(text: str) -> dict[str, Any]:
    """The table in a text; ValueError where it is no TOML, or is nested beyond reason."""
    if _LONG_KEY.search(text):
        raise ValueError(f"a key in it has more than {DEEPEST} parts")
    import tomllib

    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("the brackets in it are nested too deep") from None


def shown(value: Any) -> str:
    """A value for a message: as it was written, or only its kind where that has no end."""
    if isinstance(value, str):
        return repr(value if len(value) <= 80 else f"{value[:79]}…")
    if isinstance(value, bool | float) or (isinstance(value, int) and abs(value) < _LARGEST_NUMBER):
        return repr(value)
    if isinstance(value, int):
        return "a long number"
    if isinstance(value, list):
        return "a list"
    return "a table" if isinstance(value, dict) else "a date or a time"
