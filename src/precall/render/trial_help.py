"""Are the user's own translations of the help right? Each mistake is one line with its place."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from precall.errors import PrecallError
from precall.render import templates
from precall.toml_file import toml_in

FOLDER = "help"
_NAMES = re.compile(r"--[a-z-]+|`[^`]+`")
"""What is typed, and is the same in each language."""


def mistakes(language: str, own: Path) -> Iterator[str]:
    """What the user's file of a language has that no help says or leaves out, and what of the help stands in no file of it."""
    path = own / FOLDER / f"{language}.toml"
    if not path.is_file():
        return
    try:
        text, said = toml_in(path)
    except PrecallError as error:
        yield str(error)
        return
    known = _known()
    lines = {
        line.rpartition('" = ')[0].lstrip('"'): number for number, line in enumerate(text.splitlines(), 1)
    }
    for english, translated in said.items():
        line = lines.get(english.replace("\\", "\\\\").replace('"', '\\"'), 1)
        yield from (f"{path}, line {line}: {wrong}" for wrong in _wrong(english, translated, known))
    shipped = _read(templates.shipped() / FOLDER / path.name)
    for english in known:
        if english not in said and english not in shipped:
            yield f"{FOLDER}/{path.name} has no translation of {english!r}"


def _wrong(english: str, translated: object, known: Mapping[str, None]) -> Iterator[str]:
    if english not in known:
        yield f"no help says {english!r}"
    elif not isinstance(translated, str) or not translated:
        yield f"there is no text in quotes; in English it is {english!r}"
    else:
        for name in dict.fromkeys(_NAMES.findall(english)):
            if name not in translated:
                yield f"{name} is missing; in English it is {english!r}"


def _known() -> dict[str, None]:
    """The English texts that the shipped translations have, which are whole: tests/cli/test_help.py."""
    files = sorted((templates.shipped() / FOLDER).glob("*.toml"))
    return dict.fromkeys(english for file in files for english in _read(file))


def _read(path: Path) -> Mapping[str, Any]:
    return toml_in(path)[1] if path.is_file() else {}
