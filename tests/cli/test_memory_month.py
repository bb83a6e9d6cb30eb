"""A month in the life: three clients, calls, promises kept and broken, a changed site, a calendar, and five mornings."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cluster import cluster, empty
from commands import Ended, Precall, Served

from precall.demo.server import SITE

FERN = "fernhollow-gardens.example"
ZONE = "Europe/London"

CALENDAR = f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//tests//month//EN
BEGIN:VEVENT
UID:1
DTSTART;TZID={ZONE}:20260302T130000
DTEND;TZID={ZONE}:20260302T141500
SUMMARY:Second call with Fernhollow
ATTENDEE;CN=Miriam Oakes:mailto:hello@{FERN}
DESCRIPTION:What would you like to talk about?\\nWe lost two people and kept every garden.\\nJoin Zoom Meeting https://us02web.zoom.us/j/1\\nPowered by Calendly.com
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;TZID={ZONE}:20260302T141500
DTEND;TZID={ZONE}:20260302T160000
SUMMARY:Coffee with Jo
END:VEVENT
BEGIN:VEVENT
UID:3
DTSTART;TZID={ZONE}:20260302T100000
SUMMARY:Cancelled call
STATUS:CANCELLED
ATTENDEE:mailto:ann@acme.example
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")

OFFER = (
    'what = "plan the year of small firms"\nproblem = "more requests than one can serve"\n'
    'looks_for = ["gardens"]\nask = "Would a short call suit you?"\n'
)

TRANSCRIPT = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Me>How is the cello?</v>

00:00:05.000 --> 00:00:09.000
<v Jo Park>I want to play at the spring concert. I have no time to practise in the week.</v>

00:00:10.000 --> 00:00:12.000
<v Me>I'll send you the slow pieces by Friday.</v>
"""


