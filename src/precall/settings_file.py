"""How is a settings file changed so that whatever else stands in it stays?"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from precall.input_file import bytes_in
from precall.outputs import write_all
from precall.toml_file import LARGEST, parsed

_DELETE = "\x7f"  # the one control character that JSON leaves as it is and TOML does not take


def change(path: Path, values: Mapping[str, str]) -> Path | None:
    """Sets texts in a settings file, made where there is none; gives where the old file was moved, if it had to be.

    A file that cannot be read as TOML, or in which a value could not be replaced line by line, is kept beside the new
    one. Raises Unreadable where the file cannot be read, StorageError where it cannot be written.
    """
    old = _text(path)
    table = _table(old)
    new = _changed(old, values)
    if table is not None and _table(new) == {**table, **values}:
        write_all(path.parent, {path.name: new})
        return None
    kept = path.with_name(f"{path.name}.old")
    write_all(path.parent, {kept.name: old, path.name: _changed("", values)})
    return kept


def _text(path: Path) -> str:
    if not path.exists():
        return ""
    advice = "Give another place in PRECALL_CONFIG."
    data = bytes_in(path, most=LARGEST, called=f"the settings {path}", advice=advice, own=True)
    return data.decode("utf-8-sig", "backslashreplace")


def _table(text: str) -> dict[str, Any] | None:
    """What a text says as TOML; None where it is none."""
    try:
        return parsed(text)
    except ValueError:
        return None


def _changed(text: str, values: Mapping[str, str]) -> str:
    lines = text.splitlines()
    for name, value in values.items():
        line = f"{name} = {_quoted(value)}"
        places = [i for i, old in enumerate(lines) if re.match(rf"\s*{name}\s*=", old)]
        if places:
            lines[places[0]] = line
        else:
            lines.append(line)
    return "".join(f"{line}\n" for line in lines)


def _quoted(value: str) -> str:
    """A basic string of TOML 1.0; JSON's escapes are all among its own."""
    return json.dumps(value, ensure_ascii=False).replace(_DELETE, "\\u007f")
