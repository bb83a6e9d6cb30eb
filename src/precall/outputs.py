"""Writes a folder of results so that each file is the old one or the new one, never half."""

import contextlib
import os
import secrets
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from precall.errors import StorageError

_UNFINISHED = ".precall-new"
_KILLED_AFTER = 600.0  # seconds; writing a folder takes a fraction of one


def write_all(folder: Path, files: Mapping[str, str | bytes], *, replaces: Sequence[str] = ()) -> None:
    """Writes every file beside its place first, then moves them in; raises StorageError with what to do.

    `replaces` are glob patterns of files of an earlier run: those that are not among `files` now are removed. A file
    whose bytes are unchanged is left as it is.
    """
    written: list[tuple[IO[bytes], Path]] = []
    mark = f".{secrets.token_hex(4)}{_UNFINISHED}"
    is_new = not folder.exists()
    try:
        for parent in dict.fromkeys((folder / name).parent for name in files):
            parent.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            data = content.encode("utf-8") if isinstance(content, str) else content
            if is_new or not _holds(folder / name, data):
                place = folder / name
                written.append((open(place.parent / f".{place.name}{mark}", "xb"), place))  # noqa: SIM115
                written[-1][0].write(data)
        _move_in(written)
        written.clear()
        if not is_new:
            for old in (*_replaced(folder, files, replaces), *_left_behind(folder)):
                old.unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(folder, error.strerror or str(error)) from error
    finally:
        for file, _ in written:
            with contextlib.suppress(OSError):
                file.close()
            with contextlib.suppress(OSError):
                os.unlink(file.name)


def unwritable(folder: Path, why: str) -> StorageError:
    """The error that says that nothing can be written to a folder, and what to do."""
    return StorageError(f"cannot write to {folder}: {why}. Choose another folder with --out, or make room.")


def trouble_with(folder: Path) -> str:
    """Why no file can be written to a folder, which need not be there yet; empty where all is well."""
    absolute = folder.absolute()
    place = next(path for path in (absolute, *absolute.parents) if path.exists())
    try:
        with tempfile.TemporaryFile(dir=place):
            return ""
    except OSError as error:
        return error.strerror or str(error)


def _replaced(folder: Path, files: Mapping[str, str | bytes], patterns: Sequence[str]) -> list[Path]:
    found = (path for pattern in patterns for path in folder.glob(pattern))
    return [path for path in found if path.relative_to(folder).as_posix() not in files]


def _left_behind(folder: Path) -> list[Path]:
    """What a run left that was killed while it wrote; younger files may be another run's that is writing now."""
    before = time.time() - _KILLED_AFTER
    return [path for path in folder.glob(f"**/.*{_UNFINISHED}") if _changed(path) < before]


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _move_in(written: Sequence[tuple[IO[bytes], Path]]) -> None:
    """Every file is on the disk before the first is moved; one after the other is then the least work for the disk."""
    for file, _ in written:
        file.flush()
        os.fsync(file.fileno())
        file.close()
    for file, place in written:
        os.replace(file.name, place)
