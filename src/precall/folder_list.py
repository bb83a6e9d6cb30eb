"""Which files of a folder did precall write? A list of them lies beside them, and of no other is anything removed."""

import json
from collections.abc import Collection, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath, PureWindowsPath

from precall.errors import Unreadable
from precall.input_file import bytes_in
from precall.outputs import unfinished_in, write_all

LIST = ".precall.json"
_SCHEMA = "precall/folder@1"
_LARGEST = 1_000_000  # bytes


def names_in(data: bytes) -> frozenset[str] | None:
    """The names in a list; None where the bytes are none. Whatever would lead out of the folder is left out."""
    try:
        read = json.loads(data)
        if read["schema"] != _SCHEMA:
            return None
        return frozenset(name for name in read["files"] if isinstance(name, str) and _is_below(name))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def listed(folder: Path) -> frozenset[str] | None:
    """The names of the files in a folder that precall wrote; None where there is no list of them."""
    place = folder / LIST
    if place.is_symlink() or not place.is_file():
        return None
    try:
        return names_in(bytes_in(place, most=_LARGEST))
    except Unreadable:
        return None


def with_list(
    files: Mapping[str, str | bytes], known: Collection[str], replaces: Sequence[str]
) -> tuple[Mapping[str, str | bytes], tuple[str, ...]]:
    """The files to write, the new list first; and which of the `known` ones are to go.

    Those go that match one of the patterns in `replaces` and are not written again.
    """
    gone = {
        name
        for name in known
        if name not in files and any(fnmatchcase(name, pattern) for pattern in replaces)
    }
    names = sorted({*known, *files} - gone - {LIST})
    made = json.dumps({"schema": _SCHEMA, "files": names}, indent=1) + "\n"
    others = {name: data for name, data in files.items() if name != LIST}
    return {LIST: made, **others}, tuple(sorted(gone))


def write(
    folder: Path,
    files: Mapping[str, str | bytes],
    *,
    replaces: Sequence[str] = (),
    earlier: Collection[str] = (),
) -> None:
    """Writes files and lists them. Those of the list that match `replaces` and are not written again are removed.

    `earlier` stands for the list where there is none. Raises StorageError where it cannot be written.
    """
    known = listed(folder)
    there = (name for name in (earlier if known is None else known) if (folder / name).is_file())
    complete, gone = with_list(files, tuple(there), replaces)
    write_all(folder, complete, removes=gone)


def remove(folder: Path, earlier: Collection[str]) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Removes what precall wrote to a folder: the files that stay, which are others', and what could not be removed, in words.

    Nothing behind a link is touched. `earlier` stands for the list where there is none.
    """
    if folder.is_symlink():
        return (folder,), ()
    known = listed(folder)
    names = earlier if known is None else known
    below = sorted({(folder / name).parent for name in names} | {folder}, reverse=True)
    own = [folder / name for name in sorted(names)]
    own += [path for place in below if not place.is_symlink() for path in unfinished_in(place)]
    failed = [trouble for path in own if _is_plain(folder, path) and (trouble := _removed(path))]
    if not failed:
        _removed(folder / LIST)
    for place in below:
        if place.is_dir() and not place.is_symlink() and not any(place.iterdir()):
            place.rmdir()
    left = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return tuple(sorted(left)), tuple(failed)


def _is_below(name: str) -> bool:
    """Whether a name leads to a file below the folder, on every system."""
    parts = PurePosixPath(name).parts
    return (
        bool(parts)
        and ".." not in parts
        and not any(
            kind(name).is_absolute() or kind(name).anchor for kind in (PurePosixPath, PureWindowsPath)
        )
        and "\\" not in name
        and "\0" not in name
    )


def _is_plain(folder: Path, path: Path) -> bool:
    """Whether a path is a file, and no link leads to it from the folder."""
    steps = path.relative_to(folder).parents
    through = (path, *(folder / step for step in steps))
    return path.is_file() and not any(place.is_symlink() for place in through)


def _removed(path: Path) -> str:
    """Why a file could not be removed; empty where it is gone."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        return f"{path}: {error.strerror or error}"
    return ""
