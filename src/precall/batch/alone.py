"""Is another run writing to this folder at this moment?"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from precall.errors import PlaceUnusable
from precall.lock import held

_FILE = ".batch.lock"


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Holds a folder for one run, however that ends; PlaceUnusable where another run has it."""
    with held(folder / _FILE) as is_held:
        if not is_held:
            raise PlaceUnusable(
                f"another precall batch is writing to {folder}: wait for its end (precall status {folder})"
            )
        yield
