"""Starts the `precall` command, also as `python -m precall`, and imports nothing from the folder where that is done.

Python looks for modules in the current folder where a command is started as `python -m`, and where PYTHONPATH has an
empty part. Such a folder may hold what was unpacked or shared, so a json.py in it is not meant. The folder is taken off
the path before anything else is imported, for the processes that are started from here, too. What Python imports before
this file is reached cannot be helped here: the installed `precall` and `python -P -m precall` are safe from the start.
"""

import gc
import os
import sys

_SELDOM = 100_000
"""New objects between two looks for garbage: a short run makes little, and a look takes milliseconds."""


def start() -> None:
    """Runs the command and ends the process with its status."""
    gc.set_threshold(_SELDOM)
    if not sys.flags.safe_path:  # without -P its first place is the script's folder, or the current one
        del sys.path[0]
    _leave_out_empty_parts()
    from precall.faces.cli import main

    main()


def _leave_out_empty_parts() -> None:
    """Takes the current folder off PYTHONPATH, unless it stands there by its full name."""
    parts = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    meant = [part for part in parts if part and os.path.normpath(part) != os.curdir]
    if len(meant) < len(parts) and any(parts):
        os.environ["PYTHONPATH"] = os.pathsep.join(meant)
        here = os.path.abspath(os.curdir)
        if here in sys.path and here not in meant:
            sys.path.remove(here)


if __name__ == "__main__":
    start()
