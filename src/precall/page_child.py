"""The child process that reads pages: pure work only. It has no network to use and writes nothing.

Messages in both directions are a four-byte length (big-endian) and a pickle.
"""

import io
import pickle
import struct
import sys
import traceback
from collections.abc import Mapping, Sequence
from typing import IO, Any

WATCHDOG_STATUS = 1
"""How faulthandler ends a process."""
_TOO_SMALL = 3  # the status of a child whose memory does not even hold the request
_HEADER = struct.Struct(">I")
_OBJECTS_BETWEEN_COLLECTIONS = 5_000  # some pages' worth: what is live is looked through less often


def send(pipe: IO[bytes], message: bytes) -> None:
    """Writes one message."""
    pipe.write(_HEADER.pack(len(message)) + message)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes:
    """Reads one message; EOFError where the other side is gone."""
    header = pipe.read(_HEADER.size)
    if len(header) < _HEADER.size:
        raise EOFError
    (length,) = _HEADER.unpack(header)
    message = pipe.read(length)
    if len(message) < length:
        raise EOFError
    return message


class Records(pickle.Unpickler):
    """Reads nothing but precall's own records: a child that a page has taken over must not reach any other process."""

    def find_class(self, module: str, name: str, /) -> Any:
        """The class of a record; UnpicklingError for anything else."""
        if module == "datetime" or (module.startswith("precall.model.") and "." not in name):
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no record")


def main() -> None:
    """Answers requests until its input ends."""
    import os
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = open(os.devnull, "w")  # noqa: SIM115
    os.dup2(nowhere.fileno(), sys.stdout.fileno())
    os.dup2(nowhere.fileno(), sys.stderr.fileno())
    _limit_memory(int(sys.argv[1]))
    try:
        _serve(requests, answers, nowhere)
    except MemoryError:
        sys.exit(_TOO_SMALL)
    except Exception:
        send(answers, pickle.dumps(("fault", traceback.format_exc(limit=-6))))


def _serve(requests: IO[bytes], answers: IO[bytes], nowhere: IO[str]) -> None:
    import faulthandler
    import gc

    gc.disable()
    tasks = _tasks()
    gc.freeze()  # what is loaded by now stays
    gc.enable()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    while True:
        try:
            task, seconds, arguments = pickle.loads(receive(requests))  # noqa: S301
        except EOFError:
            return
        # This watchdog is a C thread: it ends the process even when a library holds the interpreter.
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        answer = _answer(tasks[task], arguments)
        faulthandler.cancel_dump_traceback_later()
        send(answers, answer)


def _tasks() -> Mapping[str, Any]:
    from dataclasses import replace

    from precall.extract.site_view import SiteView
    from precall.model.fact import Fact
    from precall.model.findings import SiteSeen
    from precall.model.page import Fetched, Reading
    from precall.site.page_reader import read_page
    from precall.site.standing import stands
    from precall.warm_up import warm_up

    def read(fetched: Fetched, link_text: str) -> Reading:
        reading = read_page(fetched, link_text=link_text)
        return replace(reading, candidates=(), packed=pickle.dumps(reading.candidates, protocol=5))

    def settle(seen: SiteSeen) -> tuple[Fact, ...]:
        packed = (one for pack in seen.packed for one in Records(io.BytesIO(pack)).load())
        candidates = (*packed, *seen.candidates)
        return SiteView(seen.domain, seen.url, seen.pages, seen.language, seen.today, candidates).all_facts()

    _answer(warm_up, ())  # a bug that it meets is told with the first page that meets it
    return {
        "read": read,
        "settle": settle,
        "stands": stands,
    }


def _answer(task: Any, arguments: Sequence[Any]) -> bytes:
    try:
        return pickle.dumps(("done", task(*arguments)), protocol=5)
    except MemoryError:
        return pickle.dumps(("memory", None))
    except Exception:
        return pickle.dumps(("fault", traceback.format_exc(limit=-6)))


def _limit_memory(limit: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


if __name__ == "__main__":
    main()
