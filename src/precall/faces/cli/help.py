"""Help in the caller's language: the English texts in the code are the keys of `templates/help/<language>.toml`."""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from precall.errors import PrecallError

FOLDER = "help"
_FILE = re.compile(r"[a-z]{2,3}\.toml")
_PLACE = re.compile(r"\b[A-Z](?:[A-Z_]*[A-Z])?\b")
"""What an option or argument is called where its value stands: FILE_OR_TEXT."""
_AS_TYPED = "\b\n"
"""What click has before lines that keep their ends."""


def texts(language: str = "") -> Mapping[str, str]:
    """The help in a language, else in the one that the settings name, by its English text; of the caller's own templates first.

    Nothing where there is none, or where settings or a file cannot be read: help must be there all the same.
    """
    if not language and _nothing_is_set():
        return {}
    from precall.folders import own_templates
    from precall.kept_table import came_with_precall, table_in
    from precall.ownership import own_if_any
    from precall.render.templates import folders
    from precall.settings import load
    from precall.toml_file import toml_in

    said: dict[str, str] = {}
    try:
        settings = load({}, folder=Path.cwd(), environ=os.environ).settings
        name = f"{language or settings.language}.toml"
        places = folders(own_if_any(own_templates(settings.templates_dir)))
        for folder in reversed(places if _FILE.fullmatch(name) else ()):
            if (path := folder / FOLDER / name).is_file():
                said |= table_in(path) if came_with_precall(path) else toml_in(path)[1]
    except (PrecallError, OSError):
        return said
    return {english: text for english, text in said.items() if isinstance(text, str)}


def with_places(text: str, words: Mapping[str, str]) -> str:
    """A text with what stands for a value, such as FILE, named as the help names it."""
    return _PLACE.sub(lambda found: words.get(found[0], found[0]), text)


def _nothing_is_set() -> bool:
    """Whether no settings and no templates of the caller's own can have changed the words: then none of that is loaded."""
    from precall.folders import SETTINGS, own_settings, own_templates

    named = ("PRECALL_LANGUAGE", "PRECALL_TEMPLATES_DIR")
    places = (own_settings(), Path(SETTINGS), own_templates())
    return not any(name in os.environ for name in named) and not any(place.exists() for place in places)


class Formatter(click.HelpFormatter):
    """Writes help as click does, each text of it in the words that there are for it; a text without any stays as it is."""

    def __init__(self, words: Mapping[str, str], width: int | None = None, max_width: int | None = None):
        super().__init__(width=width, max_width=max_width)
        self._words = words

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Writes the line of how a command is called."""
        super().write_usage(prog, self._places(args), prefix or f"{self._said('Usage')}{self._said(':')} ")

    def write_heading(self, heading: str) -> None:
        """Writes a heading, with the colon of the language."""
        self.write(f"{'':>{self.current_indent}}{self._said(heading)}{self._said(':')}\n")

    def write_text(self, text: str) -> None:
        """Writes paragraphs."""
        super().write_text("\n\n".join(map(self._paragraph, text.split("\n\n"))))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Writes a list of commands or options, with what each is for."""
        said = [(self._places(first), self._with_default(second)) for first, second in rows]
        super().write_dl(said, col_max, col_spacing)

    def _said(self, text: str) -> str:
        return self._words.get(text, text)

    def _places(self, text: str) -> str:
        return with_places(text, self._words)

    def _paragraph(self, text: str) -> str:
        if text.startswith(_AS_TYPED):
            return _AS_TYPED + "\n".join(map(self._example, text.removeprefix(_AS_TYPED).split("\n")))
        return self._said(" ".join(text.split()))

    def _example(self, line: str) -> str:
        """A line that can be typed, which may have what it is for behind it."""
        typed, gap, comment = re.fullmatch(r"(.*?\S)(?:( {2,})(\S.*))?", line, re.DOTALL).groups("")  # type: ignore[union-attr]
        return f"{self._said(typed)}{gap}{self._said(comment)}"

    def _with_default(self, text: str) -> str:
        """What an option is for, and in brackets what counts without it."""
        text, *brackets = text.split("  [")
        return "  [".join([self._said(text), *(f"{self._extras(each[:-1])}]" for each in brackets)])

    def _extras(self, text: str) -> str:
        parts = (part.partition(": ") for part in text.split("; "))
        return "; ".join(
            f"{self._said(name)}{self._said(':')} {self._said(value)}" if colon else self._said(name)
            for name, colon, value in parts
        )
