"""Templates as compiled by Jinja, kept from one run to the next: compiling them costs more than filling them."""

import hashlib
import os
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

_SHAPES = (
    "compiled.py",
    "environment.py",
    "escaping.py",
)  # what compiled templates depend on beside their source


class CompiledTemplates(jinja2.BytecodeCache):
    """Keeps compiled templates in a folder. One that cannot be read or written is done without."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills the bucket, where it was kept."""
        with suppress(OSError):
            bucket.bytecode_from_string(self._place(bucket).read_bytes())

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps the bucket, whole or not at all."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(handle, "wb") as file:
                file.write(bucket.bytecode_to_string())
            Path(name).replace(self._place(bucket))

    def _place(self, bucket: Bucket) -> Path:
        return self._folder / f"{_shape()}-{bucket.key}"


@cache
def _shape() -> str:
    digest = hashlib.sha256(jinja2.__version__.encode())
    for name in _SHAPES:
        digest.update(Path(__file__).with_name(name).read_bytes())
    return digest.hexdigest()[:12]
