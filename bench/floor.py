"""How long a plain client takes for the same requests: what no program on that network can be faster than."""

import asyncio
import time
from collections.abc import Mapping, Sequence

import httpx

CONNECTIONS = 4


def floor(urls: Sequence[str], environ: Mapping[str, str]) -> float:
    """The seconds for all the answers: the first two after one another (robots.txt, the home page), the others at once.

    Nothing is done with what comes back. The client is ready when the clock starts; its connections are not.
    """
    return asyncio.run(_timed(urls, environ))


async def _timed(urls: Sequence[str], environ: Mapping[str, str]) -> float:
    limits = httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS)
    trusted = httpx.create_ssl_context(verify=environ["SSL_CERT_FILE"])
    proxy = httpx.Proxy(environ["HTTPS_PROXY"])
    async with httpx.AsyncClient(proxy=proxy, verify=trusted, limits=limits, trust_env=False) as client:
        begun = time.perf_counter()
        for url in urls[:2]:
            await client.get(url)
        await asyncio.gather(*(client.get(url) for url in urls[2:]))
        return time.perf_counter() - begun
