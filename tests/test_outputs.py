"""A folder of results is the old one or the new one."""

import fcntl
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from precall.errors import StorageError
from precall.outputs import make_file, make_folder, whole_file, write_all


def test_files_are_written_below_their_folders(tmp_path: Path) -> None:
    """Folders come into being with their files."""
    write_all(tmp_path / "a", {"b/c.txt": "text", "d.bin": b"\x00"})
    assert (tmp_path / "a/b/c.txt").read_text() == "text"
    assert (tmp_path / "a/d.bin").read_bytes() == b"\x00"


def test_an_unchanged_file_is_left_alone(tmp_path: Path) -> None:
    """The same bytes are not written again."""
    write_all(tmp_path, {"a.txt": "text"})
    before = (tmp_path / "a.txt").stat().st_mtime_ns
    write_all(tmp_path, {"a.txt": "text"})
    assert (tmp_path / "a.txt").stat().st_mtime_ns == before


def test_what_a_run_no_longer_writes_is_taken_away_and_the_rest_stays(tmp_path: Path) -> None:
    """Pages of the last run go, the caller's notes stay, unfinished files of a killed run go."""
    write_all(tmp_path, {"pages/1.txt": "old", "notes.md": "mine"})
    half = tmp_path / "pages" / ".2.txt.x.precall-new"
    half.write_text("half")
    os.utime(half, (0, 0))
    write_all(tmp_path, {"pages/3.txt": "new"}, removes=("pages/1.txt",))
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["3.txt", "notes.md"]


