"""A memory or a page store that is damaged ends in one line, whatever happened to it, and research goes on."""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from commands import Precall

from precall.demo.server import serve
from precall.faces.cli import run

NOTES = "heard: we want our Sundays back\ni promised: a price by Friday\ngoal: two Sundays off\nbetter: talk less\n"
READING = [("today",), ("show", "acme.example"), ("clients",), ("changes", "acme.example", "--kept")]
WRITING = [
    ("promise", "acme.example", "a sketch"),
    ("sent", "acme.example"),
    ("checkin", "acme.example", "--anyway"),
]
RESEARCH = ("research", "http://acme.example/", "-q")
TABLES = """
aliases backups calls checkins clients details elsewhere gifts given landed looks meta names never people planned
promises states writings
""".split()


def often(kinds: Iterable[object], *each_time: object) -> list[object]:
    """All the kinds; those that are not tried each time are tried by the slow tests."""
    return [kind if kind in each_time else pytest.param(kind, marks=pytest.mark.slow) for kind in kinds]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which precall was used: `home` has a memory in which everything has something, `whole` is a copy of it all."""
    place = tmp_path_factory.mktemp("lived") / "now"
    place.mkdir()
    with pytest.MonkeyPatch.context() as patch, serve(site(tmp_path_factory.mktemp("acme"))) as url:
        settle(patch, place)
        patch.setenv("http_proxy", url)
        (place / "call.txt").write_text(NOTES, encoding="utf-8")
        for command in (
            (*RESEARCH, "--with", "Ann Lee", "--when", "2026-02-02T10:00"),
            ("debrief", "acme.example", "--notes", "call.txt", "--to", "ann@gmail.com"),
            ("gift", "add", "How others keep their Sundays free", "--about", "Sundays"),
            ("checkin", "acme.example", "--anyway"),
            ("export", "kept.json"),
            ("forget", "never.example", "--yes", "--never"),
        ):
            assert run(list(command)) == 0
    for path in place.rglob("*.sqlite3"):
        with opened(path) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copytree(place, place.with_name("whole"))
    return place


def site(folder: Path) -> Path:
    """The website of acme.example."""
    (folder / "index.html").write_text(
        "<!doctype html><html lang=en><title>Acme Sails</title><h1>Acme Sails</h1>"
        "<p>Acme Sails makes and mends sails for small boats in Falmouth.</p><footer>Acme Sails Ltd</footer>",
        encoding="utf-8",
    )
    return folder


def settle(patch: pytest.MonkeyPatch, place: Path) -> None:
    """Everything of precall's lies below a folder, which is the current one."""
    patch.chdir(place)
    patch.setenv("PRECALL_NOW", "2026-02-01T09:00:00Z")
    for name in ("CONFIG", "CACHE", "DATA"):
        patch.setenv(f"PRECALL_{name}_DIR", str(place / "home" / name.lower()))


@pytest.fixture
def here(precall: Precall, lived: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """That folder as it was, and current; its site is not asked any more today."""
    monkeypatch.chdir(lived.parent)
    shutil.rmtree(lived)
    shutil.copytree(lived.with_name("whole"), lived)
    settle(monkeypatch, lived)
    return lived


@pytest.fixture
def memory(here: Path) -> Path:
    """The file of the memory."""
    return here / "home" / "data" / "memory.sqlite3"


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The database behind precall's back."""
    db = sqlite3.connect(path)
    try:
        with db:
            yield db
    finally:
        db.close()


def cleared(path: Path) -> None:
    """Nothing lies at the path any more, nor beside it."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def a_folder(path: Path) -> None:
    """A folder lies where the memory should be."""
    cleared(path)
    path.mkdir()


def a_pipe(path: Path) -> None:
    """A named pipe lies there."""
    cleared(path)
    os.mkfifo(path)


def other_bytes(path: Path) -> None:
    """A file of another kind."""
    cleared(path)
    path.write_bytes(b"this is a shopping list" * 500)


def another_database(path: Path) -> None:
    """Another program's database."""
    cleared(path)
    with opened(path) as db:
        db.execute("CREATE TABLE shopping (what TEXT)")


def no_pages(path: Path) -> None:
    """The header is there, and nothing else that makes sense."""
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 8000)


BEYOND_READING: list[Callable[[Path], None]] = [a_folder, a_pipe, other_bytes, another_database, no_pages]


@pytest.mark.parametrize("harm", BEYOND_READING)
def test_what_is_no_memory_ends_in_one_line(
    precall: Precall, memory: Path, harm: Callable[[Path], None]
) -> None:
    """It is named, and nothing is written over it."""
    harm(memory)
    for command in (*READING, *WRITING, ("export", "all.json"), ("backup", "copy.sqlite3")):
        ended = precall(*command)
        assert (ended.status, len(ended.lines)) == (2, 1), (command, ended.err)
        assert str(memory) in ended.err


