"""Is another precall at the same work? Who works holds the lock of a file, however that ends."""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

_AGAIN = 0.05


@contextlib.contextmanager
def held(file: Path, *, seconds: float = 0.0) -> Iterator[bool]:
    """Whether a file's lock is held now: False where another program has not let go of it within so many seconds.

    Where the system or the file system knows no such locks, or the file cannot be made, nothing is held and nobody waits.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        yield True
        return
    with contextlib.ExitStack() as open_things:
        handle = None
        with contextlib.suppress(OSError):
            handle = os.open(file, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o600)
            open_things.callback(os.close, handle)
        until, is_held = time.monotonic() + seconds, handle is None
        while handle is not None and not is_held:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                is_held = True
            except BlockingIOError:
                if time.monotonic() >= until:
                    break
                time.sleep(_AGAIN)
            except OSError:
                is_held = True
        yield is_held