@pytest.fixture
def site(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's website, which may change."""
    folder = tmp_path_factory.mktemp("site") / "fern"
    shutil.copytree(SITE, folder)
    served(folder)
    return folder


@pytest.fixture(params=["embedded", pytest.param("server", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The memory is embedded, or on a team's server."""
    if request.param == "embedded":
        yield "embedded"
        return
    with cluster() as folder:
        monkeypatch.setenv("PRECALL_DATABASE_URL", empty(folder, "clients", "template0"))
        yield "server"


def change(folder: Path) -> None:
    """The site's second version: someone left, someone came, and there is a new offer."""
    for name, old, new in (
        ("team.html", "Daniel Abara", "Ingrid Solberg"),
        ("services.html", "School garden days", "Balcony afternoons"),
    ):
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_month_in_the_life(
    precall: Precall,
    site: Path,
    place: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    golden: Callable[[str, str], None],
) -> None:
    """Every morning shows what is owed to whom, and nothing else."""
    monkeypatch.setenv("PRECALL_TIMEZONE", ZONE)
    home = json.loads(precall("today", "--json").out)["memory"]

    def at(time: str) -> None:
        monkeypatch.setenv("PRECALL_NOW", time)

    def done(*arguments: str) -> Ended:
        ended = precall(*arguments)
        assert ended.status == 0, ended.err
        return ended

    def morning(name: str) -> None:
        shown = done("today").out.replace(home, "MEMORY").replace(str(tmp_path), "HERE")
        golden(f"month/{name}.txt", shown)

    at("2026-02-02T08:00:00Z")
    morning("1-nothing-yet")

    at("2026-02-03T10:00:00Z")
    done("research", f"http://{FERN}/", "-q")
    at("2026-02-03T14:00:00Z")
    (tmp_path / "call.txt").write_text(
        "heard: more requests than we can serve\nquote: I plant on Sundays and call it rest\n"
        "i promised: three questions for saying no by Friday\nthey promised: last year's list of requests by 20 February\n"
        "goal: two free Sundays a month\npersonal: Miriam keeps bees\nbetter: wait longer after a question\n"
        "came-from: Ann Lee\nnext: second call on 2 March 2026 at 12:00\n",
        encoding="utf-8",
    )
    told = (
        "debrief",
        FERN,
        "--notes",
        "call.txt",
        "--with",
        "Miriam Oakes",
        "--to",
        f"Miriam Oakes <hello@{FERN}>",
        "--landed",
        "1",
    )
    done(*told)
    notes = (tmp_path / "call.txt").read_text(encoding="utf-8")
    (tmp_path / "call.txt").write_text(notes.replace("at 12:00", "at 13:00"), encoding="utf-8")
    assert "next: Monday 2 March 2026, 13:00" in done(*told).out
    client_folder = tmp_path / "briefings" / FERN
    golden(
        "month/invite.ics", (client_folder / "invite.ics").read_text(encoding="utf-8").replace("\r\n", "\n")
    )
    golden("month/follow-up.md", (client_folder / "follow-up.md").read_text(encoding="utf-8"))
    (tmp_path / "ann.txt").write_text(
        "heard: the new shop is late\ni promised: a call with a builder\n", encoding="utf-8"
    )
    at("2026-02-03T16:30:00Z")
    done("debrief", "ann@acme.example", "--notes", "ann.txt", "--with", "Ann Lee")
    done("remember", "jo@gmail.com", "Jo is learning the cello")
    done("remember", "jo@gmail.com", "--name", "Jo Park", "--rhythm", "21")
    at("2026-02-03T17:00:00Z")
    morning("2-after-two-calls")

    at("2026-02-05T09:00:00Z")
    done("sent", "miriam oakes")
    done("sent", "acme.example")
    done("kept", "1")
    done("promise", "Jo Park", "lend the metronome", "--by", "13 February")
    at("2026-02-16T08:00:00Z")
    morning("3-one-kept-one-broken")

    at("2026-02-20T08:00:00Z")
    done("kept", "2")
    at("2026-03-02T08:00:00Z")
    change(site)
    (tmp_path / "calendar.ics").write_text(CALENDAR, encoding="utf-8")
    prepared = done("prep", "--calendar", "calendar.ics", "--days", "1", "--quiet")
    assert "Not clear whom you meet" in prepared.out
    assert "Cancelled" not in prepared.out
    golden("month/agenda.md", (tmp_path / "briefings" / "agenda.md").read_text(encoding="utf-8"))
    briefing = (tmp_path / "briefings" / FERN / "briefing.md").read_text(encoding="utf-8")
    last, more = (
        briefing.partition(f"## {head}")[2].partition("\n## ")[0]
        for head in ("Last time", "More from last time")
    )
    golden("month/last-time.txt", f"{last}\n---\n{more}")
    morning("4-a-call-ahead")

    at("2026-03-02T14:20:00Z")
    (tmp_path / "second.txt").write_text("heard: the list is half as long\n", encoding="utf-8")
    done("debrief", "hello@" + FERN, "--notes", "second.txt")
    done("sent", FERN)
    goal = json.loads(done("show", FERN, "--json").out)["details"]
    number = next(detail["number"] for detail in goal if detail["kind"] == "goal")
    done("kept", str(number), "--goal")
    at("2026-03-04T10:00:00Z")
    (tmp_path / "jo.vtt").write_text(TRANSCRIPT, encoding="utf-8")
    refused = precall("followup", "Jo Park", "--notes", "jo.vtt", "--with", "Jo Park")
    assert (refused.status, "may be promises" in refused.err) == (2, True)
    done("followup", "Jo Park", "--notes", "jo.vtt", "--with", "Jo Park", "--accept")
    golden(
        "month/from-a-transcript.md", (tmp_path / "briefings" / "jo@gmail.com" / "follow-up.md").read_text()
    )
    at("2026-03-12T08:00:00Z")
    morning("5-a-goal-reached-and-a-silence")
    golden("month/show.txt", done("show", FERN).out)
    assert "Ingrid Solberg" in done("changes", FERN, "--kept", "--since", "2026-02-10").out
    if place == "embedded":
        done("backup", "copy.sqlite3")
        done("promise", FERN, "a thing typed by mistake", "--by", "2026-03-13")
        done("restore", "copy.sqlite3", "--yes")
        morning("5-a-goal-reached-and-a-silence")
    (tmp_path / "offer.toml").write_text(OFFER, encoding="utf-8")
    done("research", f"http://{FERN}/", "--for", "sales", "--offer", "offer.toml", "-q")
    golden("month/outreach.txt", done("today", "--outreach").out)
    done("sent", FERN)
    assert "No first mail waits" in done("today", "--outreach").out
    assert "first mail sent" in done("show", FERN).out
