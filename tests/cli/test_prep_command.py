"""`precall prep` with the address of a calendar, over a real server."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from gzip import compress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from commands import Precall

CALENDAR = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260201T000000Z\r\n"
    b"DTSTART:20260201T120000Z\r\nSUMMARY:Talk\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
Calendars = Callable[..., str]
"""Serves a calendar and gives its address."""


@pytest.fixture
def calendar_at(monkeypatch: pytest.MonkeyPatch) -> Iterator[Calendars]:
    """A server on loopback that answers with these bytes and headers."""
    with ExitStack() as opened:

        def serving(body: bytes, *, status: int = 200, **headers: str) -> str:
            class Answers(BaseHTTPRequestHandler):
                def do_GET(self) -> None:
                    self.send_response(status)
                    for name, value in {"Content_Length": str(len(body)), **headers}.items():
                        self.send_header(name.replace("_", "-"), value)
                    self.end_headers()
                    self.wfile.write(body)

                def log_message(self, *_: object) -> None:
                    pass

            server = opened.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), Answers))
            opened.callback(server.shutdown)
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
            monkeypatch.setenv("PRECALL_ALLOW_PORTS", str(server.server_address[1]))
            return f"http://127.0.0.1:{server.server_address[1]}/secret.ics"

        yield serving


@pytest.mark.parametrize(
    "kind",
    [
        "text/calendar; charset=utf-8", "text/calendar;method=PUBLISH", "application/ics", "text/plain",
        "application/octet-stream", "",
    ],
)  # fmt: skip
def test_a_calendar_is_fetched_from_its_address(precall: Precall, calendar_at: Calendars, kind: str) -> None:
    """With whatever type its server calls it."""
    ended = precall(
        "prep", "--calendar", calendar_at(CALENDAR, Content_Type=kind), "--allow-private", "--json"
    )
    assert (ended.status, [entry["title"] for entry in json.loads(ended.out)]) == (0, ["Talk"])


def test_a_packed_calendar_is_fetched_too(precall: Precall, calendar_at: Calendars) -> None:
    """As most servers send it."""
    url = calendar_at(compress(CALENDAR), Content_Type="text/calendar", Content_Encoding="gzip")
    ended = precall("prep", "--calendar", url, "--allow-private", "--json")
    assert [entry["title"] for entry in json.loads(ended.out)] == ["Talk"]


@pytest.mark.parametrize(
    ("body", "how", "said"),
    [
        (b"<title>Log in</title>", {"Content_Type": "text/html"}, "not a calendar: text/html"),
        (b"no such calendar", {"Content_Type": "text/plain", "status": 404}, "its server answers 404"),
        (
            CALENDAR,
            {"Content_Type": "text/calendar", "Content_Length": "9999"},
            "closed before the end",
        ),
        (b"MZ\x90\x00", {"Content_Type": "text/calendar"}, "not a calendar: the bytes are a program"),
    ],
    ids=["log-in", "gone", "cut", "program"],
)
def test_what_is_no_whole_calendar_is_said_in_one_line(
    precall: Precall, calendar_at: Calendars, body: bytes, how: dict[str, str], said: str
) -> None:
    """Without its address, which is often a secret; a part of it would hide calls."""
    ended = precall("prep", "--calendar", calendar_at(body, **how), "--allow-private")
    assert (ended.status, len(ended.lines)) == (1, 1)
    assert ended.err.startswith(f"precall: the calendar could not be fetched: {said}")
    assert "secret" not in ended.err


@pytest.mark.parametrize("scheme", ["webcal", "WEBCAL", "webcals", "http"])
def test_a_calendar_in_the_own_network_is_read_only_if_allowed(precall: Precall, scheme: str) -> None:
    """An address comes from a mail as easily as from oneself."""
    ended = precall("prep", "--calendar", f"{scheme}://127.0.0.1:8080/me.ics")
    assert ended.status == 1
    assert ended.lines == [
        "precall: the calendar could not be fetched: address not allowed: 127.0.0.1 is a loopback address"
    ]
