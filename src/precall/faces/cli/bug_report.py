"""Where the details of a bug go, so that the caller sees one line."""

import contextlib
import os
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

from precall import __version__
from precall.errors import Unreadable
from precall.settings import files
from precall.toml_file import toml_in


def write_report(error: BaseException) -> str:
    """Writes the traceback to a new file and says where, or that it could not."""
    return write_text("".join(traceback.format_exception(error)))


def write_text(details: str) -> str:
    """Writes the details of a bug to a new file and says where, or that it could not."""
    text = f"precall {__version__}, Python {sys.version}\n\n{details}"
    try:
        handle, name = tempfile.mkstemp(".txt", "precall-report-")  # for the caller's eyes alone
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
            file.write(_without_secrets(text))
    except OSError as failure:
        return f"the report could not be written: {failure.strerror}"
    return f"the report is in {name}"


def _without_secrets(text: str) -> str:
    """A text without what would give away a team's database, wherever its address is set."""
    for url in filter(None, _database_urls()):
        from precall.memory.database_url import without_secrets

        text = without_secrets(text, url)
    return text


def _database_urls() -> Iterator[str]:
    yield os.environ.get("PRECALL_DATABASE_URL", "")
    for path in files(Path.cwd()):
        with contextlib.suppress(Unreadable):  # what cannot be read was not used
            yield str(toml_in(path)[1].get("database_url", ""))
