"""What was read before is kept, found again, and can be forgotten."""

import contextlib
import hashlib
import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from precall.errors import StorageError
from precall.model.page import Fetched, Miss
from precall.net import snapshot_file
from precall.net.snapshot_file import FILE_NAME, discard
from precall.net.snapshots import SnapshotStore
from precall.site.url import domain_of

NOW = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)
HOME = "http://acme.example/"


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        """The time it was set to."""
        return self.now


def answer(
    body: bytes = b"<p>We mend boats.</p>", url: str = HOME, final_url: str = "", **other: object
) -> Fetched:
    """An answer with its true hash."""
    made = Fetched(
        url=url,
        final_url=final_url or url,
        status=200,
        headers=(("content-type", "text/html"), ("etag", '"ä"')),
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
        fetched_at=NOW,
    )
    return made._replace(**other)  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> SnapshotStore:
    """An empty store."""
    return SnapshotStore(tmp_path, clock=lambda: NOW)


def test_an_answer_comes_back_as_it_was(store: SnapshotStore) -> None:
    """Every field, also those of a partial answer; and it says that it comes from the store."""
    kept = answer(partial="cut at 5.0 MB", status=404)
    store.put(kept)
    assert store.get(HOME + "#team") == kept._replace(from_snapshot=True)
    assert store.body(kept.sha256) == kept.body


def test_what_was_never_read_is_not_there(store: SnapshotStore) -> None:
    """Nothing is made up."""
    assert (store.get(HOME), store.failure(HOME), store.body("0" * 64)) == (None,) * 3


@pytest.mark.parametrize(
    "url", ["http://acme.example/\ud800", "http://acme.example/\x00", "", "http://[::bad/"]
)
def test_any_url_can_be_a_key(store: SnapshotStore, url: str) -> None:
    """A page can link to anything; a failure for it is kept like any other."""
    store.put(Miss(url, "not a valid address"))
    assert store.failure(url) is not None
    assert store.get(url) is None


def test_a_page_is_found_under_both_ends_of_a_redirect(store: SnapshotStore) -> None:
    """The address asked for and the one that answered."""
    store.put(answer(final_url="https://www.acme.example/"))
    found = store.get("https://www.acme.example/")
    assert found is not None
    assert found.final_url == found.url == "https://www.acme.example/"


def test_a_failure_is_kept_beside_the_older_answer(store: SnapshotStore) -> None:
    """A site that is down today does not lose what was read yesterday; the next success ends the failure."""
    store.put(answer())
    miss = Miss(HOME, "timed out after 10 s", transient=True)
    store.put(miss)
    assert store.failure(HOME) == (miss, NOW)
    assert store.get(HOME) is not None
    store.put(answer())
    assert store.failure(HOME) is None


def test_an_older_body_stays_for_older_dossiers(store: SnapshotStore) -> None:
    """A changed page is kept in both versions, by hash."""
    old, new = answer(b"old"), answer(b"new")
    store.put(old)
    store.put(new)
    assert (store.body(old.sha256), store.body(new.sha256)) == (b"old", b"new")


def damage(path: Path, sha256: str, change: bytes) -> None:
    """Replace a kept body behind the store's back."""
    with sqlite3.connect(path) as db:
        db.execute("UPDATE bodies SET data = ? WHERE sha256 = ?", (change, sha256))
    db.close()


@pytest.mark.parametrize("change", [b"", b"not zstd", b"\x28\xb5\x2f\xfd" + b"\xff" * 40])
def test_damaged_bytes_are_never_taken_for_the_page(store: SnapshotStore, change: bytes) -> None:
    """The page counts as not kept, and whoever compares the hash sees the damage."""
    kept = answer()
    store.put(kept)
    damage(store.path, kept.sha256, change)
    assert store.get(HOME) is None
    damaged = store.body(kept.sha256)
    assert damaged is not None
    assert hashlib.sha256(damaged).hexdigest() != kept.sha256
    store.put(kept)
    assert store.get(HOME) is not None


