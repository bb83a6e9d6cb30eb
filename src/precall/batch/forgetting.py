"""How does a client leave a batch: its checkpoint, its tables, and the folder of their briefing?"""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from precall.batch.checkpoint import FILE_NAME, Checkpoint
from precall.batch.tables import TABLES, write_tables
from precall.render.environment import Environment


def forget_in_batch(
    folder: Path, keys: Sequence[str], environment: Environment, today: date
) -> tuple[Path, ...]:
    """The clients' own folders, once the checkpoint and the tables name them no more. StorageError where they cannot.

    `keys` are the names of the clients' folders. Results that went to a URL are not reached.
    """
    if not (folder / FILE_NAME).is_file():
        return ()
    with Checkpoint(folder) as checkpoint:
        if checkpoint.forget(keys) and (noted := checkpoint.noted(TABLES)):
            _, criteria, delimiter = json.loads(noted)
            write_tables(
                folder,
                checkpoint,
                out=str(folder),
                criteria=criteria,
                delimiter=delimiter,
                environment=environment,
                today=today,
            )
    return tuple(folder / key for key in keys)
