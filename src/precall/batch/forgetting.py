"""How does a client leave a batch: its checkpoint, its tables, and the folder of their briefing?"""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from precall.batch.alone import alone_in
from precall.batch.checkpoint import FILE_NAME, Checkpoint
from precall.batch.shelf import is_url
from precall.batch.tables import TABLES, write_tables
from precall.errors import StorageError
from precall.render.environment import Environment


def forget_in_batch(
    folder: Path, keys: Sequence[str], environment: Environment, today: date
) -> tuple[tuple[Path, ...], str]:
    """The clients' own folders, once the checkpoint and the tables name them no more; and where results went that is not
    reached: the URL of them, or nowhere.

    `keys` are the names of the clients' folders. Raises StorageError where they cannot be removed, UsageError while the
    batch runs.
    """
    if not (folder / FILE_NAME).is_file():
        return (), ""
    with Checkpoint(folder) as checkpoint, alone_in(folder):
        is_stale = checkpoint.forget(keys)
        out, criteria, delimiter = _tables_of(checkpoint)
        if out and is_stale:
            write_tables(
                folder,
                checkpoint,
                out=str(folder),
                criteria=criteria,
                delimiter=delimiter,
                environment=environment,
                today=today,
            )
        checkpoint.forgotten()
    return tuple(folder / key for key in keys), out if is_stale and is_url(out) else ""


def _tables_of(checkpoint: Checkpoint) -> tuple[str, list[str], str]:
    """How the tables of a batch were written: out, criteria, delimiter; nothing where there are none."""
    try:
        out, criteria, delimiter = json.loads(checkpoint.noted(TABLES) or '["", [], ","]')
    except ValueError as error:
        raise StorageError(
            f"the tables beside {checkpoint.path} cannot be written again: delete them"
        ) from error
    return out, criteria, delimiter