@pytest.mark.parametrize("harm", BEYOND_READING)
def test_research_goes_on_and_says_that_refusals_are_not_known(
    precall: Precall, memory: Path, here: Path, harm: Callable[[Path], None]
) -> None:
    """The caller typed whom to research; a list and a calendar name people whom nobody looked at: they stop."""
    harm(memory)
    shutil.rmtree(here / "briefings")
    ended = precall(*RESEARCH)
    assert (ended.status, len(ended.lines)) == (0, 1), ended.err
    assert "Whom you asked to leave alone cannot be read there either. Going on" in ended.err
    assert (here / "briefings" / "acme.example" / "briefing.html").is_file()
    (here / "list.csv").write_text("website\nhttp://acme.example/\n", encoding="utf-8")
    (here / "c.ics").write_text("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", encoding="utf-8")
    for command in (("batch", "list.csv", "--out", "all", "-q"), ("prep", "--calendar", "c.ics")):
        ended = precall(*command)
        assert (ended.status, len(ended.lines)) == (2, 1), ended.err
        assert "Whom you asked to leave alone cannot be read" in ended.err
    assert not (here / "all" / "acme.example").exists()


@pytest.mark.parametrize("table", often(TABLES, "aliases", "looks", "meta", "never"))
def test_a_memory_without_one_of_its_tables_stops_no_research(
    precall: Precall, memory: Path, here: Path, table: str
) -> None:
    """Whoever is refused stays refused, unless the refusals themselves are gone, which is said."""
    with opened(memory) as db:
        db.execute(f"DROP TABLE {table}")
    for command in (*READING, *WRITING):
        ended = precall(*command)
        assert ended.status in (0, 2), ended.err
        told = [line for line in ended.lines if "as you said" not in line]
        assert len(told) == (1 if ended.status else 0), ended.err
    ended = precall(*RESEARCH)
    assert ended.status == 0, ended.err
    assert len([line for line in ended.lines if "as you said" not in line]) <= 1
    assert (here / "briefings" / "acme.example" / "briefing.html").is_file()
    refused = precall("research", "http://never.example/", "-q", "--offline")
    assert refused.status == 1
    if table in ("never", "meta"):
        assert "Whom you asked to leave alone cannot be read" in refused.err
    else:
        assert "you asked to forget this client for good" in refused.err


def test_a_refusal_is_read_from_a_memory_of_a_newer_version(precall: Precall, memory: Path) -> None:
    """What it means to be left alone does not change with the version."""
    with opened(memory) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    ended = precall("research", "http://never.example/", "-q")
    assert ended.status == 1
    assert "newer precall" in ended.err
    assert "you asked to forget this client for good" in ended.err


@pytest.mark.parametrize("version", ["0002x", "", "zzzz"])
def test_a_version_that_is_none_is_damage(precall: Precall, memory: Path, version: str) -> None:
    """Nothing is migrated on a guess."""
    with opened(memory) as db:
        db.execute("UPDATE alembic_version SET version_num = ?", (version,))
    ended = precall("today")
    assert (ended.status, len(ended.lines)) == (2, 1)
    assert "is damaged" in ended.err


def test_an_empty_file_becomes_a_memory(precall: Precall, memory: Path) -> None:
    """A first start that was killed leaves one."""
    cleared(memory)
    memory.touch()
    assert precall("clients").status == 0


ODD = [
    "'2026-13-77T99:00:00Z'",
    "-9223372036854775808",
    "9223372036854775807",
    "1e300",
    "cast(x'ff00ff' AS TEXT)",
]
COLUMNS = """
clients.key clients.name clients.rhythm clients.spoken_at clients.touched_at aliases.alias names.folded
names.shown calls.at calls.notes calls.better promises.who promises.text promises.by_day promises.made_at
details.kind details.text details.at looks.at looks.sha256 states.data planned.starts_at planned.title
given.what given.value people.name never.digest meta.value gifts.text writings.path
""".split()


@pytest.mark.parametrize("value", often(ODD, "x'ff00ff'"))
@pytest.mark.parametrize(
    "place", often(COLUMNS, "clients.rhythm", "calls.at", "promises.who", "states.data", "given.value")
)
def test_a_value_that_is_not_what_was_written_ends_nothing_in_a_bug(
    precall: Precall, memory: Path, place: str, value: str
) -> None:
    """One line where it cannot be done without, and research goes on."""
    with opened(memory) as db:
        table, _, column = place.partition(".")
        db.execute(f"UPDATE {table} SET {column} = {value} WHERE rowid = (SELECT min(rowid) FROM {table})")
    for command in (*READING, *WRITING, ("export", "all.json"), ("export", "promises.ics")):
        ended = precall(*command)
        assert ended.status in (0, 1, 2), (command, ended.err)
        assert len(ended.lines) <= 1, (command, ended.err)
    ended = precall(*RESEARCH)
    assert ended.status == 0, ended.err


@pytest.mark.parametrize("seed", often(range(60), 0, 1))
@pytest.mark.parametrize("what", ["memory", "snapshots"])
def test_flipped_bits_end_nothing_in_a_bug(precall: Precall, here: Path, what: str, seed: int) -> None:
    """In every command that reads it, and in one that removes a client."""
    (path,) = here.rglob(f"{what}.sqlite3")
    flip(path, random.Random(seed))
    commands = [*READING, *WRITING, RESEARCH, ("cache",), ("backup", "copy.sqlite3")]
    for command in (*commands, ("forget", "acme.example", "--yes", "--never"), ("today",)):
        ended = precall(*command)
        assert ended.status in (0, 1, 2), (command, ended.err)
        assert all(line.startswith("precall: ") for line in ended.lines), (command, ended.err)


def flip(path: Path, chance: random.Random) -> None:
    """Turns a few bits, rather where something is written than where nothing is."""
    data = bytearray(path.read_bytes())
    written = [place for place, byte in enumerate(data) if byte]
    for _ in range(chance.choice((1, 2, 8, 40))):
        data[chance.choice(written)] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