def test_everything_is_there_after_closing_and_opening(tmp_path: Path) -> None:
    """It is a file, not a cache in memory."""
    with SnapshotStore(tmp_path / "deep" / "folder", clock=lambda: NOW) as first:
        first.put(answer())
    with SnapshotStore(tmp_path / "deep" / "folder", clock=lambda: NOW) as second:
        assert second.get(HOME) is not None


def test_two_stores_on_one_folder_see_each_other(tmp_path: Path) -> None:
    """A second precall at the same time is an ordinary thing."""
    with (
        SnapshotStore(tmp_path, clock=lambda: NOW) as one,
        SnapshotStore(tmp_path, clock=lambda: NOW) as other,
    ):
        one.put(answer())
        other.put(answer(b"b", "http://b.example/"))
        assert other.get(HOME) is not None
        assert one.get("http://b.example/") is not None


def test_many_processes_may_start_at_once(tmp_path: Path) -> None:
    """The first of them makes the tables, and none of them fails."""
    script = (
        "import sys, hashlib\nfrom datetime import UTC, datetime\nfrom pathlib import Path\n"
        "from precall.model.page import Fetched\nfrom precall.net.snapshots import SnapshotStore\n"
        "now = datetime(2026, 1, 31, tzinfo=UTC)\nname = sys.argv[2]\n"
        "with SnapshotStore(Path(sys.argv[1]), clock=lambda: now) as store:\n"
        "    for n in range(20):\n"
        "        body = f'{name} {n}'.encode()\n"
        "        url = f'http://{name}.example/{n}'\n"
        "        store.put(Fetched(url, url, 200, (), body, hashlib.sha256(body).hexdigest(), now))\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    running = [
        subprocess.Popen([sys.executable, "-c", script, str(tmp_path), f"site{n}"], env=environment)
        for n in range(4)
    ]
    assert [process.wait(timeout=30) for process in running] == [0] * 4
    with SnapshotStore(tmp_path, clock=lambda: NOW) as store:
        assert [kept.answers for kept in store.kept()] == [20] * 4


