"""Forgetting takes away what precall wrote and nothing else, and says what it could not reach."""

import json
import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import run as start

import pytest
from commands import Precall

RESEARCH = ("research", "http://acme.example/", "-q")
OWN = [
    "briefing.pdf",
    "check-in.txt",
    "follow-up.old",
    "pages/my-notes.txt",
    "pages/99-mine.txt",
    "contract.txt",
]


@pytest.fixture
def folder(precall: Precall, acme: Path, tmp_path: Path) -> Path:
    """The folder of a client who was researched, with files of the caller's own in it."""
    assert precall(*RESEARCH).status == 0
    place = tmp_path / "briefings" / "acme.example"
    for name in OWN:
        (place / name).write_text("mine", encoding="utf-8")
    return place


def files(folder: Path) -> set[str]:
    """The files below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("version", ["this", "an earlier one"])
def test_files_of_the_callers_own_stay_and_are_named(precall: Precall, folder: Path, version: str) -> None:
    """By research and by forgetting; also in a folder that has no list of what precall wrote."""
    if version != "this":
        (folder / ".precall.json").unlink()
    assert precall(*RESEARCH, "--refresh").status == 0
    assert files(folder) >= set(OWN)
    ended = precall("forget", "acme.example", "--yes")
    assert ended.status == 0
    assert files(folder) == set(OWN)
    assert all(str(folder / name) in ended.out for name in OWN)


def test_what_a_template_of_ones_own_wrote_goes_although_the_template_is_gone(
    precall: Precall, acme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list of the folder names it."""
    (tmp_path / "mine").mkdir(mode=0o700)
    (tmp_path / "mine" / "card.txt.j2").write_text("{{ briefing.header.title if false else 'a card' }}")
    monkeypatch.setenv("PRECALL_TEMPLATES_DIR", str(tmp_path / "mine"))
    assert precall(*RESEARCH).status == 0
    folder = tmp_path / "briefings" / "acme.example"
    assert (folder / "card.txt").is_file()
    shutil.rmtree(tmp_path / "mine")
    monkeypatch.delenv("PRECALL_TEMPLATES_DIR")
    precall("forget", "acme.example", "--yes")
    assert not folder.exists()


def test_pages_that_are_no_longer_on_the_site_go_and_no_others(
    precall: Precall, folder: Path, acme: Path
) -> None:
    """Of the pages only those that precall kept."""
    (acme / "contact.html").unlink()
    (acme / "index.html").write_text(
        "<title>Acme</title><h1>Acme Sails</h1><p>We mend sails.</p>", encoding="utf-8"
    )
    assert precall(*RESEARCH, "--refresh").status == 0
    assert {name for name in files(folder) if name.startswith("pages/")} == {
        "pages/01-home.txt",
        "pages/my-notes.txt",
        "pages/99-mine.txt",
    }


@pytest.mark.parametrize("linked", ["pages", "folder"])
def test_nothing_behind_a_link_is_removed(
    precall: Precall, folder: Path, tmp_path: Path, linked: str
) -> None:
    """Whoever laid it there."""
    place = folder if linked == "folder" else folder / "pages"
    moved = tmp_path / "elsewhere"
    place.rename(moved)
    place.symlink_to(moved)
    before = files(moved)
    ended = precall("forget", "acme.example", "--yes")
    assert files(moved) == before
    assert str(place) in ended.out


@pytest.mark.parametrize(
    "name", ["../outside.txt", "/outside.txt", "pages/../../outside.txt", "..\\outside.txt"]
)
def test_a_list_that_was_tampered_with_leads_nowhere_else(precall: Precall, folder: Path, name: str) -> None:
    """Only what lies below the folder counts."""
    outside = folder.parent / "outside.txt"
    outside.write_text("mine", encoding="utf-8")
    listed = json.loads((folder / ".precall.json").read_text(encoding="utf-8"))
    listed["files"].append(
        name.replace("/outside", str(outside).removesuffix(".txt")) if name[0] == "/" else name
    )
    (folder / ".precall.json").write_text(json.dumps(listed), encoding="utf-8")
    assert precall(*RESEARCH, "--refresh").status == 0
    precall("forget", "acme.example", "--yes")
    assert outside.is_file()


