"""Does a browser that draws hostile pages reach anything, and does each page end in time and memory?"""

import asyncio
import contextlib
import json
import os
import socket
import stat
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import httpx

from bench.drawn.hostile_pages import GREEDY, REACHING
from precall.drawing import chromium, process_tree
from precall.drawing.browser import Browser
from precall.drawing.limits import Limits
from precall.model.page import Fetched, Miss, Purpose, Reading
from precall.net.client import SiteClient

HOME = "https://acme.example/"
SHELL = (
    b"<!doctype html><title>Acme</title><body><div id=root></div><script type=module src=/app.js></script>"
)
DRAWN = "document.getElementById('root').innerHTML = '<p>We build boats in the harbour of Lee, and have done so for thirty years.</p>';\n"
NAME = "canary-lookup.example"
LIMITS = Limits(seconds=8)
_RESOLVING = ("HOST_RESOLVER_DNS_TASK", "HOST_RESOLVER_SYSTEM_TASK", "DNS_TRANSACTION")
_LEAVING = ("endless pages",)  # whose script may draw over what it drew
_SPARE = 4.0  # seconds beyond the limit: for the end of a browser and the start of the next


class Canary:
    """Listens on loopback by TCP and UDP; `hits` is what arrived."""

    def __init__(self) -> None:
        self.hits: list[str] = []
        self.tcp, self.turn = (socket.create_server(("127.0.0.1", 0)) for _ in range(2))
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.bind(("127.0.0.1", 0))
        for listen in (self._connections(self.tcp), self._connections(self.turn), self._datagrams()):
            threading.Thread(target=_drained, args=(listen,), daemon=True).start()

    def script(self, text: str) -> str:
        """A hostile script with the canary's addresses."""
        port, udp, turn = (one.getsockname()[1] for one in (self.tcp, self.udp, self.turn))
        places = {
            "http": f"http://127.0.0.1:{port}/",
            "ws": f"ws://127.0.0.1:{port}/",
            "udp": udp,
            "turn": turn,
            "name": NAME,
        }
        for name, place in places.items():
            text = text.replace(f"{{{name}}}", str(place))
        return text

    def _connections(self, server: socket.socket) -> Iterator[str]:
        while True:
            with server.accept()[0] as arrived:
                arrived.settimeout(1)
                with contextlib.suppress(OSError):
                    self.hits.append(f"TCP {arrived.recv(60)!r}")
            yield ""

    def _datagrams(self) -> Iterator[str]:
        while True:
            self.hits.append(f"UDP {self.udp.recv(60)!r}")
            yield ""


def _drained(listening: Iterator[str]) -> None:
    for _ in listening:
        pass


def measured(folder: Path) -> int:
    """Prints what became of each page; 1 where something was reached, or a page did not end in time and memory."""
    return asyncio.run(_measured(folder))


async def _measured(folder: Path) -> int:
    path = chromium.find("")
    if path is None or not chromium.has_library():
        print("not measured: no Chromium here, or precall[browser] is not installed")
        return 1
    canary, log = Canary(), folder / "net.log"
    browser = Browser(
        _logging(path, log, folder), sandbox=False, clock=lambda: datetime.now(UTC), limits=LIMITS
    )
    bad = 0
    print(f"{'page':34}{'seconds':>8}{'MB':>7}  outcome")
    try:
        for name, script in {**REACHING, **GREEDY}.items():
            before = len(canary.hits)
            async with _peak(browser) as peak:
                began = time.monotonic()
                outcome = await _drawn(browser, canary, script)
                seconds = time.monotonic() - began
            await asyncio.sleep(0.3)
            hits = canary.hits[before:] + _looked_up(log)
            said = outcome.reason if isinstance(outcome, Miss) else "drawn"
            ran = isinstance(outcome, Miss) or b"thirty years" in outcome.body or name in _LEAVING
            is_bad = bool(hits) or not ran or seconds > LIMITS.seconds + _SPARE or peak() > 2 * LIMITS.memory
            bad += is_bad
            print(f"{name:34}{seconds:8.1f}{peak() / 1e6:7.0f}  {said}{f' REACHED {hits}' if hits else ''}{' TOO MUCH, OR NOT RUN' if is_bad and not hits else ''}", flush=True)  # fmt: skip
    finally:
        await browser.close()
    print(
        f"{'MISSES' if bad else 'holds'}: {len(REACHING) + len(GREEDY)} hostile drawn pages, canary hits {len(canary.hits)}, bad {bad}"
    )
    return 1 if bad else 0


async def _drawn(browser: Browser, canary: Canary, script: str) -> Fetched | Miss:
    shell = Fetched(
        HOME, HOME, 200, (("content-type", "text/html"),), SHELL, sha256(SHELL).hexdigest(), datetime.now(UTC)
    )
    code = DRAWN + canary.script(script)
    transport = httpx.MockTransport(lambda asked: _served(asked, code, canary))
    async with SiteClient(clock=lambda: datetime.now(UTC), transport=transport) as client:

        async def part(url: str, /, *, purpose: Purpose = "part") -> Fetched | Miss:
            return await client.get(url, purpose=purpose)

        return await browser.draw(shell, Reading(HOME), HOME, part)


def _served(asked: httpx.Request, code: str, canary: Canary) -> httpx.Response:
    """The hostile site: its script, data, and redirects to where nobody may go. Any other host is a hit."""
    if asked.url.host != "acme.example":
        canary.hits.append(f"our own client asked {asked.url}")
    moved = {"/to-canary": canary.script("{http}redirected"), "/to-file": "file:///etc/hosts"}.get(
        asked.url.path
    )
    if moved:
        return httpx.Response(302, headers={"location": moved})
    kind = "text/javascript" if asked.url.path.endswith(".js") else "application/json"
    body = {"/app.js": code, "/worker.js": canary.script("fetch('{http}s')"), "/data.json": "{}"}.get(
        asked.url.path
    )
    stream = httpx.ByteStream((body or "").encode())
    return httpx.Response(200 if body else 404, headers={"content-type": kind}, stream=stream)


def _logging(path: Path, log: Path, folder: Path) -> Path:
    """The browser, made to note all that its network does."""
    script = folder / "chromium"
    script.write_text(f'#!/bin/sh\nexec {path} --log-net-log={log} "$@"\n', "utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return script


def _looked_up(log: Path) -> list[str]:
    """The names that were looked up, by the browser's own notes since they began anew."""
    text = log.read_text("utf-8", "replace") if log.is_file() else ""
    head = text.partition('"events"')[0]
    with contextlib.suppress(ValueError):
        types: Mapping[str, int] = json.loads(head.rstrip().rstrip(",") + "}")["constants"]["logEventTypes"]
        return [name for name in _RESOLVING if name in types and f'"type":{types[name]}}}' in text]
    return []


@contextlib.asynccontextmanager
async def _peak(browser: Browser) -> AsyncIterator[Callable[[], int]]:
    """The most memory that all processes below this one had meanwhile, in bytes."""
    most = 0

    async def look() -> None:
        nonlocal most
        while True:
            most = max(most, process_tree.tree_of(os.getpid()).memory)
            await asyncio.sleep(0.1)

    task = asyncio.create_task(look())
    try:
        yield lambda: most
    finally:
        task.cancel()