def test_a_store_that_another_process_is_making_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite refuses some of the processes that make a new file at once, without waiting for its own time-out."""
    refusals = [sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY_RECOVERY]
    prepared = snapshot_file._prepared

    def refused(db: sqlite3.Connection, path: Path) -> sqlite3.Connection:
        if refusals:
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = refusals.pop()
            raise error
        return prepared(db, path)

    monkeypatch.setattr(snapshot_file, "_prepared", refused)
    with SnapshotStore(tmp_path, clock=lambda: NOW) as store:
        assert not store.readonly
    assert not refusals


def test_a_killed_writer_leaves_the_store_readable(tmp_path: Path) -> None:
    """What was put is there whole; what was not is not there at all."""
    script = (
        "import sys, os, hashlib\nfrom datetime import UTC, datetime\nfrom pathlib import Path\n"
        "from precall.model.page import Fetched\nfrom precall.net.snapshots import SnapshotStore\n"
        "now = datetime(2026, 1, 31, tzinfo=UTC)\nstore = SnapshotStore(Path(sys.argv[1]), clock=lambda: now)\n"
        "n = 0\n"
        "while True:\n"
        "    body = os.urandom(30000)\n    url = f'http://acme.example/{n}'\n"
        "    store.put(Fetched(url, url, 200, (), body, hashlib.sha256(body).hexdigest(), now))\n"
        "    n += 1\n    print(n, flush=True)\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)], env=environment, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        said = [int(writer.stdout.readline()) for _ in range(25)][-1]
        writer.kill()
    with SnapshotStore(tmp_path, clock=lambda: NOW) as store:
        assert all(store.get(f"http://acme.example/{n}") for n in range(said))


def test_the_oldest_used_go_first_when_room_is_short(tmp_path: Path) -> None:
    """What was looked at lately stays, also when it was written first."""
    clock = Clock()
    with SnapshotStore(tmp_path, max_bytes=600_000, clock=clock) as store:
        store.put(answer(os.urandom(20_000), "http://acme.example/0"))
        for number in range(1, 80):
            clock.now += timedelta(minutes=1)
            store.put(answer(os.urandom(20_000), f"http://acme.example/{number}"))
            assert store.get("http://acme.example/0") is not None
        assert store.size() <= 600_000
        assert store.get("http://acme.example/1") is None
        assert store.get("http://acme.example/79") is not None
    assert (tmp_path / FILE_NAME).stat().st_size <= 700_000


def test_a_clock_set_back_harms_nothing(tmp_path: Path) -> None:
    """Writing, reading and making room go on."""
    clock = Clock()
    with SnapshotStore(tmp_path, max_bytes=200_000, clock=clock) as store:
        for number in range(30):
            clock.now -= timedelta(days=1)
            store.put(answer(os.urandom(20_000), f"http://acme.example/{number}"))
            assert store.get(f"http://acme.example/{number}") is not None


def test_forgetting_a_domain_leaves_no_byte_of_it(tmp_path: Path) -> None:
    """Not in the tables, not in the free pages, not in the write-ahead log; others stay."""
    secret = b"Zanzibarquux " * 3
    with SnapshotStore(tmp_path, clock=lambda: NOW) as store:
        store.put(answer(secret, "http://www.acme.example/a"))
        store.put(answer(secret + b"2", "http://shop.acme.example/b"))
        store.put(answer(secret + b"3", "http://old-acme.example/", "https://acme.example/"))
        store.put(Miss("http://acme.example/c", "Zanzibarquux"))
        store.put(answer(b"other", "http://notacme.example/"))
        store.forget("www.acme.example")
        files = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        assert b"Zanzibarquux" not in files
        assert b"/acme.example" not in files
        assert b"old-acme" not in files
        assert [kept.domain for kept in store.kept()] == ["notacme.example"]
        store.clear()
        assert store.kept() == ()
        assert store.get("http://notacme.example/") is None


def test_what_is_kept_is_told_by_domain(store: SnapshotStore) -> None:
    """Pages, failures, bytes and the newest date of each."""
    store.put(answer())
    store.put(answer(b"2", "http://www.acme.example/2", fetched_at=NOW + timedelta(days=1)))
    store.put(Miss("http://b.example/", "name not found"))
    first, second = store.kept()
    assert (first.domain, first.answers, first.failures, first.newest) == (
        "acme.example",
        2,
        0,
        NOW + timedelta(days=1),
    )
    assert first.size > 0
    assert (second.domain, second.answers, second.failures, second.size, second.newest) == (
        "b.example",
        0,
        1,
        0,
        None,
    )


@pytest.mark.parametrize("content", [b"this is no database" * 100, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_damaged_file_is_said_to_be_one_and_can_be_discarded(tmp_path: Path, content: bytes) -> None:
    """One line with the file's name and what to do."""
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(StorageError, match=r"is damaged: move the file away") as caught:
        SnapshotStore(tmp_path, clock=lambda: NOW).put(answer())
    assert str(tmp_path) in str(caught.value)
    discard(tmp_path)
    with SnapshotStore(tmp_path, clock=lambda: NOW) as store:
        store.put(answer())


