"""A client who was forgotten for good is read by no detour: not one request reaches their server."""

import json
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from commands import Precall

from precall import folders
from precall.memory import forgetting, identity
from precall.memory.database import Database
from precall.memory.versions import open_memory

NOW = datetime(2026, 2, 1, 9, 0, tzinfo=UTC)
ACME = "<title>Acme Sails</title><h1>Acme Sails</h1><p>Acme mends sails for small boats in Falmouth.</p>"
OTHER = "<title>Other</title><h1>Other Boats</h1><p>Other Boats sells boats in Truro since 1999.</p>"
TO_ACME = "http://acme.example/"


def moved(to: str) -> tuple[int, str, str]:
    """A redirect."""
    return 301, to, ""


def page(text: str) -> tuple[int, str, str]:
    """A page."""
    return 200, "", f'<!doctype html><html lang="en"><body>{text}</body></html>'


PAGES: Mapping[str, tuple[int, str, str]] = {
    "acme.example/": page(ACME),
    "shop.acme.example/": page(ACME),
    "xn--bcher-kva.example/": page(ACME),
    "harbour.example/": page(OTHER),
    "redirect.example/": moved(TO_ACME),
    "www-redirect.example/": moved("http://www.ACME.example./"),
    "sub-redirect.example/": moved("http://shop.acme.example/"),
    "idn-redirect.example/": moved("http://bücher.example/"),
    "twice.example/": moved("http://redirect.example/"),
    "robots.example/": moved(TO_ACME),
    "robots.example/robots.txt": moved(TO_ACME + "robots.txt"),
    "refresh.example/": page('<meta http-equiv="refresh" content="0; url=http://acme.example/">'),
    "stub.example/": page('<meta http-equiv="refresh" content="0; url=http://stub.example/in">'),
    "stub.example/in": moved(TO_ACME),
    "links.example/": page(
        f'{OTHER}<a href="/about">About us</a> <a href="http://team.links.example/">Our team</a> '
        '<a href="http://acme.example/">Our partner</a> <a href="http://shop.acme.example/team">Team</a>'
    ),
    "links.example/about": moved(TO_ACME + "about"),
    "team.links.example/": moved(TO_ACME),
    "canonical.example/": page(f'<link rel="canonical" href="{TO_ACME}">{OTHER}'),
}


class Web(ThreadingHTTPServer):
    """A proxy that is a small internet; it notes which hosts were asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.asked: list[str] = []

    @property
    def refused(self) -> list[str]:
        """The hosts that should not have been asked, and were."""
        return [
            host for host in self.asked if host.strip(".").endswith(("acme.example", "xn--bcher-kva.example"))
        ]


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answer for whatever host is asked for."""
        web = self.server
        assert isinstance(web, Web)
        target = urlsplit(self.path)
        web.asked.append((target.hostname or "").lower())
        host = (target.hostname or "").removeprefix("www.").rstrip(".")
        status, to, text = PAGES.get(f"{host}{target.path}", (404, "", "no such page"))
        self.send_response(status)
        if to:
            self.send_header("Location", to.encode().decode("latin-1"))
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def memory() -> Iterator[Database]:
    """The memory in the test's own home."""
    db = open_memory(folders.memory(), "", NOW)
    try:
        yield db
    finally:
        db.close()


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """The small internet, as precall's proxy."""
    with Web() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{server.server_address[1]}")
        yield server
        server.shutdown()


@pytest.fixture
def refused(precall: Precall, web: Web) -> Web:
    """The small internet, after two of its companies were forgotten for good."""
    for client in ("acme.example", "bücher.example"):
        assert precall("forget", client, "--yes", "--never").status == 0
    return web


@pytest.mark.parametrize(
    "typed",
    [
        "acme.example", "http://www.acme.example/about", "https://ACME.example./", "acme.example:8080",
        "ａｃｍｅ.example", "http://shop.acme.example/", "ann@acme.example", "ann@mail.acme.example",
        "BÜCHER.example", "http://xn--bcher-kva.example/", "http://user@acme.example/",
    ],
)  # fmt: skip
def test_no_spelling_of_them_is_read(precall: Precall, refused: Web, typed: str) -> None:
    """By research, in one plain line that says how to take it back."""
    ended = precall("research", typed, "-q")
    assert (ended.status, len(ended.lines)) == (1, 1)
    assert "you asked to forget this client for good" in ended.err
    assert "--allow" in ended.err
    assert refused.asked == []


@pytest.mark.parametrize(
    "host",
    [
        "redirect.example", "www-redirect.example", "sub-redirect.example", "idn-redirect.example", "twice.example",
        "robots.example", "refresh.example", "stub.example",
    ],
)  # fmt: skip
def test_no_other_address_leads_to_them(precall: Precall, refused: Web, host: str, tmp_path: Path) -> None:
    """Each redirect is judged before it is followed; what a page shows of itself still counts."""
    ended = precall("research", f"http://{host}/", "-q")
    assert refused.asked
    assert refused.refused == []
    assert "Traceback" not in ended.err
    if host != "refresh.example":
        assert ended.status == 1
        assert "you asked to forget this client for good" in ended.err
    assert not any("Acme" in path.read_text() for path in tmp_path.rglob("dossier.json"))


