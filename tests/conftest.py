"""What every test is given: golden texts, a home of its own, and no network but loopback."""

import ipaddress
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
os.environ["PRECALL_BROWSER"] = "off"  # for fixtures that outlive a test, and so come before its own home


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--regenerate`, which writes the golden files anew instead of comparing."""
    parser.addoption("--regenerate", action="store_true", help="write tests/golden anew; then read the diff")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str | bytes], None]:
    """`golden(name, text)` compares with tests/golden/<name>; `pytest --regenerate` writes it."""

    def check(name: str, text: str | bytes) -> None:
        path = GOLDEN / name
        made = text.encode() if isinstance(text, str) else text
        if request.config.getoption("--regenerate"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made)
            return
        assert path.is_file(), f"no golden file {name}: python -m pytest --regenerate"
        assert made.decode(errors="replace") == path.read_bytes().decode(errors="replace")

    return check


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own; no setting of the person who runs the tests reaches it."""
    home = tmp_path_factory.mktemp("home")
    for name in [name for name in os.environ if name.startswith("PRECALL_")]:
        monkeypatch.delenv(name)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv(
        "PRECALL_BROWSER", "off"
    )  # what is drawn does not depend on the machine; its tests turn it on
    os.umask(0o022)  # settings that a test writes are not refused as writable by others
    monkeypatch.setenv("HOME", str(home))
    for name in ("CONFIG", "CACHE", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    for name in ("CONFIG", "CACHE", "DATA"):
        monkeypatch.setenv(f"PRECALL_{name}_DIR", str(home / name.lower() / "precall"))
    return home


def is_loopback(address: object) -> bool:
    """Whether a socket address stays on this machine (a Unix socket does, and 127.0.0.0/8, ::1 and localhost)."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to anywhere but loopback fails the test."""

    def guarded(real: Callable[..., object]) -> Callable[..., object]:
        def connect(self: socket.socket, address: object) -> object:
            if not is_loopback(address):
                pytest.fail(f"a test reached for the network: {address!r}")
            return real(self, address)

        return connect

    monkeypatch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
