"""Writes files and makes folders: each file is the old one or the new one, never half, and for the caller's eyes alone.

A new file has mode 0600 and a new folder 0700, whatever the umask; what is there already keeps its mode. A file is
written beside its place, under a random name that nobody else has (O_EXCL), and moved in when it is whole. A link in
its place is replaced, not followed. What a killed run left is taken away by the next one that writes to the folder.
"""

import os
import re
import secrets
import stat
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from precall.errors import PlaceUnusable, StorageError

_UNFINISHED = ".precall-new"
_OF_OURS = re.compile(r"\.(?:.+\.)?[0-9a-f]{8,16}\.precall-new(?:-journal|-wal|-shm)?")
_KILLED_AFTER = 600.0  # seconds, where no lock can tell; writing a folder takes a fraction of one
_PATIENCE = 1.0  # seconds; another run looks for what was left behind in a fraction of one
_FILE, _FOLDER = 0o600, 0o700


def write_all(folder: Path, files: Mapping[str, str | bytes], *, removes: Sequence[str] = ()) -> None:
    """Writes every file beside its place first, then moves them in; raises StorageError with what to do.

    `removes` are the names of files of an earlier run that are taken away then. A file whose bytes are unchanged is left
    as it is.
    """
    places = {folder / name: _encoded(content) for name, content in files.items()}
    with _told(folder), ExitStack() as unfinished:
        is_new = not folder.exists()
        below = {place.parent for place in (*places, *(folder / name for name in removes))}
        _check_no_link(folder, below)
        for parent in dict.fromkeys((folder, *(place.parent for place in places))):
            make_folder(parent)
        unfinished.enter_context(_writing_in(folder, below))
        written: dict[Path, IO[bytes]] = {}
        for place, data in places.items():
            if is_new or not _holds(place, data):
                written[place] = unfinished.enter_context(_beside(place.parent))
                written[place].write(data)
        # Every file is on the disk before the first is moved: one after the other is then the least work for the disk.
        for file in written.values():
            _sync(file)
        for place, file in written.items():
            _move_in(file.name, place)
        for name in removes:
            (folder / name).unlink(missing_ok=True)


@contextmanager
def whole_file(place: Path, *, overwrites: bool = True) -> Iterator[Path]:
    """An empty file to write to, which takes its place when the block ends; StorageError where it cannot.

    Where it does not overwrite, it cannot if anything lies there by then.
    """
    folder = place.parent
    with _told(folder):
        make_folder(folder)
        with _writing_in(folder, (folder,)), _beside(folder) as file:
            file.close()
            yield Path(file.name)
            with open(file.name, "rb+") as written:
                _sync(written)
            if overwrites:
                _move_in(file.name, place)
            else:
                _lay_down(file.name, place)


def move_file(old: Path, place: Path) -> None:
    """Moves a file to a place on the same disk, over what lies there; StorageError where it cannot."""
    with _told(place.parent):
        os.replace(old, place)


def make_folder(folder: Path) -> None:
    """Makes a folder, and those above it, where there is none; OSError where it cannot."""
    try:
        folder.mkdir(mode=_FOLDER, exist_ok=True)
    except FileNotFoundError:
        make_folder(folder.parent)
        folder.mkdir(mode=_FOLDER, exist_ok=True)


def make_file(place: Path) -> None:
    """Makes an empty file, and its folder, where there is none; OSError where it cannot, or a link there leads nowhere.

    For SQLite, which gives the files that it lays beside a database the mode of the database.
    """
    if not place.exists():
        make_folder(place.parent)
        try:
            os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _FILE))
        except FileExistsError:  # another process was faster, unless it is a link
            if not place.exists():
                raise


def unwritable(folder: Path, why: str) -> PlaceUnusable:
    """The error that says that nothing can be written to a folder."""
    return PlaceUnusable(f"cannot write to {folder}: {why}")


def trouble_with(folder: Path) -> str:
    """Why no file can be written to a folder, which need not be there yet; empty where all is well."""
    absolute = folder.absolute()
    place = next(path for path in (absolute, *absolute.parents) if path.exists())
    try:
        with tempfile.TemporaryFile(dir=place):
            return ""
    except OSError as error:
        return error.strerror or str(error)