def test_what_stays_is_told_by_its_kind(precall: Precall, folder: Path) -> None:
    """Exports also where they hold a name and no domain, the calendar, and what the caller laid into the folder."""
    Path("calendar.ics").write_text(
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nDTSTART:20260202T100000Z\nSUMMARY:Call\n"
        "ATTENDEE:mailto:ann@acme.example\nEND:VEVENT\nEND:VCALENDAR\n",
        encoding="utf-8",
    )
    notes = "i promised: the plan by Friday\n"
    (folder / "call.md").write_text(notes, encoding="utf-8")
    (folder / "scan.txt").write_text("mine", encoding="utf-8")
    assert precall("followup", "acme.example", "--notes", str(folder / "call.md")).status == 0
    assert precall("prep", "--calendar", "calendar.ics", "--offline").status == 0
    for name in ("dates.ics", "people.vcf", "all.json"):
        assert precall("export", name).status == 0
    assert precall("export", "tables", "--as", "hubspot").status == 0
    said = precall("forget", "acme.example", "--yes").out
    own, rest = said.split("Exports that hold them")
    exports, calendars = rest.split("Calendars that name them")
    assert "scan.txt" in own
    for name in ("dates.ics", "all.json", "hubspot-companies.csv", "hubspot-tasks.csv"):
        assert name in exports, name
    assert "calendar.ics" in calendars


def test_what_was_moved_is_named(precall: Precall, folder: Path, tmp_path: Path) -> None:
    """A client's folder, an export and a copy of the memory that are not where they were written."""
    assert precall("export", "all.json").status == 0
    assert precall("backup", "copy.sqlite3").status == 0
    for name in ("all.json", "copy.sqlite3"):
        (tmp_path / name).rename(tmp_path / f"moved-{name}")
    folder.rename(tmp_path / "moved")
    ended = precall("forget", "acme.example", "--yes", "--json")
    assert ended.status == 0
    assert json.loads(ended.out)["moved"] == sorted(
        str(path) for path in (tmp_path / "all.json", tmp_path / "copy.sqlite3", folder)
    )


def test_forgetting_one_leaves_the_other_one_verifiable(precall: Precall, acme: Path, tmp_path: Path) -> None:
    """Two sites that serve the same bytes: the bodies are kept once."""
    for site in ("acme.example", "other.example"):
        assert precall("research", f"http://{site}/", "-q").status == 0
    assert precall("forget", "acme.example", "--yes").status == 0
    ended = precall("verify", "briefings/other.example")
    assert ended.status == 0, ended.out


def test_a_refusal_holds_although_the_pages_cannot_be_removed(
    precall: Precall, folder: Path, own_home: Path
) -> None:
    """It comes first; what could not be removed is said, and the status is 1."""
    (store,) = own_home.rglob("snapshots.sqlite3")
    store.write_bytes(b"\xff" * 20_000)
    ended = precall("forget", "acme.example", "--yes", "--never")
    assert ended.status == 1
    assert "They are refused from now on." in ended.out
    assert "Could not be removed" in ended.out
    assert str(store) in ended.out
    assert files(folder) == set(OWN)
    store.unlink()
    refused = precall(*RESEARCH)
    assert refused.status == 1
    assert "you asked to forget this client for good" in refused.err


def test_a_damaged_batch_or_copy_hinders_nothing_else(
    precall: Precall, folder: Path, tmp_path: Path, own_home: Path
) -> None:
    """Each is named."""
    (tmp_path / "list.csv").write_text("website\nhttp://acme.example/\n", encoding="utf-8")
    assert precall("batch", "list.csv", "--out", "all", "-q", "--jobs", "1").status == 0
    assert precall("backup", "copy.sqlite3").status == 0
    for path in (tmp_path / "all" / "batch.sqlite3", tmp_path / "copy.sqlite3"):
        path.write_bytes(b"\xff" * 20_000)
    ended = precall("forget", "acme.example", "--yes", "--json")
    assert ended.status == 1
    failed = json.loads(ended.out)["failed"]
    assert ["batch.sqlite3" in line or "copy.sqlite3" in line for line in failed] == [True, True]
    assert json.loads(precall("clients", "--json").out) == []
    assert files(folder) == set(OWN)


def test_several_at_once_do_not_collide(precall: Precall, folder: Path, acme: Path, tmp_path: Path) -> None:
    """Each waits for the other, and nobody is left."""
    for number in range(3):
        assert precall("research", f"http://client{number}.example/", "-q").status == 0
    code = "import sys; from precall.faces.cli import run; sys.exit(run(sys.argv[1:]))"
    names = ["acme.example", *(f"client{number}.example" for number in range(3))]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}

    def forget(name: str) -> tuple[int, str]:
        done = start(
            [sys.executable, "-c", code, "forget", name, "--yes"],
            env=environment,
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stderr

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(forget, names)) == [(0, "")] * 4
    assert json.loads(precall("clients", "--json").out) == []


