"""How do the bytes of one request travel, and those of its answer?

One HTTP/1.1 connection on asyncio, parsed by h11. It is written here, and not left to httpcore, for three reasons:
the address that was checked must be the one connected to, bytes that nobody asked for must end a connection, and
httpcore's way through anyio costs 0.15 s of imports in every run.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator
from types import TracebackType
from typing import Literal

import h11

MOST_HEADER_BYTES = 200_000  # of one answer, its interim ones counted in; a chunk's head may be as long
MOST_WAITING = 256 * 1024

Headers = list[tuple[bytes, bytes]]


class TooSlow(TimeoutError):
    """Nothing came for too long; `waited` says for what."""

    def __init__(self, waited: Literal["connect", "silence"]) -> None:
        super().__init__(waited)
        self.waited = waited


class Unanswered(ConnectionError):
    """The connection was closed before an answer came; the message says at what point."""


class ProxyRefused(ConnectionError):
    """The proxy would not connect; the message is its status line."""


class Wait:
    """A limit on one wait: TooSlow after so many seconds."""

    def __init__(self, waited: Literal["connect", "silence"], seconds: float | None) -> None:
        self._waited = waited
        self._timeout = asyncio.timeout(seconds)

    async def __aenter__(self) -> None:
        await self._timeout.__aenter__()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            await self._timeout.__aexit__(kind, error, trace)
        except TimeoutError:
            raise TooSlow(self._waited) from None


class Wire(asyncio.Protocol):
    """A connection's bytes, with the reading paused while enough wait to be taken."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._waiting = bytearray()
        self._error: Exception | None = None
        self._news: asyncio.Future[None] | None = None
        self._paused = False
        self.ended = False

    @property
    def is_quiet(self) -> bool:
        """Whether the connection is open and nothing lies in it."""
        return not self.ended and not self._waiting

    async def read(self) -> bytes:
        """What came since the last reading, as soon as something did; empty at the end. Raises what broke it."""
        while not self._waiting and not self.ended:
            self._news = asyncio.get_running_loop().create_future()
            await self._news
        if not self._waiting and self._error is not None:
            raise self._error
        return self.take()

    def take(self) -> bytes:
        """What lies here now, perhaps nothing."""
        data = bytes(self._waiting)
        self._waiting.clear()
        if self._paused and self._transport is not None:
            self._paused = False
            self._transport.resume_reading()
        return data

    def write(self, data: bytes) -> None:
        """Send bytes; a connection that is lost shows at the next reading."""
        if self._transport is not None and not self.ended:
            self._transport.write(data)

    async def start_tls(self, context: ssl.SSLContext, name: str) -> None:
        """Go on encrypted, with a certificate verified for the name."""
        loop = asyncio.get_running_loop()
        if self._transport is None or self.ended:
            raise Unanswered("closed without an answer")
        self._transport = await loop.start_tls(self._transport, self, context, server_hostname=name)

    def abort(self) -> None:
        """Drop the connection at once."""
        self.ended = True
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._waiting += data
        if len(self._waiting) > MOST_WAITING and not self._paused and self._transport is not None:
            self._paused = True
            self._transport.pause_reading()
        self._wake()

    def eof_received(self) -> None:
        self.ended = True
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        self.ended = True
        self._error = exc
        self._wake()

    def _wake(self) -> None:
        if self._news is not None and not self._news.done():
            self._news.set_result(None)


class Line:
    """An HTTP/1.1 connection that carries one exchange after the other."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=MOST_HEADER_BYTES)
        self.idle_since = 0.0

    @property
    def is_usable(self) -> bool:
        """Whether another request can be sent: it is open, and no byte lies there that nobody asked for."""
        return self._http.our_state is h11.IDLE and self._wire.is_quiet and not self._http.trailing_data[0]

    async def ask(
        self, method: bytes, target: bytes, headers: Headers, silence: float | None
    ) -> tuple[int, Headers]:
        """Send a request without a body; the status and headers of its answer. `silence` limits each wait, in seconds.

        Raises h11.ProtocolError, Unanswered, TooSlow, and what broke the connection.
        """
        self._wire.write(self._http.send(h11.Request(method=method, target=target, headers=headers)) or b"")
        self._wire.write(self._http.send(h11.EndOfMessage()) or b"")
        came = 0
        while True:
            event = self._http.next_event()
            if event is h11.NEED_DATA:
                data = await self._read(silence)
                if not data:
                    raise self._cut_short()
                came += len(data)
                self._http.receive_data(data)
                continue
            # What is not yet parsed does not count: a page can come along with its headers.
            if came - len(self._http.trailing_data[0]) > MOST_HEADER_BYTES:
                raise h11.RemoteProtocolError("Receive buffer too long")
            if isinstance(event, h11.Response):
                return event.status_code, list(event.headers)

    async def body(self, silence: float | None) -> AsyncIterator[bytes]:
        """The pieces of the answer's body, as they come. Raises as `ask` does."""
        while True:
            event = self._http.next_event()
            if isinstance(event, h11.Data):
                yield bytes(event.data)
            elif event is h11.NEED_DATA:
                self._http.receive_data(await self._read(silence))
            else:
                break
        self._turn_over()

    def passes_over(self) -> bool:
        """Whether the rest of the answer's body is here already; it is dropped then, and the line can be used again."""
        try:
            while True:
                event = self._http.next_event()
                if event is h11.NEED_DATA:
                    data = self._wire.take()
                    if not data:
                        return False
                    self._http.receive_data(data)
                elif not isinstance(event, h11.Data):
                    self._turn_over()
                    return True
        except h11.ProtocolError:
            return False

    async def tunnel(self, host: bytes, port: int, headers: Headers, silence: float | None) -> "Line":
        """Through a proxy, a new line to a host. Raises ProxyRefused."""
        target = b"%b:%d" % (host, port)
        status, _ = await self.ask(b"CONNECT", target, [(b"Host", target), *headers], silence)
        if not 200 <= status < 300:
            raise ProxyRefused(f"the proxy answered {status}")
        return Line(self._wire)

    async def start_tls(self, context: ssl.SSLContext, name: str) -> None:
        """Go on encrypted, with a certificate verified for the name."""
        await self._wire.start_tls(context, name)

    def abort(self) -> None:
        """Drop the connection at once."""
        self._wire.abort()

    def _cut_short(self) -> Exception:
        """What to say of a connection that was closed before the headers were whole."""
        part = self._http.trailing_data[0]
        if not part:
            return Unanswered("closed without an answer")
        if not part.startswith(b"HTTP/"):
            return h11.RemoteProtocolError("illegal status line")
        return Unanswered("closed in the middle of the headers")

    def _turn_over(self) -> None:
        if self._http.our_state is h11.DONE and self._http.their_state is h11.DONE:
            self._http.start_next_cycle()

    async def _read(self, silence: float | None) -> bytes:
        async with Wait("silence", silence):
            return await self._wire.read()
