"""Where do a prospect's files go: into a folder, or to an fsspec URL that every machine of a cluster can write to?"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from precall import client_folder
from precall.errors import PlaceUnusable, UsageError
from precall.folder_list import LIST, names_in, with_list
from precall.folders import at_home
from precall.outputs import write_all


class Shelf(Protocol):
    """Takes the files of one client after the other."""

    def put(self, name: str, files: Mapping[str, str | bytes], *, replaces: Sequence[str] = ()) -> None:
        """Writes a client's files, or an output of the whole batch where `name` is empty. PlaceUnusable where it cannot."""

    def holds(self, name: str, file: str) -> bool:
        """Whether a client's folder has a file."""


def is_url(out: str) -> bool:
    """Whether results go to a URL and not to a folder of this machine."""
    return "://" in out


def shelf(out: str) -> Shelf:
    """The shelf at a folder or a URL. UsageError where the URL cannot be used here."""
    return _remote(out) if is_url(out) else FolderShelf(at_home(out))


class FolderShelf:
    """A folder of this machine, or one that all machines share."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, name: str, files: Mapping[str, str | bytes], *, replaces: Sequence[str] = ()) -> None:
        """Each file is the old one or the new one, never half."""
        if name:
            client_folder.add(self._root / name, files, replaces=replaces)
        else:
            write_all(self._root, files)

    def holds(self, name: str, file: str) -> bool:
        """Whether the file is there."""
        return (self._root / name / file).exists()


class RemoteShelf:
    """Any storage that fsspec knows. Object stores take a file whole or not at all."""

    def __init__(self, system: Any, root: str) -> None:
        self._system = system
        self._root = root.rstrip("/")

    def put(self, name: str, files: Mapping[str, str | bytes], *, replaces: Sequence[str] = ()) -> None:
        """Of what an earlier run wrote, files that match `replaces` and are not written again are removed."""
        folder = self._place(name)
        complete, gone = with_list(files, self._listed(folder), replaces) if name else (files, ())
        written = {
            f"{folder}/{file}": content.encode() if isinstance(content, str) else content
            for file, content in complete.items()
        }
        try:
            for parent in dict.fromkeys(place.rpartition("/")[0] for place in written):
                self._system.makedirs(parent, exist_ok=True)
            self._system.pipe(written)
            for file in gone:
                if self._system.exists(f"{folder}/{file}"):
                    self._system.rm(f"{folder}/{file}")
        except (OSError, ValueError) as error:
            raise PlaceUnusable(f"cannot write to {self._root}: {error}") from error

    def holds(self, name: str, file: str) -> bool:
        """Whether the file is there."""
        try:
            return bool(self._system.exists(f"{self._place(name)}/{file}"))
        except (OSError, ValueError) as error:
            raise PlaceUnusable(f"cannot read {self._root}: {error}") from error

    def _listed(self, folder: str) -> frozenset[str]:
        """What an earlier run wrote to a client's folder, as far as a list says so."""
        try:
            return names_in(self._system.cat_file(f"{folder}/{LIST}")) or frozenset()
        except (OSError, ValueError):
            return frozenset()

    def _place(self, name: str) -> str:
        return f"{self._root}/{name}" if name else self._root


def _remote(out: str) -> Shelf:
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise UsageError(f"results go to {out} only with precall[cluster] installed") from None
    try:
        system, root = url_to_fs(out)
    except (ImportError, ValueError) as error:
        raise UsageError(f"results cannot go to {out}: {error}") from None
    return RemoteShelf(system, root)


def state_of(out: str) -> Path:
    """The folder of this machine that holds a batch's checkpoint where its results go to a URL."""
    from hashlib import sha256

    from precall import folders

    return folders.memory() / "batches" / sha256(out.rstrip("/").encode()).hexdigest()[:16]
