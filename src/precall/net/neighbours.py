"""Which network address is behind a host, so that the hosts of one server can take turns?"""

import asyncio
import socket
from collections.abc import Mapping

from precall.net.pinning import resolve
from precall.net.proxies import Proxies

_AT_ONCE = 32
_SECONDS = 5.0


class Neighbours:
    """Looks addresses up, a few at a time. Behind a proxy that is the proxy's business."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._proxies = Proxies.of(environ)
        self._slots = asyncio.Semaphore(_AT_ONCE)

    async def address_of(self, host: str) -> str:
        """The lowest of a host's addresses, which hosts of one server share; empty where it is not known."""
        if self._proxies.for_target("https", host) is not None:
            return ""
        async with self._slots:
            try:
                async with asyncio.timeout(_SECONDS):
                    found = await resolve(host, 443)
            except (socket.gaierror, OSError, UnicodeError, TimeoutError):
                return ""
        return min(map(str, found), default="")
