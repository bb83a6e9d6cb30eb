"""The memory is put back as a copy of it was; what it was until then is kept beside it."""

import os
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from precall import folders
from precall.errors import MemoryUnusable, UsageError
from precall.memory import copies, forgetting
from precall.memory.copies import Content
from precall.memory.database import SqliteDatabase
from precall.memory.versions import VERSIONS, left_alone_in, open_memory, version_of
from precall.model.left_alone import LeftAlone
from precall.outputs import make_folder, move_file

if TYPE_CHECKING:
    from precall.app import App


@dataclass(frozen=True, slots=True)
class Look:
    """What is in a copy, and in the memory that it would replace: None where there is none, or it is damaged."""

    copy: Content
    memory: Content | None


@dataclass(frozen=True, slots=True)
class Result:
    """Where the memory lies that was replaced, None where there was none; how many clients were left out as they are left alone.

    `list_lost` says that the memory was damaged so much that nobody knows whom it left alone: the copy's list counts.
    """

    kept: Path | None
    left_out: int
    list_lost: bool = False


def look(app: "App", file: Path) -> Look:
    """What is in a copy and in the memory. UsageError for a file that is no copy, or where the memory is on a server."""
    _embedded(app)
    copy = _opened(file)
    try:
        content = copies.content(copy)
    finally:
        copy.close()
    try:
        memory = app.memory_if_any
        return Look(content, copies.content(memory) if memory else None)
    except MemoryUnusable:
        return Look(content, None)


def restore(app: "App", file: Path) -> Result:
    """Puts the memory back as a copy was; all of it or nothing.

    Whom the caller wants left alone stays so: such a client does not come back. UsageError as for `look`, and where
    copy and memory have a list each of those to be left alone.
    """
    place = _embedded(app)
    _opened(file).close()
    make_folder(place.parent)
    with TemporaryDirectory(dir=place.parent, prefix="restore-") as folder:
        ready = Path(folder) / file.name
        source = SqliteDatabase(file, readonly=True)
        try:
            source.copy_to(ready)
        finally:
            source.close()
        restored = open_memory(Path(folder), f"sqlite:///{ready}", app.now())  # which migrates an older one
        others, refused = _of_the_memory(app)
        try:
            with restored.transaction():
                forgetting.refuse_also(restored, refused or LeftAlone())
                copies.note(restored, others)
            left_out = forgetting.forget_refused(restored)
        finally:
            restored.close()
        return Result(_put_in_place(app, ready, place), left_out, refused is None)


def _embedded(app: "App") -> Path:
    url = app.settings.database_url
    if url and not url.startswith("sqlite:///"):
        raise UsageError("the memory is on a server; put it back with the server's own tools (pg_restore)")
    return Path(url.removeprefix("sqlite:///")) if url else folders.memory() / "memory.sqlite3"


def _opened(file: Path) -> SqliteDatabase:
    """A copy for reading, once it is known to be one."""
    no_copy = f"{file} is no copy that precall backup made"
    if not file.is_file():
        raise UsageError(f"there is no file {file}")
    try:
        copy = SqliteDatabase(file, readonly=True)
        version, is_whole = version_of(copy), copies.is_whole(copy)
    except MemoryUnusable as error:
        raise UsageError(f"{no_copy}: {error}") from None
    if version in VERSIONS and is_whole:
        return copy
    copy.close()
    if version.isdecimal() and version > VERSIONS[-1]:
        raise UsageError(f"{file} was made by a newer precall. Update it: pip install --upgrade precall")
    raise UsageError(f"{no_copy}: {'it is damaged' if version else 'it is another kind of file'}")


def _of_the_memory(app: "App") -> tuple[tuple[Path, ...], LeftAlone | None]:
    """The copies that the memory knows and whom it leaves alone, None where it is damaged so much that nobody can say."""
    try:
        memory = app.memory_if_any
        return (copies.known(memory), forgetting.refused_in(memory)) if memory else ((), LeftAlone())
    except MemoryUnusable:
        pass
    try:
        return (), left_alone_in(folders.memory(), app.settings.database_url)
    except MemoryUnusable:
        return (), None


def _put_in_place(app: "App", ready: Path, place: Path) -> Path | None:
    """The file takes the memory's place; where the old one lies now."""
    name = f"before-restore-{app.now():%Y%m%dT%H%M%SZ}"
    names = (f"{name}{f'-{number}' if number > 1 else ''}.sqlite3" for number in count(1))
    kept = next(path for path in map(place.with_name, names) if not os.path.lexists(path))
    try:
        memory = app.memory_if_any
    except MemoryUnusable:
        memory = None
    if isinstance(memory, SqliteDatabase):
        copies.make(memory, kept)
        memory.become(ready)
        copies.note(memory, [kept])
        return kept
    was_there = os.path.lexists(place)
    if was_there:  # damaged: nothing can be copied out of it, so the files themselves are moved
        for ending in ("", "-wal", "-shm"):
            if os.path.lexists(f"{place}{ending}"):
                move_file(Path(f"{place}{ending}"), Path(f"{kept}{ending}"))
    move_file(ready, place)
    return kept if was_there else None
