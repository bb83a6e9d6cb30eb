"""`precall prep` with the address of a calendar, over a real server."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from gzip import compress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

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


EVENT = "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:{at}\r\nSUMMARY:{title}\r\n{more}END:VEVENT\r\n"
ANN = "ORGANIZER:mailto:me@mine.example\r\nATTENDEE;CN=Ann Lee:mailto:ann@acme.example\r\n"


def written(path: Path, *events: tuple[str, str, str]) -> str:
    """A calendar with these calls (begin, title, further lines)."""
    body = "".join(
        EVENT.format(uid=f"{path.stem}{title}", at=at, title=title, more=more) for at, title, more in events
    )
    path.write_text(
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{body}END:VCALENDAR\r\n", encoding="utf-8"
    )
    return path.name


@pytest.mark.usefixtures("acme")
def test_a_timer_hears_only_what_is_new(
    precall: Precall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first time everything; then nothing until a call is new, moved or gone. Each day has a page of its own."""
    monkeypatch.setenv("PRECALL_EMAIL", "me@mine.example")
    first, dentist = ("20260201T120000Z", "Talk", ANN), ("20260202T090000Z", "Dentist", "")
    work = written(tmp_path / "work.ics", first, dentist)
    other = written(tmp_path / "private.ics", ("20260202T100000Z", "Second talk", ANN))
    command = ("prep", "--calendar", work, "--calendar", other, "--quiet")
    heard = precall(*command).out.splitlines()[:-1]
    assert [line.split()[2] for line in heard] == ["Talk", "Dentist", "Second"]
    assert precall(*command).out == ""
    written(tmp_path / "work.ics", ("20260202T120000Z", "Talk", ANN), dentist)
    moved = precall(*command).out.splitlines()
    assert [line.partition(" Talk")[0] for line in moved[:-1]] == ["no longer: Sun 12:00", "Mon 12:00"]
    days = {
        path.name: path.read_text(encoding="utf-8")
        for path in (tmp_path / "briefings" / "agenda").glob("*.md")
    }
    assert "Talk" not in days["2026-02-01.md"]
    assert days["2026-02-02.md"].count("\n## ") == 3
    assert "(<../acme.example/briefing.html>)" in days["2026-02-02.md"]


@pytest.mark.usefixtures("acme")
def test_what_was_this_morning_stays_on_the_page_of_the_day(
    precall: Precall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run at noon does not forget the call at ten."""
    work = written(
        tmp_path / "work.ics", ("20260201T100000Z", "Early", ANN), ("20260201T150000Z", "Late", ANN)
    )
    command = ("prep", "--calendar", work, "--quiet")
    assert precall(*command).status == 0
    monkeypatch.setenv("PRECALL_NOW", "2026-02-01T12:00:00Z")
    assert precall(*command).out == ""
    page = (tmp_path / "briefings" / "agenda" / "2026-02-01.md").read_text(encoding="utf-8")
    assert "Early" in page
    assert "Late" in page
    assert "Early" not in (tmp_path / "briefings" / "agenda.md").read_text(encoding="utf-8")


@pytest.mark.usefixtures("acme")
def test_forgetting_a_client_takes_the_pages_along_that_name_them(precall: Precall, tmp_path: Path) -> None:
    """Also those by day, and what the next run compares with."""
    work = written(tmp_path / "work.ics", ("20260201T120000Z", "Talk", ANN))
    assert precall("prep", "--calendar", work, "-q").status == 0
    assert precall("forget", "acme.example", "--yes").status == 0
    left = [path for path in (tmp_path / "briefings").rglob("*") if path.is_file()]
    assert left == []


def test_offline_no_calendar_is_fetched(precall: Precall) -> None:
    """It is refused instead, before anything is asked."""
    ended = precall("prep", "--offline", "--calendar", "https://calendar.example/secret.ics")
    assert (ended.status, "secret" in ended.err) == (2, False)
    assert ended.err.startswith("precall: --offline fetches nothing, and a calendar is at an address")


def test_a_file_that_is_no_calendar_is_named(precall: Precall, tmp_path: Path) -> None:
    """Of several, the one that is meant."""
    work = written(tmp_path / "work.ics", ("20260201T120000Z", "Talk", ""))
    (tmp_path / "other.ics").write_text("<html>", encoding="utf-8")
    ended = precall("prep", "--calendar", work, "--calendar", "other.ics")
    assert (
        ended.status,
        ended.lines[0].partition(":")[2].startswith(" the calendar other.ics cannot be read"),
    ) == (2, True)
