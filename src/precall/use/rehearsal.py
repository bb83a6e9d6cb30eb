"""What would be kept: the memory as it would be, of which nothing stays."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from precall.app import App


class _Over(Exception):
    """Leaves a transaction so that nothing of it is kept."""


@contextmanager
def rehearsal(app: "App") -> "Iterator[App]":
    """An app whose memory is the caller's, or an empty one where there is none; what is kept there is gone behind the block."""
    if memory := app.memory_if_any:
        with suppress(_Over), memory.transaction():
            yield app
            raise _Over
        return
    with TemporaryDirectory() as folder:
        stage = replace(app, memory_at=Path(folder), settings=app.settings._replace(database_url=""))
        try:
            yield stage
        finally:
            stage.memory.close()
