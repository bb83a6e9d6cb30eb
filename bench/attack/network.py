"""Points 5, 10, 11 and 16: what neighbours, proxies, redirects and servers can bring about."""

import json
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from bench.attack.ground import ACME, Answer, Attack, Ground, Happened, moved, page
from bench.attack.judging import all_of, in_words, said

_DIRECT: Mapping[str, str | None] = {"http_proxy": None, "https_proxy": None, "no_proxy": None}

_CHILD = """
import os, sys
if any("{module}" in one for one in sys.orig_argv):
    out = sys.stdout.buffer
    try:
        {say}
    except (OSError, ValueError):
        pass
    os._exit(0)
"""


# Readers of a batch are forked by a process that itself says nothing: the one that is not its door is the new reader's.
_FORKED = """
import os, sys
if any("{module}" in one for one in sys.orig_argv):
    real = os.fork
    def fork():
        child = real()
        if child:
            return child
        door = int(sys.argv[-1])
        channel = max(fd for fd in range(3, 64) if fd != door and "socket:" in os.path.realpath(f"/proc/self/fd/{{fd}}"))
        out = os.fdopen(channel, "wb")
        try:
            {say}
        except (OSError, ValueError):
            pass
        os._exit(0)
    os.fork = fork
"""


def _child_that_says(ground: Ground, module: str, say: str, *command: str) -> Happened:
    """A child process that was taken over: what it says is the attacker's."""
    ground.write("list.csv", "Website\nacme.example\n")
    place = ground.folder / "taken" / "sitecustomize.py"
    place.parent.mkdir()
    template = _FORKED if module.endswith("nursery") else _CHILD
    place.write_text(template.format(module=module, say=say))
    ended = ground.precall(*command, environ={"PYTHONPATH": str(place.parent)})
    if (ground.folder / "ran").exists():
        return Happened(False, "what it said was run")
    return in_words(ended, 0, 1)


_ENDLESS = "while True: out.write(b'\\xff' * 65536)"
_LONG = "out.write(b'\\xff\\xff\\xff\\xff' + b'[' * 300_000_000)"
_DEEP = "m = b'[\"done\",' + b'[' * 1_000_000; out.write(len(m).to_bytes(4, 'big') + m); out.flush()"


def _pickle(ground: Ground, module: str, *command: str) -> Happened:
    order = f"cos\\nsystem\\n(S'touch {ground.folder / 'ran'}'\\ntR."
    say = f"m = b\"{order}\"; out.write(len(m).to_bytes(4, 'big') + m); out.flush()"
    return _child_that_says(ground, module, say, *command)


def _inside(ground: Ground, address: str, *options: str) -> Happened:
    """An address that no website has; neither asked directly nor handed to the proxy."""
    found = []
    for environ in ({}, _DIRECT):
        before = len(ground.net.asked)
        ended = ground.precall("research", address, *options, environ=environ)
        asked = ground.net.asked[before:]
        found.append(Happened(False, f"asked {asked[:2]}") if asked else in_words(ended, 1, 2))
    return all_of(found)


def _redirected_inside(ground: Ground, to: str) -> Happened:
    host = to.partition("//")[2].partition("/")[0].partition(":")[0]
    refresh = page("<p>Acme</p>", head=f'<meta http-equiv=refresh content="0; url={to}">')
    linked = page(f'<h1>Acme Sails</h1><p>Acme Sails makes sails for boats.</p><a href="{to}">About us</a>')
    for front in (moved(to), refresh, linked):
        ground.net.sites["acme.example"] = {"/": front}
        ended = ground.precall("research", "acme.example", "--refresh")
        asked = [url for url in ground.net.asked if url.startswith(host)]
        found = Happened(False, f"asked {asked[:2]}") if asked else in_words(ended, 0, 1)
        if not found.holds:
            return found
    return found


