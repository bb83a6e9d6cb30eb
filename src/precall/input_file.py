"""What is in a file that the caller names, or comes by standard input: at most so many bytes, and never waited for without end.

A regular file is read where it is small enough. What is none, such as a pipe or a device, is read up to the limit and for
as long as `Patience` lasts. A folder is refused. Every refusal is an `Unreadable`: one plain line.
"""

import codecs
import math
import os
import select
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from precall.errors import Unreadable
from precall.ownership import check_own

STANDARD_INPUT = "-"
"""The name by which standard input is meant."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks and the encodings that they tell; the longer ones stand before those that they begin with."""

_PIECE = 1 << 18
_READING = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_BINARY"))
"""How files are opened: without waiting, not as the terminal of this process, and as bytes; each where the system has it."""


class Patience(NamedTuple):
    """How many seconds what is no regular file is waited for: until its next bytes, and in all."""

    next: float
    whole: float


FOR_A_FILE = Patience(10.0, 60.0)
FOR_STANDARD_INPUT = Patience(60.0, 600.0)  # a list may come out of a program that takes its time
FOR_A_PERSON = Patience(math.inf, math.inf)  # who types at a terminal


class _Source(NamedTuple):
    """Something opened for reading: its descriptor, and its size (None where it has none)."""

    descriptor: int
    size: int | None
    patience: Patience


def bytes_in(
    place: Path | str,
    *,
    most: int,
    called: str = "",
    advice: str = "",
    patience: Patience | None = None,
    own: bool = False,
) -> bytes:
    """The bytes in a file, or on standard input for `-`, at most `most` of them.

    `called` is what to call it in the message of `Unreadable`, and `advice` what stands at its end. With `own` a file
    that is not the caller's own is a NotOwnError.
    """
    with _opened(place, called or name_of(place), advice, patience) as source:
        if own:
            check_own(Path(place), os.fstat(source.descriptor))
        return b"".join(_pieces(source, most))


def text_in(place: Path | str, *, most: int, called: str = "", advice: str = "", own: bool = False) -> str:
    """The text in a file, or on standard input for `-`: UTF-8, or what its byte order mark tells."""
    data = bytes_in(place, most=most, called=called, advice=advice, own=own)
    return decoded(data, called or name_of(place), advice)


@contextmanager
def held(place: Path | str, *, most: int, patience: Patience | None = None) -> Iterator[IO[bytes]]:
    """A file to read as often as one likes: the one named or, where that is no regular file, a copy that has no name."""
    with _opened(place, name_of(place), "", patience) as source:
        file = _copied(source, most) if source.size is None else _reopened(source, most)
    with file:
        yield file


def decoded(data: bytes, name: str, advice: str = "") -> str:
    """Bytes as text: UTF-8, or what their byte order mark tells. Unreadable says which byte is wrong."""
    encoding = next((encoding for mark, encoding in MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        wrong = "UTF-8" if encoding.startswith("utf-8") else encoding.upper()
        line = data[: error.start].count(b"\n") + 1
        raise Unreadable(
            f"{name} is not {wrong} text (byte 0x{data[error.start]:02x} on line {line}). {advice or 'Save it as UTF-8 and try again.'}"
        ) from None
    if "\0" in text:
        raise Unreadable(f"{name} is not text: it holds zero bytes. {advice or 'Give a plain text file.'}")
    return text


def name_of(place: Path | str) -> str:
    """What to call a file in messages."""
    return "standard input" if str(place) == STANDARD_INPUT else str(place)


@contextmanager
def _opened(place: Path | str, name: str, advice: str, patience: Patience | None) -> Iterator[_Source]:
    """The source. What is said while it is opened and read, by the system or by us, becomes Unreadable."""
    try:
        descriptor = _descriptor(place)
        try:
            yield _source(descriptor, patience or _patience_for(place, descriptor))
        finally:
            if str(place) != STANDARD_INPUT:
                os.close(descriptor)
    except OSError as error:
        raise Unreadable(
            f"{name} cannot be read: {error.strerror or error}{advice and f'. {advice}'}"
        ) from error


def _descriptor(place: Path | str) -> int:
    """An open descriptor; a pipe is opened without waiting for whoever may write into it one day."""
    if str(place) == STANDARD_INPUT:
        return sys.stdin.fileno()
    try:
        return os.open(place, _READING)
    except ValueError as error:  # a zero byte, or a letter that this system cannot write
        raise OSError(f"no file can have this name ({error})") from None


def _source(descriptor: int, patience: Patience) -> _Source:
    found = os.fstat(descriptor)
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError("it is a folder")
    return _Source(descriptor, found.st_size if stat.S_ISREG(found.st_mode) else None, patience)


def _patience_for(place: Path | str, descriptor: int) -> Patience:
    if str(place) != STANDARD_INPUT:
        return FOR_A_FILE
    return FOR_A_PERSON if os.isatty(descriptor) else FOR_STANDARD_INPUT


def _pieces(source: _Source, most: int) -> Iterator[bytes]:
    """All bytes, piece by piece; OSError where there are too many, or they are too long in coming."""
    _check_size(source.size or 0, most)
    read, ends = 0, time.monotonic() + source.patience.whole
    while True:
        if source.size is None:
            _wait(source, ends - time.monotonic())
        piece = os.read(source.descriptor, _PIECE)
        read += len(piece)
        _check_size(read, most)
        if not piece:
            return
        yield piece


def _check_size(size: int, most: int) -> None:
    if size > most:
        raise OSError(f"it has more than {most:,} bytes, the most that are read")


def _wait(source: _Source, left: float) -> None:
    """Returns as soon as there is something to read, or the end; `left` are the seconds left in all."""
    if not hasattr(select, "poll"):  # Windows, which has no named pipes among its files
        return
    seconds = max(0.0, min(source.patience.next, left))
    poll = select.poll()
    poll.register(source.descriptor, select.POLLIN)
    if not poll.poll(None if math.isinf(seconds) else seconds * 1000):
        late = (
            f"had not ended after {source.patience.whole:g} s"
            if left < source.patience.next
            else f"gave nothing for {source.patience.next:g} s"
        )
        raise OSError(f"it is a pipe or a device that {late}")


def _reopened(source: _Source, most: int) -> IO[bytes]:
    _check_size(source.size or 0, most)
    return os.fdopen(os.dup(source.descriptor), "rb")


def _copied(source: _Source, most: int) -> IO[bytes]:
    file = tempfile.TemporaryFile()  # noqa: SIM115 (whoever asked closes it)
    try:
        file.writelines(_pieces(source, most))
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file
