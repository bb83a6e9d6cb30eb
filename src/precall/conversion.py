"""Somebody else's file, converted by a child process that has limits: so much memory, so much time, so much to say.

The parent calls `converted` with the name of a module of ours; the module, run in the child, calls `serve`.
"""

import faulthandler
import math
import os
import signal
import subprocess
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import IO

from precall.child_process import command_of, limit_memory, limit_time
from precall.errors import PrecallError, said_by

MEMORY = 450 * 1024 * 1024  # bytes of data of the child
_REFUSED, _TOO_LARGE = 2, 4  # exit statuses of the child
_OUT_OF_TIME = -getattr(signal, "SIGXCPU", signal.SIGTERM)
_NO_MEMORY = "it needs too much memory, or crashes its reader"
_BUSY = 3.0  # how many times longer it may take on a computer that has other things to do
_LONGEST_REASON = 300
_PIECE = 1 << 18

Convert = Callable[[IO[bytes], IO[bytes], Sequence[str]], None]
"""Reads a file, which can be read in any order, and writes what it makes of it; the texts are its arguments."""


class NotConverted(Exception):
    """The file could not be converted; the message is the plain reason."""


def converted(
    module: str, source: IO[bytes], *arguments: str, seconds: float, most: int, memory: int = MEMORY
) -> IO[bytes]:
    """What a module makes of a file, at most `most` bytes, as a file without a name; NotConverted where it cannot.

    `seconds` are those of the processor.
    """
    os.lseek(source.fileno(), 0, os.SEEK_SET)
    command = command_of(module, memory, seconds, *arguments)
    pipe = subprocess.PIPE
    with ExitStack() as undone:
        made = undone.enter_context(tempfile.TemporaryFile())
        with (
            subprocess.Popen(command, stdin=source, stdout=pipe, stderr=pipe) as child,  # noqa: S603
            _ended_after(seconds * _BUSY, child) as is_late,
        ):
            is_whole = _copied(child, made, most)
            said = child.stderr.read(_LONGEST_REASON) if is_whole and child.stderr else b""
            status = child.wait() if is_whole else _REFUSED
        if is_late.is_set() or status == _OUT_OF_TIME:
            raise NotConverted(f"it takes longer than {seconds:g} s")
        if not is_whole:
            raise NotConverted(f"it holds more than {most:,} bytes of text")
        if status:
            reason = said.decode("utf-8", "replace").rstrip(".") if status == _REFUSED else _NO_MEMORY
            raise NotConverted(reason)
        made.seek(0)
        undone.pop_all()
        return made


def serve(convert: Convert) -> None:
    """Converts standard input to standard output, within the limits that the parent has set."""
    memory, seconds, *arguments = sys.argv[1:]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends this process when it is interrupted itself
    faulthandler.dump_traceback_later(float(seconds) * _BUSY, exit=True)  # should the parent be gone
    warnings.simplefilter("ignore")  # what libraries say beside is no reason
    limit_memory(int(memory))
    limit_time(math.ceil(float(seconds)))
    try:
        convert(sys.stdin.buffer, sys.stdout.buffer, arguments)
        sys.stdout.buffer.flush()
    except MemoryError:
        os._exit(_TOO_LARGE)
    except Exception as error:  # whatever a library says to a file that it cannot read
        told = " ".join(str(error).split())[:_LONGEST_REASON] or type(error).__name__
        is_ours = isinstance(error, NotConverted | PrecallError)
        library = type(error).__module__.partition(".")[0].replace("builtins", "Python")
        sys.stderr.write(told if is_ours else said_by(library, told))
        sys.stderr.flush()
        os._exit(_REFUSED)


@contextmanager
def _ended_after(seconds: float, child: "subprocess.Popen[bytes]") -> Iterator[threading.Event]:
    """Ends the child after so many seconds, which the event tells, and at the end of the block."""
    is_late = threading.Event()

    def end() -> None:
        is_late.set()
        child.kill()

    alarm = threading.Timer(seconds, end)
    alarm.start()
    try:
        yield is_late
    finally:
        alarm.cancel()
        child.kill()


def _copied(child: "subprocess.Popen[bytes]", made: IO[bytes], most: int) -> bool:
    """Whether all that the child says was copied; it is not where that is more than `most` bytes."""
    size = 0
    while child.stdout and (piece := os.read(child.stdout.fileno(), _PIECE)):
        size += len(piece)
        if size > most:
            return False
        made.write(piece)
    return True