def _without_proxy(ground: Ground, no_proxy: str, *, direct: bool) -> Happened:
    """A proxy that nobody answers at; only where NO_PROXY names the site, it is reached."""
    ground.net.sites["127.0.0.1"] = ACME
    dead = "http://127.0.0.1:9/"
    environ = {"http_proxy": dead, "https_proxy": dead, "no_proxy": no_proxy.format(port=ground.net.port)}
    ended = ground.precall(
        "research", f"http://127.0.0.1:{ground.net.port}/", "--allow-private", environ=environ
    )
    if direct and ended.status:
        return Happened(False, f"NO_PROXY was not understood: {said(ended)}")
    return in_words(ended, 0 if direct else 1)


def _never(ground: Ground, lay: Callable[[Ground], tuple[str, ...]], *, asks: bool = True) -> Happened:
    """After `forget --never` of acme.example: the way that `lay` lays leads to no request of theirs."""
    ground.precall("research", "acme.example")
    forgotten = ground.precall("forget", "acme.example", "--yes", "--never")
    if forgotten.status:
        return in_words(forgotten, 0)
    ground.net.asked.clear()
    command = lay(ground)
    ended = ground.precall(*command)
    asked = ground.net.asked_of("acme.example")
    if asked:
        return Happened(False, f"asked {asked[:3]}")
    if asks and not ground.net.asked:
        return Happened(False, f"nothing was tried: {said(ended)}")
    return in_words(ended, 0, 1, 2)


def _by(answer: Answer) -> Callable[[Ground], tuple[str, ...]]:
    def lay(ground: Ground) -> tuple[str, ...]:
        ground.net.sites["other.example"] = {"/": answer, "/robots.txt": Answer(b"", 404)}
        return ("research", "other.example")

    return lay


def _by_typing(*typed: str) -> Callable[[Ground], tuple[str, ...]]:
    def lay(ground: Ground) -> tuple[str, ...]:
        for host in ("shop.acme.example", "www.acme.example"):
            ground.net.sites[host] = ACME
        return typed

    return lay


def _by_list(ground: Ground) -> tuple[str, ...]:
    rows = "acme.example\nHTTPS://WWW.ACME.EXAMPLE./x\nann@acme.example\nshop.acme.example\nother.example\n"
    ground.net.sites["other.example"] = {"/": page("<h1>Other Boats</h1><p>Other Boats sells boats.</p>")}
    ground.write("list.csv", f"Website\n{rows}")
    return ("batch", "list.csv", "--out", "out", "--yes", "--jobs", "1")


def _by_alias(ground: Ground) -> tuple[str, ...]:
    """An import says that another client also goes by that name."""
    client = {"key": "other.example", "aliases": [{"alias": "other.example"}, {"alias": "acme.example"}]}
    ground.write("memory.json", json.dumps({"schema": "precall/memory@1", "clients": [client], "gifts": []}))
    ground.precall("import", "memory.json")
    return ("changes", "acme.example")


def _by_calendar(ground: Ground) -> tuple[str, ...]:
    event = "UID:1\r\nDTSTART:20260201T150000Z\r\nSUMMARY:Call\r\nATTENDEE;CN=Ann:mailto:ann@acme.example"
    ground.write(
        "c.ics",
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    )
    return ("prep", "--calendar", "c.ics")


def _by_kept_pages(ground: Ground) -> tuple[str, ...]:
    return ("research", "acme.example", "--offline")


def _large_pages(ground: Ground) -> Happened:
    """A site of pages of a megabyte each, that come all at once, headers and body in one piece, on a direct connection."""
    words = "<p>We mend sails for small boats and measure each of them ourselves.</p>"
    links = "".join(f"<a href=/p{number}.html>Services {number}</a>" for number in range(11))
    front = f"<html lang=en><title>Acme</title><h1>Acme Sails</h1>{links}<!--{'x' * 950_000}-->{words * 40}</html>"
    pages = {
        "/": front,
        **{f"/p{number}.html": front.replace("Acme Sails", f"Service {number}") for number in range(11)},
    }
    with _at_once({path: html.encode() for path, html in pages.items()}) as port:
        found = []
        for _ in range(4):
            ended = ground.precall(
                "research", f"http://127.0.0.1:{port}/", "--allow-private", "--refresh", environ=_DIRECT
            )
            dossiers = [json.loads(path.read_bytes()) for path in ground.work.rglob("dossier.json")]
            missed = [miss["reason"] for dossier in dossiers for miss in dossier["missed"]]
            read = sum(len(dossier["pages"]) for dossier in dossiers)
            found.append(
                Happened(False, f"missed: {missed[:2]}, {read} read")
                if missed or read < 12
                else in_words(ended, 0)
            )
    return all_of(found)


