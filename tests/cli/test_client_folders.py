"""No two clients share a folder: what the one told stands in no file of the other, and forgetting one leaves the other."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from commands import Precall, Served

SECRET = "we close the shop in May"
PAIRS = [
    ("o'brien@gmail.com", "o-brien@gmail.com"),
    ("ann+work@gmail.com", "ann-work@gmail.com"),
    ("ann@gmail.com", "ann@gmail.com."),
    ("ann-gmail.com", "ann@gmail.com"),
    (f"{'a' * 64}@gmail.com", f"{'a' * 63}b@gmail.com"),
    (f"ann@{'b' * 70}.gmail.com", f"ann@{'b' * 70}.gmail.co"),
    ("con.x@gmail.com", "_con.x@gmail.com"),
]


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Two clients' notes."""
    (tmp_path / "one.txt").write_text(f"heard: {SECRET}\n", encoding="utf-8")
    (tmp_path / "other.txt").write_text("heard: we want our Sundays back\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_clients_whose_addresses_are_alike_have_two_folders(
    precall: Precall, notes: Path, one: str, other: str
) -> None:
    """The draft for the second says nothing that the first one told, and stays when the first one is forgotten."""
    for client, told in ((one, "one.txt"), (other, "other.txt")):
        assert precall("debrief", client, "--notes", told).status == 0
    assert len(list((notes / "briefings").iterdir())) == 2
    assert SECRET not in precall("followup", other).out
    assert precall("forget", one, "--yes").status == 0
    (left,) = (notes / "briefings").iterdir()
    assert "Sundays back" in (left / "follow-up.md").read_text(encoding="utf-8")
    assert SECRET not in precall("followup", other).out


def renamed(own_home: Path, folder: Path, name: str) -> Path:
    """The folder under a name that an earlier version gave it, with the memory that knows it by that."""
    (path,) = own_home.rglob("memory.sqlite3")
    former = folder.with_name(name)
    folder.rename(former)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE writings SET path = ? WHERE path = ?", (str(former), str(folder)))
    return former


@pytest.mark.parametrize("wanted", ["jo@gmail.com", "jo-gmail.com"])
def test_a_folder_of_an_earlier_version_gets_its_clients_own_name(
    precall: Precall, acme: Path, notes: Path, own_home: Path, wanted: str
) -> None:
    """When the client is spoken to, and when another one would take the old name."""
    precall("debrief", "jo@gmail.com", "--notes", "one.txt")
    folder = notes / "briefings" / "jo@gmail.com"
    former = renamed(own_home, folder, "jo-gmail.com")
    (former / "contract.txt").write_text("mine", encoding="utf-8")
    assert precall("debrief", wanted, "--notes", "other.txt").status == 0
    assert (folder / "contract.txt").is_file()
    assert former.exists() == (wanted == "jo-gmail.com")
    assert SECRET not in (notes / "briefings" / wanted / "follow-up.md").read_text(encoding="utf-8")
    assert precall("forget", "jo@gmail.com", "--yes").status == 0
    assert [path.name for path in folder.iterdir()] == ["contract.txt"]


def test_a_folder_that_two_clients_shared_stays_as_it_is_and_is_named(
    precall: Precall, notes: Path, own_home: Path
) -> None:
    """Nobody can tell whose is what, so forgetting one of them takes nothing of it away."""
    precall("debrief", "o'brien@gmail.com", "--notes", "one.txt")
    (folder,) = (notes / "briefings").iterdir()
    precall("debrief", "o-brien@gmail.com", "--notes", "other.txt")
    former = renamed(own_home, folder, "o-brien-gmail.com")
    (path,) = own_home.rglob("memory.sqlite3")
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(
            "INSERT INTO writings SELECT id, ? FROM clients WHERE key = 'o-brien@gmail.com'", (str(former),)
        )
    ended = precall("forget", "o'brien@gmail.com", "--yes")
    assert str(former) in ended.out
    assert "o-brien@gmail.com" in ended.out
    assert (former / "follow-up.md").is_file()


def test_a_row_that_is_called_as_a_table_of_the_batch_spoils_none(precall: Precall, notes: Path) -> None:
    """Its folder has another name."""
    rows = "index.html\nresults.csv\nbatch.sqlite3\n"
    (notes / "list.csv").write_text(f"website\n{rows}", encoding="utf-8")
    ended = precall("batch", "list.csv", "--out", "all", "--offline", "-q", "--jobs", "1")
    assert ended.status == 1, ended.err
    assert len((notes / "all" / "results.jsonl").read_text(encoding="utf-8").splitlines()) == 3


@pytest.fixture
def shared_host(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A host on which two businesses have their sites, each linking to the other."""
    folder = tmp_path_factory.mktemp("shared")
    for name, other, does in (("finch", "siskin", "cleans shops"), ("siskin", "finch", "cuts hair")):
        (folder / "view" / name).mkdir(parents=True)
        (folder / "view" / name / "index.html").write_text(
            f"<!doctype html><html lang=en><title>{name.title()} Ltd</title><body><h1>{name.title()} Ltd</h1>"
            f"<p>{name.title()} Ltd {does} in Hull for people who have no time for it.</p>"
            f'<a href="/view/{other}/">About our neighbour</a><a href="/view/{name}/contact.html">Contact</a>',
            encoding="utf-8",
        )
        (folder / "view" / name / "contact.html").write_text(
            f"<!doctype html><html lang=en><title>Contact</title><body><p>Write to us at the {name} yard.</p>",
            encoding="utf-8",
        )
    served(folder)
    return folder


@pytest.mark.usefixtures("shared_host")
def test_two_clients_on_a_host_that_many_share_are_two(precall: Precall, tmp_path: Path) -> None:
    """Each has a folder, a memory and pages of their own; forgetting one leaves the other as it was."""
    finch, siskin = (f"http://sites.google.com/view/{name}/" for name in ("finch", "siskin"))
    assert precall("research", finch, siskin, "-q").status == 0
    one, other = sorted((tmp_path / "briefings").iterdir())
    dossier = (one / "dossier.json").read_text(encoding="utf-8")
    assert '"domain": "sites.google.com/view/finch"' in dossier
    assert "/view/finch/contact.html" in dossier
    assert "siskin" not in dossier
    assert precall("remember", "sites.google.com/view/finch", "Likes the sea").status == 0
    assert "Likes the sea" not in precall("show", "sites.google.com/view/siskin").out
    assert len(json.loads(precall("clients", "--json").out)) == 2
    assert precall("forget", "sites.google.com/view/finch", "--yes", "--never").status == 0
    assert (one.exists(), other.exists()) == (False, True)
    assert precall("research", siskin, "-q", "--offline").status == 0
    refused = precall("research", f"{finch}contact.html", "-q")
    assert (refused.status, "forget this client for good" in refused.err) == (1, True)