def test_a_file_cut_short_raises_nothing_but_a_storage_error(tmp_path: Path) -> None:
    """Wherever a disk lost the end, the answer is right, absent, or the plain error."""
    with SnapshotStore(tmp_path, clock=lambda: NOW) as store:
        for number in range(30):
            store.put(answer(os.urandom(9000), f"http://acme.example/{number}"))
    whole = (tmp_path / FILE_NAME).read_bytes()
    for length in range(0, len(whole), len(whole) // 12):
        (tmp_path / FILE_NAME).write_bytes(whole[:length])
        with (
            contextlib.suppress(StorageError),
            SnapshotStore(tmp_path, clock=lambda: NOW) as store,
        ):
            for number in range(30):
                store.get(f"http://acme.example/{number}")
            store.put(answer())
        discard(tmp_path)


def test_a_folder_that_cannot_be_made_is_a_storage_error(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="snapshot store"):
        SnapshotStore(tmp_path / "file" / "cache", clock=lambda: NOW)


def test_a_newer_files_format_is_left_alone(tmp_path: Path) -> None:
    """A newer precall wrote it; we neither guess nor overwrite."""
    with sqlite3.connect(tmp_path / FILE_NAME) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(StorageError, match="newer precall"):
        SnapshotStore(tmp_path, clock=lambda: NOW)


def test_an_older_files_format_is_brought_up_to_date(tmp_path: Path) -> None:
    """What was kept stays; what is new has its place."""
    with SnapshotStore(tmp_path, clock=lambda: NOW) as store:
        store.put(answer())
    with sqlite3.connect(tmp_path / FILE_NAME) as db:
        db.execute("DROP TABLE findings")
        db.execute("PRAGMA user_version = 1")
    db.close()
    with SnapshotStore(tmp_path, clock=lambda: NOW) as store:
        store.keep_findings("acme", "Jan mends boats")
        assert store.findings("acme") == "Jan mends boats"
        assert store.get(HOME) is not None


@pytest.mark.parametrize("ending", ["forget", "clear", "no room"])
def test_findings_go_with_the_snapshots(tmp_path: Path, ending: str) -> None:
    """Whoever is forgotten is quoted nowhere; and where room is short, findings can be made again."""
    with SnapshotStore(tmp_path, max_bytes=400_000, clock=lambda: NOW) as store:
        store.keep_findings("other.example", "Jan mends boats")
        if ending == "forget":
            store.forget("acme.example")
        elif ending == "clear":
            store.clear()
        else:
            store.put(answer(os.urandom(500_000)))
        assert store.findings("other.example") is None
    assert b"Jan mends boats" not in (tmp_path / FILE_NAME).read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="needs a limit on file sizes")
def test_a_full_disk_is_said_and_loses_nothing(tmp_path: Path) -> None:
    """The write fails with one plain line; what was there before still is."""
    script = (
        "import sys, os, hashlib, resource, signal\nfrom datetime import UTC, datetime\nfrom pathlib import Path\n"
        "from precall.errors import StorageError\nfrom precall.model.page import Fetched\n"
        "from precall.net.snapshots import SnapshotStore\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))\n"
        "now = datetime(2026, 1, 31, tzinfo=UTC)\n"
        "def put(store, n):\n"
        "    body = os.urandom(30000)\n    url = f'http://acme.example/{n}'\n"
        "    store.put(Fetched(url, url, 200, (), body, hashlib.sha256(body).hexdigest(), now))\n"
        "store = SnapshotStore(Path(sys.argv[1]), clock=lambda: now)\n"
        "n = 0\n"
        "try:\n"
        "    while n < 100:\n        put(store, n)\n        n += 1\n"
        "except StorageError as error:\n"
        "    print(error)\n"
        "    print(all(store.get(f'http://acme.example/{k}') for k in range(n)), n > 3)\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert "snapshot store" in done.stdout.splitlines()[0], done.stderr
    assert done.stdout.splitlines()[1] == "True True"


def test_the_store_needs_no_network_library() -> None:
    """An unchanged client is served without importing one."""
    script = "import sys, precall.net.snapshots, precall.net.visitor; print('httpx' in sys.modules or 'ssl' in sys.modules)"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=30
    )
    assert done.stdout == "False\n"


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_any_url_has_a_domain_or_none(url: str) -> None:
    """A key of the store is never worth a crash."""
    assert not domain_of(url).startswith("www.")


ALIKE = b"<p>The same on both sites.</p>"


