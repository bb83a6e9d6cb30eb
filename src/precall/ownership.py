"""Is a file the caller's own, so that it may choose what runs here and where things go?

It is where it belongs to the caller or to the system's administrator, and nobody else may write to it. The owner and mode
are asked of the opened file, so that nobody can lay another one there in between. The folder of a single file does not
count: whatever another user lays there belongs to that user. Windows has other owners and is not asked.
"""

import os
import stat
from pathlib import Path

from precall.errors import NotOwnError

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def own_if_any(folder: Path) -> Path | None:
    """A folder where there is one; NotOwnError where others may change it."""
    if not folder.is_dir():
        return None
    check_own_folder(folder)
    return folder


def check_own_folder(folder: Path) -> None:
    """Raises NotOwnError where a folder, or anything in it, is not the caller's own."""
    for path in (folder, *sorted(folder.rglob("*"))):
        if path.exists():
            check_own(path, path.stat())


def check_own(path: Path, status: os.stat_result) -> None:
    """Raises NotOwnError with the reason where a file is not the caller's own, by the status of the opened file."""
    if not hasattr(os, "geteuid") or stat.S_ISCHR(
        status.st_mode
    ):  # such as /dev/null, for no settings at all
        return
    if status.st_uid not in (os.geteuid(), 0):
        raise NotOwnError(
            f"{path} is not used: it belongs to another user (number {status.st_uid}), who could choose what is done"
            " in your name. Copy it to a file of your own, or take it away"
        )
    if status.st_mode & _OTHERS_WRITE:
        raise NotOwnError(
            f"{path} is not used: others may write to it, and could choose what is done in your name."
            f" If you trust what stands in it: chmod go-w {path}"
        )
