"""How is a folder of pages served on this computer alone, for as long as somebody looks at it?"""

import hashlib
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

SITE = Path(__file__).parent / "site"
"""The bundled sample business's pages."""
ADDRESS = "http://fernhollow-gardens.example/"
"""The name that the bundled pages give themselves; reserved by RFC 2606, so that no resolver knows it."""

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".pdf": "application/pdf",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".js": "text/javascript; charset=utf-8",
}


@contextmanager
def serve(folder: Path = SITE) -> Iterator[str]:
    """The base URL, ending in a slash, under which `folder` answers on loopback until the block is left.

    It answers as an HTTP proxy as well (RFC 9112, 3.2.2: a whole URL in the request line), for whatever host is asked:
    with the base URL as `http_proxy` the pages are read under a name of their own, such as ADDRESS.
    """
    root = folder.resolve(strict=True)
    server = _Server(("127.0.0.1", 0), type("FolderHandler", (_Handler,), {"root": root}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A visitor who hangs up is no error; anything else is reported."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    root: Path
    protocol_version = "HTTP/1.1"
    server_version = "precall-demo"
    sys_version = ""

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the caller's screen belongs to the research."""

    def _answer(self, *, with_body: bool) -> None:
        path = unquote(urlsplit(self.path).path)
        file = file_for(self.root, path)
        if file is not None and wants_slash(file, path):
            self._send(HTTPStatus.MOVED_PERMANENTLY, {"Location": quote(path) + "/"}, b"", with_body)
        elif file is not None:
            self._send_file(file, with_body)
        else:
            missing = self.root / "404.html"
            body = missing.read_bytes() if missing.is_file() else b"Not found"
            self._send(HTTPStatus.NOT_FOUND, {"Content-Type": _TYPES[".html"]}, body, with_body)

    def _send_file(self, file: Path, with_body: bool) -> None:
        body = file.read_bytes()
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        headers = {"ETag": tag, "Content-Type": content_type(file)}
        if self.headers.get("If-None-Match") == tag:
            self._send(HTTPStatus.NOT_MODIFIED, headers, b"", with_body)
        else:
            self._send(HTTPStatus.OK, headers, body, with_body)

    def _send(self, status: HTTPStatus, headers: dict[str, str], body: bytes, with_body: bool) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)


def wants_slash(file: Path, path: str) -> bool:
    """Whether the path names a folder without its slash, so that relative links on its page would go astray."""
    return file.name == "index.html" and not path.endswith(("/", ".html"))


def content_type(file: Path) -> str:
    """The content type that a file's ending stands for."""
    return _TYPES.get(file.suffix, "application/octet-stream")


def file_for(root: Path, path: str) -> Path | None:
    """The file that stands for a decoded URL path; None where there is none inside the folder."""
    if "\0" in path:
        return None
    wanted = (root / path.lstrip("/")).resolve()
    if not wanted.is_relative_to(root):
        return None
    if wanted.is_dir():
        wanted = wanted / "index.html"
    return wanted if wanted.is_file() else None
