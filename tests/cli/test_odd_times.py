"""A time that nobody could count with is refused at the door, and one that an older precall let in ends nothing."""

import json
import sqlite3
from pathlib import Path

import pytest
from commands import Precall

ODD = [
    "0999-01-01T10:00",
    "0001-01-01T00:00+14:00",
    "1899-12-31T23:59",
    "3000-01-01T00:00",
    "9999-12-31T23:59-12:00",
    "10000-01-01T10:00",
    "2026-01-01T10:00+24:00",
]


@pytest.fixture
def told(precall: Precall, tmp_path: Path) -> Path:
    """A debriefed call with acme.example; gives the notes' file."""
    notes = tmp_path / "call.txt"
    notes.write_text("heard: we want our Sundays back\n", encoding="utf-8")
    assert precall("debrief", "acme.example", "--notes", "call.txt").status == 0
    return notes


def still_works(precall: Precall) -> None:
    """The commands that read the whole memory end well."""
    for command in (("today",), ("show", "acme.example"), ("clients",), ("export", "promises.ics")):
        ended = precall(*command)
        assert ended.status == 0, (command, ended.err)


@pytest.mark.parametrize("when", ODD)
@pytest.mark.parametrize(
    "command",
    [
        ("debrief", "acme.example", "--notes", "call.txt", "--when"),
        ("followup", "acme.example", "--notes", "call.txt", "--when"),
        ("research", "acme.example", "--offline", "--when"),
        ("changes", "acme.example", "--kept", "--since"),
    ],
)
def test_an_option_with_such_a_time_is_refused(
    precall: Precall, told: Path, command: tuple[str, ...], when: str
) -> None:
    """In one line that names the option and the years that can be given."""
    ended = precall(*command, when)
    assert (ended.status, len(ended.lines)) == (2, 1)
    assert command[-1] in ended.err
    assert "from 1900 to 2999" in ended.err or "is not a time" in ended.err
    still_works(precall)


@pytest.mark.parametrize("when", ODD)
def test_a_clock_with_such_a_time_is_refused(
    precall: Precall, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """PRECALL_NOW is a setting like others."""
    monkeypatch.setenv("PRECALL_NOW", when)
    ended = precall("promise", "acme.example", "x")
    assert (ended.status, len(ended.lines)) == (2, 1)
    assert "PRECALL_NOW" in ended.err or "now = " in ended.err


@pytest.mark.parametrize("by", ["9999-12-31", "3000-01-01", "31.12.9999"])
def test_a_promise_by_such_a_day_is_asked_back(precall: Precall, told: Path, by: str) -> None:
    """It is no day that comes."""
    assert precall("promise", "acme.example", "a sketch", "--by", by).status == 2
    still_works(precall)


def test_such_a_day_in_the_notes_is_only_words(precall: Precall, told: Path) -> None:
    """The promise is kept without a day."""
    told.write_text(
        "i promised: a sketch by 9999-12-31\nthey promised: a list by 0001-01-01\n"
        "next: a call on 31.12.9999 at 10:00\ni promised: a word in 999 months\n",
        encoding="utf-8",
    )
    assert precall("debrief", "acme.example", "--notes", "call.txt", "--another").status == 0
    assert precall("followup", "acme.example", "--notes", "call.txt").status == 0
    still_works(precall)
    kept = json.loads(precall("show", "acme.example", "--json").out)["promises"]
    assert [promise["by"] for promise in kept] == [None, None, "2109-05-01"]


@pytest.mark.parametrize("when", ODD)
@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("looks", {"at": "", "sha256": "0"}),
        ("calls", {"at": "", "kept_at": ""}),
        ("calls", {"at": "2026-01-01T00:00:00Z", "kept_at": "2026-01-01T00:00:00Z", "sent_at": ""}),
        ("promises", {"who": "me", "text": "x", "made_at": "2026-01-01T00:00:00Z", "by_day": ""}),
        ("details", {"kind": "goal", "text": "x", "at": ""}),
        ("planned", {"starts_at": ""}),
        ("given", {"what": "when", "value": "", "at": "2026-01-01T00:00:00Z"}),
    ],
)
def test_an_import_with_such_a_time_is_refused_whole(
    precall: Precall, told: Path, tmp_path: Path, table: str, row: dict[str, str], when: str
) -> None:
    """With the place of what is wrong; nothing of it is kept."""
    filled = {name: value or when for name, value in row.items()}
    client = {"key": "other.example", table: [filled]}
    data = {"schema": "precall/memory@1", "clients": [client], "gifts": []}
    (tmp_path / "memory.json").write_text(json.dumps(data), encoding="utf-8")
    ended = precall("import", "memory.json")
    assert (ended.status, len(ended.lines)) == (2, 1)
    assert f"client 1 (other.example), {table}" in ended.err
    still_works(precall)
    assert "other.example" not in precall("clients").out