@pytest.mark.parametrize("fetched", ["by both", "by one", "at an address of the one"])
def test_a_body_that_another_site_uses_stays(tmp_path: Path, fetched: str) -> None:
    """Its dossiers can still be verified; once nobody uses it, no byte of it is left."""
    acme, other = "http://acme.example/", "http://other.example/"
    with SnapshotStore(tmp_path, clock=lambda: NOW) as store:
        kept = answer(ALIKE, acme)
        store.put(kept, site="acme.example")
        if fetched == "by both":
            store.put(answer(ALIKE, other), site="other.example")
        elif fetched == "by one":
            store.put(answer(ALIKE, other), site="acme.example")
            assert store.get(other, site="other.example")
        else:
            assert store.get(acme, site="other.example")
    with SnapshotStore(tmp_path, clock=lambda: NOW) as store:
        store.forget("acme.example")
        assert store.body(kept.sha256) == ALIKE
        assert store.get(acme) is None
        store.forget("other.example")
        assert store.body(kept.sha256) is None
        assert store.kept() == ()


def test_a_page_that_was_reached_by_a_redirect_goes_with_whoever_was_visited(tmp_path: Path) -> None:
    """It was read for them alone."""
    with SnapshotStore(tmp_path, clock=lambda: NOW) as store:
        store.put(answer(ALIKE, "http://old-acme.example/", "http://acme.example/"), site="old-acme.example")
        store.forget("old-acme.example")
        assert ALIKE not in b"".join(file.read_bytes() for file in tmp_path.iterdir())
        assert store.kept() == ()


@pytest.mark.parametrize("other", ["axb.example", "shop.axb.example", "xa_b.example"])
def test_a_name_that_is_alike_is_not_forgotten_along(tmp_path: Path, other: str) -> None:
    """An underscore is no wildcard, and a longer name is no sub-domain."""
    with SnapshotStore(tmp_path, clock=lambda: NOW) as store:
        store.put(answer(b"other", f"http://{other}/"), site=other)
        store.put(Miss(f"http://{other}/x", "timed out"))
        store.forget("a_b.example")
        assert store.get(f"http://{other}/") is not None
        assert store.failure(f"http://{other}/x") is not None


def test_a_sub_domain_that_is_another_client_is_spared(tmp_path: Path) -> None:
    """Those that are nobody's own go with the domain."""
    with SnapshotStore(tmp_path, clock=lambda: NOW) as store:
        for name in ("anna", "ben"):
            store.put(answer(name.encode(), f"http://{name}.host.example/"), site=f"{name}.host.example")
        store.forget("host.example", spare=["anna.host.example"])
        assert store.get("http://anna.host.example/") is not None
        assert store.get("http://ben.host.example/") is None


def test_what_others_are_reading_is_said_to_be_left(tmp_path: Path) -> None:
    """A reader holds the write-ahead log, with what was removed in it."""
    with (
        SnapshotStore(tmp_path, clock=lambda: NOW) as store,
        contextlib.closing(sqlite3.connect(tmp_path / FILE_NAME)) as reader,
    ):
        store.put(answer())
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM answers").fetchone()
        store._db.execute("PRAGMA busy_timeout = 50")
        with pytest.raises(StorageError, match="in use by another program"):
            store.forget("acme.example")


def test_of_a_host_that_many_share_only_the_owners_pages_are_forgotten(store: SnapshotStore) -> None:
    """The neighbour's stay, and so do the host's rules."""
    place = "https://sites.google.com"
    for path in ("/view/acme", "/view/acme/home", "/view/other", "/robots.txt"):
        store.put(answer(path.encode(), place + path))
    store.forget("sites.google.com/view/acme")
    kept = [
        path
        for path in ("/view/acme", "/view/acme/home", "/view/other", "/robots.txt")
        if store.get(place + path)
    ]
    assert kept == ["/view/other", "/robots.txt"]