def test_a_file_that_another_run_is_writing_is_left_alone(tmp_path: Path) -> None:
    """Two runs for one client at the same time do not take away each other's unfinished files."""
    with whole_file(tmp_path / "index.html") as waiting:
        waiting.write_text("almost done")
        write_all(tmp_path, {"briefing.md": "mine"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["briefing.md", "index.html"]


@pytest.mark.parametrize(
    "way",
    ["write_all(folder, {'pages/b.txt': 'text'})", "with whole_file(folder / 'b.txt'): outputs._sync('')"],
)
def test_what_a_killed_run_left_the_next_one_takes_away(tmp_path: Path, way: str) -> None:
    """At once, not only after a while; and in the folder below, too."""
    code = f"""if True:
        import os, pathlib, signal
        from precall import outputs
        from precall.outputs import whole_file, write_all
        outputs._sync = lambda path: os.kill(os.getpid(), signal.SIGKILL)
        folder = pathlib.Path({str(tmp_path)!r})
        {way}
    """
    ended = subprocess.run([sys.executable, "-P", "-c", code], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert [path for path in tmp_path.rglob("*") if path.is_file()], "it was killed before it wrote"
    write_all(tmp_path, {"a.txt": "text", "pages/c.txt": "text"})
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["a.txt", "c.txt"]


def test_whoever_holds_a_folder_for_ever_stops_nobody(tmp_path: Path) -> None:
    """Any user who may read a folder may lock it."""
    holder = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(holder, fcntl.LOCK_EX)
    write_all(tmp_path, {"a.txt": "text"})
    os.close(holder)
    assert (tmp_path / "a.txt").read_text() == "text"


@pytest.fixture
def everybodys_umask() -> Iterator[None]:
    """A umask that takes nothing away."""
    old = os.umask(0)
    yield
    os.umask(old)


@pytest.mark.usefixtures("everybodys_umask")
def test_new_files_and_folders_are_for_the_callers_eyes_alone(tmp_path: Path) -> None:
    """Whatever the umask says, and every folder on the way."""
    write_all(tmp_path / "a" / "b", {"c/d.txt": "text"})
    with whole_file(tmp_path / "e" / "f.csv") as beside:
        beside.write_text("text")
    make_file(tmp_path / "g" / "h.sqlite3")
    modes = {path.relative_to(tmp_path).as_posix(): mode(path) for path in tmp_path.rglob("*")}
    assert {name for name, kept in modes.items() if kept == 0o600} == {
        "a/b/c/d.txt",
        "e/f.csv",
        "g/h.sqlite3",
    }
    assert {name for name, kept in modes.items() if kept == 0o700} == {"a", "a/b", "a/b/c", "e", "g"}


@pytest.mark.usefixtures("everybodys_umask")
def test_what_is_there_keeps_its_mode(tmp_path: Path) -> None:
    """A settings file of 0600 stays one, a folder that the caller made for all stays so."""
    tmp_path.chmod(0o755)
    for name, before in (("private.toml", 0o600), ("shared.md", 0o644), ("group.csv", 0o640)):
        (tmp_path / name).write_text("old")
        (tmp_path / name).chmod(before)
    write_all(tmp_path, {"private.toml": "new", "shared.md": "new"})
    with whole_file(tmp_path / "group.csv") as beside:
        beside.write_text("new")
    make_folder(tmp_path)
    assert {path.name: (mode(path), path.read_text()) for path in tmp_path.iterdir()} == {
        "private.toml": (0o600, "new"),
        "shared.md": (0o644, "new"),
        "group.csv": (0o640, "new"),
    }
    assert mode(tmp_path) == 0o755


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_that_somebody_else_laid_there_decides_nothing(tmp_path: Path) -> None:
    """Its mode would show the caller's notes to everybody."""
    (tmp_path / "notes.md").write_text("")
    (tmp_path / "notes.md").chmod(0o666)
    os.chown(tmp_path / "notes.md", 12345, 12345)
    write_all(tmp_path, {"notes.md": "mine"})
    assert (mode(tmp_path / "notes.md"), (tmp_path / "notes.md").stat().st_uid) == (0o600, 0)


def test_a_planted_link_is_not_followed(tmp_path: Path) -> None:
    """Neither one in the place of a file, nor one where unfinished files once were."""
    target = tmp_path / "target"
    target.write_text("the caller's own")
    out = tmp_path / "out"
    out.mkdir()
    for name in ("index.html", "briefing.md", ".index.html.precall-new", ".briefing.md.precall-new"):
        (out / name).symlink_to(target)
    with whole_file(out / "index.html") as beside:
        beside.write_text("the caller's own")
    write_all(out, {"briefing.md": "the caller's own"})
    assert target.read_text() == "the caller's own"
    assert {path.name: path.is_symlink() for path in out.iterdir()} == {
        "index.html": False,
        "briefing.md": False,
    }


def test_a_planted_link_to_a_folder_leads_nowhere(tmp_path: Path) -> None:
    """Nothing is written through it, and nothing removed."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary.txt").write_text("the caller's own")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "pages").symlink_to(tmp_path / "mine")
    for files in ({"pages/1.txt": "text"}, {"briefing.md": "text"}):
        with pytest.raises(StorageError, match="pages in it is a link"):
            write_all(tmp_path / "out", files, removes=("pages/diary.txt",))
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["diary.txt"]


def test_a_file_whose_writing_fails_is_the_old_one(tmp_path: Path) -> None:
    """And nothing lies beside it."""
    (tmp_path / "results.csv").write_text("old")
    with suppress(ZeroDivisionError), whole_file(tmp_path / "results.csv") as beside:
        beside.write_text(f"half, {1 // 0}")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"results.csv": "old"}


def mode(path: Path) -> int:
    """The permission bits of a file or folder."""
    return stat.S_IMODE(path.lstat().st_mode)


def test_two_runs_at_once_leave_whole_files(tmp_path: Path) -> None:
    """Each file is one run's or the other's."""
    runs = [{f"pages/{n}.txt": name * 50_000 for n in range(8)} for name in "ab"]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: write_all(tmp_path, runs[n % 2], removes=("pages/9.txt",)), range(24)))
    texts = {path.read_text() for path in tmp_path.rglob("*.txt")}
    assert texts <= {"a" * 50_000, "b" * 50_000}
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 8


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_left_behind(tmp_path: Path) -> None:
    """The message names the folder and what to do."""
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(StorageError, match="taken"):
        write_all(tmp_path / "taken", {"a.txt": "text"})
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are Unix's")
def test_a_pipe_in_the_place_of_a_file_is_replaced(tmp_path: Path) -> None:
    """It is never waited for."""
    os.mkfifo(tmp_path / "briefing.md")
    write_all(tmp_path, {"briefing.md": "words"})
    assert (tmp_path / "briefing.md").read_text() == "words"


def test_a_file_is_not_made_where_a_link_leads(tmp_path: Path) -> None:
    """Neither there nor in its place."""
    (tmp_path / "memory.sqlite3").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        make_file(tmp_path / "memory.sqlite3")
    assert not (tmp_path / "elsewhere").exists()