def test_the_calendar_that_holds_the_client_is_named(precall: Precall, acme: Path, tmp_path: Path) -> None:
    """It is the caller's own."""
    event = (
        "BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260201T100000Z\r\nSUMMARY:Call http://acme.example/\r\n"
        "ATTENDEE:mailto:loft@acme.example\r\nEND:VEVENT\r\n"
    )
    (tmp_path / "c.ics").write_text(
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}END:VCALENDAR\r\n", encoding="utf-8"
    )
    assert precall("prep", "--calendar", "c.ics", "-q").status == 0
    ended = precall("forget", "acme.example", "--yes")
    assert str(tmp_path / "c.ics") in ended.out
    assert (tmp_path / "c.ics").is_file()


def test_a_draft_in_another_folder_is_forgotten_too(precall: Precall, folder: Path, tmp_path: Path) -> None:
    """The memory notes where the follow-up was written."""
    assert precall("followup", "acme.example", "--out", "other").status == 0
    assert precall("forget", "acme.example", "--yes").status == 0
    assert not (tmp_path / "other" / "acme.example").exists()


def test_an_agenda_that_names_others_too_is_written_anew_without_them(
    precall: Precall, acme: Path, tmp_path: Path
) -> None:
    """Whoever else is met that day stays; once nobody is left it goes."""
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{host}\r\nDTSTART:{start}\r\nSUMMARY:Call about {host}\r\n"
        f"ATTENDEE:mailto:loft@{host}.example\r\nEND:VEVENT\r\n"
        for host, start in (("acme", "20260201T100000Z"), ("other", "20260202T100000Z"))
    )
    calendar = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n"
    (tmp_path / "c.ics").write_text(calendar, encoding="utf-8")
    assert precall("prep", "--calendar", "c.ics", "-q").status == 0
    out = tmp_path / "briefings"
    ended = precall("forget", "acme.example", "--yes")
    said = ended.out.partition("Written anew without them")[2]
    assert str(out / "agenda.md") in said
    files = [out / "agenda.md", *(out / "agenda").iterdir()]
    assert not [path for path in files if b"acme" in path.read_bytes()]
    assert "Call about other" in (out / "agenda.md").read_text(encoding="utf-8")
    assert [path.name for path in sorted((out / "agenda").iterdir())] == ["2026-02-02.md", "calls.json"]
    assert precall("forget", "other.example", "--yes").status == 0
    assert not [path for path in out.rglob("*") if path.is_file()]


@pytest.mark.parametrize("state", ["of another day", "gone", "damaged"])
def test_an_agenda_of_a_day_that_is_over_keeps_the_calls_with_others(
    precall: Precall, acme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    """It is no longer kept as data, so what names the client is taken out of its text."""
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{host}\r\nDTSTART:20260201T{hour}0000Z\r\nSUMMARY:Call about {host}\r\n"
        f"ATTENDEE:mailto:loft@{host}.example\r\nEND:VEVENT\r\n"
        for host, hour in (("acme", 10), ("my-acme", 12), ("other", 14))
    )
    calendar = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n"
    (tmp_path / "c.ics").write_text(calendar, encoding="utf-8")
    assert precall("prep", "--calendar", "c.ics", "-q").status == 0
    kept = tmp_path / "briefings" / "agenda" / "calls.json"
    if state == "gone":
        kept.unlink()
    elif state == "damaged":
        kept.write_text("{")
    else:
        monkeypatch.setenv("PRECALL_NOW", "2026-02-05T08:00:00Z")
        assert precall("prep", "--calendar", "c.ics", "-q").status == 0
    assert precall("forget", "acme.example", "--yes").status == 0
    page = (tmp_path / "briefings" / "agenda" / "2026-02-01.md").read_text(encoding="utf-8")
    assert "Call about acme" not in page
    assert "## 12:00 Call about my-acme" in page
    assert "## 14:00 Call about other" in page
    assert precall("forget", "my-acme.example", "--yes").status == 0
    assert precall("forget", "other.example", "--yes").status == 0
    assert not list((tmp_path / "briefings" / "agenda").glob("2026*"))
