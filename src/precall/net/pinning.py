"""How does a request reach the very address that was checked?

A name is resolved once per connection, every address that it resolves to is judged, and the connection goes to one
of the judged addresses; the name stays in the Host header and in TLS, so a name that changes its answer gains
nothing. Behind a proxy the proxy resolves.
"""

import asyncio
import base64
import contextlib
import functools
import os
import socket
import ssl
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path

from precall.errors import SettingsError
from precall.net.guard import Address, Guard, literal_address
from precall.net.lean import httpx
from precall.net.proxies import DEFAULT_PORTS, Proxies, Proxy
from precall.net.wire import Headers, Line, Wait, Wire

MOST_ADDRESSES = 4
IDLE_SECONDS = 15.0
Resolver = Callable[[str, int], Awaitable[Sequence[Address]]]


class Refused(OSError):
    """The guard forbids a connection; the message says why."""


class ProxyUnreached(ConnectionError):
    """The environment's proxy cannot be connected to, for the reason that it was raised from."""


@dataclass(frozen=True, slots=True)
class _Route:
    """Where a request goes: the origin, and the proxy where there is one."""

    scheme: str
    host: str
    port: int
    proxy: Proxy | None

    @property
    def is_forwarded(self) -> bool:
        """Whether a proxy is given the whole address to ask for."""
        return self.proxy is not None and self.scheme == "http"


class GuardedTransport(httpx.AsyncBaseTransport):
    """Sends a request directly, through the guard, or by the environment's proxy; lines are used again.

    Raises Refused, h11.ProtocolError, OSError and ssl.SSLError as they come: the client maps them in one place.
    The request's `timeout` extension counts for `connect` and, for each wait, `read`.
    """

    def __init__(self, guard: Guard, proxies: Proxies, *, resolver: Resolver | None = None) -> None:
        self._guard = guard
        self._proxies = proxies
        self._resolver = resolver or resolve
        self._idle: dict[_Route, list[Line]] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; the response's body is still to be streamed."""
        route = self._route(request.url)
        reused = self._reused(route)
        if reused is not None:
            # A server may close an idle connection just when it is used again (RFC 9112, 9.3.1).
            with contextlib.suppress(ConnectionError):
                return await self._asked(reused, route, request)
        line = await self._connected(route, request.extensions.get("timeout", {}))
        return await self._asked(line, route, request)

    async def _asked(self, line: Line, route: _Route, request: httpx.Request) -> httpx.Response:
        silence = request.extensions.get("timeout", {}).get("read")
        try:
            status, headers = await line.ask(
                b"GET", _target(request.url, route), _headers(request, route), silence
            )
        except BaseException:
            line.abort()
            raise
        body = _Body(line, silence, lambda: self._keep(route, line))
        return httpx.Response(status, headers=headers, stream=body)

    async def aclose(self) -> None:
        """Close every connection."""
        for lines in self._idle.values():
            for line in lines:
                line.abort()
        self._idle.clear()
        # A dropped connection gives its socket back in the loop's next turn.
        await asyncio.sleep(0)

    def _route(self, url: httpx.URL) -> _Route:
        host = url.raw_host.decode("ascii")
        port = url.port or DEFAULT_PORTS[url.scheme]
        return _Route(url.scheme, host, port, self._proxies.for_target(url.scheme, host, port))

    def _reused(self, route: _Route) -> Line | None:
        now = asyncio.get_running_loop().time()
        lines = self._idle.get(route, [])
        while lines:
            line = lines.pop()
            if line.is_usable and now - line.idle_since < IDLE_SECONDS:
                return line
            line.abort()
        return None

    def _keep(self, route: _Route, line: Line) -> None:
        if line.is_usable:
            line.idle_since = asyncio.get_running_loop().time()
            self._idle.setdefault(route, []).append(line)
        else:
            line.abort()

    async def _connected(self, route: _Route, patience: dict[str, float | None]) -> Line:
        async with Wait("connect", patience.get("connect")):
            if route.proxy is not None:
                return await self._through_proxy(route, route.proxy, patience.get("read"))
            addresses = checked_addresses(await self._resolver(route.host, route.port), self._guard)
            line = await _first_line(addresses, route.port, patience.get("connect"))
            return await _secured(line, route)

    async def _through_proxy(self, route: _Route, proxy: Proxy, silence: float | None) -> Line:
        line = await _line_to(proxy)
        try:
            if route.is_forwarded:
                return line
            line = await line.tunnel(route.host.encode(), route.port, _credentials(proxy), silence)
        except BaseException:
            line.abort()
            raise
        return await _secured(line, route)