@contextmanager
def _at_once(pages: Mapping[str, bytes]) -> Iterator[int]:
    """A server that sends each answer in one piece; its port."""
    server = _bound()
    thread = threading.Thread(target=_answer_all, args=(server, pages), daemon=True)
    thread.start()
    try:
        yield int(server.getsockname()[1])
    finally:
        server.close()


def _bound() -> socket.socket:
    for port in range(8999, 8000, -1):
        server = socket.socket()
        try:
            server.bind(("127.0.0.1", port))
        except OSError:
            server.close()
            continue
        server.listen(20)
        return server
    raise OSError("no free port")


def _answer_all(server: socket.socket, pages: Mapping[str, bytes]) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        threading.Thread(target=_answer_one, args=(connection, pages), daemon=True).start()


def _answer_one(connection: socket.socket, pages: Mapping[str, bytes]) -> None:
    with connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4_000_000)
        while asked := connection.recv(65_536):
            path = asked.split(b" ", 2)[1].decode()
            body = pages.get(path, b"")
            status = "200 OK" if body else "404 Not Found"
            head = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
            connection.sendall(head.encode() + body)


def _calendar(ground: Ground, answer: Answer, *statuses: int) -> Happened:
    ground.net.sites["calendar.example"] = {
        "/me.ics": answer,
        "/other": moved("http://calendar.example/me.ics"),
    }
    ended = ground.precall("prep", "--calendar", "http://calendar.example/me.ics")
    if 0 in statuses and not (ground.work / "briefings" / "acme.example" / "briefing.html").is_file():
        return Happened(False, f"no briefing: {said(ended)}")
    return in_words(ended, *statuses)


def _ics(content: bytes, kind: str = "text/calendar; charset=utf-8", status: int = 200) -> Answer:
    return Answer(content, status, (("Content-Type", kind),))


_EVENT = b"UID:1\r\nDTSTART:20260201T150000Z\r\nSUMMARY:Call\r\nATTENDEE;CN=Ann:mailto:ann@acme.example"
_CALENDAR = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n" + _EVENT + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
_RESEARCH = ("research", "acme.example")
_BATCH = ("batch", "list.csv", "--out", "out", "--yes", "--jobs", "1")
_CLOUD = (
    "168.63.129.16",
    "169.254.169.254",
    "100.100.100.200",
    "[fd00:ec2::254]",
    "192.0.0.192",
    "[::ffff:169.254.169.254]",
    "[64:ff9b::a9fe:a9fe]",
)
_BOUNDED = "it is ended, in words and bounded memory"
_NOT_ASKED = "not one request of theirs, refused in words"

