"""What an attack has: the installed command, a home folder and a folder to work in, and a small internet on loopback."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, Self
from urllib.parse import urlsplit

from bench.watched import Watched, run

PRECALL = str(Path(sys.executable).with_name("precall"))
NOW = "2026-02-01T09:00:00Z"
KILLED_AFTER = 200.0  # seconds
_PORTS = range(8000, 9000)  # which precall may ask besides 80 and 443


@dataclass(frozen=True, slots=True)
class Happened:
    """What came of an attack: whether precall held, and what was seen, in short."""

    holds: bool
    told: str


Run = Callable[["Ground"], Happened]


@dataclass(frozen=True, slots=True)
class Attack:
    """One attack: the point that it belongs to, what is tried and what is expected."""

    point: int
    name: str
    expected: str
    run: Run


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server of the small internet answers."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)


def page(body: str, title: str = "Acme Sails", head: str = "") -> Answer:
    """A page of a website."""
    html = f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    return Answer(html.encode())


def moved(to: str) -> Answer:
    """A redirect."""
    return Answer(b"", 301, (("Location", to),))


ACME = {
    "/": page(
        "<h1>Acme Sails</h1><p>Acme Sails makes and mends sails for small boats in Falmouth.</p>"
        "<p>We never cut a sail that we have not measured ourselves.</p><a href=/contact.html>Contact</a>"
        "<footer>Acme Sails Ltd</footer>"
    ),
    "/contact.html": page(
        '<h1>Contact</h1><p>Telephone 01326 555010, <a href="mailto:loft@acme.example">loft@acme.example</a></p>'
    ),
}


@dataclass
class Internet:
    """Websites by host, behind a proxy on loopback; the server also answers directly, as the host that it is asked for."""

    sites: dict[str, Mapping[str, Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        handler = type("Handler", (_Handler,), {"net": self})
        self._server = _served(handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def port(self) -> int:
        """Where it listens on 127.0.0.1."""
        return int(self._server.server_address[1])

    @property
    def environ(self) -> dict[str, str]:
        """What makes a program use it as its proxy."""
        url = f"http://127.0.0.1:{self.port}/"
        return {"http_proxy": url, "https_proxy": url, "no_proxy": ""}

    def asked_of(self, host: str) -> list[str]:
        """The addresses of a host, and of those below it, that were asked for."""
        hosts = ((url, url.partition("/")[0]) for url in self.asked)
        return [url for url, asked in hosts if asked == host or asked.endswith(f".{host}")]


def _served(handler: type[BaseHTTPRequestHandler]) -> ThreadingHTTPServer:
    for port in _PORTS:
        try:
            return ThreadingHTTPServer(("127.0.0.1", port), handler)
        except OSError:
            continue
    raise OSError("no free port from 8000 to 8999")


class _Handler(BaseHTTPRequestHandler):
    net: Internet
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        host = (url.netloc or self.headers.get("Host", "")).lower()
        self.net.asked.append(f"{host}{url.path}")
        name = host.partition(":")[0]
        answer = self.net.sites.get(name, {}).get(url.path or "/", Answer(b"Not found", 404))
        self.send_response(answer.status)
        for header, value in answer.headers:
            self.send_header(header, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def do_CONNECT(self) -> None:
        self.net.asked.append(f"{self.path.rpartition(':')[0]}/ (TLS)")
        self.send_error(502)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged."""


class Ground:
    """The scratch folders of one attack, and what happens in them. Use it as a context manager."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.work, self.home, self.temporary = folder / "work", folder / "home", folder / "tmp"
        for place in (self.work, self.home, self.temporary):
            place.mkdir(parents=True)
        self.net = Internet({"acme.example": ACME})
        self._open = ExitStack()

    def __enter__(self) -> Self:
        self._open.enter_context(self.net)
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    @property
    def environ(self) -> dict[str, str]:
        """The environment of the command: nothing of the person's who runs this, and the small internet as the proxy."""
        own = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
        return {
            **own, **self.net.environ, "HOME": str(self.home), "TMPDIR": str(self.temporary), "LANG": "C.UTF-8",
            "PRECALL_NOW": NOW, "PRECALL_DATA_DIR": str(self.home / "data"), "PRECALL_CACHE_DIR": str(self.home / "cache"),
            "XDG_CONFIG_HOME": str(self.home / "config"),
        }  # fmt: skip

    def precall(
        self,
        *arguments: str | bytes,
        environ: Mapping[str, str | None] | None = None,
        stdin: IO[bytes] | int = subprocess.DEVNULL,
        folder: Path | bytes | None = None,
        before: Sequence[str] = (),
    ) -> Watched:
        """Runs the command to its end; a variable that is None is unset. `before` is a program that starts it."""
        wanted = {**self.environ, **(environ or {})}
        return run(
            [*before, PRECALL, *arguments],
            environ={name: value for name, value in wanted.items() if value is not None},
            folder=folder or self.work,
            seconds=KILLED_AFTER,
            stdin=stdin,
        )

    def write(self, name: str, content: str | bytes) -> Path:
        """Writes a file into the folder to work in."""
        place = self.work / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode() if isinstance(content, str) else content)
        return place

    def texts(self, folder: Path | None = None) -> dict[str, str]:
        """What stands in every file of a folder (the one to work in), by its name below it."""
        root = folder or self.work
        return {
            path.relative_to(root).as_posix(): path.read_bytes().decode("utf-8", "backslashreplace")
            for path in sorted(root.rglob("*"))
            if path.is_file() and not path.is_symlink()
        }
