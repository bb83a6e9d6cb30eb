"""Where the details of a bug go, so that the caller sees one line."""

import os
import sys
import tempfile
import traceback

from precall import __version__


def write_report(error: BaseException) -> str:
    """Writes the traceback to a new file and says where, or that it could not."""
    return write_text("".join(traceback.format_exception(error)))


def write_text(details: str) -> str:
    """Writes the details of a bug to a new file and says where, or that it could not."""
    text = f"precall {__version__}, Python {sys.version}\n\n{details}"
    try:
        handle, name = tempfile.mkstemp(".txt", "precall-report-")  # for the caller's eyes alone
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
            file.write(text)
    except OSError as failure:
        return f"the report could not be written: {failure.strerror}"
    return f"the report is in {name}"
