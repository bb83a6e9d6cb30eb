"""TOML files that came with precall, parsed once: kept where Python keeps its own compiled modules, on the same terms.

Parsing one takes ten times as long as all else that is done with it. It is parsed anew when the file changes; none is
kept where Python is told to write none or the folder is read-only.
"""

import marshal
import os
import sys
import tempfile
import tomllib
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent
_OURS = (_PACKAGE, _PACKAGE.parents[1] / "templates")


def kept(source: Path) -> dict[str, Any] | None:
    """The top table of a file as it was kept, or kept now; None where nothing may be kept."""
    place, stamp = Path(cache_from_source(str(source))).with_suffix(".table"), _stamp(source)
    with suppress(OSError, EOFError, ValueError, TypeError):
        kept_stamp, table = marshal.loads(place.read_bytes())  # noqa: S302 (as a compiled module is)
        if kept_stamp == stamp:
            return dict(table)
    if sys.dont_write_bytecode:
        return None
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    with suppress(OSError):
        _write(place, marshal.dumps((stamp, table)))
    return table


def table_in(source: Path) -> dict[str, Any]:
    """The top table of a file, kept or parsed."""
    table = kept(source)
    return tomllib.loads(source.read_text(encoding="utf-8")) if table is None else table


def came_with_precall(file: Path) -> bool:
    """Whether a file is one of the package's own, or of the templates beside it in a checkout."""
    return any(map(file.is_relative_to, _OURS))


def _stamp(source: Path) -> tuple[int, int]:
    state = source.stat()
    return state.st_mtime_ns, state.st_size


def _write(place: Path, data: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(name).replace(place)
