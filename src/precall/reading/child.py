"""The child process that reads pages: pure work only. It has no network to use and writes nothing.

Messages in both directions are a four-byte length (big-endian) and so many bytes: a request is a pickle, an answer JSON,
for a page may have taken the child over.
"""

import gc
import json
import pickle
import struct
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from typing import IO, Any

from precall.child_process import limit_memory
from precall.model.record import plain

Tasks = Mapping[str, Any]
HEADER = struct.Struct(">I")
MOST_REQUEST = 64_000_000  # bytes: a brochure of 12 MB, or what was found on all pages of a site
MOST_ANSWER = 16_000_000  # bytes: pages of 5 MB that are all links give 3 MB
_OBJECTS_BETWEEN_COLLECTIONS = 5_000  # some pages' worth: what is live is looked through less often


def send(pipe: IO[bytes], message: bytes) -> None:
    """Writes one message."""
    pipe.write(HEADER.pack(len(message)) + message)
    pipe.flush()


class TooLong(Exception):
    """The other side announces more than a message can have."""


def receive(pipe: IO[bytes], most: int) -> bytes:
    """Reads one message of so many bytes at most; EOFError where the other side is gone, and TooLong."""
    header = pipe.read(HEADER.size)
    if len(header) < HEADER.size:
        raise EOFError
    length = length_in(header, most)
    message = pipe.read(length)
    if len(message) < length:
        raise EOFError
    return message


def length_in(header: bytes, most: int) -> int:
    """How long the message behind a header is; TooLong."""
    (length,) = HEADER.unpack(header)
    if length > most:
        raise TooLong
    return int(length)


def main() -> None:
    """Answers the requests of the standard input until it ends. The argument is the limit of the memory in bytes."""
    import os
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
        os.dup2(nowhere.fileno(), sys.stderr.fileno())
    serve(requests, answers, int(sys.argv[1]), tasks)


def serve(requests: IO[bytes], answers: IO[bytes], limit: int, load: Callable[[], Tasks]) -> None:
    """Does the tasks within a limit of memory in bytes, until that does not hold a request or there are no more."""
    limit_memory(limit)
    try:
        _answer_all(requests, answers, load)
    except MemoryError:
        return
    except Exception:
        send(answers, plain(("fault", traceback.format_exc(limit=-6))))


def tasks() -> Tasks:
    """What a reader can do, by name, with all that it needs loaded and warm."""

    gc.disable()
    from precall.extract.site_view import SiteView
    from precall.model.fact import Candidate, Fact
    from precall.model.findings import SiteSeen
    from precall.model.page import Fetched, Reading
    from precall.reading.page import read_page
    from precall.reading.warm_up import warm_up
    from precall.site.standing import stands

    def read(fetched: Fetched, link_text: str, site_language: str) -> Reading:
        reading = read_page(fetched, link_text=link_text, site_language=site_language)
        flat = [candidate.flat for candidate in reading.candidates]
        return reading._replace(candidates=(), packed=plain(flat))

    def settle(seen: SiteSeen) -> tuple[Fact, ...]:
        packed = (Candidate.of_flat(one) for pack in seen.packed for one in json.loads(pack))
        candidates = (*packed, *seen.candidates)
        return SiteView(seen.domain, seen.url, seen.pages, seen.language, seen.today, candidates).all_facts()

    _answer(warm_up, ())  # a bug that it meets is told with the first page that meets it
    gc.freeze()  # what is loaded by now stays
    gc.enable()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    return {"read": read, "settle": settle, "stands": stands}


def _answer_all(requests: IO[bytes], answers: IO[bytes], load: Callable[[], Tasks]) -> None:
    import faulthandler

    known = load()
    while True:
        try:
            task, seconds, arguments = pickle.loads(receive(requests, MOST_REQUEST))  # noqa: S301
        except EOFError:
            return
        # This watchdog is a C thread: it ends the process even when a library holds the interpreter.
        faulthandler.dump_traceback_later(seconds, exit=True)
        answer = _answer(known[task], arguments)
        faulthandler.cancel_dump_traceback_later()
        send(answers, answer)


def _answer(task: Any, arguments: Sequence[Any]) -> bytes:
    try:
        return plain(("done", task(*arguments)))
    except MemoryError:
        return plain(("memory", ""))
    except Exception:
        return plain(("fault", traceback.format_exc(limit=-6)))


if __name__ == "__main__":
    main()
