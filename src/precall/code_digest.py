"""Which code reads pages? A digest that changes with anything that could change what is found on the same bytes."""

import hashlib
import os
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from precall import __version__
from precall.kept_table import made_of

_PACKAGE = Path(__file__).parent
_FOLDERS = ("extract", "model", "reading", "site", "visit", "words")
_SOURCES = (".py", ".toml")


@cache
def code_digest() -> str:
    """The digest of the modules and word lists that read pages, and of the versions of what is installed beside them."""
    sources = _sources()
    read = made_of(sources, lambda: {"digest": _digest_of(sources)}, "digest")["digest"]
    return hashlib.sha256(f"{__version__} {sys.version} {_installed()} {read}".encode()).hexdigest()


def _digest_of(sources: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in sources:
        digest.update(f"{path.relative_to(_PACKAGE)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources() -> list[Path]:
    walks = (os.walk(_PACKAGE / name) for name in _FOLDERS)
    found = (
        os.path.join(folder, name)
        for walk in walks
        for folder, _, names in walk
        for name in names
        if name.endswith(_SOURCES)
    )
    return [Path(path) for path in sorted(found)]


def _installed() -> list[str]:
    """The names of the folders that describe installed distributions (PEP 376): each holds a version."""
    folders = [Path(entry) for entry in sys.path if entry.endswith("-packages")]
    return sorted(path.name for folder in folders if folder.is_dir() for path in folder.glob("*.dist-info"))