ATTACKS = (
    *(Attack(5, f"a {what} that was taken over {how}", _BOUNDED, partial(_run, ground_module=module, say=say, command=command))
      for _run in (lambda ground, ground_module, say, command: _child_that_says(ground, ground_module, say, *command),)
      for what, module, command in (("page reader", "precall.reading.child", _RESEARCH), ("batch's page reader", "precall.reading.nursery", _BATCH), ("batch worker", "precall.batch.engines.local", _BATCH))
      for how, say in (("talks without end", _ENDLESS), ("sends 300 MB", _LONG), ("sends nested brackets", _DEEP))),
    Attack(5, "a page reader that sends a pickle", "it is not run", lambda g: _pickle(g, "precall.reading.child", *_RESEARCH)),
    Attack(5, "a batch worker that sends a pickle", "it is not run", lambda g: _pickle(g, "precall.batch.engines.local", *_BATCH)),
    *(Attack(5, f"a cloud's own address: {address}", "never asked", partial(_inside, address=f"http://{address}/")) for address in _CLOUD),
    *(Attack(5, f"a cloud's own address with --allow-private: {address}", "never asked", partial(_with_private, address=f"http://{address}/"))
      for _with_private in (lambda ground, address: _inside(ground, address, "--allow-private"),) for address in _CLOUD[:4]),
    *(Attack(5, f"a site leads to {to}", "it is not asked there", partial(_redirected_inside, to=to))
      for to in ("http://127.0.0.1:8080/", "http://169.254.169.254/latest/meta-data/", "http://168.63.129.16/machine", "http://localhost/")),
    *(Attack(5, f"NO_PROXY={text}", "the site is reached without the dead proxy", partial(_without_proxy, no_proxy=text, direct=True))
      for text in ("127.0.0.1", "127.0.0.0/8", "127.0.0.1:{port}", "*", "10.0.0.0/8 127.0.0.0/8", "::1,127.0.0.0/8")),
    *(Attack(5, f"NO_PROXY={text}", "the dead proxy is asked, and named", partial(_without_proxy, no_proxy=text, direct=False))
      for text in ("127.0.0.1:1", "10.0.0.0/8", "27.0.0.1")),
    Attack(10, "a refused client, by a redirect", _NOT_ASKED, partial(_never, lay=_by(moved("http://acme.example/")))),
    Attack(10, "a refused client, by a redirect to a host below theirs", _NOT_ASKED, partial(_never, lay=_by(moved("http://shop.acme.example/")))),
    Attack(10, "a refused client, by a redirect in capitals", _NOT_ASKED, partial(_never, lay=_by(moved("http://WWW.ACME.EXAMPLE./")))),
    Attack(10, "a refused client, by a meta refresh", _NOT_ASKED, partial(_never, lay=_by(page("<p>x</p>", head='<meta http-equiv=refresh content="0; url=http://acme.example/">')))),
    Attack(10, "a refused client, by a frame and a link", _NOT_ASKED, partial(_never, lay=_by(page("<h1>Other</h1><p>Other Boats sells boats.</p><iframe src=http://acme.example/></iframe><a href=http://acme.example/about>About us</a>")))),
    *(Attack(10, f"a refused client, typed as {typed}", _NOT_ASKED, partial(_never, lay=_by_typing("research", typed), asks=False))
      for typed in ("acme.example", "www.acme.example", "shop.acme.example", "http://ACME.example:80/x", "ann@acme.example", "acme.example.")),
    Attack(10, "a refused client, in a list", _NOT_ASKED, partial(_never, lay=_by_list)),
    Attack(10, "a refused client, as an imported alias", _NOT_ASKED, partial(_never, lay=_by_alias, asks=False)),
    Attack(10, "a refused client, in the calendar", _NOT_ASKED, partial(_never, lay=_by_calendar, asks=False)),
    Attack(10, "a refused client, from kept pages", _NOT_ASKED, partial(_never, lay=_by_kept_pages, asks=False)),
    Attack(11, "twelve pages of 1 MB at once, directly, four times", "every page is read", _large_pages),
    *(Attack(16, f"a calendar's address that gives {kind}", "the call is prepared", partial(_calendar_of, kind=kind))
      for _calendar_of in (lambda ground, kind: _calendar(ground, _ics(_CALENDAR, kind), 0),)
      for kind in ("text/calendar; charset=utf-8", "text/plain", "application/octet-stream", "application/ics")),
    Attack(16, "a calendar's address that gives a log-in page", "refused in words", lambda g: _calendar(g, page("<p>Log in</p>"), 1, 2)),
    Attack(16, "a calendar's address that gives 30 MB", "refused in words", lambda g: _calendar(g, _ics(b"X" * 30_000_000), 1, 2)),
    Attack(16, "a calendar's address that gives half a calendar", "refused in words", lambda g: _calendar(g, _ics(_CALENDAR[:60]), 1, 2)),
    Attack(16, "a calendar's address that leads into the own network", "not asked", lambda g: _calendar_inside(g)),
)  # fmt: skip


def _calendar_inside(ground: Ground) -> Happened:
    ground.net.sites["calendar.example"] = {"/me.ics": moved("http://127.0.0.1:8001/")}
    ended = ground.precall("prep", "--calendar", "http://calendar.example/me.ics")
    asked = [url for url in ground.net.asked if url.startswith("127.")]
    return Happened(False, f"asked {asked}") if asked else in_words(ended, 1, 2)