@functools.cache
def tls_context() -> ssl.SSLContext:
    """The one verifying TLS context of this process; SSL_CERT_FILE and SSL_CERT_DIR are honoured.

    SettingsError names the one of them that cannot be read.
    """
    file, folders = os.environ.get("SSL_CERT_FILE", ""), os.environ.get("SSL_CERT_DIR", "")
    # OpenSSL reads a device or a pipe without end, and takes a folder that is not there for one without certificates.
    is_there = Path(file).is_file() if file else any(map(os.path.isdir, folders.split(os.pathsep)))
    try:
        if (file or folders) and not is_there:
            raise FileNotFoundError
        context = httpx.create_ssl_context(trust_env=True)
    except OSError as error:
        variable, place = ("SSL_CERT_FILE", file) if file else ("SSL_CERT_DIR", folders)
        raise SettingsError(
            f"the certificates of {variable} cannot be read: {place or 'those that come with certifi'}. Mend or unset it"
        ) from error
    context.set_alpn_protocols(["http/1.1"])
    return context


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


async def _first_line(addresses: Sequence[str], port: int, seconds: float | None) -> Line:
    """A line to the first address that answers; the last one's error where none does."""
    share = None if seconds is None else seconds / len(addresses)
    for address in addresses[:-1]:
        try:
            return await _line(address, port, share)
        except OSError:
            continue
    return await _line(addresses[-1], port, None)


async def _line(address: str, port: int, seconds: float | None) -> Line:
    async with Wait("connect", seconds):
        _, wire = await asyncio.get_running_loop().create_connection(Wire, address, port)
    return Line(wire)


async def _line_to(proxy: Proxy) -> Line:
    """A line to a proxy, which is the caller's choice and is not guarded. ProxyUnreached where there is none."""
    try:
        addresses = [str(address) for address in await resolve(proxy.host, proxy.port)]
        line = await _first_line(addresses, proxy.port, None)
        if proxy.scheme == "https":
            await _encrypted(line, proxy.host)
    except (OSError, UnicodeError) as error:
        raise ProxyUnreached from error
    return line


async def _encrypted(line: Line, name: str) -> None:
    """The line goes on encrypted; it is dropped where TLS fails."""
    try:
        await line.start_tls(tls_context(), name)
    except BaseException:
        line.abort()
        raise


async def _secured(line: Line, route: _Route) -> Line:
    """The line as its scheme wants it."""
    if route.scheme == "https":
        await _encrypted(line, route.host)
    return line


def _target(url: httpx.URL, route: _Route) -> bytes:
    return b"http://" + url.netloc + url.raw_path if route.is_forwarded else url.raw_path


def _headers(request: httpx.Request, route: _Route) -> Headers:
    return request.headers.raw + (_credentials(route.proxy) if route.proxy and route.is_forwarded else [])


def _credentials(proxy: Proxy) -> Headers:
    """The header that logs in at the proxy, where it wants that."""
    if not proxy.login:
        return []
    word = base64.b64encode(proxy.login.encode(errors="surrogateescape"))
    return [(b"Proxy-Authorization", b"Basic " + word)]


class _Body(httpx.AsyncByteStream):
    """The body of an answer; its line is kept for another request only when nothing of it is still to come."""

    def __init__(self, line: Line, silence: float | None, keep: Callable[[], None]) -> None:
        self._line = line
        self._silence = silence
        self._keep = keep
        self._is_open = True

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for data in self._line.body(self._silence):
            yield data
        self._is_open = False
        self._keep()

    async def aclose(self) -> None:
        if not self._is_open:
            return
        self._is_open = False
        if self._line.passes_over():
            self._keep()
        else:
            self._line.abort()
