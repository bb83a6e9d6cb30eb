"""A copy of the memory in one file."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from precall.errors import UsageError
from precall.memory import copies
from precall.memory.database import SqliteDatabase

if TYPE_CHECKING:
    from precall.app import App


@dataclass(frozen=True, slots=True)
class Result:
    """Where the copy lies, and its size in bytes."""

    file: Path
    bytes: int


def backup(app: "App", file: Path) -> Result:
    """Copies the whole memory, consistent even while it is written to. UsageError where it is on a server, which copies itself."""
    memory = app.memory
    if not isinstance(memory, SqliteDatabase):
        raise UsageError(
            f"the memory is on a server ({memory.place}); copy it with the server's own tools (pg_dump)"
        )
    copies.make(memory, file)
    return Result(file, file.stat().st_size)
