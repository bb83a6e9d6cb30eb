"""What every test is given: golden texts, a home of its own, and no network but loopback."""

import ipaddress
import os
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
_HOME = tempfile.TemporaryDirectory(prefix="precall-tests-")


def settings_of_home(home: Path) -> dict[str, str]:
    """The environment in which a home folder counts, and nothing that the person who runs the tests has set."""
    xdg = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "CACHE", "DATA", "STATE")}
    own = {
        f"PRECALL_{name}_DIR": str(home / name.lower() / "precall") for name in ("CONFIG", "CACHE", "DATA")
    }
    # What is drawn does not depend on the machine; its tests turn the browser on.
    return {"HOME": str(home), **xdg, **own, "PRECALL_BROWSER": "off"}


def _theirs() -> list[str]:
    """The variables by which the person who runs the tests reaches into them."""
    proxies = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR")
    return [name for name in os.environ if name.startswith("PRECALL_") or name.upper() in proxies]


# For fixtures that outlive a test, and so come before its own home: they would read the settings of whoever runs this.
for _name in _theirs():
    del os.environ[_name]
os.environ.update(settings_of_home(Path(_HOME.name)))


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
    for name in _theirs():
        monkeypatch.delenv(name)
    os.umask(0o022)  # settings that a test writes are not refused as writable by others
    for name, value in settings_of_home(home).items():
        monkeypatch.setenv(name, value)
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
