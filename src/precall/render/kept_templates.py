"""Shipped templates that were compiled once: kept where Python keeps its own compiled modules, on the same terms.

Compiling them takes longer than filling them. They are compiled anew when a template, precall or Python changes, and
none is kept where Python is told to write none or the folder is read-only.
"""

import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from pickle import (
    UnpicklingError,
)  # Jinja reads with pickle; the file is believed as much as a compiled module

import jinja2
from jinja2.bccache import Bucket

from precall import __version__


class KeptTemplates(jinja2.FileSystemBytecodeCache):
    """What Jinja asks for compiled templates and gives them to."""

    def __init__(self) -> None:
        super().__init__(str(Path(cache_from_source(__file__)).parent))

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The key of a template of this version of precall."""
        return super().get_cache_key(f"{__version__} {name}", filename)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Takes what was kept, unless it is damaged."""
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, UnpicklingError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps a template whole, or not at all."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                Path(self.directory).mkdir(parents=True, exist_ok=True)
                super().dump_bytecode(bucket)