def _check_no_link(folder: Path, below: Iterable[Path]) -> None:
    """Refuses a link among the folders below the one that is written to: it would lead the files elsewhere."""
    for link in (path for path in below if path != folder and path.is_symlink()):
        raise OSError(f"{link.name} in it is a link, and files go through none. Take it away")


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise unwritable(folder, error.strerror or str(error)) from error


@contextmanager
def _beside(folder: Path) -> Iterator[IO[bytes]]:
    """A new file in a folder, open for writing; it is gone at the end, unless it was moved."""
    name = os.path.join(folder, f".{secrets.token_hex(8)}{_UNFINISHED}")
    file = open(name, "xb", opener=_for_the_caller_alone)  # noqa: SIM115 (closed below, or by `_sync`)
    try:
        with file:
            yield file
    finally:
        with suppress(OSError):
            os.unlink(name)


def _for_the_caller_alone(name: str, flags: int) -> int:
    return os.open(name, flags, _FILE)


def _move_in(name: str, place: Path) -> None:
    """Moves a new file to its place, with the mode of the file that the caller had there."""
    with suppress(FileNotFoundError):
        old = os.lstat(place)
        if stat.S_ISREG(old.st_mode) and old.st_uid == os.stat(name).st_uid:
            os.chmod(name, old.st_mode & 0o777)
    os.replace(name, place)


def _lay_down(name: str, place: Path) -> None:
    """Gives a new file a place where nothing lies: a second name for it cannot be made where there is something."""
    try:
        os.link(name, place)
    except OSError as error:
        if os.path.lexists(place):
            raise StorageError(f"{place} is already there. Give another name.") from error
        os.rename(name, place)  # a file system that knows no second names


@contextmanager
def _writing_in(folder: Path, below: Iterable[Path]) -> Iterator[None]:
    """Holds a folder as one of its writers. Where it is the only one, what killed ones left in the folders below goes."""
    lock = _opened(folder)
    try:
        is_alone = lock is not None and _takes(lock, alone=True)
        for path in _left_behind(below, before=float("inf") if is_alone else time.time() - _KILLED_AFTER):
            with suppress(OSError):  # in a folder like /tmp another user's cannot be removed
                path.unlink()
        if lock is not None:
            _takes(lock, alone=False)
        yield
    finally:
        if lock is not None:
            os.close(lock)


def _opened(folder: Path) -> int | None:
    """The open folder; None where it may not be read, or folders cannot be opened at all (Windows)."""
    try:
        return os.open(folder, os.O_RDONLY)
    except OSError:
        return None


def _takes(lock: int, *, alone: bool) -> bool:
    """Whether a folder was locked: at once and alone, or soon and beside others.

    False where the file system knows no locks. Whoever may read the folder may hold it for ever, so the wait has an end.
    """
    import fcntl

    until = time.monotonic() + (0.0 if alone else _PATIENCE)
    while True:
        try:
            fcntl.flock(lock, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
        except OSError:
            return False
        time.sleep(_PATIENCE / 100)


def unfinished_in(folder: Path) -> list[Path]:
    """The files in a folder that a run left which was killed while it wrote, or that one is writing now."""
    return [path for path in folder.glob(f".*{_UNFINISHED}*") if _OF_OURS.fullmatch(path.name)]


def _left_behind(folders: Iterable[Path], *, before: float) -> list[Path]:
    """The unfinished files in these folders that were last changed before a time, with what SQLite laid beside them."""
    found = (path for folder in folders for path in folder.glob(f".*{_UNFINISHED}*"))
    return [path for path in found if _changed(path) < before]


def _changed(path: Path) -> float:
    try:
        return path.lstat().st_mtime
    except FileNotFoundError:
        return float("inf")


def _holds(place: Path, data: bytes) -> bool:
    """Whether a file is there and holds the data. What is none is not opened: a pipe would not end."""
    try:
        found = place.lstat()
        is_alike = stat.S_ISREG(found.st_mode) and found.st_size == len(data)
        return is_alike and place.read_bytes() == data
    except OSError:
        return False


def _encoded(content: str | bytes) -> bytes:
    """The bytes; half a character, which a damaged file of the folder may bring along, becomes a question mark."""
    return content.encode("utf-8", "replace") if isinstance(content, str) else content


def _sync(file: IO[bytes]) -> None:
    """Has a file's bytes written to the disk, and closes it."""
    file.flush()
    os.fsync(file.fileno())
    file.close()
