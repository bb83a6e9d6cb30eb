"""How does a request reach the very address that was checked?

A name is resolved once per connection, every address that it resolves to is judged, and the connection goes to one
of the judged addresses; the name stays in the Host header and in TLS, so a name that changes its answer gains
nothing. Behind a proxy the proxy resolves.
"""

# ruff: noqa: ASYNC109 (the signatures are httpcore's)

import asyncio
import functools
import os
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterable, Sequence
from itertools import chain, zip_longest
from typing import Any

import httpcore
import httpx

from precall.errors import SettingsError
from precall.net.guard import Address, Guard, literal_address
from precall.net.proxies import Proxies

MOST_ADDRESSES = 4
MOST_HEADER_BYTES = 200_000
IDLE_SECONDS = 15.0
Resolver = Callable[[str, int], Awaitable[Sequence[Address]]]
SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


class Refused(OSError):
    """The guard forbids a connection; the message says why."""


class GuardedTransport(httpx.AsyncBaseTransport):
    """Sends a request directly, through the guard, or by the environment's proxy.

    Raises httpcore's exceptions, OSError and ssl.SSLError as they come: the client maps them in one place.
    """

    def __init__(
        self, guard: Guard, proxies: Proxies, *, connections: int, resolver: Resolver | None = None
    ) -> None:
        self._backend = PinningBackend(guard, resolver or resolve)
        self._proxies = proxies
        self._connections = connections
        self._pools: dict[tuple[str, str], httpcore.AsyncConnectionPool] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; the response's body is still to be streamed."""
        url = request.url
        host = url.raw_host.decode("ascii")
        pool = self._pool(url.scheme, self._proxies.for_target(url.scheme, host))
        answer = await pool.handle_async_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions
        )

    async def aclose(self) -> None:
        """Close every connection."""
        for pool in self._pools.values():
            await pool.aclose()

    def _pool(self, scheme: str, proxy: str) -> httpcore.AsyncConnectionPool:
        if (scheme, proxy) not in self._pools:
            self._pools[scheme, proxy] = self._new_pool(scheme, proxy)
        return self._pools[scheme, proxy]

    def _new_pool(self, scheme: str, proxy: str) -> httpcore.AsyncConnectionPool:
        context = tls_context() if scheme == "https" else None
        if not proxy:
            return httpcore.AsyncConnectionPool(
                ssl_context=context,
                max_connections=self._connections,
                keepalive_expiry=IDLE_SECONDS,
                network_backend=self._backend,
            )
        address = httpx.URL(proxy)
        if address.scheme not in ("http", "https"):
            raise SettingsError(
                f"the proxy {address.scheme}://... cannot be used: only http and https proxies can"
            )
        return httpcore.AsyncHTTPProxy(
            httpcore.URL(scheme=address.raw_scheme, host=address.raw_host, port=address.port, target=b"/"),
            proxy_auth=(address.username, address.password) if address.username else None,
            proxy_ssl_context=tls_context() if address.scheme == "https" else None,
            ssl_context=context,
            max_connections=self._connections,
            keepalive_expiry=IDLE_SECONDS,
            network_backend=WatchingBackend(),
        )


@functools.cache
def tls_context() -> ssl.SSLContext:
    """The one verifying TLS context of this process; SSL_CERT_FILE and SSL_CERT_DIR are honoured."""
    try:
        return httpx.create_ssl_context(trust_env=True)
    except OSError as error:
        file = os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR") or "the certificate bundle"
        raise SettingsError(
            f"the certificates of SSL_CERT_FILE or SSL_CERT_DIR cannot be read: {file}"
        ) from error


class WatchedStream(httpcore.AsyncNetworkStream):
    """A connection that counts what it reads since the last request.

    `fresh` is False when an answer was made of bytes that lay there before the request: a forged one. Headers over
    the cap (interim answers count too) end the connection, until `headers_done` says that the body has begun.
    """

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream
        self._read_bytes = 0
        self.headers_done = False

    @property
    def fresh(self) -> bool:
        """Whether anything was read since the last request."""
        return self._read_bytes > 0

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read up to `max_bytes`."""
        data = await self._stream.read(max_bytes, timeout)
        self._read_bytes += len(data)
        if not self.headers_done and self._read_bytes > MOST_HEADER_BYTES:
            raise httpcore.RemoteProtocolError("Receive buffer too long")
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send a request, from which on reading is counted anew."""
        self._read_bytes, self.headers_done = 0, False
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        """Close the connection."""
        await self._stream.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        """The same connection, encrypted and verified."""
        return WatchedStream(await self._stream.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        """What the connection beneath knows."""
        return self._stream.get_extra_info(info)


class WatchingBackend(httpcore.AnyIOBackend):
    """Connects to the caller's own proxy, which is never guarded."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A watched connection to a host, by name."""
        return WatchedStream(await super().connect_tcp(host, port, timeout, local_address, socket_options))


class PinningBackend(httpcore.AnyIOBackend):
    """Resolves, judges every address, and connects to one that was judged."""

    def __init__(self, guard: Guard, resolver: Resolver) -> None:
        self._guard = guard
        self._resolver = resolver

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A watched connection to the first checked address that answers.

        Raises Refused when any address is inside, socket.gaierror when the name is unknown, and the last address's
        error when none answers.
        """
        addresses = checked_addresses(await self._resolver(host, port), self._guard)
        share = None if timeout is None else timeout / len(addresses)
        for address in addresses[:-1]:
            try:
                return WatchedStream(
                    await super().connect_tcp(address, port, share, local_address, socket_options)
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return WatchedStream(
            await super().connect_tcp(addresses[-1], port, share, local_address, socket_options)
        )


def checked_addresses(found: Sequence[Address], guard: Guard) -> list[str]:
    """At most four of a host's addresses, the families taking turns; Refused when any of them is not allowed."""
    for address in found:
        refusal = guard.address_refusal(address)
        if refusal:
            raise Refused(refusal)
    first = [address for address in found if address.version == found[0].version]
    second = [address for address in found if address.version != found[0].version]
    turns = chain.from_iterable(zip_longest(first, second))
    return [str(address) for address in turns if address is not None][:MOST_ADDRESSES]


async def resolve(host: str, port: int) -> list[Address]:
    """Every address of a host, each once, in the resolver's order; socket.gaierror when it has none.

    The resolver runs in a thread of its own: one that hangs must neither block others nor hold up the end of the
    program, as threads of the loop's executor do.
    """
    literal = literal_address(host)
    if literal is not None:
        return [literal]
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def ask() -> None:
        outcome: list[str] | OSError | UnicodeError
        try:
            outcome = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as error:
            outcome = error
        if not loop.is_closed():
            loop.call_soon_threadsafe(_settle, answer, outcome)

    threading.Thread(target=ask, name="resolver", daemon=True).start()
    found = [literal_address(text) for text in dict.fromkeys(await answer)]
    if not found or None in found:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return [address for address in found if address is not None]


def _settle(answer: "asyncio.Future[list[str]]", outcome: list[str] | OSError | UnicodeError) -> None:
    if answer.done():
        return
    if isinstance(outcome, list):
        answer.set_result(outcome)
    else:
        answer.set_exception(outcome)


class _Body(httpx.AsyncByteStream):
    """The body of httpcore's answer, as httpx wants it."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> Any:
        async for part in self._answer.aiter_stream():
            yield part

    async def aclose(self) -> None:
        await self._answer.aclose()