def test_what_is_given_of_no_known_kind_is_refused(precall: Precall, tmp_path: Path) -> None:
    """It would be taken for something that it is not."""
    row = {"what": "where", "value": "x", "at": "2026-01-01T00:00:00Z"}
    data = {
        "schema": "precall/memory@1",
        "clients": [{"key": "other.example", "given": [row]}],
        "gifts": [],
    }
    (tmp_path / "memory.json").write_text(json.dumps(data), encoding="utf-8")
    ended = precall("import", "memory.json")
    assert (ended.status, len(ended.lines)) == (2, 1)
    assert "what is 'where'" in ended.err


def test_such_times_in_a_calendar_are_no_calls_ahead(precall: Precall, tmp_path: Path) -> None:
    """The others of it are listed."""
    odd = ["00010101T000000Z", "09990101T100000", "99991231T235959Z", "99991231T235959"]
    events = [f"UID:{at}\r\nDTSTART:{at}\r\nSUMMARY:odd" for at in odd]
    events += [
        f"UID:r{at}\r\nDTSTART:{at}\r\nRRULE:FREQ={kind}\r\nSUMMARY:odd"
        for at in odd
        for kind in ("DAILY", "YEARLY")
    ]
    events += [f"UID:e{at}\r\nDTSTART:20260202T100000Z\r\nDTEND:{at}\r\nSUMMARY:odd end" for at in odd]
    events += [
        f"UID:x\r\nDTSTART:20260202T100000Z\r\nRRULE:FREQ=DAILY;UNTIL={odd[2]}\r\nEXDATE:{odd[0]}\r\nSUMMARY:plain"
    ]
    body = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    (tmp_path / "c.ics").write_text(
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}END:VCALENDAR\r\n", encoding="utf-8"
    )
    ended = precall("prep", "--calendar", "c.ics", "--json")
    assert ended.status == 0, ended.err
    assert "plain" in {entry["title"] for entry in json.loads(ended.out)}


def test_such_a_time_in_a_list_is_no_time_of_a_call(precall: Precall, tmp_path: Path) -> None:
    """The client is researched without one."""
    rows = "".join(f"client{number}.example,{when}\n" for number, when in enumerate(ODD))
    (tmp_path / "list.csv").write_text(f"website,call\n{rows}", encoding="utf-8")
    ended = precall("batch", "list.csv", "--out", "all", "--quiet", "--offline", "--jobs", "1")
    assert ended.status == 1, ended.err
    assert len((tmp_path / "all" / "results.jsonl").read_text().splitlines()) == len(ODD)


@pytest.mark.parametrize("at", ["999-01-01T10:00:00Z", "1-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
@pytest.mark.parametrize("version", ["0003", "0004"])
def test_a_memory_that_holds_such_a_time_is_read(
    precall: Precall, told: Path, own_home: Path, at: str, version: str
) -> None:
    """Earlier versions wrote them: they are mended when the memory is brought up to date, and shown as far as can be."""
    (path,) = own_home.rglob("memory.sqlite3")
    at = at if version == "0003" else at.rjust(20, "0")
    with sqlite3.connect(path) as db:
        if version == "0003":
            db.execute("DROP TABLE elsewhere")
            db.execute("DROP TABLE outreach")
            db.execute("ALTER TABLE looks DROP COLUMN asker")
            db.execute("UPDATE alembic_version SET version_num = '0003'")
        db.execute("UPDATE calls SET at = ?, sent_at = NULL", (at,))
        db.execute("UPDATE clients SET spoken_at = ?, touched_at = ?", (at, at))
        db.execute("INSERT INTO looks (client_id, at, sha256) VALUES (1, ?, '0')", (at,))
        db.execute("INSERT INTO planned VALUES (1, ?, NULL, '', '')", (at,))
        db.execute("INSERT INTO given VALUES (1, 'when', ?, '2026-01-01T00:00:00Z')", (at,))
        db.execute(
            "INSERT INTO promises (client_id, who, text, by_day, said, made_at) VALUES (1, 'me', 'x', '0001-01-01', '', ?)",
            (at,),
        )
    db.close()
    still_works(precall)
    assert precall("export", "all.json").status == 0
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT at FROM calls").fetchall() == [(at.rjust(20, "0"),)]
    db.close()
