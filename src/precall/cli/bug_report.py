"""Where the details of a bug go, so that the caller sees one line."""

import sys
import tempfile
import traceback
from pathlib import Path

from precall import __version__


def write_report(error: BaseException) -> str:
    """Writes the traceback to a new file and says where, or that it could not."""
    return write_text("".join(traceback.format_exception(error)))


def write_text(details: str) -> str:
    """Writes the details of a bug to a new file and says where, or that it could not."""
    text = f"precall {__version__}, Python {sys.version}\n\n{details}"
    try:
        folder = Path(tempfile.mkdtemp(prefix="precall-report-"))
        path = folder / "report.txt"
        path.write_text(text, encoding="utf-8", errors="replace")
    except OSError as failure:
        return f"the report could not be written: {failure.strerror}"
    return f"the report is in {path}"