@pytest.mark.parametrize("host", ["links.example", "canonical.example"])
def test_another_clients_links_do_not_lead_to_them(
    precall: Precall, refused: Web, host: str, tmp_path: Path
) -> None:
    """The other client is read, and what led on is said without a name."""
    assert precall("research", f"http://{host}/", "-q").status == 0
    assert refused.refused == []
    dossier = json.loads((tmp_path / "briefings" / host / "dossier.json").read_text())
    reasons = {miss["reason"] for miss in dossier["missed"]}
    assert reasons == (
        {"redirects elsewhere: left alone: you asked to forget this client for good"}
        if host == "links.example"
        else set()
    )


def test_pages_that_another_computer_kept_are_not_read_either(
    precall: Precall, web: Web, tmp_path: Path
) -> None:
    """A colleague forgot the client in the memory that both share: the pages kept here are of no use any more."""
    for url in ("http://acme.example/", "http://redirect.example/"):
        precall("research", url, "-q")
    with memory() as db:
        forgetting.never_again(db, ["acme.example"])
    web.asked.clear()
    for url in ("http://acme.example/", "http://redirect.example/"):
        for how in ("--offline", "--quiet"):
            assert precall("research", url, "-q", how).status == 1, (url, how)
    assert web.refused == []


def test_an_alias_that_is_imported_is_refused_with_its_client(
    precall: Precall, refused: Web, tmp_path: Path
) -> None:
    """From a table and from an export, by its website and by each address in it."""
    (tmp_path / "contacts.csv").write_text(
        "website,email,name\nharbour.example,ann@acme.example,Ann Lee\ntruro.example,bob@acme.example,\n"
        "links.example,eve@links.example,Eve\n",
        encoding="utf-8",
    )
    ended = precall("import", "contacts.csv", "--json")
    assert json.loads(ended.out) == {"clients": 1, "refused": 2, "bad": [], "left_out": []}
    client = {"key": "harbour.example", "rhythm": 30, "aliases": [{"alias": "acme.example"}]}
    person = {
        "key": "truro.example",
        "people": [{"folded": "ann", "name": "Ann", "email": "ann@acme.example"}],
    }
    (tmp_path / "memory.json").write_text(
        json.dumps({"schema": "precall/memory@1", "clients": [client, person], "gifts": []}), encoding="utf-8"
    )
    ended = precall("import", "memory.json", "--json")
    assert json.loads(ended.out) == {"clients": 0, "refused": 2, "bad": [], "left_out": []}


def test_an_alias_in_the_memory_is_refused_too(precall: Precall, web: Web) -> None:
    """The client stands there under another name: whatever means them is left alone, also behind a redirect."""
    with memory() as db:
        client = identity.ensured(db, "acme.example", NOW)
        identity.add_alias(db, client.id, "ann@gmail.com")
        forgetting.never_again(db, ["ann@gmail.com"])
    for host in ("acme.example", "shop.acme.example", "redirect.example"):
        assert precall("research", f"http://{host}/", "-q").status == 1
    assert web.refused == []
    assert precall("forget", "acme.example", "--allow").out == "Allowed again.\n"
    assert precall("research", "http://acme.example/", "-q").status == 0


def test_a_batch_follows_no_redirect_to_them(
    precall: Precall, refused: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its workers have no memory of their own; the others are researched. Nor is their address looked up."""
    looked_up: list[object] = []

    def resolver(host: object, *_: object, **__: object) -> list[object]:
        looked_up.append(host)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    (tmp_path / "list.csv").write_text(
        "website\nhttp://redirect.example/\nhttp://links.example/\nhttp://shop.acme.example/\n",
        encoding="utf-8",
    )
    assert precall("batch", "list.csv", "--out", "all", "--jobs", "1", "-q").status == 1
    rows = [json.loads(line) for line in (tmp_path / "all" / "results.jsonl").read_text().splitlines()]
    told = {row["website"]: (row["status"], row["reason"]) for row in rows}
    assert {status for status, _ in told.values()} == {"failed", "done", "skipped"}
    for site in ("redirect", "shop.acme"):
        assert "forget this client for good" in told[f"http://{site}.example/"][1]
    assert set(looked_up) == {"redirect.example", "links.example"}
    assert refused.refused == []


def test_the_calendar_and_what_changed_lead_nowhere_else(
    precall: Precall, refused: Web, tmp_path: Path
) -> None:
    """A call with them is listed with the reason; a client whose site moved to theirs is not read there."""
    (tmp_path / "calendar.ics").write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260201T000000Z\r\n"
        "DTSTART:20260201T120000Z\r\nSUMMARY:Talk\r\nATTENDEE:mailto:ann@shop.acme.example\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:2\r\nDTSTAMP:20260201T000000Z\r\nDTSTART:20260201T130000Z\r\n"
        "SUMMARY:Second talk\r\nDESCRIPTION:http://redirect.example/\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        encoding="utf-8",
    )
    ended = precall("prep", "--calendar", "calendar.ics", "--json")
    assert [entry["missing"].partition("you asked")[1] for entry in json.loads(ended.out)] == [
        "you asked"
    ] * 2
    precall("remember", "redirect.example", "a word")
    assert "you asked to forget" in precall("changes", "redirect.example", "--refresh").err
    assert refused.refused == []
