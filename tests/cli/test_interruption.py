"""Ctrl-C: whoever interrupts is heard at once, and finds nothing half-written."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").is_dir(), reason="children are listed in /proc only on Linux"
)


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A server that takes every connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=20) as server:
        yield server.getsockname()[1]


def children_of(process: int) -> list[int]:
    """The processes that a process has started."""
    listed = Path(f"/proc/{process}/task/{process}/children")
    return [int(child) for child in listed.read_text().split()]


def is_alive(process: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_an_interruption_is_heard_at_once_and_leaves_nothing(silent_port: int, tmp_path: Path) -> None:
    """Status 130 within two seconds, no folder begun, and the child that reads pages is gone."""
    environ = {**os.environ, "PRECALL_ALLOW_PORTS": str(silent_port), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "precall", "research", f"http://127.0.0.1:{silent_port}/", "--allow-private"],
        cwd=tmp_path,
        env=environ,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    assert process.stderr.readline().startswith("reading http://127.0.0.1")
    children = children_of(process.pid)
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert time.monotonic() - began < 2
    assert (process.returncode, out) == (130, "")
    assert err.strip() == "precall: interrupted; nothing is half-written"
    assert list(tmp_path.iterdir()) == []
    assert len(children) == 1
    assert not any(map(is_alive, children))
