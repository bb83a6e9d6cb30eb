"""A website on loopback whose every byte a test decides."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from precall.net.guard import Guard

Handler = Callable[[str, asyncio.StreamWriter], Awaitable[None]]


class Site:
    """Where the site listens, and the requests that it got, each as its header lines."""

    def __init__(self, port: int, scheme: str) -> None:
        self.port = port
        self.url = f"{scheme}://127.0.0.1:{port}/"
        self.requests: list[list[str]] = []
        self.connections = 0
        self.guard = Guard(allow_private=True, extra_ports=frozenset({port}))

    @property
    def paths(self) -> list[str]:
        """The targets asked for, in order."""
        return [request[0].split(" ")[1] for request in self.requests]

    def headers(self, number: int) -> dict[str, str]:
        """The headers of one request, names in lower case."""
        rows = (line.partition(":") for line in self.requests[number][1:])
        return {name.lower(): value.strip() for name, _, value in rows}


@asynccontextmanager
async def serving(handler: Handler, *, tls: ssl.SSLContext | None = None) -> AsyncIterator[Site]:
    """Serve on a free port; the handler gets the target and the writer, and keep-alive ends when it closes that."""
    site: Site
    writers: list[asyncio.StreamWriter] = []

    async def connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        site.connections += 1
        writers.append(writer)
        try:
            while not writer.is_closing():
                head = await reader.readuntil(b"\r\n\r\n")
                site.requests.append(head.decode("latin-1").rstrip().split("\r\n"))
                await handler(site.requests[-1][0].split(" ")[1], writer)
                await writer.drain()
        except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(connection, "127.0.0.1", 0, ssl=tls)
    site = Site(server.sockets[0].getsockname()[1], "https" if tls else "http")
    try:
        yield site
    finally:
        server.close()
        for writer in writers:
            writer.transport.abort()
        await asyncio.sleep(0.001)


def answer(
    body: bytes = b"<title>Hello</title>", status: int = 200, kind: str = "text/html", **headers: str
) -> bytes:
    """A whole answer; header names are written with underscores."""
    rows = [f"HTTP/1.1 {status} Said", f"Content-Length: {len(body)}", f"Content-Type: {kind}"]
    rows += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(rows) + "\r\n\r\n").encode() + body


def always(data: bytes, *, close: bool = False) -> Handler:
    """A handler that writes the same bytes whatever is asked."""

    async def handler(target: str, writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        if close:
            await writer.drain()
            writer.close()

    return handler
