"""Writes a folder of results so that each file is the old one or the new one, never half."""

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from precall.errors import StorageError


def write_all(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Writes every file beside its place first, then moves them in; raises StorageError with what to do.

    A file whose bytes are unchanged is left as it is.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            data = content.encode("utf-8") if isinstance(content, str) else content
            if not _holds(folder / name, data):
                waiting.append((_beside(folder, name, data), folder / name))
        for ready, place in waiting:
            ready.replace(place)
    except OSError as error:
        raise StorageError(
            f"cannot write to {folder}: {error.strerror or error}. Choose another folder with --out, or make room."
        ) from error
    finally:
        for ready, _ in waiting:
            with contextlib.suppress(OSError):
                ready.unlink(missing_ok=True)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _beside(folder: Path, name: str, data: bytes) -> Path:
    handle, path = tempfile.mkstemp(prefix=f".{name}.", suffix=".new", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with contextlib.suppress(OSError):
            Path(path).unlink()
        raise
    Path(path).chmod(0o644)
    return Path(path)
