"""Is another run writing to this folder at this moment?"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from precall.errors import UsageError

_FILE = ".batch.lock"


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Holds a folder for one run, however that ends; UsageError where another run has it.

    Where the system or the file system knows no such locks, nothing is held.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    with contextlib.ExitStack() as open_things:
        with contextlib.suppress(OSError):
            handle = os.open(folder / _FILE, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o600)
            open_things.callback(os.close, handle)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise UsageError(
                    f"another precall batch is writing to {folder}: wait for its end (precall status {folder}),"
                    " or choose another folder with --out"
                ) from None
        yield
