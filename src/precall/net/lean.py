"""httpx without its command line, whose rich and pygments would cost every run a tenth of a second."""

import sys

sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]

import httpx  # noqa: E402

__all__ = ["httpx"]
