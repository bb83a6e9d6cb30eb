"""Where the details of a bug go, so that the caller sees one line."""

import contextlib
import os
import sys
import tempfile
import tomllib
import traceback
from collections.abc import Iterator
from pathlib import Path

from precall import __version__
from precall.settings import files


def write_report(error: BaseException) -> str:
    """Writes the traceback to a new file and says where, or that it could not."""
    return write_text("".join(traceback.format_exception(error)))


def write_text(details: str) -> str:
    """Writes the details of a bug to a new file and says where, or that it could not."""
    text = f"precall {__version__}, Python {sys.version}\n\n{details}"
    try:
        folder = Path(tempfile.mkdtemp(prefix="precall-report-"))
        path = folder / "report.txt"
        path.write_text(_without_secrets(text), encoding="utf-8", errors="replace")
    except OSError as failure:
        return f"the report could not be written: {failure.strerror}"
    return f"the report is in {path}"


def _without_secrets(text: str) -> str:
    """A text without what would give away a team's database, wherever its address is set."""
    for url in filter(None, _database_urls()):
        from precall.memory.database_url import without_secrets

        text = without_secrets(text, url)
    return text


def _database_urls() -> Iterator[str]:
    yield os.environ.get("PRECALL_DATABASE_URL", "")
    for path in files(Path.cwd()):
        with contextlib.suppress(OSError, ValueError, RecursionError):  # what cannot be read was not used
            yield str(tomllib.loads(path.read_text(encoding="utf-8-sig")).get("database_url", ""))
