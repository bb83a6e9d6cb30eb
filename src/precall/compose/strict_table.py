"""A table that a user wrote, read strictly: each mistake names the file, the place and what to write instead."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from precall.errors import TemplateError
from precall.toml_file import shown, toml_in

LONGEST_TEXT = 2000  # characters
MOST_ENTRIES = 200
MOST_WORDS = 300
"""The most words to look for in all: each is looked for on every page of a site."""

Made = TypeVar("Made")


def read_toml(path: Path) -> "tuple[str, Table]":
    """A file's text and its top table; Unreadable says what cannot be read, with the line."""
    text, table = toml_in(path)
    return text, Table(path.name, str(path), table)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file. `name` is what to call it, `place` where it stands; every mistake is a TemplateError."""

    name: str
    place: str
    data: Mapping[str, Any]

    def __post_init__(self) -> None:
        if not isinstance(self.data, Mapping):
            raise TemplateError(f"{self.place}: {self.name} is not a table")

    def wrong(self, key: str, why: str) -> TemplateError:
        """The error that says what is wrong with an entry."""
        return TemplateError(f"{self.place}, {key}: {why}")

    def only(self, *keys: str) -> None:
        """Refuses every entry that is not one of these."""
        for key in self.data:
            if key not in keys:
                raise self.wrong(key, f"there is no such entry; there are {', '.join(keys)}")

    def take(self, key: str, kind: type, default: Any) -> Any:
        """The entry, or the default where it is not there."""
        value = self.data.get(key, default)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.wrong(key, f"{shown(value)} is not {_EXPECTED[kind]}")
        if isinstance(value, list) and len(value) > MOST_ENTRIES:
            raise self.wrong(key, f"{len(value):,} entries; there can be {MOST_ENTRIES}")
        return self.short(key, value)

    def short(self, key: str, value: Any) -> Any:
        """The value; a text that has no end is refused."""
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            raise self.wrong(key, f"a text of {len(value):,} characters; there can be {LONGEST_TEXT:,}")
        return value

    def needed(self, key: str) -> str:
        """A text that must be there."""
        value = str(self.take(key, str, "")).strip()
        if not value:
            raise self.wrong(key, "it is missing; write a text in quotes")
        return value

    def number(self, key: str, default: int, least: int, most: int) -> int:
        """A whole number between two others."""
        value = int(self.take(key, int, default))
        if not least <= value <= most:
            raise self.wrong(key, f"{shown(value)} is not between {least} and {most}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        values = self.take(key, list, [])
        for value in values:
            if not isinstance(value, str):
                raise self.wrong(key, f"{shown(value)} is not a text in quotes")
            self.short(key, value)
        return tuple(values)

    def bounded(self, key: str, words: int) -> None:
        """Refuses more words to look for than can be looked for in bounded time."""
        if words > MOST_WORDS:
            raise self.wrong(key, f"{words:,} words to look for in all; there can be {MOST_WORDS}")

    def table(self, key: str) -> "Table":
        """A table inside this one; empty where it is not there."""
        return Table(f"[{key}]", f"{self.place} [{key}]", self.take(key, dict, {}))

    def parsed(self, key: str, parse: Callable[[str], Made]) -> tuple[Made, ...]:
        """A list of texts, each made into something; what `parse` says in a ValueError is told to the user."""
        try:
            return tuple(parse(text) for text in self.texts(key))
        except ValueError as error:
            raise self.wrong(key, str(error)) from error


_EXPECTED = {
    str: "a text in quotes",
    int: "a whole number",
    bool: "true or false",
    list: "a list in [ ]",
    dict: "a table",
}
