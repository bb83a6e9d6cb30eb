"""The shelf of the caller's own useful notes; a check-in offers one to a client who spoke of its topic."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from precall.input_file import text_in
from precall.memory import care

if TYPE_CHECKING:
    from precall.app import App
    from precall.model.memory import Gift

_LARGEST = 64 * 1024  # bytes of a file


@dataclass(frozen=True, slots=True)
class Result:
    """A note that was put on the shelf: its number and topic, and the name of the file it came from (none for text)."""

    number: int
    about: str
    source: str


def add(app: "App", file_or_text: str, about: str) -> Result:
    """Puts a note on the shelf: what a text file holds, or the text itself. Raises UsageError for an unreadable file."""
    text, source = _text(file_or_text)
    number = care.add_gift(app.memory, about.strip(), text, source, app.now())
    return Result(number, about.strip(), source)


def shelf(app: "App") -> "tuple[Gift, ...]":
    """The notes on the shelf."""
    return care.gifts(app.memory)


def drop(app: "App", number: int) -> None:
    """Takes a note off the shelf. Raises UsageError where none has the number."""
    care.drop_gift(app.memory, number)


def _text(typed: str) -> tuple[str, str]:
    """The note, and the name of the file it came from."""
    path = Path(typed)
    if not os.path.exists(path) or os.path.isdir(path):  # a text may be too long for the name of a file
        return typed.strip(), ""
    return text_in(path, most=_LARGEST).strip(), path.name
