"""TOML files that came with precall, parsed once: kept where Python keeps its own compiled modules, on the same terms.

Parsing one takes ten times as long as all else that is done with it. It is parsed anew when the file changes; none is
kept where Python is told to write none or the folder is read-only.
"""

import marshal
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent
_OURS = (_PACKAGE, _PACKAGE.parents[1] / "templates")


def kept(source: Path) -> dict[str, Any] | None:
    """The top table of a file as it was kept, or kept now; None where nothing may be kept."""
    place, stamp = _place(source, "table"), _stamp((source,))
    table = _at(place, stamp)
    if table is None and not sys.dont_write_bytecode:
        table = _parsed(source)
        _keep(place, stamp, table)
    return table


def table_in(source: Path) -> dict[str, Any]:
    """The top table of a file, kept or parsed."""
    table = kept(source)
    return _parsed(source) if table is None else table


def made_of(sources: Sequence[Path], make: Callable[[], dict[str, Any]], name: str) -> dict[str, Any]:
    """What `make` makes of some files, which are the module that makes it and all it reads, as it was kept or is kept now."""
    place, stamp = _place(sources[0], name), _stamp(sources)
    made = _at(place, stamp)
    if made is None:
        made = make()
        if not sys.dont_write_bytecode:
            _keep(place, stamp, made)
    return made


def came_with_precall(file: Path) -> bool:
    """Whether a file is one of the package's own, or of the templates beside it in a checkout."""
    return any(map(file.is_relative_to, _OURS))


def _parsed(source: Path) -> dict[str, Any]:
    import tomllib  # which is seldom needed

    return tomllib.loads(source.read_text(encoding="utf-8"))


def _place(source: Path, name: str) -> Path:
    return Path(cache_from_source(str(source))).with_suffix(f".{name}")


def _stamp(sources: Iterable[Path]) -> tuple[tuple[int, int], ...]:
    states = (source.stat() for source in sources)
    return tuple((state.st_mtime_ns, state.st_size) for state in states)


def _at(place: Path, stamp: object) -> dict[str, Any] | None:
    """What is kept at a place under a stamp; None where nothing whole is."""
    with suppress(OSError, EOFError, ValueError, TypeError):
        kept_stamp, value = marshal.loads(place.read_bytes())  # noqa: S302 (as a compiled module is)
        if kept_stamp == stamp:
            return dict(value)
    return None


def _keep(place: Path, stamp: Any, value: dict[str, Any]) -> None:
    """Keeps a value whole, or not at all."""
    import tempfile  # once for each file and version; most starts keep nothing

    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(marshal.dumps((stamp, value)))
        Path(name).replace(place)
